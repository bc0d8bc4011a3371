"""What accountability holds of people: requests for another format, sent and not yet sent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import FormatRequest
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.queries import formats as queries
from commonweal.core import audit, days, personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject, Due, Erasure, HeldRecord, Holding, Item


def register_all() -> None:
    """Say what accountability holds; called when Django starts."""
    audit.NAME_KEPT.register("accountability.format_requests", queries.is_contact_kept)
    whose = gettext_lazy("people who ask for something in another format or language")
    personal.register(
        Holding(
            name="accountability.format_requests",
            title=gettext_lazy("Requests for another format"),
            whose=whose,
            what=gettext_lazy(
                "what they wanted, the format, their name, how to reach them, and files if there are any"
            ),
            fields=(
                "accountability.FormatRequest.wanted",
                "accountability.FormatRequest.document",
                "accountability.FormatRequest.format",
                "accountability.FormatRequest.format_detail",
                "accountability.FormatRequest.name",
                "accountability.FormatRequest.contact",
                "accountability.FormatRequest.contact_digest",
                "accountability.FormatRequest.reach_digest",
                "accountability.Enclosure.document",
            ),
            find=_find_sent,
            erase=_erase_sent,
            expired=_expired_sent,
            dispose=_dispose_sent,
            is_special_category=True,  # braille or easy read shows a disability
        )
    )
    personal.register(
        Holding(
            name="accountability.format_drafts",
            title=gettext_lazy("Requests for another format that were never sent"),
            whose=whose,
            what=gettext_lazy("the same, as far as they got"),
            fields=(),
            find=_find_drafts,
            erase=_erase_drafts,
            expired=_expired_drafts,
            dispose=_dispose_draft,
            is_special_category=True,
        )
    )


def _find_sent(subject: DataSubject) -> Iterator[HeldRecord]:
    for asked in queries.sent_by(subject.contact_digests):
        yield _record(asked, _("Your request for another format"))


def _find_drafts(subject: DataSubject) -> Iterator[HeldRecord]:
    for asked in queries.drafts_of(subject.contact_digests):
        yield _record(asked, _("A request for another format that you did not send"))


def _record(asked: FormatRequest, title: str) -> HeldRecord:
    facts = (
        (_("What you wanted"), asked.wanted),
        (_("Format"), asked.format_words),
        (_("Your name"), asked.name),
        (_("How to reach you"), asked.contact),
        (_("Sent on"), days.show_day(days.london_day(asked.asked_at)) if asked.asked_at else ""),
        (_("Where it is"), str(asked.get_status_display())),
    )
    files = tuple(stored.pk for stored in asked.files)
    return HeldRecord(asked.reference, title, tuple(Item(name, words) for name, words in facts if words), files)


def _erase_sent(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    asked_for = list(queries.sent_by(subject.contact_digests))
    for asked in asked_for:
        operations.erase(asked=asked, by=by, at=at)
    return Erasure(tuple(asked.reference for asked in asked_for))


def _erase_drafts(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    drafts = list(queries.drafts_of(subject.contact_digests))
    for draft in drafts:
        operations.forget_draft(asked=draft, by=by, at=at)
    return Erasure(tuple(draft.reference for draft in drafts))


def _expired_sent(began_before: date) -> Iterator[Due]:
    for asked in queries.settled_before(days.start_of(began_before)):
        if asked.settled_at is not None:
            yield Due(asked.reference, days.london_day(asked.settled_at))


def _expired_drafts(began_before: date) -> Iterator[Due]:
    for draft in queries.drafts_from_before(days.start_of(began_before)):
        yield Due(draft.reference, days.london_day(draft.started_at))


def _dispose_sent(reference: str, *, by: Actor, at: datetime) -> None:
    asked = queries.get_by_reference(reference)
    if asked is not None and not asked.is_emptied:
        operations.erase(asked=asked, by=by, at=at)


def _dispose_draft(reference: str, *, by: Actor, at: datetime) -> None:
    draft = queries.get_draft(reference)
    if draft is not None:
        operations.forget_draft(asked=draft, by=by, at=at)
