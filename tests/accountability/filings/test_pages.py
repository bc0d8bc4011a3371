"""The public page of a document, and the desk from which evidence is brought."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from commonweal.accountability.models import (
    CommitmentStatus,
    Concern,
    Filing,
    MayPublish,
    ReachRaiserBy,
    Side,
)
from commonweal.accountability.operations import concerns
from commonweal.accountability.operations import filings as operations
from commonweal.accountability.states.filings import FilingStatus
from commonweal.core.actors import Actor
from commonweal.people import kinds_of_role
from commonweal.people.models import BodyKind, Role
from tests.conftest import SameQueries
from tests.factories import evidence as make
from tests.factories import people
from tests.factories.evidence import Those
from tests.platform.personas import one_pixel

pytestmark = pytest.mark.django_db

DESK = "/desk/evidence/"
BRING = f"{DESK}small-2021/{make.DOCUMENT}/"


@pytest.fixture
def those(at: datetime) -> Those:
    return make.those(at=at)


def at_desk(role: Role) -> Client:
    return people.sign_in(Client(), role.person)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def fetched(client: Client, address: str) -> int:
    """How a file is answered, read to its end where there is one."""
    answer = client.get(address)
    if answer.streaming:
        assert b"".join(answer.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]  # a streamed answer
    return answer.status_code


def public_page(filing: Filing) -> str:
    return f"/strategy/small-2021/filings/{filing.reference}/"


# In public.


def test_public_page_names_offices_and_no_people(those: Those, client: Client, at: datetime) -> None:
    filing = make.accepted(those.filer, second=those.accepter, at=at)

    shown = text(client, public_page(filing))

    for words in (
        "How the Crowd Fund went",
        "Filed, not proved by records",
        "Page 4 says what became of each project.",
        "Grant officer, Small County Council",
        "Communities officer, Small County Council",
        "https://www.example.org/crowd-fund",
        "Nobody has challenged it.",
        f"/strategy/small-2021/commitments/C-057/concern/?document={filing.reference}",
    ):
        assert words in shown, words
    assert "Bryony" not in shown
    assert "Carl" not in shown


@pytest.mark.parametrize("status", [FilingStatus.FILED, FilingStatus.RETURNED, FilingStatus.WITHDRAWN])
def test_what_was_never_accepted_has_no_public_page(
    status: FilingStatus, those: Those, client: Client, at: datetime
) -> None:
    upload = SimpleUploadedFile("report.png", one_pixel(), "image/png")
    filing = make.filed(those.filer, at=at, document=upload)
    if status == FilingStatus.RETURNED:
        operations.return_(filing=filing, why="No date", by=those.accepter.person.actor, at=at)
    if status == FilingStatus.WITHDRAWN:
        operations.withdraw(filing=filing, by=those.filer.person.actor, at=at)

    answers = [client.get(public_page(filing)).status_code, client.get(f"{public_page(filing)}document/").status_code]

    assert answers == [404, 404]
    assert fetched(at_desk(those.accepter), f"/desk/filings/{filing.reference}/document/") == 200


def test_document_is_fetched_until_it_is_set_aside(those: Those, client: Client, at: datetime) -> None:
    upload = SimpleUploadedFile("report.png", one_pixel(), "image/png")
    filing = make.accepted(those.filer, second=those.accepter, at=at, document=upload)
    before = fetched(client, f"{public_page(filing)}document/")
    operations.set_aside(
        filing=filing, why="CN-2222 was upheld", by=those.accepter.person.actor, at=at + timedelta(days=1)
    )

    after = fetched(client, f"{public_page(filing)}document/")

    assert (before, after) == (200, 404)
    shown = text(client, public_page(filing))
    assert "CN-2222 was upheld" in shown
    assert "Set aside on 18 June 2026: it no longer counts." in shown
    assert "https://www.example.org/crowd-fund" not in shown


def test_document_of_another_strategy_is_not_there(those: Those, client: Client, at: datetime) -> None:
    filing = make.accepted(those.filer, second=those.accepter, at=at)

    assert client.get(f"/strategy/other-2021/filings/{filing.reference}/").status_code == 404
    assert client.get("/strategy/small-2021/filings/FE-2222-2222/").status_code == 404


def test_challenge_sets_the_flag_and_is_shown(those: Those, client: Client, at: datetime) -> None:
    filing = make.accepted(those.filer, second=those.accepter, at=at)
    make.standing_of(make.DOCUMENT, at=at)
    before = CommitmentStatus.objects.get(commitment__code=make.DOCUMENT).is_challenged
    concern = challenge(filing, at=at)

    make.standing_of(make.DOCUMENT, at=at + timedelta(minutes=1))

    assert (before, CommitmentStatus.objects.get(commitment__code=make.DOCUMENT).is_challenged) == (False, True)
    assert concern.reference in text(client, public_page(filing))
    assert "It is about another fund" not in text(client, public_page(filing))


def challenge(filing: Filing, *, at: datetime) -> Concern:
    by = Actor.visitor()
    concern, _key = concerns.start(commitment=filing.commitment, filing=filing.reference, by=by, at=at)
    concern = concerns.say_what(concern=concern, words="It is about another fund", by=by, at=at)
    concern = concerns.say_wishes(concern=concern, may_publish=MayPublish.SUMMARY, wish="", by=by, at=at)
    concern = concerns.say_how_to_reach(
        concern=concern,
        name="",
        reach_by=ReachRaiserBy.NOTHING,
        contact="",
        by=by,
        at=at,
    )
    return concerns.send(concern=concern, link="https://www.example.org/concern/key/", by=by, at=at)


HOSTILE = "<script>alert(1)</script>{{ 7*7 }}\u202e=HYPERLINK(1)"


def test_hostile_words_are_words(those: Those, client: Client, at: datetime) -> None:
    filing = make.accepted(those.filer, second=those.accepter, at=at, title=HOSTILE, words=HOSTILE)
    make.note(those.member, at=at, words=HOSTILE)
    make.obstacle(those.filer, at=at, code=make.DOCUMENT, what=HOSTILE, unblocker=HOSTILE)
    make.answered(those.member, Side.SECTOR, at=at, code=make.DOCUMENT, question=HOSTILE, words=HOSTILE)

    pages = [
        text(client, public_page(filing)),
        text(at_desk(those.accepter), BRING),
        text(at_desk(those.accepter), DESK),
    ]

    assert all("<script>alert" not in page for page in pages)
    assert all("&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in page for page in pages)


# The desk.


def test_desk_shows_what_needs_somebody(those: Those, at: datetime) -> None:
    waits = make.filed(those.filer, at=at - timedelta(days=3), title="Report that waits")
    back = make.filed(those.filer, at=at - timedelta(days=2), title="Report that came back")
    operations.return_(filing=back, why="It has no date", by=those.accepter.person.actor, at=at)

    accepters, filers = text(at_desk(those.accepter), DESK), text(at_desk(those.filer), DESK)

    assert "Waits for you to accept or return" in accepters
    assert waits.title in accepters
    assert "For 3 days" in accepters
    assert back.title not in accepters
    assert "Waits for you to accept or return" not in filers
    assert "Returned to you" in filers
    assert "It has no date" in filers
    assert "You filed, waiting for a second person" in filers


def test_desk_when_nothing_waits(those: Those, at: datetime) -> None:
    make.commitment(at=at)

    shown = text(at_desk(those.accepter), DESK)

    assert "No document needs you, and nothing goes stale in the next 60 days." in shown


def test_desk_without_a_strategy(those: Those) -> None:
    assert "No strategy has been loaded yet" in text(at_desk(those.accepter), DESK)


def test_desk_shows_what_goes_stale_and_who_can_renew_it(those: Those, at: datetime) -> None:
    # A document counts for 760 days in the small strategy.
    make.accepted(those.filer, second=those.accepter, at=at, dated_on=date(2026, 6, 17) - timedelta(days=730))
    make.standing_of(make.DOCUMENT, at=at)

    shown = text(at_desk(those.accepter), DESK)

    assert "Evidence that stops counting within 60 days" in shown
    assert "18 July 2026, in 31 days" in shown
    assert "Small County Council" in shown


@pytest.mark.parametrize("typed", ["c57", "C-057", "crowd", "judge FUND"])
def test_desk_finds_a_commitment(typed: str, those: Those, at: datetime) -> None:
    make.commitment(at=at)

    assert BRING in text(at_desk(those.accepter), f"{DESK}?words={typed}")


@pytest.mark.parametrize("typed", ["zebra", "C-999", "%00", "x" * 5000, "a b c d e f g h i j k l", "C-99999999999999"])
def test_desk_finds_nothing(typed: str, those: Those, at: datetime) -> None:
    make.commitment(at=at)

    assert "Try fewer words." in text(at_desk(those.accepter), f"{DESK}?words=zz{typed}")


def test_partner_sees_what_their_body_owns_and_nothing_else(at: datetime) -> None:
    lead = people.role(kinds_of_role.PARTNER_LEAD, at=at, where=people.body(BodyKind.DISTRICT))
    make.give(make.GROUPS, lead.body, at=at)
    partner = at_desk(lead)

    assert "What your body owns" in text(partner, DESK)
    assert partner.get(f"{DESK}small-2021/{make.GROUPS}/").status_code == 200
    assert partner.get(BRING).status_code == 404


def test_page_for_bringing_says_why_nobody_sets_a_status(those: Those, at: datetime) -> None:
    make.commitment(at=at)

    shown = text(at_desk(those.accepter), BRING)

    assert "Nobody can set the status, here or anywhere." in shown


def test_steering_member_records_the_sectors_answers_and_files_nothing(those: Those, at: datetime) -> None:
    make.commitment(at=at)
    member = at_desk(those.member)

    shown = text(member, BRING)

    assert f"{BRING}answers/" in shown
    assert f"{BRING}note/" in shown
    assert f"{BRING}file/" not in shown
    assert "Record what the sector answered" in text(member, f"{BRING}answers/")
    assert member.get(f"{BRING}file/").status_code == 404


# Lists.


def test_desk_makes_the_same_queries_for_many(those: Those, same_queries: SameQueries, at: datetime) -> None:
    client = at_desk(those.accepter)

    def add(number: int) -> None:
        filing = make.filed(those.filer, at=at, title=f"Report {number}")
        make.filed(those.filer, at=at, title=f"Waiting {number}")
        operations.accept(filing=filing, by=those.accepter.person.actor, at=at)
        make.obstacle(those.filer, at=at, what=f"Obstacle {number}")

    same_queries(client, DESK, add)


@pytest.mark.parametrize("address", [BRING, f"{DESK}?words=crowd"])
def test_page_for_bringing_makes_the_same_queries_for_many(
    address: str, those: Those, same_queries: SameQueries, at: datetime
) -> None:
    def add_all(number: int) -> None:
        make.accepted(those.filer, second=those.accepter, at=at, title=f"Report {number}")
        make.filed(those.filer, at=at, title=f"Waiting {number}")
        make.answered(those.member, Side.SECTOR, at=at, code=make.DOCUMENT)
        make.obstacle(those.filer, at=at, code=make.DOCUMENT)
        make.note(those.member, at=at, words=f"Note {number}")

    same_queries(at_desk(those.accepter), address, add_all)
