"""What everybody sees of concerns: the list, and each by itself, with what may be printed of it."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from commonweal.accountability.models import Concern, MayPublish
from commonweal.accountability.operations import concern_desk, concerns, filings
from commonweal.accountability.rules import concerns as rules
from tests.accountability.concerns.test_pages import SLUG, listed, public, words_of
from tests.conftest import SameQueries
from tests.factories import concerns as make

pytestmark = pytest.mark.django_db

LATER = timedelta(days=36)


def test_new_concern_is_shown_without_a_word_of_it(client: Client, at: datetime) -> None:
    raised = make.sent(at=at, words="Marrow soup", wish="Turnip stew", name="Zebedee Quill")

    shown = [words_of(client.get(address)) for address in (listed(), public(raised.concern))]

    for page in shown:
        assert raised.concern.reference in page
        assert "Waits for an answer The communities team will answer by Wednesday 15 July 2026." in page
        assert not re.search("Marrow|Turnip|Zebedee|asha@example.org", page)
    assert "Nobody at the council has summed it up yet, so no words of it are printed." in shown[1]


@pytest.mark.parametrize(
    ("may_publish", "sees"),
    [
        (MayPublish.WORDS, {make.SUMMARY, "I asked for large print in March.", make.ANSWER}),
        (MayPublish.SUMMARY, {make.SUMMARY, make.ANSWER}),
        (MayPublish.NOTHING, set()),
    ],
)
def test_public_page_prints_what_the_person_let_us(
    client: Client, may_publish: MayPublish, sees: set[str], at: datetime
) -> None:
    raised = make.answered(at=at, may_publish=may_publish)

    shown = words_of(client.get(public(raised.concern)))

    everything = {make.SUMMARY, "I asked for large print in March.", make.ANSWER}
    assert {words for words in everything if words in shown} == sees
    assert "Upheld Answered on 17 June 2026, on the day it came." in shown
    assert make.ACTION in shown
    assert "asha@example.org" not in shown
    assert "Asha Gurung" not in shown


def test_words_that_an_officer_holds_back_are_not_printed(client: Client, at: datetime) -> None:
    raised = make.summed_up(at=at, has_words_shown=False)

    shown = words_of(client.get(public(raised.concern)))

    assert make.SUMMARY in shown
    assert "I asked for large print" not in shown


def test_withdrawn_concern_keeps_its_place_and_no_words(client: Client, at: datetime) -> None:
    raised = make.summed_up(at=at)
    before = words_of(client.get(public(raised.concern)))
    make.concerns.withdraw(concern=raised.concern, by=raised.holder, at=at)

    after = words_of(client.get(public(raised.concern)))

    assert make.SUMMARY in before
    assert make.SUMMARY not in after
    assert "Withdrawn The person took it back on 17 June 2026." in after


def test_reply_of_a_body_is_printed_as_it_is(client: Client, at: datetime) -> None:
    raised, (body, role) = make.summed_up(at=at), make.a_partner(at=at)
    asked = make.asked(raised.concern, body, at=at)
    before = words_of(client.get(public(raised.concern)))
    concern_desk.reply_for(reply=asked, words="We had\nmoved.", by=role.person.actor, at=at)

    after = words_of(client.get(public(raised.concern)))

    assert "Northmoor Volunteer Centre It may reply until 14 July 2026." in before
    assert "It replied on 17 June 2026, in its own words: We had moved." in after
    assert role.person.name not in after


def test_reply_of_a_body_is_not_printed_where_nothing_is(client: Client, at: datetime) -> None:
    raised, (body, role) = make.summed_up(at=at, may_publish=MayPublish.NOTHING), make.a_partner(at=at)
    asked = make.asked(raised.concern, body, at=at)
    concern_desk.reply_for(reply=asked, words="We had moved.", by=role.person.actor, at=at)

    shown = words_of(client.get(public(raised.concern)))

    assert "The reply is not printed, because nothing of the concern is." in shown
    assert "We had moved." not in shown


def test_document_that_was_set_aside_is_said_so(client: Client, at: datetime) -> None:
    filer, accepter = make.filers(at=at)
    filing = make.a_filing(at=at, filed_by=filer, accepted_by=accepter)
    raised = make.answered(at=at, filing=filing)
    before = words_of(client.get(public(raised.concern)))
    filings.set_aside(filing=filing, why="Concern upheld", by=make.officer(at=at), at=at)

    after = words_of(client.get(public(raised.concern)))

    assert f"Document it challenges Review of the fund ({filing.reference})" in before
    assert "It was set aside" not in before
    assert "It was set aside, and no longer counts" in after


def test_late_is_worked_out_and_never_kept(client: Client, at: datetime) -> None:
    raised = make.sent(at=at - LATER)
    columns = {field.name for field in Concern._meta.get_fields()}

    shown = [words_of(client.get(address)) for address in (listed(), public(raised.concern))]

    assert not [name for name in columns if "late" in name or "overdue" in name]
    for page in shown:
        assert "Late The answer was due by Wednesday 10 June 2026. It is 5 working days late." in page
    assert "One concern waits for an answer that is late." in shown[0]


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (0, "Answered on 13 May 2026, on the day it came."),
        (28, "Answered on 10 June 2026, after 19 working days."),
        (29, "Answered on 11 June 2026, after 20 working days."),
        (30, "Answered on 12 June 2026, 1 working day late."),
        (33, "Answered on 15 June 2026, 2 working days late."),
    ],
)
def test_answered_says_how_long_it_took_or_how_late_it_was(client: Client, after: int, said: str, at: datetime) -> None:
    raised = make.answered(at=at - timedelta(days=35), after=timedelta(days=after))

    assert said in words_of(client.get(public(raised.concern)))


def test_answer_on_the_day_off_after_its_day_is_late_by_one(at: datetime) -> None:
    friday, saturday = date(2026, 6, 12), date(2026, 6, 13)

    assert [rules.late_by(friday, each) for each in (friday, saturday, date(2026, 6, 16))] == [0, 1, 2]


def test_nobody_raised_one_yet(client: Client, at: datetime) -> None:
    make.a_commitment(at=at)
    make.drafted(at=at)

    shown = words_of(client.get(listed()))

    assert "Nobody has raised a concern on a commitment of this strategy yet." in shown


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("", {"late", "waits", "answered", "withdrawn"}),
        ("state=late", {"late"}),
        ("state=waits", {"waits"}),
        ("state=answered", {"answered"}),
        ("state=withdrawn", {"withdrawn"}),
        ("state=answered-late", set()),
        ("commitment=C-057", {"waits"}),
        ("commitment=C-057&state=late", set()),
        ("state=never&commitment=nothing&page=x", {"late", "waits", "answered", "withdrawn"}),
    ],
)
def test_list_is_narrowed_by_its_address(client: Client, asked: str, expected: set[str], at: datetime) -> None:
    there = {
        "late": make.sent(at=at - LATER),
        "waits": make.sent(at=at, commitment=make.a_commitment(at=at, code="C-057")),
        "answered": make.answered(at=at),
        "withdrawn": make.withdrawn(at=at),
    }

    shown = words_of(client.get(f"{listed()}?{asked}"))

    assert {name for name, raised in there.items() if raised.concern.reference in shown} == expected


def test_median_is_shown_from_five_answers_on(client: Client, at: datetime) -> None:
    for number in range(4):
        make.answered(at=at, contact=f"asker{number}@example.org")
    few = words_of(client.get(listed()))
    make.answered(at=at, contact="last@example.org")

    enough = words_of(client.get(listed()))

    assert "Half of those answered" not in few
    assert "Half of those answered in the past year had their answer within 0 working days." in enough


def test_list_makes_the_same_queries(client: Client, at: datetime, same_queries: SameQueries) -> None:
    same_queries(client, f"{listed()}", lambda number: make.sent(at=at, contact=f"asker{number}@example.org"))


def test_list_that_was_counted_once_counts_what_changed_since(client: Client, at: datetime) -> None:
    def counted() -> dict[str, int]:
        found = words_of(client.get(listed())).split("Where they are")[-1]
        return {word: int(count) for word, count in re.findall(r"(Waits, in time|Withdrawn) (\d+)", found)}

    raised = make.sent(at=at)
    at_first = counted()
    make.sent(at=at, contact="other@example.org")
    with_another = counted()
    concerns.withdraw(concern=raised.concern, by=raised.holder, at=at)

    assert at_first == {"Waits, in time": 1, "Withdrawn": 0}
    assert with_another == {"Waits, in time": 2, "Withdrawn": 0}
    assert counted() == {"Waits, in time": 1, "Withdrawn": 1}


def test_concern_of_another_strategy_is_not_here(client: Client, at: datetime) -> None:
    raised = make.sent(at=at)

    assert client.get(public(raised.concern)).status_code == 200
    assert client.get(public(raised.concern).replace(SLUG, "other-2021")).status_code == 404


def test_search_finds_no_unpublished_word(client: Client, at: datetime) -> None:
    make.sent(at=at, words="Marrowsoup", wish="Turnipstew", may_publish=MayPublish.NOTHING)
    make.drafted(at=at, words="Marrowsoup")
    call_command("index_search", verbosity=0)

    shown = words_of(client.get(reverse("portal:search"), {"q": "Marrowsoup"}))

    assert "CN-" not in shown
