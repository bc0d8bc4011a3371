"""What accountability holds of people by what they follow: mailboxes that confirmed it, and those that never did."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import Follow
from commonweal.accountability.operations import follows as operations
from commonweal.accountability.queries import follows as queries
from commonweal.core import days, personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject, Due, Erasure, HeldRecord, Holding, Item


def register_all() -> None:
    """Say what accountability holds; called when Django starts."""
    whose = gettext_lazy("people who want to hear by e-mail when the status of a commitment changes")
    personal.register(
        Holding(
            name="accountability.follows",
            title=gettext_lazy("What people follow by e-mail"),
            whose=whose,
            what=gettext_lazy("their e-mail address or account, what they follow, and since when"),
            fields=tuple(f"accountability.Follow.{name}" for name in ("contact", "contact_digest", "reach_digest")),
            find=_find_confirmed,
            erase=_erase_confirmed,
            expired=_expired_confirmed,
            dispose=_dispose,
        )
    )
    personal.register(
        Holding(
            name="accountability.follow_asked",
            title=gettext_lazy("Addresses that never confirmed what they wanted to follow"),
            whose=whose,
            what=gettext_lazy("the e-mail address that somebody typed, and what was to be followed"),
            fields=(),
            find=_find_asked,
            erase=_erase_asked,
            expired=_expired_asked,
            dispose=_dispose,
        )
    )


def _held(subject: DataSubject, *, is_confirmed: bool) -> list[Follow]:
    held = queries.held_of(subject.person_key, subject.contact_digests)
    return [each for each in held if each.is_confirmed == is_confirmed]


def _find_confirmed(subject: DataSubject) -> Iterator[HeldRecord]:
    for follow in _held(subject, is_confirmed=True):
        yield _record(follow, _("Something you follow by e-mail"))


def _find_asked(subject: DataSubject) -> Iterator[HeldRecord]:
    for follow in _held(subject, is_confirmed=False):
        yield _record(follow, _("Something you were asked whether you want to follow"))


def _record(follow: Follow, title: str) -> HeldRecord:
    facts = (
        (_("What"), follow.title),
        (_("E-mail address"), follow.contact),
        (_("How often"), str(follow.get_when_display())),
        (_("Asked for on"), days.show_instant(follow.asked_at)),
        (_("Confirmed on"), days.show_instant(follow.confirmed_at) if follow.confirmed_at else ""),
    )
    return HeldRecord(follow.reference, title, tuple(Item(name, words) for name, words in facts if words))


def _erase_confirmed(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    return _erase(_held(subject, is_confirmed=True), by=by, at=at)


def _erase_asked(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    return _erase(_held(subject, is_confirmed=False), by=by, at=at)


def _erase(held: list[Follow], *, by: Actor, at: datetime) -> Erasure:
    for follow in held:
        operations.forget(follow=follow, by=by, at=at)
    return Erasure(tuple(follow.reference for follow in held))


def _expired_confirmed(_began_before: date) -> Iterator[Due]:
    """None: it is deleted at once when somebody stops it."""
    return iter(())


def _expired_asked(began_before: date) -> Iterator[Due]:
    for follow in queries.unconfirmed_before(days.start_of(began_before)):
        yield Due(follow.reference, days.london_day(follow.asked_at))


def _dispose(reference: str, *, by: Actor, at: datetime) -> None:
    follow = queries.by_reference(reference)
    if follow is not None:
        operations.forget(follow=follow, by=by, at=at)
