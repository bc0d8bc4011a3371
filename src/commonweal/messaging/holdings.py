"""What messaging holds about people: the letters written to them, and what they chose about letters."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import days, personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject, Due, Erasure, HeldRecord, Holding, Item, Kept
from commonweal.messaging import operations, queries
from commonweal.messaging.kinds import KINDS
from commonweal.messaging.models import Letter
from commonweal.messaging.queries import contacts


def _letters(subject: DataSubject) -> list[Letter]:
    """The letters to somebody, and those to the council in which one of their contacts stands."""
    return [*queries.to_contacts(subject.contact_digests), *queries.to_us_about(subject.contacts)]


def _find_letters(subject: DataSubject) -> Iterable[HeldRecord]:
    for letter in _letters(subject):
        items = (
            Item(_("Sent to"), letter.to),
            Item(_("Subject"), letter.subject),
            Item(_("Words"), letter.text),
            Item(_("Written"), days.show_instant(letter.added_at)),
            Item(_("What became of it"), f"{letter.get_status_display()}; {letter.get_delivery_display()}"),
        )
        yield HeldRecord(letter.reference, KINDS.title_of(letter.kind), items)


def _erase_letters(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    erased: list[str] = []
    kept: list[Kept] = []
    for letter in _letters(subject):
        if letter.is_open:
            kept.append(
                Kept(letter.reference, gettext_lazy("It is still to be sent. It is erased when its time comes."))
            )
        else:
            operations.empty(letter=letter, by=by, at=at)
            erased.append(letter.reference)
    return Erasure(tuple(erased), tuple(kept))


def _expired_letters(began_before: date) -> Iterable[Due]:
    for letter in queries.settled_before(began_before):
        yield Due(letter.reference, days.london_day(letter.added_at))


def _dispose_letter(reference: str, *, by: Actor, at: datetime) -> None:
    operations.empty(letter=queries.get(reference), by=by, at=at)


def _find_wishes(subject: DataSubject) -> Iterable[HeldRecord]:
    digests = subject.contact_digests
    items = [
        Item(
            KINDS.title_of_topic(choice.topic),
            str(choice.get_when_display()),
        )
        for choice in contacts.choices_of(digests)
    ]
    items += [
        Item(_("Quiet hours"), f"{quiet.from_hour}–{quiet.until_hour}") for quiet in contacts.quiet_hours_of(digests)
    ]
    items += [
        Item(_("Letters come back since"), days.show_instant(row.since_at)) for row in contacts.returned_among(digests)
    ]
    if items:
        yield HeldRecord("", _("What you chose about letters, and whether they arrive"), tuple(items))


def _erase_wishes(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    gone = operations.forget(contact_digests=subject.contact_digests, by=by, at=at)
    return Erasure(tuple(gone))


def _expired_wishes(_began_before: date) -> Iterable[Due]:
    """They hold as long as somebody wants them to: forgetting that a person wants no letters would write to them."""
    return ()


def _dispose_wishes(_reference: str, *, by: Actor, at: datetime) -> None:
    """Nothing is ever due."""


def register_all() -> None:
    """Say what messaging holds; called when Django starts."""
    personal.register(
        Holding(
            name="messaging.letters",
            title=gettext_lazy("Letters we sent"),
            whose=gettext_lazy("Everybody we write to by e-mail"),
            what=gettext_lazy("The address, the subject and the words of each letter, and whether it arrived"),
            fields=(
                "messaging.Letter.to",
                "messaging.Letter.to_digest",
                "messaging.Letter.subject",
                "messaging.Letter.text",
                "messaging.Letter.html",
            ),
            find=_find_letters,
            erase=_erase_letters,
            expired=_expired_letters,
            dispose=_dispose_letter,
        )
    )
    personal.register(
        Holding(
            name="messaging.wishes",
            title=gettext_lazy("Which letters somebody wants"),
            whose=gettext_lazy("People who chose which letters they want, and addresses that letters come back from"),
            what=gettext_lazy("Topics, quiet hours, and since when letters come back; the address only as a digest"),
            fields=(
                "messaging.TopicChoice.contact_digest",
                "messaging.QuietHours.contact_digest",
                "messaging.ReturnedAddress.contact_digest",
            ),
            find=_find_wishes,
            erase=_erase_wishes,
            expired=_expired_wishes,
            dispose=_dispose_wishes,
        )
    )
