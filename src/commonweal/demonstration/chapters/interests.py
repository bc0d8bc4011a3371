"""What people declare: councillors within four weeks, others when they think of it; some of it changes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from random import Random

from commonweal.demonstration.chapters.council import LEAVER
from commonweal.demonstration.society import bodies
from commonweal.demonstration.telling import SEEDING, Event, Story
from commonweal.people import kinds_of_role as kinds
from commonweal.people.models import Interest, InterestKind
from commonweal.people.operations import interests
from commonweal.people.rules.interests import DAYS_TO_DECLARE
from commonweal.portal.people_letters.operations import remind_of_interests

# Of each ten councillors, how many declare each sort of thing, and with whom or what.
_OF_COUNCILLORS: tuple[tuple[InterestKind, int, tuple[str, ...]], ...] = (
    (
        InterestKind.EMPLOYMENT,
        6,
        (
            "Bayside Dairies, a farm shop",
            "A school in the county, as a teacher",
            "Harbour Joinery, as a partner",
            "Wintermouth Ferries, as a mate",
            "Self-employed bookkeeper",
            "Retired; a pension from the fire service",
            "Pellcombe Veterinary Practice, as a nurse",
        ),
    ),
    (InterestKind.LAND, 9, ("My home, in the division", "My home, and a field beside it", "A flat that is let")),
    (InterestKind.SPONSORSHIP, 4, ("My party, for leaflets", "My own savings, and a raffle")),
    (InterestKind.SECURITIES, 1, ("Shares in a water company, above the legal limit",)),
    (InterestKind.CLOSE_PERSON, 1, ("My sister is treasurer of a village hall",)),
)


def tell(story: Story) -> Iterator[Event]:
    """First councillors, then those who decide about money; one change, one end, one that stays off the register."""
    opened_on = story.calendar.began_at
    for key in story.those(kinds.MEMBER):
        chance = story.chance(f"interests {key}")
        declared_at = opened_on + timedelta(days=11 + chance.randrange(DAYS_TO_DECLARE - 12), hours=chance.randrange(8))
        yield Event(declared_at, f"{key} declares", _declaring(story, key, chance))
    trustees = [
        *story.those(kinds.GRANT_OFFICER)[:2],
        *story.those(kinds.ASSESSOR),
        *story.those(kinds.STEERING_MEMBER),
    ]
    for number, key in enumerate(trustees):
        group = bodies.GROUPS[number % len(bodies.GROUPS)]
        declared_at = story.calendar.at(300 - 7 * number, hour=14)
        yield Event(declared_at, f"{key} declares", _belonging(story, key, group.name))
    day = story.calendar.at
    yield Event(day(210), "a councillor corrects a declaration", lambda at: _correct(story, at=at))
    yield Event(
        day(180, hour=8), "those who never looked are reminded", lambda at: remind_of_interests(by=SEEDING, at=at)
    )
    for number, key in enumerate(_who_looks(story)):
        yield Event(day(179 - number // 8, hour=9 + number % 8), f"{key} looks", _looking(story, key))
    yield Event(day(140), "an officer’s interest ends", lambda at: _end(story, at=at))
    yield Event(day(128), "a declaration stays off the register", lambda at: _declare_sensitive(story, at=at))


def _who_looks(story: Story) -> list[str]:
    """Everybody but councillors, who did it in their first weeks, those who leave or move, and a few who forget."""
    forget = {"assessor", "district", LEAVER}
    return [key for key, one in story.holders.items() if one.role != kinds.MEMBER and key not in forget]


def _looking(story: Story, key: str) -> Callable[[datetime], object]:
    return lambda at: interests.review(person=story.people[key], by=story.actor(key), at=at)


def _declaring(story: Story, key: str, chance: Random) -> Callable[[datetime], None]:
    chosen = [(kind, chance.choice(words)) for kind, of_ten, words in _OF_COUNCILLORS if chance.randrange(10) < of_ten]
    years = [chance.randint(1, 22) for _one in chosen]

    def declare(at: datetime) -> None:
        for (kind, words), ago in zip(chosen, years, strict=True):
            story.things[f"{key} {kind}"] = _note(story, key, kind, words, years_ago=ago, at=at)
        interests.review(person=story.people[key], by=story.actor(key), at=at)

    return declare


def _belonging(story: Story, key: str, group: str) -> Callable[[datetime], None]:
    def declare(at: datetime) -> None:
        interest = _note(story, key, InterestKind.TRUSTEE, group, years_ago=3, at=at)
        story.things[f"{key} {InterestKind.TRUSTEE}"] = interest

    return declare


def _note(story: Story, key: str, kind: InterestKind, words: str, *, years_ago: int, at: datetime) -> Interest:
    return interests.declare(
        person=story.people[key],
        kind=kind,
        with_whom=words,
        from_on=date(at.year - years_ago, 4, 1),
        by=story.actor(key),
        at=at,
    )


def _correct(story: Story, *, at: datetime) -> None:
    """The first councillor who declared land has moved house."""
    key = next(key for key in story.those(kinds.MEMBER) if f"{key} {InterestKind.LAND}" in story.things)
    interests.change(
        interest=story.things[f"{key} {InterestKind.LAND}"],
        kind=InterestKind.LAND,
        with_whom="My new home, beside the old one",
        detail="",
        is_partners=False,
        is_sensitive=False,
        from_on=story.calendar.day_of(at) - timedelta(days=20),
        by=story.actor(key),
        at=at,
    )


def _end(story: Story, *, at: datetime) -> None:
    key = story.those(kinds.ASSESSOR)[0]
    interests.end(
        interest=story.things[f"{key} {InterestKind.TRUSTEE}"],
        until_on=story.calendar.day_of(at),
        by=story.actor(key),
        at=at,
    )


def _declare_sensitive(story: Story, *, at: datetime) -> None:
    key = story.those(kinds.MEMBER)[-1]
    interests.declare(
        person=story.people[key],
        kind=InterestKind.LAND,
        with_whom="A second home, outside the division",
        from_on=story.calendar.day_of(at) - timedelta(days=9),
        is_sensitive=True,
        by=story.actor(key),
        at=at,
    )
