"""Residents ask for things in another format: answered in time and late, withdrawn, erased, waiting, begun and left."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from commonweal.accountability import operations, queries
from commonweal.accountability.models import Format, FormatRequest, ReachBy
from commonweal.core.actors import Actor
from commonweal.demonstration.society.people import address_of, landline, strangers
from commonweal.demonstration.society.roll import LETTERBOX
from commonweal.demonstration.telling import SEEDING, Event, Story
from commonweal.people import kinds_of_role as kinds
from commonweal.ui.site import SITE


@dataclass(frozen=True)
class Wish:
    """What somebody asks for: days ago, what, in which format, and after how many days it came to which end."""

    days_ago: int
    wanted: str
    format: Format
    detail: str = ""
    ends: str = "supply"
    after: int = 5
    note: str = ""
    by_telephone: bool = False


EARLIER_WISHES = (
    Wish(471, "The handbook for new trustees", Format.LARGE_PRINT, note="Posted today."),
    Wish(412, "How to nominate a pub as a community asset", Format.AUDIO, note="Sent by e-mail today.", after=6),
)
"""Of the months before the service opened, taken over from the earlier register: they are past their time by now."""

WISHES = (
    Wish(342, "The strategy for groups and charities", Format.EASY_READ, note="Posted to you today, two copies."),
    Wish(330, "The letter about my mother’s bus pass", Format.LARGE_PRINT, note="Posted today, in 18 point."),
    Wish(305, "What changes at the Saltrey tip", Format.LANGUAGE, "Polish", note="Sent by e-mail today.", after=8),
    Wish(287, "The form for a grant of up to £500", Format.LARGE_PRINT, note="Posted today.", after=3),
    Wish(266, "The county’s plan for libraries", Format.AUDIO, note="A link to the recording is on its way.", after=9),
    Wish(240, "Minutes of the last meeting about the ferry", Format.PAPER, ends="withdraw", after=2),
    Wish(221, "The consultation on street lights", Format.SIGN_LANGUAGE, note="The film is on our page now.", after=16),
    Wish(190, "The letter that came on 3 March", Format.LANGUAGE, "Bengali", note="Sent by e-mail today.", after=7),
    Wish(163, "How to complain about a social worker", Format.BRAILLE, note="Posted today.", after=12),
    Wish(141, "Opening hours of the centre in Yarlbridge", Format.LARGE_PRINT, note="Posted today.", by_telephone=True),
    Wish(122, "Safety advice for village halls", Format.OTHER, "On yellow paper", note="Posted today.", after=6),
    Wish(97, "The volunteer handbook", Format.EASY_READ, note="Sent by e-mail today.", after=10),
    Wish(71, "My assessment", Format.LARGE_PRINT, ends="erase", after=20),
    Wish(44, "The map of accessible footpaths", Format.AUDIO, note="Sent by e-mail today.", after=4),
    Wish(26, "The council’s accounts for last year", Format.BRAILLE, ends=""),
    Wish(6, "The leaflet about warm rooms", Format.LANGUAGE, "Ukrainian", ends=""),
    Wish(3, "How groups can use school halls", Format.LARGE_PRINT, ends="", by_telephone=True),
    Wish(1, "The strategy for groups and charities", Format.SIGN_LANGUAGE, ends="draft"),
)
"""The one of 26 days ago is late; those after it still have time."""


def tell(story: Story) -> Iterator[Event]:
    """Each wish, and what came of it."""
    names = strangers(story.chance("formats"), taken={holder.name for holder in story.holders.values()})
    officers = story.those(kinds.COMMUNITIES_OFFICER)[:3]
    for number, (wish, name) in enumerate(zip((*WISHES, *EARLIER_WISHES), names, strict=False)):
        asked_at = story.calendar.at(wish.days_ago, hour=8 + number % 12, minute=7 * number % 60)
        key = f"format {number}"
        yield Event(asked_at, f"somebody asks for {wish.format}", _asking(story, key, wish, name, number))
        if wish.ends and wish.ends != "draft":
            ended_at = story.calendar.at(wish.days_ago - wish.after, hour=15, minute=3 * number % 60)
            officer = "" if wish in EARLIER_WISHES else officers[number % len(officers)]
            yield Event(ended_at, f"that comes to its end: {wish.ends}", _ending(story, key, wish, officer))


def _asking(story: Story, key: str, wish: Wish, name: str, number: int) -> Callable[[datetime], None]:
    reach_by = ReachBy.PHONE if wish.by_telephone else ReachBy.EMAIL
    contact = landline(500 + number) if wish.by_telephone else address_of(name, LETTERBOX)

    def ask(at: datetime) -> None:
        by = Actor.visitor()
        asked, link_key = operations.start(by=by, at=at)
        asked = operations.say_what(asked=asked, wanted=wish.wanted, document=None, by=by, at=at)
        asked = operations.choose_format(asked=asked, format=wish.format, format_detail=wish.detail, by=by, at=at)
        asked = operations.say_how_to_reach(asked=asked, name=name, reach_by=reach_by, contact=contact, by=by, at=at)
        if wish.ends != "draft":
            link = SITE.base_url + reverse("accountability:format_record", kwargs={"key": link_key})
            asked = operations.send(asked=asked, link=link, by=by, at=at + timedelta(minutes=6))
        story.things[key] = asked

    return ask


def _ending(story: Story, key: str, wish: Wish, officer: str) -> Callable[[datetime], None]:
    def end(at: datetime) -> None:
        asked: FormatRequest = story.things[key]
        by = story.actor(officer) if officer else SEEDING
        if wish.ends == "withdraw":
            operations.withdraw(asked=asked, by=queries.holder(asked), at=at)
        elif wish.ends == "erase":
            operations.erase(asked=asked, by=by, at=at)
        else:
            operations.supply(asked=asked, note=wish.note, by=by, at=at)

    return end
