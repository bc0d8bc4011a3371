"""What core holds of people: the trail with the names behind it, and the names of files.

It stands here because core is below everything that knows what a holding is for.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import audit, days, personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject, Due, Erasure, HeldRecord, Holding, Item, Kept
from commonweal.privacy.queries import trail

TRAIL = "core.trail"
"""Both the holding's name and the reference of the one record that somebody has in it."""


def register_all() -> None:
    """Say what core holds; called when Django starts."""
    personal.register(
        Holding(
            name=TRAIL,
            title=gettext_lazy("The trail of what was done"),
            whose=gettext_lazy("everybody who did something in the service"),
            what=gettext_lazy("what was done, to which record and when, under a key; names and contacts apart from it"),
            fields=(
                "core.AuditEvent.by",
                "core.AuditEvent.on_behalf_of",
                "core.AuditName.value",
                "core.JourneyStep.by",
                "core.JourneyStep.on_behalf_of",
            ),
            find=_find_in_trail,
            erase=_erase_from_trail,
            expired=_nothing_expires,
            dispose=_leave,
        )
    )
    personal.register(
        Holding(
            name="core.files",
            title=gettext_lazy("Names of files"),
            whose=gettext_lazy("whoever sent a file"),
            what=gettext_lazy("the name that the file had; the file itself belongs to the record it came with"),
            fields=("core.StoredFile.name",),
            find=_found_with_its_record,
            erase=_erased_with_its_record,
            expired=_nothing_expires,
            dispose=_leave,
        )
    )


def _find_in_trail(subject: DataSubject) -> Iterator[HeldRecord]:
    done = [
        f"{days.show_instant(event.happened_at)}: {_deed(event.verb)} {event.subject_reference}"
        for event in trail.events_of(subject)
    ]
    names = sorted(audit.names_for(subject.contact_digests).values())
    items = (
        *((Item(_("What you did"), "\n".join(done)),) if done else ()),
        *((Item(_("Contacts that the trail knows as yours"), "\n".join(names)),) if names else ()),
    )
    if items:
        yield HeldRecord(TRAIL, _("What the service noted of what you did"), items)


def _deed(verb: str) -> str:
    """A verb of the trail as people read it: `accountability.format_request.send` is "format request, send"."""
    _area, noun, deed = verb.split(".")
    return f"{noun}, {deed}".replace("_", " ")


def _erase_from_trail(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:  # noqa: ARG001  # as every holding
    erased = [digest for digest in subject.contact_digests if audit.erase_name(digest)]
    why = _("the trail shows what was done with public money and public promises; nothing in it names you any more")
    has_events = trail.events_of(subject).exists()
    kept = (Kept(TRAIL, why),) if has_events else ()
    return Erasure(erased=(TRAIL,) if erased else (), kept=kept)


def _found_with_its_record(_subject: DataSubject) -> tuple[HeldRecord, ...]:
    return ()


def _erased_with_its_record(_subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:  # noqa: ARG001  # as above
    return Erasure()


def _nothing_expires(_began_before: date) -> tuple[Due, ...]:
    return ()


def _leave(reference: str, *, by: Actor, at: datetime) -> None:  # as above
    """Never called: nothing of it expires by itself."""
