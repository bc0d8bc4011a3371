"""The pages, as somebody who asks for another format meets them."""

import re
from datetime import datetime, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from commonweal.accountability.models import FormatRequest
from commonweal.accountability.rules import formats as rules
from commonweal.accountability.states.formats import Status
from commonweal.ui.site import SITE
from tests.accountability.test_operations import photo
from tests.factories import accountability as make

pytestmark = pytest.mark.django_db


def address(page: str, key: str, **more: int) -> str:
    return reverse(f"accountability:{page}", kwargs={"key": key, **more})


def errors_of(response: object) -> list[str]:
    html = response.content.decode()  # type: ignore[attr-defined]  # a page
    summary = html.partition('class="govuk-error-summary"')[2].partition("</ul>")[0]
    return re.findall(r'<a href="(#[^"]+)">([^<]+)</a>', summary)


def test_start_begins_a_request_only_when_sent(client: Client) -> None:
    client.get(reverse("accountability:format_start"))
    looked = FormatRequest.objects.count()

    answer = client.post(reverse("accountability:format_start"))

    assert looked == 0
    assert FormatRequest.objects.count() == 1
    assert re.fullmatch(r"/another-format/[\w-]{24}/what/", answer["Location"])


def test_start_says_when_very_many_are_begun(client: Client, monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr(rules, "MOST_DRAFTS_AN_HOUR", 1)
    make.begun(at=at)

    answer = client.post(reverse("accountability:format_start"))

    assert answer.status_code == 422
    assert "Try again in an hour, or ring us on" in answer.content.decode()
    assert FormatRequest.objects.count() == 1


@pytest.mark.parametrize("page", ["format_what", "format_which", "format_reach"])
def test_question_is_asked_once_as_the_pages_heading(client: Client, at: datetime, page: str) -> None:
    key = make.begun(at=at).key

    soup = BeautifulSoup(client.get(address(page, key)).content.decode(), "html.parser")

    [heading] = soup.select("h1")
    question = " ".join(heading.get_text().split())
    assert heading.select("label") or heading.find_parent("legend")
    assert soup.title is not None
    assert soup.title.get_text().startswith(question)
    names = [" ".join(each.get_text().split()) for each in soup.select("label, legend")]
    assert names.count(question) == 1


def test_box_of_another_answer_is_let_go(client: Client, at: datetime) -> None:
    key = make.begun(at=at).key
    typed = {"reach_by": "PHONE", "phone": "01632 960 001", "email": "half@", "post": "x" * 500}

    answer = client.post(address("format_reach", key), typed)

    assert answer.status_code == 302
    assert FormatRequest.objects.get().contact == "01632960001"


def test_privacy_page_names_the_controller(client: Client) -> None:
    html = client.get(reverse("portal:privacy")).content.decode()

    assert f"{SITE.council} is the controller" in html


def test_the_whole_way_from_first_question_to_sent(client: Client, at: datetime) -> None:
    key = make.begun(at=at).key

    what = client.post(address("format_what", key), {"wanted": "The letter", "document": photo()})
    which = client.post(address("format_which", key), {"format": "LANGUAGE", "language": "Nepali"})
    reach = client.post(address("format_reach", key), {"reach_by": "EMAIL", "email": "asha@example.org"})
    check = client.post(address("format_check", key))
    sent = client.get(address("format_sent", key)).content.decode()

    asked = FormatRequest.objects.get()
    assert [answer["Location"] for answer in (what, which, reach, check)] == [
        address(page, key) for page in ("format_which", "format_reach", "format_check", "format_sent")
    ]
    assert (asked.status, asked.format_words, asked.contact) == (
        Status.RECEIVED,
        "Another language: Nepali",
        "asha@example.org",
    )
    assert asked.reference in sent
    assert "will answer by Wednesday 1 July 2026" in sent


@pytest.mark.parametrize(
    ("page", "typed", "errors"),
    [
        ("format_what", {"wanted": " "}, [("#id_wanted", "Tell us what you would like in another format")]),
        (
            "format_what",
            {"wanted": "x" * 2001},
            [("#id_wanted", "What you would like must be 2000 characters or fewer; you have used 2001")],
        ),
        ("format_which", {}, [("#id_format", "Choose the format you need")]),
        ("format_which", {"format": "SMOKE"}, [("#id_format", "Choose one of the formats, or “Something else”")]),
        ("format_which", {"format": "LANGUAGE"}, [("#id_language", "Enter the language you need")]),
        ("format_which", {"format": "OTHER", "language": "x"}, [("#id_other", "Say what you need")]),
        ("format_reach", {}, [("#id_reach_by", "Choose how we can reach you")]),
        (
            "format_reach",
            {"reach_by": "EMAIL", "email": "asha@"},
            [("#id_email", "Enter an e-mail address in full, like name@example.com")],
        ),
        (
            "format_reach",
            {"reach_by": "PHONE", "phone": "ring me"},
            [("#id_phone", "Enter a telephone number with its area code, like 01632 960 001")],
        ),
        (
            "format_reach",
            {"reach_by": "POST", "post": "Weldmere"},
            [("#id_post", "Enter a name and an address with its postcode")],
        ),
    ],
)
def test_question_says_what_to_do_and_keeps_what_was_typed(
    client: Client, at: datetime, page: str, typed: dict[str, str], errors: list[tuple[str, str]]
) -> None:
    key = make.begun(at=at).key

    answer = client.post(address(page, key), typed)

    html = answer.content.decode()
    assert answer.status_code == 422
    assert errors_of(answer) == errors
    assert "<title>Error: " in html
    assert all(value in html for value in typed.values() if value.strip() and value != "SMOKE")


def test_question_counts_a_line_break_as_one_character(client: Client, at: datetime) -> None:
    key = make.begun(at=at).key
    lines = ["x" * 99] * 20

    answer = client.post(address("format_what", key), {"wanted": "\r\n".join([*lines, ""])})

    assert answer.status_code == 302
    assert FormatRequest.objects.get().wanted == "\n".join(lines)


def test_question_refuses_a_file_by_its_content(client: Client, at: datetime) -> None:
    key = make.begun(at=at).key
    page = SimpleUploadedFile("photo.jpg", b"<html>hello</html>", "image/jpeg")

    answer = client.post(address("format_what", key), {"wanted": "The letter", "document": page})

    [(anchor, words)] = errors_of(answer)
    assert (answer.status_code, anchor) == (422, "#id_document")
    assert "Save it as" in words
    assert "The letter" in answer.content.decode()


def test_check_leads_to_the_first_question_without_an_answer(client: Client, at: datetime) -> None:
    key = make.begun(at=at).key
    client.post(address("format_what", key), {"wanted": "The letter"})

    answer = client.get(address("format_check", key))

    assert answer["Location"] == address("format_which", key)


def test_check_says_when_one_contact_has_had_enough_for_a_day(client: Client, at: datetime) -> None:
    for _time in range(5):
        make.sent(at=at)
    key = make.answered(at=at).key

    answer = client.post(address("format_check", key))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "send it tomorrow, or ring us" in html
    assert "The letter about bus passes" in html


def test_questions_are_closed_once_sent(client: Client, at: datetime) -> None:
    key = make.sent(at=at).key

    answers = [client.get(address(page, key)) for page in ("format_what", "format_which", "format_reach")]

    assert [answer["Location"] for answer in answers] == [address("format_record", key)] * 3


@pytest.mark.parametrize(
    ("maker", "words"),
    [
        (
            make.sent,
            "answer by Wednesday 1 July 2026. Somebody gets in touch with you by 18 June 2026, 9:30am.",
        ),
        (make.supplied, "We supplied it on 17 June 2026."),
        (make.withdrawn, "You withdrew this request on 17 June 2026. Nothing more will happen."),
        (make.emptied, "We supplied it on 17 June 2026. On 17 June 2026 we erased what you wrote"),
    ],
)
def test_record_says_where_the_request_has_got_to(client: Client, at: datetime, maker: object, words: str) -> None:
    asked = maker(at=at)  # type: ignore[operator]  # one of the factory's functions

    html = client.get(address("format_record", asked.key)).content.decode()

    assert words in html
    assert asked.request.reference in html


def test_withdraw_asks_first_and_then_closes(client: Client, at: datetime) -> None:
    asked = make.sent(at=at)

    client.get(address("format_withdraw", asked.key))
    asked.request.refresh_from_db()
    before = asked.request.status
    client.post(address("format_withdraw", asked.key))

    asked.request.refresh_from_db()
    assert (before, asked.request.status) == (Status.RECEIVED, Status.WITHDRAWN)


def test_withdraw_offered_only_while_open(client: Client, at: datetime) -> None:
    opened, closed = make.sent(at=at), make.supplied(at=at)

    pages = [client.get(address("format_record", asked.key)).content.decode() for asked in (opened, closed)]

    assert ["I no longer need it" in page for page in pages] == [True, False]


def test_document_is_sent_to_the_holder_as_a_download(client: Client, at: datetime) -> None:
    asked = make.sent(at=at, document=photo("Mum's letter.jpg"))

    answer = client.get(address("format_document", asked.key, number=1))

    content = b"".join(answer.streaming_content)  # type: ignore[attr-defined]  # a streamed answer
    assert content.startswith(b"\xff\xd8")
    assert answer["Content-Disposition"].startswith("attachment;")


def test_private_pages_are_not_kept_or_found(client: Client, at: datetime) -> None:
    asked = make.sent(at=at)

    answer = client.get(address("format_record", asked.key))

    assert "no-store" in answer["Cache-Control"]
    assert answer["X-Robots-Tag"] == "noindex, nofollow"


def test_another_key_opens_nothing(client: Client, at: datetime) -> None:
    make.sent(at=at)

    answers = [client.get(address("format_record", key)).status_code for key in ("x" * 24, "é", "..", "a" * 5000)]

    assert answers == [404, 404, 404, 404]


def test_draft_can_be_taken_up_again_within_a_week(client: Client, at: datetime) -> None:
    asked = make.answered(at=at - timedelta(days=6))

    html = client.get(address("format_reach", asked.key)).content.decode()

    assert 'value="asha@example.org"' in html


@pytest.mark.parametrize(
    ("later", "says"),
    [
        (timedelta(hours=1), "Somebody gets in touch with you by"),
        (timedelta(days=2), "Somebody should have got in touch with you by"),
        (timedelta(days=30), "We said that we would answer by Wednesday 1 July 2026, and are late."),
    ],
)
def test_private_page_says_by_when_somebody_gets_in_touch_and_when_that_is_late(
    later: timedelta, says: str, client: Client, at: datetime
) -> None:
    asked = make.sent(at=at)

    with time_machine.travel(at + later, tick=False):
        shown = client.get(address("format_record", asked.key)).content.decode()

    assert says in shown
