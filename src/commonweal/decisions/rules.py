"""Who may write, send, confirm and correct the record of a decision, and why not."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from commonweal.core.actors import Actor, Kind
from commonweal.core.days import london_day
from commonweal.core.rules import ALLOWED, Refused
from commonweal.core.rules import Decision as Ruling
from commonweal.decisions import queries, subjects
from commonweal.decisions.abilities import CONFIRM, RECORD
from commonweal.decisions.models import Decision, DecisionSubject
from commonweal.decisions.states import JOURNEY, NEEDS_TWO, TakenBy
from commonweal.decisions.subjects import Effect, Subject
from commonweal.people import kinds_of_role
from commonweal.people import rules as people
from commonweal.people.models import Body
from commonweal.people.queries import two_people as exceptions
from commonweal.people.standing import Standing, standing_of
from commonweal.privacy import abilities as privacy

MOST_SUBJECTS = 20
"""Things that one decision is about; a decision about more is several."""

MOST_PAPERS = 10


def is_recorder(standing: Standing) -> bool:
    """Whether somebody records decisions at all."""
    return standing.may(RECORD)


def is_at_desk(standing: Standing, *, at: datetime) -> bool:
    """Whether somebody records or confirms decisions, by a role or named from outside."""
    by_role = standing.may(RECORD) or standing.may(CONFIRM)
    return by_role or bool(queries.approves_for(standing.actor, on=london_day(at)))


def can_record_for(by: Actor, body: Body, *, at: datetime) -> Ruling:
    """Whether `by` may record decisions of the body: the council's officers all of it, everybody else their own."""
    within = queries.bodies_within(standing_of(by, at=at), RECORD, on=london_day(at))
    if body.pk not in {each.pk for each in within}:
        return Refused(
            _("Only the people of %(body)s can record its decisions. Ask one of them") % {"body": body.name},
            field="body",
        )
    return ALLOWED


def can_write(by: Actor, decision: Decision, *, at: datetime) -> Ruling:
    """Whether `by` may change the words: whoever has it in hand, until it is sent."""
    if decision.is_public:
        return Refused(_("This decision is public, so its words stay as they are. Correct it, or record a later one"))
    if not decision.can_be_written:
        return Refused(_("This record waits for a second person. To change it, ask them to return it"))
    if decision.keeper is None or decision.keeper.reference != by.key:
        return Refused(_("Only the person who writes this record can change it"))
    return can_record_for(by, decision.body, at=at)


def takers_for(bodies: Iterable[Body]) -> list[TakenBy]:
    """Who can have decided for one of the bodies. Where nobody from outside has a part, it is the group itself."""
    kinds = {body.kind in kinds_of_role.INDEPENDENT for body in bodies}
    return [TakenBy.GROUP] if kinds == {True} else list(TakenBy)


def can_be_taken_by(body: Body, taken_by: str) -> Ruling:
    """Whether somebody like this can have decided for the body."""
    if taken_by not in takers_for([body]):
        words = _("%(body)s decides for itself. Choose “%(group)s”")
        return Refused(words % {"body": body.name, "group": TakenBy.GROUP.label}, field="taken_by")
    return ALLOWED


def can_name_office(decision: Decision, *, member_name: str) -> Ruling:
    """Whether a decision can say which office took it, and name a member."""
    if not decision.needs_office:
        return Refused(_("Choose first who decided; the full council and the cabinet need no office"), field="office")
    if member_name and not decision.may_name_member:
        return Refused(_("Leave the name empty where no cabinet member decided"), field="member_name")
    return ALLOWED


