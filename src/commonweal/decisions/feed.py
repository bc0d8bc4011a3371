"""New decisions and corrections as a feed. Names of members are on the pages, and in no feed that others keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import days
from commonweal.decisions import queries
from commonweal.decisions.models import Correction, Decision
from commonweal.publishing import feeds
from commonweal.publishing.feeds import Entry, Feed


def announce() -> None:
    """List the feed in the catalogue; called when Django starts."""
    feeds.announce(FEED)


def _entries(at: datetime) -> Iterator[Entry]:
    for decision, correction in queries.news(at, most=feeds.MOST_ENTRIES):
        yield _corrected(decision, correction) if correction else _recorded(decision)


def _recorded(decision: Decision) -> Entry:
    said = {
        "who": decision.who,
        "body": decision.body.name,
        "day": days.show_day(decision.decided_on) if decision.decided_on else "",
        "what": decision.what,
    }
    return Entry(
        key=decision.reference,
        title=decision.title,
        summary=_("%(who)s, %(body)s, on %(day)s. %(what)s") % said,
        href=_page_of(decision),
        updated_at=_instant(decision.recorded_at),
    )


def _corrected(decision: Decision, correction: Correction) -> Entry:
    return Entry(
        key=f"{decision.reference}/{correction.number}",
        title=_("Corrected: %(title)s") % {"title": decision.title},
        summary=_("The record says: %(wrong)s. Right is: %(right)s")
        % {"wrong": correction.wrong, "right": correction.right},
        href=_page_of(decision),
        updated_at=correction.made_at,
    )


def _page_of(decision: Decision) -> str:
    return reverse("decisions:decision_record", kwargs={"ref": decision.reference})


def _instant(at: datetime | None) -> datetime:
    return at or feeds.FIRST_DAY  # a public decision always has one


FEED = Feed(
    url_name="decisions:decision_feed",
    title=gettext_lazy("Decisions"),
    summary=gettext_lazy("Every decision as it becomes public, and every correction."),
    about="decisions:decision_list",
    entries=_entries,
)
