"""Measures of success as work: who proposes and confirms, the desk's door, and figures that nobody can confirm."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import MeasureValue
from commonweal.accountability.operations import measures as operations
from commonweal.accountability.queries import measures as queries
from commonweal.accountability.rules import measures as rules
from commonweal.accountability.rules.measure_periods import Span
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.people import desk, kinds_of_role, two_people, work
from commonweal.people.desk import DeskDoor
from commonweal.people.models import Person, Role
from commonweal.people.queries import roles
from commonweal.people.role_kinds import KINDS, Ability
from commonweal.people.standing import Standing
from commonweal.people.work import WorkItem, WorkKind
from commonweal.strategy.announcements import LOADED

NAME = "accountability.measure_figure"


def held_by(_role: Role) -> Sequence[WorkItem]:
    """Nothing: a figure waits for anybody who may confirm it, and one that is missing for anybody who may enter it."""
    return []


def adrift(at: datetime) -> Sequence[WorkItem]:
    """The figures that wait although nobody is left who could confirm them."""
    kinds = [kind.name for kind in KINDS.kinds_with(rules.CONFIRM)]
    held = roles.held_on(london_day(at)).filter(kind__in=kinds, person__is_active=True)
    able = set(held.values_list("person_id", flat=True))
    return [_item(figure) for figure in queries.waiting_figures() if not able - {figure.recorded_by_id}]


def _item(figure: MeasureValue) -> WorkItem:
    words = {"title": figure.measure.title, "period": Span(figure.from_on, figure.until_on).title}
    href = reverse("accountability:figure_confirm", kwargs={"ref": figure.reference})
    return WorkItem(NAME, figure.reference, _("Confirm “%(title)s” for %(period)s") % words, href)


def hand_over(reference: str, *, to: Person, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every kind is called
    """Give a figure to somebody to confirm: they only have to be able to. Raises RefusedError."""
    figure = queries.figure_by_reference(reference)
    if figure is None:
        raise RefusedError(Refused(_("This figure is no longer there")))
    require(rules.can_confirm(to.actor, figure, at=at))


def waiting(standing: Standing, at: datetime) -> int:
    """How many figures wait for this person's confirmation, were returned to them, or are missing."""
    to_confirm = returned = missing = 0
    if rules.is_confirmer(standing):
        to_confirm = sum(each.recorded_by.reference != standing.actor.key for each in queries.waiting_figures())
    if rules.is_proposer(standing):
        returned = len(queries.returned_to(standing.actor.key))
        missing = sum(bool(rules.spans_without_figure(each, at=at)) for each in queries.at_work())
    return to_confirm + returned + missing


def register_all() -> None:
    """Say who may, open the desk's door, and take proposals over from packs; called when Django starts."""
    KINDS.allow(
        Ability(rules.PROPOSE, gettext_lazy("propose measures of success, and enter their figures")),
        to=(kinds_of_role.COMMUNITIES_OFFICER,),
    )
    KINDS.allow(
        Ability(rules.CONFIRM, gettext_lazy("confirm figures of measures that somebody else entered")),
        to=(kinds_of_role.COMMUNITIES_OFFICER, kinds_of_role.ACCOUNTABLE_OFFICER),
    )
    two_people.register(
        two_people.Decision(rules.CONFIRM, gettext_lazy("Publishing the figure of a measure of success"))
    )
    work.register(WorkKind(NAME, gettext_lazy("Figure of a measure"), held_by, hand_over, rules.CONFIRM, adrift))
    desk.open_door(
        DeskDoor(
            "accountability:measure_desk",
            gettext_lazy("Measures of success"),
            gettext_lazy("Which figures are missing, which wait for a second person, and what is proposed."),
            25,
            (rules.PROPOSE, rules.CONFIRM),
            waiting,
        )
    )
    LOADED.register("accountability.measures", operations.take_in)
