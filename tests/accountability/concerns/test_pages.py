"""The pages, as somebody who raises a concern meets them, and as everybody sees what came of it."""

import re
from datetime import datetime

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from commonweal.accountability.models import Concern, ReachRaiserBy
from commonweal.accountability.operations import concern_desk
from commonweal.accountability.rules import concerns as rules
from commonweal.accountability.states.concerns import ConcernStatus
from tests.factories import concerns as make

pytestmark = pytest.mark.django_db

SLUG = "small-2021"


def own(page: str, key: str) -> str:
    return reverse(f"accountability:{page}", kwargs={"key": key})


def start(code: str = make.CODE) -> str:
    return reverse("accountability:concern_start", kwargs={"slug": SLUG, "code": code})


def public(concern: Concern) -> str:
    return reverse("accountability:concern_show", kwargs={"slug": SLUG, "ref": concern.reference})


def listed() -> str:
    return reverse("accountability:concern_list", kwargs={"slug": SLUG})


def errors_of(response: object) -> list[tuple[str, str]]:
    html = response.content.decode()  # type: ignore[attr-defined]  # a page
    summary = html.partition('class="govuk-error-summary"')[2].partition("</ul>")[0]
    return re.findall(r'<a href="(#[^"]+)">([^<]+)</a>', summary)


def words_of(response: object) -> str:
    soup = BeautifulSoup(response.content.decode(), "html.parser")  # type: ignore[attr-defined]  # a page
    return " ".join(soup.get_text(" ").split())


# Raising one.


def test_start_begins_a_concern_only_when_sent(client: Client, at: datetime) -> None:
    make.a_commitment(at=at)
    shown = words_of(client.get(start()))
    looked = Concern.objects.count()

    answer = client.post(start())

    assert "C-005 Another format" in shown
    assert "The communities team will answer by Wednesday 15 July 2026." in shown
    assert (looked, Concern.objects.count()) == (0, 1)
    assert re.fullmatch(r"/concern/[\w-]{24}/what/", answer["Location"])


@pytest.mark.parametrize("code", ["C-999", "c-005", "%3Cscript%3E"])
def test_start_on_a_commitment_that_is_not_there(client: Client, code: str, at: datetime) -> None:
    make.a_commitment(at=at)

    assert client.get(start()).status_code == 200
    assert client.get(start().replace("C-005", code)).status_code == 404


