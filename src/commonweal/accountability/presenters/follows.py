"""What somebody follows, as their list shows it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.accountability.models import Follow
from commonweal.accountability.presenters import strategy_words as words
from commonweal.core import days
from commonweal.messaging.states import When


@dataclass(frozen=True)
class Line:
    """One thing that is followed: its page, since when, and where to stop."""

    href: str
    title: str
    kind: str
    since: str
    stop: str


def lines(follows: Iterable[Follow], *, key: str) -> list[Line]:
    """What is followed; `key` is that of a mailbox without an account, or nothing for who is signed in."""
    return [_line(each, key) for each in follows]


def _line(follow: Follow, key: str) -> Line:
    where = {"ref": follow.reference} | ({"key": key} if key else {})
    name = "follow_stop_by_key" if key else "follow_stop"
    since = follow.confirmed_at or follow.asked_at
    return Line(
        page_of(follow),
        follow.title,
        _("Commitment") if follow.is_of_commitment else _("The whole strategy"),
        _("Since %(day)s") % {"day": days.show_day(days.london_day(since))},
        reverse(f"accountability:{name}", kwargs=where),
    )


def page_of(follow: Follow) -> str:
    """The page of what is followed."""
    if follow.commitment:
        return words.commitment_address(follow.commitment.strategy.slug, follow.commitment.code)
    return reverse("accountability:strategy", kwargs={"slug": follow.strategy.slug}) if follow.strategy else ""


def often_words(when: When) -> str:
    """How often somebody is written to, in a sentence."""
    return {
        When.AT_ONCE: _("We write at once when a status changes."),
        When.DAILY: _("We write once a day when a status has changed."),
        When.WEEKLY: _("We write once a week when a status has changed."),
        When.NEVER: _("You chose to get no letters about this, so nothing is sent."),
    }[when]