def can_be_about(
    decision: Decision, found: Subject | None, effect: Effect | None, *, until_on: date | None, count: int
) -> Ruling:
    """Whether a decision can have the effect on a thing that was looked for; it is about `count` things so far."""
    if found is None:
        return Refused(_("We cannot find this any more. Search for it again"), field="thing")
    if effect is None:
        return Refused(_("Choose what the decision does to it"), field="effect")
    if decision.outcome and not effect.suits(decision.outcome):
        return Refused(
            _("You said that the decision is “%(outcome)s”, which does not fit. Choose another, or change question 1")
            % {"outcome": decision.get_outcome_display()},
            field="effect",
        )
    if not _fits_until(decision, effect, until_on):
        words = _("Enter the day until which it goes on, after the day it was decided")
        if not effect.needs_until:
            words = _("Leave the day empty: only what goes on until a day has one")
        return Refused(words, field="until_on")
    if count >= MOST_SUBJECTS:
        return Refused(_("A decision is about %(most)d things at most. Record another one") % {"most": MOST_SUBJECTS})
    return ALLOWED


def _fits_until(decision: Decision, effect: Effect, until_on: date | None) -> bool:
    if until_on is None or not effect.needs_until:
        return effect.needs_until == (until_on is not None)
    return decision.decided_on is None or decision.decided_on < until_on


def can_add_paper(count: int) -> Ruling:
    """Whether a decision that has `count` papers can have one more."""
    if count >= MOST_PAPERS:
        return Refused(
            _("A decision has %(most)d papers at most. Join some of them in one file") % {"most": MOST_PAPERS}
        )
    return ALLOWED


def can_replace(decision: Decision, earlier: Decision | None) -> Ruling:
    """Whether the decision can take the place of `earlier`: a public one that nothing has replaced."""
    if earlier is None:
        return Refused(
            _("Enter the reference of a public decision, like DR-7QK2-M9XD, or leave this empty"), field="replaces"
        )
    if earlier.pk == decision.pk:
        return Refused(_("A decision cannot replace itself. Enter an earlier one"), field="replaces")
    if earlier.replaced_by is not None:
        return Refused(
            _("%(later)s has replaced that decision already. Enter that one")
            % {"later": earlier.replaced_by.reference},
            field="replaces",
        )
    return ALLOWED


def needs_two_people(decision: Decision, about: list[DecisionSubject]) -> bool:
    """Whether a second person confirms it: because it adopts or replaces something, or does something like it."""
    effects = [kind.effect(each.effect) for each in about if (kind := subjects.kind_of(each.kind))]
    by_effect = any(effect is not None and effect.needs_two_people for effect in effects)
    return decision.outcome in NEEDS_TWO or decision.replaces_id is not None or by_effect


def is_whole(decision: Decision, about: list[DecisionSubject], *, at: datetime) -> Ruling:
    """Whether everything is answered, and the answers fit each other."""
    missing = (
        (decision.title, _("Say what was decided, in a line")),
        (decision.outcome, _("Choose what sort of decision it is")),
        (decision.what, _("Say what was decided")),
        (decision.taken_by, _("Choose who decided")),
        (decision.decided_on, _("Enter the day it was decided")),
        (decision.power, _("Say under what power it was decided")),
        (decision.why, _("Say why it was decided")),
        (decision.alternatives, _("Say what else was considered")),
        (decision.interests, _("Say whether anybody declared an interest")),
    )
    for answer, words in missing:
        if not answer:
            return Refused(words)
    if decision.needs_office and not decision.office:
        return Refused(_("Say which office, committee or board decided"))
    if decision.decided_on is None or decision.decided_on > london_day(at):
        return Refused(_("Enter the day it was decided; it cannot be after today"))
    for each in about:
        kind = subjects.kind_of(each.kind)
        effect = kind.effect(each.effect) if kind else None
        if effect is None or not effect.suits(decision.outcome) or not _fits_until(decision, effect, each.until_on):
            return Refused(
                _("What it does to %(title)s does not fit. Remove that, and add it again") % {"title": each.title}
            )
    if decision.replaces is not None:
        return can_replace(decision, decision.replaces)
    return ALLOWED


