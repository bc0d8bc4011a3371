"""What a pack proposes becomes proposals by itself; what was adopted is never touched."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from commonweal.accountability.queries import measures as queries
from commonweal.accountability.rules import measures as rules
from commonweal.accountability.states.measures import Direction, MeasureStatus, Period
from commonweal.strategy.models import Touch
from tests.factories import measures as make
from tests.factories import strategy
from tests.strategy.telling import at_line, problems_of

pytestmark = pytest.mark.django_db

GROUPS = 'unit = "groups"\ndirection = "between"'
NEWER = {'version = "1"': 'version = "2"'}


def test_pack_loaded(at: datetime) -> None:
    place = make.land(at=at)

    measures = queries.of_strategy(place.strategy)

    assert [(each.key, each.status, each.period, each.has_said_target) for each in measures] == [
        ("answers", MeasureStatus.PROPOSED, Period.YEARLY, False),
        ("groups", MeasureStatus.PROPOSED, Period.YEARLY, False),
    ]
    assert (measures[0].owner and measures[0].owner.key, measures[0].confidence) == (
        "council",
        "High: counted from records",
    )
    assert {part.code for part in measures[0].serves.all()} == {"aim-1", "outcome-1"}
    assert Touch.objects.filter(name=queries.TOUCHED).exists()


def test_newer_pack_with_other_words(tmp_path: Path, at: datetime) -> None:
    place = make.land(at=at)
    make.decide(place, place.proposals["answers"], "ADOPT", at=at)
    changes = {
        "pack.toml": NEWER,
        "measures.toml": {
            'title = "Requests answered in time"': 'title = "Something easier"',
            'title = "Groups at work"': 'title = "Groups that are there"',
        },
    }

    strategy.load(strategy.small_pack(tmp_path, changes), at=at + timedelta(days=1))

    titles = [(each.title, each.status) for each in queries.of_strategy(place.strategy)]
    assert titles == [
        ("Requests answered in time", MeasureStatus.ADOPTED),
        ("Groups that are there", MeasureStatus.PROPOSED),
    ]


def test_newer_pack_that_leaves_measures_out(tmp_path: Path, at: datetime) -> None:
    place = make.land(at=at)
    make.decide(place, place.proposals["answers"], "ADOPT", at=at)
    own = make.proposed(place, at=at)
    changes = {
        "pack.toml": NEWER,
        "measures.toml": {"[measures.answers]": "[measures.replies]", "[measures.groups]": "[measures.clubs]"},
    }

    strategy.load(strategy.small_pack(tmp_path, changes), at=at + timedelta(days=1))

    stands = {each.key or each.title: (each.status, each.ended_why) for each in queries.of_strategy(place.strategy)}
    assert stands == {
        "answers": (MeasureStatus.ADOPTED, ""),
        "groups": (MeasureStatus.DROPPED, "The newer version of the strategy’s pack leaves it out"),
        "replies": (MeasureStatus.PROPOSED, ""),
        "clubs": (MeasureStatus.PROPOSED, ""),
        own.title: (MeasureStatus.PROPOSED, ""),
    }


def test_same_pack_again(at: datetime) -> None:
    place = make.land(at=at)
    before = list(queries.of_strategy(place.strategy))

    strategy.a_strategy(at=at)

    assert queries.of_strategy(place.strategy) == before


def test_pack_says_which_way_is_better(client: Client, tmp_path: Path, at: datetime) -> None:
    changes = {"measures.toml": {'unit = "%"': 'unit = "%"\ndirection = "up"', 'unit = "groups"': GROUPS}}

    measures = queries.of_strategy(strategy.load(strategy.small_pack(tmp_path, changes), at=at))

    assert [each.direction for each in measures] == [Direction.MORE, Direction.WITHIN]
    page = client.get(f"/strategy/small-2021/success/{measures[1].reference}/").content.decode()
    assert "It should keep between two values" in page


def test_direction_decides_what_is_reached(tmp_path: Path, at: datetime) -> None:
    changes = {"measures.toml": {'unit = "%"': 'unit = "%"\ndirection = "down"'}}
    measure = queries.of_strategy(strategy.load(strategy.small_pack(tmp_path, changes), at=at))[0]

    measure.target_value = Decimal(20)

    assert [rules.is_reached(measure, Decimal(value)) for value in (19, 20, 21)] == [True, True, False]


def test_newer_pack_leaves_the_way_that_officers_chose(tmp_path: Path, at: datetime) -> None:
    place = make.land(at=at)
    chosen = make.say_terms(place, place.proposals["answers"], at=at, direction=Direction.LESS)
    changes = {
        "pack.toml": NEWER,
        "measures.toml": {'unit = "%"': 'unit = "%"\ndirection = "up"', 'unit = "groups"': GROUPS},
    }

    strategy.load(strategy.small_pack(tmp_path, changes), at=at + timedelta(days=1))

    assert chosen.direction == Direction.LESS
    assert [each.direction for each in queries.of_strategy(place.strategy)] == [Direction.LESS, Direction.WITHIN]


def test_direction_that_is_none_is_told_with_file_and_line(tmp_path: Path) -> None:
    folder = strategy.small_pack(
        tmp_path, {"measures.toml": {'unit = "groups"': 'unit = "groups"\ndirection = "north"'}}
    )

    assert problems_of(folder) == [
        at_line(folder, "measures.toml", "north", "direction: “north” is not one of: up, down, between")
    ]
