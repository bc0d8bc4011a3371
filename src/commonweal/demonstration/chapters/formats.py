"""Residents ask for things in another format: by the website and by the request line, in time and late, and waiting."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse

from commonweal.accountability.mail import Mail
from commonweal.accountability.models import Channel, Format, FormatRequest, ReachBy
from commonweal.accountability.operations import format_line
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.queries import formats as queries
from commonweal.core.actors import Actor
from commonweal.core.days import OfficeHours, add_working_minutes
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
    heard_after: int = 3
    """Working hours until an officer first got back to them; nought where nobody did."""


@dataclass(frozen=True)
class Message:
    """What somebody asks for by another way than the website, and when somebody got back to them and supplied it.

    `listened` and `heard` are working hours after it was left; nought where nobody has got back to them yet. `days` is
    how many days later it was supplied; nought where it still waits.
    """

    days_ago: int
    hour: int
    channel: Channel
    wanted: str
    format: Format
    listened: int = 1
    heard: int = 4
    days: int = 6
    detail: str = ""


MACHINE, PHONE, RELAY = Channel.ANSWERING_MACHINE, Channel.PHONE, Channel.TEXT_RELAY
LETTER, DESK, MAIL = Channel.LETTER, Channel.IN_PERSON, Channel.EMAIL

MESSAGES = (
    Message(338, 19, MACHINE, "The strategy, read aloud on a disc", Format.AUDIO),
    Message(321, 11, PHONE, "The form to book a hall", Format.LARGE_PRINT, heard=2, days=3),
    Message(312, 21, MACHINE, "The letter about my blue badge", Format.LARGE_PRINT, days=7),
    Message(298, 10, LETTER, "The list of groups in Saltrey", Format.PAPER, heard=11, days=8),
    Message(281, 18, MACHINE, "The volunteer handbook", Format.BRAILLE, days=9),
    Message(270, 14, RELAY, "The film about the strategy, with signing", Format.SIGN_LANGUAGE, heard=1, days=11),
    Message(255, 20, MACHINE, "The opening hours of the tip", Format.LARGE_PRINT, listened=9, heard=13, days=5),
    Message(243, 9, PHONE, "The grant rules for small groups", Format.EASY_READ, heard=1),
    Message(229, 17, MACHINE, "The consultation on street lights", Format.AUDIO, days=8),
    Message(214, 12, DESK, "The form for a grant of up to £500", Format.LARGE_PRINT, listened=0, heard=1, days=1),
    Message(203, 19, MACHINE, "The letter about school transport", Format.LANGUAGE, days=10, detail="Pashto"),
    Message(188, 15, RELAY, "The minutes of the November meeting", Format.PAPER, heard=3, days=4),
    Message(176, 7, MACHINE, "The handbook for new trustees", Format.LARGE_PRINT, days=6),
    Message(160, 13, PHONE, "The strategy for groups and charities", Format.EASY_READ, heard=2, days=12),
    Message(149, 22, MACHINE, "The leaflet about warm rooms", Format.LARGE_PRINT, listened=14, heard=19, days=18),
    Message(134, 10, MAIL, "The map of accessible footpaths", Format.UNSAID, heard=5, days=9),
    Message(127, 18, MACHINE, "The bus timetable for Yarlbridge", Format.LARGE_PRINT, days=4),
    Message(113, 11, MAIL, "The plan for libraries in Welsh, please", Format.UNSAID, heard=6, days=7),
    Message(101, 16, PHONE, "How to nominate a pub", Format.AUDIO, heard=1, days=5),
    Message(88, 19, MACHINE, "The strategy, in large letters", Format.LARGE_PRINT, days=6),
    Message(74, 14, LETTER, "The council’s accounts for last year", Format.PAPER, heard=7, days=10),
    Message(63, 20, MACHINE, "What the strategy says about carers", Format.EASY_READ, days=8),
    Message(52, 9, RELAY, "The form to become a volunteer driver", Format.LARGE_PRINT, heard=2, days=6),
    Message(41, 18, MACHINE, "The strategy, read aloud on a disc", Format.AUDIO, days=9),
    Message(33, 12, PHONE, "The letter about the day centre", Format.LARGE_PRINT, heard=1, days=7),
    Message(21, 19, MACHINE, "The list of warm rooms", Format.LARGE_PRINT, listened=3, heard=10, days=8),
    Message(9, 15, MAIL, "The strategy, but shorter", Format.UNSAID, heard=4, days=0),
    Message(5, 18, MACHINE, "The form for a street party", Format.LARGE_PRINT, heard=0, days=0),
    Message(2, 11, PHONE, "The leaflet about the ferry", Format.AUDIO, heard=2, days=0),
)
"""Most are got back to within a working day. Three are not, and one that waits has not been rung back in time."""

HOURS = OfficeHours()


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
    Wish(26, "The council’s accounts for last year", Format.BRAILLE, ends="", heard_after=0),
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
        officer = "" if wish in EARLIER_WISHES else officers[number % len(officers)]
        heard_at = add_working_minutes(asked_at + timedelta(minutes=6), wish.heard_after * 60 + 1, hours=HOURS)
        if officer and wish.heard_after and wish.ends in {"supply", ""} and heard_at <= story.calendar.now:
            yield Event(heard_at, "an officer gets back to them", _answering(story, key, officer))
        if wish.ends and wish.ends != "draft":
            ended_at = story.calendar.at(wish.days_ago - wish.after, hour=15, minute=3 * number % 60)
            yield Event(ended_at, f"that comes to its end: {wish.ends}", _ending(story, key, wish, officer))
    yield from _messages(story, names, officers)


def _messages(story: Story, names: Iterator[str], officers: list[str]) -> Iterator[Event]:
    """What came by the request line, by post, by mail and across a desk."""
    now = story.calendar.now
    for number, (message, name) in enumerate(zip(MESSAGES, names, strict=False)):
        key, officer = f"message {number}", officers[number % len(officers)]
        left_at = story.calendar.at(message.days_ago, hour=message.hour, minute=11 * number % 60)
        entered_at = add_working_minutes(left_at, message.listened * 60 + 5, hours=HOURS)
        if entered_at > now:
            continue
        words = f"somebody asks by {message.channel}"
        yield Event(
            entered_at, words, _entering(story, key, message, name, left_at=left_at, officer=officer, number=number)
        )
        heard_at = add_working_minutes(left_at, message.heard * 60 + 10, hours=HOURS)
        if message.heard and heard_at <= now:
            yield Event(heard_at, "an officer gets back to them", _answering(story, key, officer))
        supplied_at = max(story.calendar.at(message.days_ago - message.days, hour=16), heard_at + timedelta(minutes=5))
        if message.days and supplied_at <= now:
            ends = Wish(message.days_ago, message.wanted, message.format, note="It is on its way to you.")
            yield Event(supplied_at, "that is supplied", _ending(story, key, ends, officer))


def _entering(
    story: Story, key: str, message: Message, name: str, *, left_at: datetime, officer: str, number: int
) -> Callable[[datetime], None]:
    def enter(at: datetime) -> None:
        if message.channel is MAIL:
            mail = Mail(
                identity=f"{key}@{LETTERBOX}",
                sender=address_of(name, LETTERBOX),
                name=name,
                words=message.wanted,
                left_at=left_at,
            )
            format_line.take_mail(mail=mail, by=SEEDING, at=at)
            story.things[key] = queries.made_of_mail(queries.digest_of_mail(mail.identity))
            return
        story.things[key] = format_line.enter(
            channel=message.channel,
            left_at=left_at,
            wanted=message.wanted,
            format=message.format,
            format_detail=message.detail,
            name=name,
            reach_by=ReachBy.PHONE,
            contact=landline(540 + number),
            by=story.actor(officer),
            at=at,
        )

    return enter


def _answering(story: Story, key: str, officer: str) -> Callable[[datetime], None]:
    def answer(at: datetime) -> None:
        asked: FormatRequest = story.things[key]
        story.things[key] = format_line.answer_first(asked=asked, answered_at=at, by=story.actor(officer), at=at)

    return answer


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
