"""Two cases are asked for by law: one is sent with names blacked out, one is still being prepared."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from commonweal.accountability.cases.formats import KIND
from commonweal.accountability.models import FormatRequest
from commonweal.demonstration.telling import Event, Story
from commonweal.privacy.models import Disclosure, Exemption, Regime
from commonweal.privacy.operations import disclosures

OFFICER = "privacy"
STREET_LIGHTS, FOOTPATHS = "format 6", "format 13"
"""What residents asked for in another format, as the chapter of formats keeps it."""


def tell(story: Story) -> Iterator[Event]:
    """A newspaper asks under the Freedom of Information Act, a walkers’ club under the environmental rules."""
    day = story.calendar.at
    yield Event(day(112), "a newspaper asks for a case", lambda at: _begin_lights(story, at=at))
    yield Event(day(103, 15), "it is sent without the name", lambda at: _answer(story, at=at))
    yield Event(day(8, 11), "a walkers’ club asks for another", lambda at: _begin_footpaths(story, at=at))


def _begin_lights(story: Story, *, at: datetime) -> None:
    words = "How the council dealt with the request for the street lights consultation in British Sign Language."
    story.things["newspaper"] = _begin(story, Regime.FOI, STREET_LIGHTS, words, at=at)


def _begin_footpaths(story: Story, *, at: datetime) -> None:
    words = "Everything about the recording of the map of accessible footpaths."
    opened = _begin(story, Regime.EIR, FOOTPATHS, words, at=at)
    _withhold(story, opened, "contact", Exemption.R13, at=at + timedelta(minutes=20))


def _begin(story: Story, regime: Regime, thing: str, words: str, *, at: datetime) -> Disclosure:
    case: FormatRequest = story.things[thing]
    received_on = story.calendar.day_of(at - timedelta(days=1))
    return disclosures.begin(
        regime=regime,
        case_kind=KIND,
        case_reference=case.reference,
        asked_for=words,
        received_on=received_on,
        by=story.actor(OFFICER),
        at=at,
    )


def _answer(story: Story, *, at: datetime) -> None:
    opened: Disclosure = story.things["newspaper"]
    for passage in ("name", "contact"):
        _withhold(story, opened, passage, Exemption.S40_2, at=at)
    disclosures.answer(disclosure=opened, by=story.actor(OFFICER), at=at + timedelta(minutes=30))


def _withhold(story: Story, opened: Disclosure, passage: str, exemption: Exemption, *, at: datetime) -> None:
    disclosures.withhold(
        disclosure=opened,
        document_key="request",
        passage_key=passage,
        exemption=exemption,
        because="It says who asked",
        by=story.actor(OFFICER),
        at=at,
    )
