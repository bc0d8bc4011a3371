"""What accountability holds of people by evidence: documents that people filed, and notes that they signed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import Filing
from commonweal.accountability.operations import filings as operations
from commonweal.accountability.operations import notes as note_operations
from commonweal.accountability.queries import filings as queries
from commonweal.accountability.queries import notes
from commonweal.core import days, personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject, Due, Erasure, HeldRecord, Holding, Item, Kept


def register_all() -> None:
    """Say what accountability holds; called when Django starts."""
    personal.register(
        Holding(
            name="accountability.filings",
            title=gettext_lazy("Documents filed as evidence"),
            whose=gettext_lazy("people who filed a document, and people who are named in it"),
            what=gettext_lazy("the document itself, and who filed, accepted, returned it or set it aside"),
            fields=("accountability.Filing.document",),
            find=_find_filings,
            erase=_keep_filings,
            expired=_expired_filings,
            dispose=_dispose_filing,
        )
    )
    personal.register(
        Holding(
            name="accountability.notes",
            title=gettext_lazy("Signed notes beside the status of a commitment"),
            whose=gettext_lazy("people who signed a note for the body they work for or sit on"),
            what=gettext_lazy("what they wrote, and in which office they signed it"),
            fields=("accountability.Note.words",),
            find=_find_notes,
            erase=_keep_notes,
            expired=_expired_notes,
            dispose=_dispose_note,
        )
    )


# Documents.


def _find_filings(subject: DataSubject) -> Iterator[HeldRecord]:
    for filing in queries.brought_by(subject.person_key):
        facts = (
            (_("Commitment"), str(filing.commitment), False),
            (_("What it is called"), filing.title, False),
            (_("What it shows"), filing.words, True),
            (_("Your part in it"), _parts(filing, subject.person_key), False),
            (_("Where it is"), str(filing.get_status_display()), False),
        )
        items = tuple(Item(name, words, about_others=others) for name, words, others in facts if words)
        files = (filing.document_id,) if filing.document_id is not None else ()
        yield HeldRecord(filing.reference, _("A document filed as evidence"), items, files)


def _parts(filing: Filing, key: str) -> str:
    said = [
        _("filed on %(day)s") % {"day": days.show_day(filing.filed_on)} if filing.filed_by.reference == key else "",
        _("settled by you") if filing.settled_by and filing.settled_by.reference == key else "",
        _("set aside by you") if filing.set_aside_by and filing.set_aside_by.reference == key else "",
    ]
    return ", ".join(filter(None, said))


def _keep_filings(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:  # noqa: ARG001  # as every holding's
    why = gettext_lazy("It is evidence of a public promise. Your name does not stand on its page; your account has it")
    return Erasure(kept=tuple(Kept(each.reference, why) for each in queries.brought_by(subject.person_key)))


def _expired_filings(began_before: date) -> Iterator[Due]:
    for filing in queries.done_with_before(days.start_of(began_before)):
        began_at = filing.set_aside_at or filing.settled_at
        if began_at is not None:
            yield Due(filing.reference, days.london_day(began_at))


def _dispose_filing(reference: str, *, by: Actor, at: datetime) -> None:
    filing = queries.by_reference(reference)
    if filing is not None and filing.emptied_at is None:
        operations.empty(filing=filing, by=by, at=at)


# Notes.


def _find_notes(subject: DataSubject) -> Iterator[HeldRecord]:
    for note in notes.written_by(subject.person_key):
        facts = (
            (_("Commitment"), str(note.commitment)),
            (_("What you wrote"), note.words),
            (_("Signed as"), note.signed_as),
            (_("Written on"), days.show_day(days.london_day(note.written_at))),
            (_("Why you withdrew it"), note.withdrawn_why),
        )
        items = tuple(Item(name, words) for name, words in facts if words)
        yield HeldRecord(note.reference, _("A note you signed beside a commitment"), items)


def _keep_notes(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:  # noqa: ARG001  # as every holding's
    why = gettext_lazy("You signed it in public for a body. Your name goes with your account; the office stays")
    return Erasure(kept=tuple(Kept(each.reference, why) for each in notes.written_by(subject.person_key)))


def _expired_notes(began_before: date) -> Iterator[Due]:
    for note in notes.withdrawn_before(days.start_of(began_before)):
        if note.withdrawn_at is not None:
            yield Due(note.reference, days.london_day(note.withdrawn_at))


def _dispose_note(reference: str, *, by: Actor, at: datetime) -> None:
    note = notes.by_reference(reference)
    if note is not None and note.emptied_at is None:
        note_operations.empty(note=note, by=by, at=at)
