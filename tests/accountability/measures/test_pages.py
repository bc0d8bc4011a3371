"""The success framework's pages: what everybody sees, and what officers do at the desk."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.states.measures import FigureStatus, MeasureStatus
from commonweal.publishing import datasets
from commonweal.publishing.datasets import Query
from tests.conftest import SameQueries
from tests.factories import measures as make
from tests.factories import people
from tests.factories.measures import Land

pytestmark = pytest.mark.django_db

LIST = "/strategy/small-2021/success/"


def words(answer: Any) -> str:
    """What a page says in its main part, with single spaces."""
    main = BeautifulSoup(answer.content, "html.parser").find("main")
    assert main is not None
    return " ".join(main.get_text(" ").split())


def officer(client: Client, place: Land) -> Client:
    return people.sign_in(client, place.home.officer)


def test_list_with_proposals_only(client: Client, at: datetime) -> None:
    make.land(at=at)

    said = words(client.get(LIST))

    assert "No measure of success is adopted for “Smallshire strategy, 2021 to 2027”" in said
    assert "Proposed by us, adopted by nobody" in said
    assert "Requests answered in time" in said


def test_list_shows_a_proposal_as_proposed_whatever_its_figures(client: Client, at: datetime) -> None:
    place = make.land(at=at)
    proposal = make.prepared(place, at=at, target_value=Decimal(10))
    make.confirmed(place, proposal, at=at)
    twin = make.adopted(place, at=at, title="The same, adopted", target_value=Decimal(10))
    make.confirmed(place, twin, at=at)

    page = BeautifulSoup(client.get(LIST).content, "html.parser")
    adopted, _proposed, proposals = page.get_text().partition("Proposed by us, adopted by nobody")
    tags = [tag.get_text(strip=True) for tag in page.select("main .govuk-tag")]

    assert "The same, adopted" in adopted
    assert all(title in proposals for title in ("Halls that are warm", "Requests answered in time", "Groups at work"))
    assert tags == ["Met", "Proposed, not adopted"]


def test_list_of_no_strategy(client: Client) -> None:
    assert client.get("/strategy/atlantis-2021/success/").status_code == 404


def test_list_makes_the_same_queries(client: Client, same_queries: SameQueries, at: datetime) -> None:
    place = make.land(at=at)

    def add(number: int) -> None:
        measure = make.prepared(place, at=at, title=f"Measure {number}")
        make.confirmed(place, measure, at=at)

    same_queries(client, LIST, add, few=2, many=6)


def test_record_of_an_adopted_measure(client: Client, at: datetime) -> None:
    place = make.land(at=at)
    measure = make.adopted(place, at=at)
    first = make.confirmed(place, measure, at=at - timedelta(minutes=5))
    make.corrected(place, first, at=at, numerator=Decimal(59))

    said = words(client.get(f"{LIST}{measure.reference}/"))

    for part in (
        "59% in 2025/26. The target is 80% or more.",
        f"Ambershire County Council, 3 June 2026: {make.anew(measure).adoption}",
        "Corrected: Two halls were counted twice",
        "61 of 100",
        "replaced on 17 June 2026",
    ):
        assert part in said
    assert "Orla Brannigan" not in said


def test_record_of_another_strategy(client: Client, at: datetime) -> None:
    place = make.land(at=at)
    measure = place.proposals["groups"]

    assert client.get(f"{LIST}{measure.reference}/").status_code == 200
    assert client.get(f"/strategy/atlantis-2021/success/{measure.reference}/").status_code == 404


def test_figure_that_waits_is_for_the_desk_only(client: Client, at: datetime) -> None:
    place = make.land(at=at)
    measure = make.prepared(place, at=at)
    make.entered(place, measure, at=at, source="Zebra register")

    public = words(client.get(f"{LIST}{measure.reference}/"))
    colleague = people.sign_in(Client(), place.home.colleague)

    assert "Zebra register" not in public
    assert "To be confirmed by you" in words(colleague.get("/desk/measures/"))


def test_desk_for_somebody_else(client: Client, at: datetime) -> None:
    make.land(at=at)
    people.sign_in(client, people.person(at=at))

    assert client.get("/desk/measures/").status_code == 404


def test_desk_says_what_is_late(client: Client, at: datetime) -> None:
    place = make.land(at=at)
    make.adopted(place, at=at - timedelta(days=300))

    said = words(officer(client, place).get("/desk/measures/"))

    assert "Late: a figure is missing" in said
    assert "Halls that are warm 2025/26 Saturday 30 May 2026 Enter the figure for 2025/26" in said


def test_propose_prepare_enter_and_confirm(client: Client, at: datetime) -> None:
    place = make.land(at=at)
    browser = officer(client, place)
    proposal = {
        "title": "Warm halls",
        "definition": "Halls that are warm",
        "unit": "%",
        "numerator": "Warm halls",
        "denominator": "Halls",
        "serves": ["AIM:aim-1"],
    }
    terms = {"owner": "council", "period": "YEARLY", "source": "A look", "confidence": "High", "aim": "SET"}
    aims = {"direction": "MORE", "target_value": "62.5%"}
    figure = {"period": "2025-04-01", "numerator": "1,250", "denominator": "2 000", "source": "A look", "scope": "All"}

    browser.post("/desk/measures/new/", proposal)
    measure = Measure.objects.get(title="Warm halls")
    browser.post(f"/desk/measures/{measure.reference}/terms/", terms | aims)
    browser.post(f"/desk/measures/{measure.reference}/figure/", figure)
    entered = MeasureValue.objects.get(measure=measure)
    people.sign_in(Client(), place.home.colleague).post(f"/desk/figures/{entered.reference}/")

    entered.refresh_from_db()
    measure.refresh_from_db()
    assert (measure.status, measure.target_value) == (MeasureStatus.PROPOSED, Decimal("62.5"))
    assert (entered.status, entered.value) == (FigureStatus.CONFIRMED, Decimal("62.5"))


def test_confirm_own_figure_says_why_not(client: Client, at: datetime) -> None:
    place = make.land(at=at)
    figure = make.entered(place, make.prepared(place, at=at), at=at)

    answer = officer(client, place).post(f"/desk/figures/{figure.reference}/")

    assert answer.status_code == 422
    assert "You took the first step yourself" in words(answer)


def test_figure_of_a_measure_that_is_no_share(client: Client, at: datetime) -> None:
    place = make.land(at=at)
    browser = officer(client, place)
    address = f"/desk/measures/{place.proposals['groups'].reference}/figure/"

    shown = browser.get(address)
    browser.post(address, {"period": "2025-04-01", "value": "412", "source": "The registers", "scope": "All groups"})

    assert shown.status_code == 200
    assert MeasureValue.objects.get().value == Decimal(412)


def test_correct_a_figure(client: Client, at: datetime) -> None:
    place = make.land(at=at)
    figure = make.confirmed(place, make.prepared(place, at=at), at=at)
    browser = officer(client, place)
    address = f"/desk/figures/{figure.reference}/correct/"
    right = {"numerator": "60", "denominator": "100", "source": "A look", "scope": "All", "replaces_why": "A slip"}

    shown = browser.get(address)
    browser.post(address, right)

    assert shown.status_code == 200
    assert MeasureValue.objects.get(replaces=figure).value == Decimal(60)


FIGURES = {
    "many": ("Enter a number for the figure, like 1,250 or 62.5", "422"),
    "1,25": ("Enter a number for the figure, like 1,250 or 62.5", "422"),
    "1.23456": ("Enter the figure with four figures or fewer after the point", "422"),
    "9" * 30: ("Enter a smaller number for the figure, in a larger unit if need be", "422"),
    "NaN": ("Enter a number for the figure, like 1,250 or 62.5", "422"),
    "": ("Enter the figure, or both numbers that it is made of", "422"),
}


@pytest.mark.parametrize("typed", FIGURES)
def test_figure_that_is_no_number(typed: str, client: Client, at: datetime) -> None:
    place = make.land(at=at)
    address = f"/desk/measures/{place.proposals['groups'].reference}/figure/"
    rest = {"period": "2025-04-01", "source": "The registers", "scope": "All groups"}

    answer = officer(client, place).post(address, rest | {"value": typed})

    assert str(answer.status_code) == FIGURES[typed][1]
    assert FIGURES[typed][0] in words(answer)


def test_terms_with_half_a_target(client: Client, at: datetime) -> None:
    place = make.land(at=at)
    address = f"/desk/measures/{place.proposals['groups'].reference}/terms/"

    answer = officer(client, place).post(address, {"aim": "SET", "direction": "WITHIN", "target_value": "40"})

    assert answer.status_code == 422
    assert "Enter the upper end" in words(answer)


def test_dataset_never_calls_a_proposal_met(at: datetime) -> None:
    place = make.land(at=at)
    proposal = make.prepared(place, at=at, target_value=Decimal(10))
    make.confirmed(place, proposal, at=at)
    twin = make.adopted(place, at=at, title="The same, adopted", target_value=Decimal(10))
    make.confirmed(place, twin, at=at)
    dataset = datasets.get("success-measures")
    names = [column.name for column in dataset.columns]

    rows = [dict(zip(names, row, strict=True)) for row in datasets.read(dataset, Query(at))]

    told = {row["title"]: (row["standing"], row["target"], row["figure"]) for row in rows}
    assert told == {
        "The same, adopted": ("MET", Decimal(10), Decimal(61)),
        "Halls that are warm": ("PROPOSED", None, Decimal(61)),
        "Requests answered in time": ("PROPOSED", None, None),
        "Groups at work": ("PROPOSED", None, None),
    }
