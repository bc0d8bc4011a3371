"""What decisions hold of people: the names of members who decided alone, and what members declared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import days, personal
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.core.personal import DataSubject, Due, Erasure, HeldRecord, Holding, Item, Kept
from commonweal.decisions import queries
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import letting_go
from commonweal.people import queries as people

RECORDS, DRAFTS = "decisions.records", "decisions.drafts"

_FIELDS = tuple(f"decisions.Decision.{name}" for name in ("member_name", "member_digest", "interests"))


def register_all() -> None:
    """Say what decisions hold; called when Django starts."""
    whose = gettext_lazy("Members who hold public office, when they decide alone or declare an interest")
    personal.register(
        Holding(
            name=RECORDS,
            title=gettext_lazy("Decisions that are public"),
            whose=whose,
            what=gettext_lazy("The name of the member who decided, and the interests that members declared"),
            fields=_FIELDS,
            find=_find_records,
            erase=_erase_records,
            expired=_expired_records,
            dispose=_dispose_record,
        )
    )
    personal.register(
        Holding(
            name=DRAFTS,
            title=gettext_lazy("Records of decisions that were never sent"),
            whose=whose,
            what=gettext_lazy("the same, as far as they got"),
            fields=(),
            find=_find_drafts,
            erase=_erase_drafts,
            expired=_expired_drafts,
            dispose=_dispose_draft,
        )
    )


def _naming(subject: DataSubject) -> list[Decision]:
    """The decisions that name somebody of this name: people are found by their account, decisions know no key."""
    person = people.persons.by_reference(subject.person_key) if subject.person_key else None
    if person is None or not person.name:
        return []
    return list(queries.naming(contact_digest(person.name)))


def _find_records(subject: DataSubject) -> Iterator[HeldRecord]:
    for decision in _naming(subject):
        if decision.is_public:
            yield _record(decision, _("A decision of somebody of your name"))


def _find_drafts(subject: DataSubject) -> Iterator[HeldRecord]:
    for decision in _naming(subject):
        if not decision.is_public:
            yield _record(decision, _("The record of a decision, not public, of somebody of your name"))


def _record(decision: Decision, title: str) -> HeldRecord:
    facts = (
        (_("What was decided"), decision.title, False),
        (_("Office"), decision.who, False),
        (_("Name"), decision.member_name, False),
        (_("Interests declared"), decision.interests, True),
        (_("Decided on"), days.show_day(decision.decided_on) if decision.decided_on else "", False),
    )
    items = tuple(Item(name, words, about_others=others) for name, words, others in facts if words)
    return HeldRecord(decision.reference, title, items)


def _erase_records(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:  # noqa: ARG001  # as every erase
    why = _("Who decided for the council is a public record. It is kept until the retention schedule lets it go")
    return Erasure((), tuple(Kept(each.reference, why) for each in _naming(subject) if each.is_public))


def _erase_drafts(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    drafts = [decision for decision in _naming(subject) if not decision.is_public]
    for draft in drafts:
        letting_go.forget_member(decision=draft, by=by, at=at)
    return Erasure(tuple(draft.reference for draft in drafts))


def _expired_records(began_before: date) -> Iterator[Due]:
    for decision in queries.recorded_before(began_before):
        if decision.recorded_on is not None and (decision.member_digest or decision.interests):
            yield Due(decision.reference, decision.recorded_on)


def _expired_drafts(began_before: date) -> Iterator[Due]:
    for draft in queries.written_before(days.start_of(began_before)):
        yield Due(draft.reference, days.london_day(draft.started_at))


def _dispose_record(reference: str, *, by: Actor, at: datetime) -> None:
    decision = queries.by_reference(reference)
    if decision is not None and decision.is_public and decision.emptied_at is None:
        letting_go.empty(decision=decision, by=by, at=at)


def _dispose_draft(reference: str, *, by: Actor, at: datetime) -> None:
    draft = queries.by_reference(reference)
    if draft is not None and draft.can_be_written:
        letting_go.discard(decision=draft, by=by, at=at)
