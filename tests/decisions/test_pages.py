"""The public register and record, as people meet them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from commonweal.decisions import queries
from commonweal.decisions.operations import correcting
from commonweal.decisions.queries import Wanted
from commonweal.decisions.states import Outcome, TakenBy
from commonweal.people import kinds_of_role
from commonweal.people.models import BodyKind
from tests.conftest import SameQueries
from tests.decisions.reading import a_paper, address, text, titles
from tests.factories import decisions as make
from tests.factories import people
from tests.factories.decisions import House

pytestmark = pytest.mark.django_db

MEMBER = {
    "taken_by": TakenBy.CABINET_MEMBER,
    "office": "Cabinet Member for Communities",
    "member_name": "Jean Makepeace",
}

HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{7*7}}"


# The register.


def test_register_before_the_first_decision(client: Client) -> None:
    assert "No decision has been recorded yet" in text(client.get(address("decision_list")))


def test_register_shows_the_latest_first_and_nothing_that_is_not_public(
    client: Client, home: House, at: datetime
) -> None:
    make.recorded(home, at=at, title="Old", decided_on=date(2025, 2, 3))
    make.recorded(home, at=at, title="New")
    for number, maker in enumerate((make.written, make.awaiting, make.returned)):
        maker(home, at=at, title=f"Secret {number}")

    shown = client.get(address("decision_list"))

    assert titles(shown) == ["New", "Old"]
    assert "2 decisions" in text(shown)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "HALLS village"}, ["Halls"]),
        ({"q": "because of damp"}, ["Halls"]),
        ({"q": "cabinet member"}, ["Grants"]),
        ({"q": "zebra"}, []),
        ({"year": "2025"}, ["Halls"]),
        ({"year": "20256"}, ["Grants", "Halls"]),
        ({"year": "٢٠٢٥"}, ["Grants", "Halls"]),
        ({"body": "no-such"}, []),
        ({"about": make.PROMISE}, ["Halls"]),
        ({"about": f"{make.PROMISE}/weld-2021/P-2"}, ["Halls"]),
        ({"about": f"{make.PROMISE}/weld-2021/P-1"}, []),
        ({"q": "halls", "year": "2026"}, []),
        ({"page": "99"}, ["Grants", "Halls"]),
        ({"q": "\0", "page": "x"}, ["Grants", "Halls"]),
    ],
)
def test_register_narrowed(asked: dict[str, str], found: list[str], client: Client, home: House, at: datetime) -> None:
    about = {"weld-2021/P-2": "goes_ahead"}
    why = "Village halls are closed because of damp"
    make.recorded(home, at=at, title="Halls", why=why, about=about, decided_on=date(2025, 2, 3))
    make.recorded(home, at=at, title="Grants", **MEMBER)

    shown = client.get(address("decision_list"), asked)

    assert titles(shown) == found
    if not found:
        assert "No decision fits" in text(shown)


def test_register_narrowed_to_a_body_keeps_what_was_asked(client: Client, home: House, at: datetime) -> None:
    centre = people.body(BodyKind.VOLUNTEER_CENTRE, name="Northmoor Centre")
    lead = people.role(kinds_of_role.PARTNER_LEAD, at=at, where=centre).person
    make.recorded(House(centre, centre, lead, lead, lead), at=at, title="Theirs")
    make.recorded(home, at=at, title="Ours")

    shown = client.get(address("decision_list"), {"body": centre.slug, "q": "theirs"})

    page = BeautifulSoup(shown.content, "html.parser")
    chosen = {each.parent["name"]: each["value"] for each in page.select("option[selected]") if each.parent}
    assert titles(shown) == ["Theirs"]
    assert (chosen["body"], page.select_one("input[name=q]")["value"]) == (centre.slug, "theirs")  # type: ignore[index]  # it is there


def test_register_in_pages(client: Client, home: House, at: datetime) -> None:
    for number in range(23):
        make.recorded(home, at=at, title=f"Number {number}")

    first, last = (client.get(address("decision_list"), {"q": "number", "page": page}) for page in (1, 2))

    assert (len(titles(first)), len(titles(last))) == (20, 3)
    link = BeautifulSoup(first.content, "html.parser").select_one("a[rel=next]")
    assert link is not None
    assert link["href"] == "/decisions/?q=number&page=2"


def test_register_makes_the_same_queries(client: Client, home: House, at: datetime, same_queries: SameQueries) -> None:
    about = {"weld-2021/P-1": "goes_ahead"}

    same_queries(client, address("decision_list"), lambda _number: make.recorded(home, at=at, about=about), many=19)


# The record.


def test_record_says_everything(client: Client, home: House, at: datetime) -> None:
    about = {"weld-2021/P-1": "goes_ahead"}
    draft = make.written(home, at=at, about=about, **MEMBER)
    by = home.officer.actor
    make.drafts.add_paper(decision=draft, title="The plan", document=a_paper(), link="", by=by, at=at)
    make.drafts.add_paper(decision=draft, title="The report", document=None, link="https://example.org/r", by=by, at=at)
    decision = make.recording.send(decision=draft, by=by, at=at)

    shown = client.get(address("decision_record", decision))

    said = text(shown)
    for words in (
        make.WHAT["title"],
        make.WHAT["what"],
        make.WHY["why"],
        make.WHY["alternatives"],
        make.WHO["power"],
        "Cabinet Member for Communities (Jean Makepeace)",
        "3 June 2026",
        "No later decision has taken its place",
        ": Three community officers To go ahead",
    ):
        assert words in said
    links = {each["href"] for each in BeautifulSoup(shown.content, "html.parser").select("main a")}
    assert {
        "/promises/weld-2021/P-1/",
        "https://example.org/r",
        f"{address('decision_record', decision)}papers/1/",
    } <= (links)
    file = client.get(address("paper_fetch", decision, number="1"))
    assert (file.status_code, b"".join(file.streaming_content)[1:4]) == (200, b"PNG")  # type: ignore[attr-defined]  # a download streams


def test_record_that_was_replaced_and_its_successor_lead_to_each_other(
    client: Client, home: House, at: datetime
) -> None:
    earlier = make.recorded(home, at=at, title="A trial")
    later = make.confirmed(home, at=at, title="For good", replaces=earlier.reference)

    old, new = (client.get(address("decision_record", each)) for each in (earlier, later))

    assert "another decision took its place: For good" in text(old)
    assert "Takes the place of A trial" in text(new)
    assert "One person recorded it and another confirmed it" in text(new)


def test_corrections_stand_beside_the_words(client: Client, home: House, at: datetime) -> None:
    decision = make.recorded(home, at=at)
    before = text(client.get(address("decision_record", decision)))

    correcting.correct(decision=decision, wrong="£285,000", right="£258,000", by=home.officer.actor, at=at)

    after = text(client.get(address("decision_record", decision)))
    assert "There is a correction" not in before
    assert "There is a correction Correction 1, 17 June 2026 The record says: £285,000 Right is: £258,000" in after
    assert make.WHAT["what"] in after


@pytest.mark.parametrize("maker", [make.written, make.awaiting, make.returned])
@pytest.mark.parametrize("page", ["decision_record", "paper_fetch"])
def test_what_is_not_public_is_not_there(maker: Any, page: str, client: Client, home: House, at: datetime) -> None:
    decision = maker(home, at=at)
    words = {"number": "1"} if page == "paper_fetch" else {}

    assert client.get(address(page, decision, **words)).status_code == 404


@pytest.mark.parametrize("number", ["2", "0", "x", "1.0", "99999999999999999999", "１"])
def test_paper_that_is_not_there(number: str, client: Client, home: House, at: datetime) -> None:
    draft = make.written(home, at=at)
    make.drafts.add_paper(
        decision=draft, title="Report", document=None, link="https://example.org/r", by=home.officer.actor, at=at
    )
    decision = make.recording.send(decision=draft, by=home.officer.actor, at=at)

    assert client.get(address("paper_fetch", decision, number=number)).status_code == 404
    assert client.get(address("paper_fetch", decision, number="1")).status_code == 404  # it is on another website


def test_hostile_words_are_shown_as_words(client: Client, home: House, at: datetime) -> None:
    hostile = dict.fromkeys(("title", "what", "why", "alternatives", "interests", "power"), HOSTILE)
    decision = make.recorded(home, at=at, **hostile)
    correcting.correct(decision=decision, wrong=HOSTILE, right=HOSTILE, by=home.officer.actor, at=at)

    for shown in (client.get(address("decision_record", decision)), client.get(address("decision_list"))):
        assert HOSTILE in text(shown)
        assert "<script>alert" not in shown.content.decode()
    feed = client.get(address("decision_feed"))
    assert b"<script>" not in feed.content


# The feed and the data.


def test_feed_tells_decisions_and_corrections_and_no_member(client: Client, home: House, at: datetime) -> None:
    decision = make.recorded(home, at=at - timedelta(days=1), decided_on=date(2026, 6, 2), **MEMBER)
    correcting.correct(decision=decision, wrong="3", right="4", by=home.officer.actor, at=at)
    make.written(home, at=at, title="Secret")

    feed = client.get(address("decision_feed")).content.decode()

    atom = "{http://www.w3.org/2005/Atom}"
    told = [entry.findtext(f"{atom}title") for entry in ElementTree.fromstring(feed).iter(f"{atom}entry")]
    assert told == [f"Corrected: {decision.title}", decision.title]
    assert "Makepeace" not in feed


def test_data_holds_what_is_public_and_no_member(client: Client, home: House, at: datetime) -> None:
    earlier = make.recorded(home, at=at, about={"weld-2021/P-1": "goes_ahead"}, **MEMBER)
    later = make.confirmed(home, at=at, replaces=earlier.reference)
    make.awaiting(home, at=at)

    rows = client.get("/data/decisions.csv")
    about = client.get("/data/decision-subjects.csv")

    content, subjects = (b"".join(each.streaming_content).decode() for each in (rows, about))
    assert (earlier.reference in content, later.reference in content, content.count("DR-")) == (True, True, 6)
    assert f"{earlier.reference},{make.PROMISE},weld-2021/P-1" in subjects
    assert "Makepeace" not in content


def test_register_finds_a_reference(home: House, at: datetime) -> None:
    decision = make.recorded(home, at=at, outcome=Outcome.OTHER)
    make.recorded(home, at=at)

    assert list(queries.register(Wanted(words=decision.reference.lower()))) == [decision]