def can_send(by: Actor, decision: Decision, about: list[DecisionSubject], *, at: datetime) -> Ruling:
    """Whether `by` may send the record: it is theirs and whole, and where two people are needed there is a second."""
    may = can_write(by, decision, at=at)
    if not may:
        return may
    whole = is_whole(decision, about, at=at)
    if not whole or not needs_two_people(decision, about):
        return whole
    if not has_second_person(by, decision.body, at=at):
        words = _(
            "Nobody else can confirm this for %(body)s. Ask an administrator to name somebody, then send it again"
        )
        if decision.body.kind in kinds_of_role.INDEPENDENT:
            words = _("Nobody else can confirm this for %(body)s. Bring in another member, then send it again")
        return Refused(words % {"body": decision.body.name})
    return ALLOWED


def has_second_person(by: Actor, body: Body, *, at: datetime) -> bool:
    """Whether somebody can confirm what `by` sends for the body."""
    on = london_day(at)
    able = {person.reference for person in queries.confirmers_for(body, on=on)}
    alone = exceptions.allows_one_person(decision=CONFIRM, body=body, on=on)
    return bool(able if alone else able - {by.key})


def can_confirm(by: Actor, decision: Decision, *, at: datetime) -> Ruling:
    """Whether `by` is the second person: able to confirm for the body, and not the one who sent it."""
    if not JOURNEY.is_open(decision.status, "confirm"):
        return Refused(_("This record does not wait to be confirmed"))
    if decision.body_id not in queries.may_confirm_for(standing_of(by, at=at), on=london_day(at)):
        return Refused(
            _(
                "Only an accountable officer, the lead of the partner whose decision it is, or a member of the "
                "Steering Group for its own, can confirm it"
            )
        )
    return people.two_people.are_two_people(sender_of(decision), by, decision=CONFIRM, body=decision.body, at=at)


def sender_of(decision: Decision) -> Actor:
    """Whoever sent the record."""
    kind, _colon, key = decision.recorded_by.partition(":")
    return Actor(Kind(kind), key)


def can_correct(by: Actor, decision: Decision, *, at: datetime) -> Ruling:
    """Whether `by` may put a correction beside a public record: who records decisions of that body."""
    if not decision.is_public:
        return Refused(_("This record is not public yet. Change its words instead"))
    return can_record_for(by, decision.body, at=at)


def can_discard(by: Actor, decision: Decision, *, at: datetime) -> Ruling:
    """Whether `by` may throw away what was not sent: whoever writes it, or the system when its time is up."""
    if by.kind is Kind.SYSTEM and decision.can_be_written:
        return ALLOWED
    return can_write(by, decision, at=at)


def can_keep(holder: Actor, decision: Decision, *, at: datetime) -> Ruling:
    """Whether `holder` may have the record in hand, handed over by whoever leaves."""
    if decision.is_public:
        return Refused(_("This decision is public, so there is nothing left to hand over"))
    return can_record_for(holder, decision.body, at=at)


def can_empty(by: Actor, decision: Decision, *, at: datetime) -> Ruling:
    """Whether `by` may empty what a public record says about somebody: a privacy officer or the system, once."""
    if not _is_eraser(by, at=at):
        return Refused(_("Only a privacy officer of the council can empty this. Ask them"))
    if not decision.is_public or decision.emptied_at is not None:
        return Refused(_("There is nothing in this record to empty"))
    return ALLOWED


def can_forget_member(by: Actor, decision: Decision, *, at: datetime) -> Ruling:
    """Whether `by` may take a name out of a record that is not public: a privacy officer or the system."""
    if not _is_eraser(by, at=at):
        return Refused(_("Only a privacy officer of the council can erase this name. Ask them"))
    if decision.is_public:
        return Refused(_("Who decided for the council is a public record, so the name stays until its time is over"))
    return ALLOWED


def _is_eraser(by: Actor, *, at: datetime) -> bool:
    standing = standing_of(by, at=at)
    return by.kind is Kind.SYSTEM or standing.may(privacy.ANSWER) or standing.may(privacy.DELETE)
