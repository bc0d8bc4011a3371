"""Atom feeds: what is new, for people who follow it with a reader, and for programs that wait for changes.

An area declares a Feed, announces it, and answers with it at an address of its own. The same entries give the same
bytes: nothing in a feed tells when it was fetched.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit

from django.http import HttpResponseBase
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from commonweal.core import invented
from commonweal.core.requests import Request
from commonweal.core.tabular.cells import writable
from commonweal.publishing import answers
from commonweal.publishing.licences import OGL
from commonweal.ui.site import SITE, Words

MEDIA_TYPE = "application/atom+xml; charset=utf-8"
MOST_ENTRIES = 100
FIRST_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""Since when names of entries count, and when a feed without entries says that it was last changed."""


@dataclass(frozen=True)
class Entry:
    """One thing that happened. `key` never changes and is its own within the feed; `href` is an address of ours."""

    key: str
    title: Words
    summary: Words
    href: str
    updated_at: datetime


@dataclass(frozen=True, eq=False)
class Feed:
    """A feed at the address named `url_name`. `entries` gives what happened up to an instant, the newest first.

    `where` are the words in its own address and in that of the page it is `about`, for one that is not announced.
    """

    url_name: str
    title: Words
    summary: Words
    about: str
    entries: Callable[[datetime], Iterable[Entry]]
    where: Mapping[str, str] = field(default_factory=dict)

    @property
    def address(self) -> str:
        """The whole address of the feed."""
        return SITE.base_url + reverse(self.url_name, kwargs=dict(self.where))


class FeedTakenError(Exception):
    """Two feeds were announced at the same address."""


_announced: dict[str, Feed] = {}


def announce(feed: Feed) -> None:
    """List `feed` in the catalogue; called once, when Django starts. Raises FeedTakenError for a twin."""
    if _announced.get(feed.url_name, feed) is not feed:
        raise FeedTakenError(feed.url_name)
    _announced[feed.url_name] = feed


def announced() -> list[Feed]:
    """Every feed, by its title."""
    return sorted(_announced.values(), key=lambda feed: str(feed.title))


def answer(request: Request, feed: Feed) -> HttpResponseBase:
    """The feed as it is now; 304 for whoever has it already."""
    return answers.document(request, content_of(feed, at=request.at), media_type=MEDIA_TYPE)


def content_of(feed: Feed, *, at: datetime) -> bytes:
    """The feed's bytes at the instant `at`, with its newest entries."""
    entries = sorted(feed.entries(at), key=lambda entry: (entry.updated_at, entry.key), reverse=True)[:MOST_ENTRIES]
    about = SITE.base_url + reverse(feed.about, kwargs=dict(feed.where))
    title, summary = _said(feed.title), _said(feed.summary)
    document = _Atom(
        title=f"{title} – {SITE.council}",
        link=about,
        description=summary,
        subtitle=f"{summary} {invented.notice()}".strip(),
        author_name=SITE.council,
        author_email=SITE.email,
        feed_url=feed.address,
        feed_guid=_tag(feed, ""),
        feed_copyright=str(OGL.name),
        language="en-GB",
    )
    for entry in entries:
        document.add_item(
            title=_said(entry.title),
            link=SITE.base_url + entry.href if entry.href.startswith("/") else entry.href,
            description=_said(entry.summary),
            unique_id=_tag(feed, entry.key),
            updateddate=entry.updated_at.astimezone(UTC),
        )
    return document.writeString("utf-8").encode()


class _Atom(Atom1Feed):
    """Django's Atom, which tells the time of fetching when there is no entry; ours tells a day that stays."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else FIRST_DAY


def _tag(feed: Feed, key: str) -> str:
    """A name that stays the same for ever, as RFC 4151 makes them: who gave it, since when, and for what."""
    host = urlsplit(SITE.base_url).hostname or "localhost"
    name = "/".join([feed.url_name.replace(":", "/"), *feed.where.values()])
    return f"tag:{host},{FIRST_DAY.year}:{name}/{key}" if key else f"tag:{host},{FIRST_DAY.year}:{name}"


def _said(words: Words) -> str:
    return writable(str(words))