def test_start_says_when_very_many_are_begun(client: Client, monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(rules, "MOST_BEGUN_AN_HOUR", 1)
    make.begun(at=at)

    answer = client.post(start())

    assert answer.status_code == 422
    assert "Try again in an hour, or ring us on" in words_of(answer)
    assert Concern.objects.count() == 1


def test_start_names_the_document_it_challenges(client: Client, at: datetime) -> None:
    filer, accepter = make.filers(at=at)
    filing = make.a_filing(at=at, filed_by=filer, accepted_by=accepter)
    address = f"{start('C-057')}?document={filing.reference}"

    shown = words_of(client.get(address))
    client.post(address)

    assert "Your concern challenges this document: Review of the fund" in shown
    assert Concern.objects.get().filing == filing


@pytest.mark.parametrize("page", ["concern_what", "concern_publish", "concern_reach"])
def test_question_is_asked_once_as_the_pages_heading(client: Client, at: datetime, page: str) -> None:
    key = make.begun(at=at).key

    soup = BeautifulSoup(client.get(own(page, key)).content.decode(), "html.parser")

    [heading] = soup.select("h1")
    question = " ".join(heading.get_text().split())
    assert heading.select("label") or heading.find_parent("legend")
    assert soup.title is not None
    assert soup.title.get_text().startswith(question)


def test_the_whole_way_from_first_question_to_sent(client: Client, at: datetime) -> None:
    key = make.begun(at=at).key

    what = client.post(own("concern_what", key), {"words": make.WORDS})
    publish = client.post(own("concern_publish", key), {"may_publish": "SUMMARY", "wish": ""})
    reach = client.post(own("concern_reach", key), {"reach_by": "EMAIL", "email": "asha@example.org"})
    checked = words_of(client.get(own("concern_check", key)))
    check = client.post(own("concern_check", key))
    sent = words_of(client.get(own("concern_sent", key)))

    concern = Concern.objects.get()
    assert [answer["Location"] for answer in (what, publish, reach, check)] == [
        own(page, key) for page in ("concern_publish", "concern_reach", "concern_check", "concern_sent")
    ]
    assert (concern.status, concern.words, concern.contact) == (
        ConcernStatus.WAITING,
        make.WORDS,
        "asha@example.org",
    )
    assert "Only a summary, in the council’s words" in checked
    assert f"Your reference {concern.reference}" in sent
    assert "The communities team will answer by Wednesday 15 July 2026." in sent
    assert own("concern_record", key) in sent


def test_without_a_contact_the_link_is_said_to_be_the_only_way(client: Client, at: datetime) -> None:
    raised = make.drafted(at=at, reach_by=ReachRaiserBy.NOTHING)

    client.post(own("concern_check", raised.key))
    sent = words_of(client.get(own("concern_sent", raised.key)))

    assert Concern.objects.get().is_open
    assert "It is the only way to our answer" in sent


@pytest.mark.parametrize(
    ("page", "typed", "errors"),
    [
        ("concern_what", {"words": " \n"}, [("#id_words", "Tell us what is the matter")]),
        ("concern_publish", {}, [("#id_may_publish", "Choose whether we may publish your words")]),
        (
            "concern_publish",
            {"may_publish": "SHOUT"},
            [("#id_may_publish", "Choose whether we may publish your words from those that are offered")],
        ),
        ("concern_reach", {}, [("#id_reach_by", "Choose how we can reach you")]),
        (
            "concern_reach",
            {"reach_by": "EMAIL", "email": "half@"},
            [("#id_email", "Enter an e-mail address in full, like name@example.com")],
        ),
        (
            "concern_reach",
            {"reach_by": "PHONE"},
            [("#id_phone", "Enter a telephone number with its area code, like 01632 960 001")],
        ),
    ],
)
def test_what_is_wrong_is_said_in_our_words(
    client: Client, page: str, typed: dict[str, str], errors: list[tuple[str, str]], at: datetime
) -> None:
    key = make.begun(at=at).key

    answer = client.post(own(page, key), typed)

    assert answer.status_code == 422
    assert errors_of(answer) == errors


def test_very_long_words_are_handed_back_whole_with_a_sentence(client: Client, at: datetime) -> None:
    key, words = make.begun(at=at).key, "too long " * 5555 + "END"

    answer = client.post(own("concern_what", key), {"words": words})

    box = BeautifulSoup(answer.content.decode(), "html.parser").select_one("textarea")
    assert answer.status_code == 422
    assert errors_of(answer) == [
        (
            "#id_words",
            (
                "You have written 49998 characters, and 5000 fit here. Nothing is lost: shorten it below, or write the "
                "main points here and send us the rest by e-mail"
            ),
        )
    ]
    assert box is not None
    assert box.get_text().strip() == words
    assert Concern.objects.get().words == ""


def test_a_script_is_text_wherever_it_is_shown(client: Client, at: datetime) -> None:
    script = "<script>alert('x')</script>{{ 7*7 }}"
    raised = make.summed_up(at=at, words=script, wish=script, name=script)
    concern_desk.sum_up(concern=raised.concern, summary=script, has_words_shown=True, by=make.officer(at=at), at=at)

    for address in (own("concern_record", raised.key), public(raised.concern), listed()):
        html = client.get(address).content.decode()
        assert "&lt;script&gt;alert(" in html
        assert "<script>alert(" not in html
        assert "{{ 7*7 }}" in html


# One's own page.


@pytest.mark.parametrize("page", ["concern_withdraw", "concern_reply", "concern_close"])
def test_page_for_what_cannot_be_done_now_leads_back(client: Client, page: str, at: datetime) -> None:
    raised = make.closed(at=at)

    answer = client.get(own(page, raised.key))

    assert answer["Location"] == own("concern_record", raised.key)


def test_own_page_before_and_after_the_answer(client: Client, at: datetime) -> None:
    raised = make.summed_up(at=at)
    before = words_of(client.get(own("concern_record", raised.key)))
    make.answer(raised.concern, at=at)

    after = words_of(client.get(own("concern_record", raised.key)))

    assert "The communities team will answer by Wednesday 15 July 2026." in before
    assert make.ANSWER not in before
    assert "Take it back" in before
    assert "You may reply once, until Wednesday 15 July 2026." in after
    assert make.ANSWER in after
    assert "Take it back" not in after
    assert "Reply to our answer" in after


def test_person_withdraws_on_the_pages(client: Client, at: datetime) -> None:
    raised = make.sent(at=at)

    shown = client.get(own("concern_withdraw", raised.key))
    done = client.post(own("concern_withdraw", raised.key))

    assert (shown.status_code, done.status_code) == (200, 302)
    assert "You took this concern back on 17 June 2026." in words_of(client.get(done["Location"]))


def test_person_replies_on_the_pages(client: Client, at: datetime) -> None:
    raised = make.answered(at=at)

    empty = client.post(own("concern_reply", raised.key), {"words": ""})
    done = client.post(own("concern_reply", raised.key), {"words": "Thank you\nall"})

    assert errors_of(empty) == [("#id_words", "Write your reply, or go back and say that you are done")]
    assert done.status_code == 302
    assert "Your reply Thank you all" in words_of(client.get(done["Location"]))


def test_person_closes_on_the_pages(client: Client, at: datetime) -> None:
    raised = make.answered(at=at)

    client.post(own("concern_close", raised.key))

    assert Concern.objects.get().status == ConcernStatus.CLOSED


def test_own_page_is_neither_cached_nor_indexed(client: Client, at: datetime) -> None:
    answer = client.get(own("concern_record", make.sent(at=at).key))

    assert (answer["X-Robots-Tag"], "no-store" in answer["Cache-Control"]) == ("noindex, nofollow", True)


def test_key_of_nobody_opens_nothing(client: Client, at: datetime) -> None:
    make.sent(at=at)

    assert client.get(own("concern_record", "never-given-out")).status_code == 404
