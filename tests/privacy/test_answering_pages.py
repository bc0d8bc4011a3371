"""From asking to the copy in one's hands, through the pages alone."""

from __future__ import annotations

import json
import re
import zipfile
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from commonweal.core.actors import Actor
from commonweal.core.audit import AuditEvent
from commonweal.messaging.models import Letter
from commonweal.privacy.models import Decision, FoundItem, Look, PrivacyRequest
from tests.conftest import SameQueries
from tests.factories import accountability
from tests.factories import privacy as make
from tests.factories.people import person, sign_in
from tests.platform.personas import one_pixel

pytestmark = pytest.mark.django_db

ANSWERS = {"name": "Asha Gurung", "email": make.ASHA, "about": "My letters about the bus pass"}


def address(name: str, **where: str) -> str:
    return reverse(f"privacy:{name}", kwargs=where)


def words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content.decode(), "html.parser").get_text().split())


def newest_letter(kind: str) -> Letter:
    return Letter.objects.filter(kind=kind).order_by("-id")[0]


def fetched(client: Client, asked: PrivacyRequest) -> tuple[int, bytes]:
    client.post(address("copy_collect", ref=asked.reference))
    code = re.search(r"\d{6}", newest_letter("privacy.copy_code").subject)
    assert code is not None
    client.post(address("copy_unlock", ref=asked.reference), {"code": code[0]})
    return download(client, address("copy_download", ref=asked.reference))


def download(client: Client, where: str) -> tuple[int, bytes]:
    answer: Any = client.get(where)
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer.status_code, content


def unzipped(downloaded: tuple[int, bytes]) -> zipfile.ZipFile:
    return zipfile.ZipFile(BytesIO(downloaded[1]))


def test_guest_asks_and_officer_answers_from_the_pages_alone(at: datetime) -> None:
    picture = SimpleUploadedFile("page.png", one_pixel(), "image/png")
    accountability.sent(at=at, wanted="Bob Carter's letter, larger", document=picture)
    guest, officer = make.guests_browser(Client()), make.officers_browser(Client(), at=at)

    guest.post(address("request_ask", what="copy"), ANSWERS)
    [asked] = PrivacyRequest.objects.all()
    ref = asked.reference
    desk = words(officer.get(address("desk_show")))
    officer.post(address("found_review", ref=ref))
    review = words(officer.get(address("found_review", ref=ref)))
    early = words(officer.get(address("found_release", ref=ref)))
    showing_bob = [item for item in FoundItem.objects.all() if "Bob" in item.words]
    [file] = FoundItem.objects.filter(decision=Decision.OPEN)
    blacked = {"decision": Decision.REDACTED, "hide": "Bob Carter", "because": "It is about somebody else"}
    for item in showing_bob:
        officer.post(address("found_decide", ref=ref, item=item.reference), blacked)
    officer.post(address("found_decide", ref=ref, item=file.reference), {"decision": Decision.GIVEN})
    officer.post(address("found_release", ref=ref))
    copy = unzipped(fetched(guest, asked))

    page, facts = copy.read("your-data.html").decode(), json.loads(copy.read("your-data.json"))
    assert (ref in desk, "Bob Carter's letter, larger" in review) == (True, True)
    assert "show other people. Decide what becomes of each first" in early
    assert "[redacted: somebody else]'s letter, larger" in BeautifulSoup(page, "html.parser").get_text()
    assert "Bob" not in page
    assert "Bob" not in json.dumps(facts)
    assert copy.namelist() == ["your-data.html", "your-data.json", f"files/{file.reference}.png"]
    assert facts["request"] == ref
    assert "accountability.format_requests" in [holding["name"] for holding in facts["holdings"]]


def test_guest_sees_who_looked_by_role_and_body_without_a_name(at: datetime) -> None:
    asked = make.asked(at=at)
    officer, guest = make.officers_browser(Client(), at=at), make.guests_browser(Client())
    before = words(guest.get(address("request_record", ref=asked.reference)))

    officer.get(address("desk_request", ref=asked.reference))

    after = words(guest.get(address("request_record", ref=asked.reference)))
    assert "Nobody has opened it yet" in before
    assert "Privacy officer" in after
    assert "Priya" not in after
    assert Look.objects.count() == 1


def test_copy_is_not_there_without_the_code(at: datetime) -> None:
    by = make.officer(at=at).actor
    asked = make.released(at=at, by=by)
    guest = make.guests_browser(Client())

    without = guest.get(address("copy_download", ref=asked.reference))
    guest.post(address("copy_collect", ref=asked.reference))
    wrong = guest.post(address("copy_unlock", ref=asked.reference), {"code": "000 000x"})
    still_without = guest.get(address("copy_download", ref=asked.reference))
    right = fetched_after_a_minute(guest, asked, at)

    assert (without.status_code, wrong.status_code, still_without.status_code) == (302, 422, 302)
    assert right[0] == 200


def fetched_after_a_minute(client: Client, asked: PrivacyRequest, at: datetime) -> tuple[int, bytes]:
    with time_machine.travel(at + timedelta(minutes=2), tick=False):
        return fetched(client, asked)


def test_copy_is_closed_a_quarter_of_an_hour_after_the_code(at: datetime) -> None:
    asked = make.released(at=at, by=make.officer(at=at).actor)
    guest = make.guests_browser(Client())
    at_once = fetched(guest, asked)

    with time_machine.travel(at + timedelta(minutes=16), tick=False):
        later = guest.get(address("copy_download", ref=asked.reference))

    assert (at_once[0], later.status_code) == (200, 302)


def test_copy_is_closed_after_its_last_day(at: datetime) -> None:
    asked = make.released(at=at, by=make.officer(at=at).actor)

    with time_machine.travel(at + timedelta(days=31), tick=False):
        guest = make.guests_browser(Client())
        shown = words(guest.get(address("copy_collect", ref=asked.reference)))

    assert "The copy could be fetched until 17 July 2026" in shown


def test_request_of_somebody_else_is_not_there(at: datetime) -> None:
    asked = make.asked(at=at)
    other = make.guests_browser(Client(), "other@example.org")
    own = make.guests_browser(Client())

    answers = [client.get(address("request_record", ref=asked.reference)).status_code for client in (own, other)]

    assert answers == [200, 404]


def test_guest_who_enters_another_address_is_told(at: datetime) -> None:
    guest = make.guests_browser(Client())

    answer = guest.post(address("request_ask", what="copy"), ANSWERS | {"email": "other@example.org"})

    assert answer.status_code == 422
    assert "Enter the e-mail address that you have just shown us" in words(answer)
    assert PrivacyRequest.objects.count() == 0


def test_visitor_is_sent_to_show_who_they_are(client: Client) -> None:
    answer = client.get(address("request_ask", what="copy"))

    assert (answer.status_code, answer["Location"].startswith("/sign-in/")) == (302, True)


def test_desk_is_not_there_without_the_role(client: Client, at: datetime) -> None:
    asked = make.asked(at=at)
    somebody = sign_in(client, person(at=at))
    officer = make.officers_browser(Client(), at=at)
    pages = [address("desk_show"), address("desk_request", ref=asked.reference), address("proposal_list")]

    answers = [[browser.get(page).status_code for page in pages] for browser in (somebody, officer)]

    assert answers == [[404, 404, 404], [200, 200, 200]]


def test_paper_request_without_an_address_is_printed_by_the_officer(at: datetime) -> None:
    officer = make.officers_browser(Client(), at=at)
    day = {"received_on_day": "15", "received_on_month": "6", "received_on_year": "2026"}
    officer.post(address("desk_paper"), {"kind": "ACCESS", "name": "Ada Wood", "reach_by": "DESK", **day})
    [asked] = PrivacyRequest.objects.all()
    officer.post(address("found_review", ref=asked.reference))
    before = officer.get(address("copy_print", ref=asked.reference))

    officer.post(address("found_release", ref=asked.reference))
    printed = officer.get(address("copy_print", ref=asked.reference))
    zipped = unzipped(download(officer, address("copy_print_files", ref=asked.reference)))
    officer.post(address("copy_hand_over", ref=asked.reference), {"how": "Given across the desk, passport seen"})
    done = words(officer.get(address("desk_request", ref=asked.reference)))

    asked.refresh_from_db()
    assert (before.status_code, printed.status_code) == (404, 200)
    assert "We looked everywhere and found nothing" in words(printed)
    assert "We looked everywhere and found nothing" in zipped.read("your-data.html").decode()
    assert "Given across the desk, passport seen" in done
    assert asked.is_collected
    assert asked.received_on.isoformat() == "2026-06-15"
    assert AuditEvent.objects.filter(verb="privacy.request.hand_over", subject_reference=asked.reference).count() == 1


def test_desk_makes_the_same_queries_for_many(same_queries: SameQueries, at: datetime) -> None:
    officer = make.officers_browser(Client(), at=at)

    def add(number: int) -> None:
        email = f"person{number}@example.org"
        make.asked(at=at, email=email, by=Actor.guest(make.contact_digest(email)))

    same_queries(officer, address("desk_show"), add)


def test_found_items_make_the_same_queries_for_many(same_queries: SameQueries, at: datetime) -> None:
    officer = make.officers_browser(Client(), at=at)
    asked = make.gathered(at=at, by=make.officer(at=at).actor)
    place = FoundItem.objects.count() + 1

    def add(number: int) -> None:
        FoundItem.objects.create(
            request=asked, place=place + number, holding="core.trail", record_reference=f"X{number}", record_title="X"
        )

    same_queries(officer, address("found_review", ref=asked.reference), add)
