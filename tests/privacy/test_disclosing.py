"""Freedom of information: what is hidden is nowhere in what is sent, and the case stays as it was."""

from __future__ import annotations

import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from commonweal.accountability.models import FormatRequest
from commonweal.core.rules import RefusedError
from commonweal.privacy import bundles, redaction
from commonweal.privacy.cases import CaseDocument, Passage
from commonweal.privacy.models import Disclosure, Exemption
from commonweal.privacy.operations import disclosures
from commonweal.privacy.redaction import FILE, Hidden
from tests.factories import accountability
from tests.factories import privacy as make
from tests.platform.personas import one_pixel

pytestmark = pytest.mark.django_db


def everything_in(disclosure: Disclosure, *, at: datetime) -> bytes:
    """The bytes of all that goes out, unpacked, and the names of the files."""
    with bundles.write_case(disclosure, at=at) as content, zipfile.ZipFile(content) as archive:
        return b"\0".join([name.encode() + b"\0" + archive.read(name) for name in archive.namelist()])


def with_a_file(at: datetime) -> str:
    picture = SimpleUploadedFile("Bob Carter.png", one_pixel(), "image/png")
    return accountability.sent(at=at, wanted="For Bob Carter", document=picture).request.reference


@pytest.mark.parametrize("written", ["Bob Carter", "bob carter", "BOB  CARTER", "Bob-Carter", "Bob\nCarter"])
def test_blacked_words_are_nowhere_in_what_is_sent(written: str, at: datetime) -> None:
    by = make.officer(at=at).actor
    reference = accountability.sent(at=at, wanted=f"A letter of {written}, larger").request.reference
    disclosure = make.disclosure(at=at, by=by, case_reference=reference)
    before = everything_in(disclosure, at=at)

    disclosures.black_out(disclosure=disclosure, words="Bob Carter", exemption=Exemption.S40_2, by=by, at=at)
    after = everything_in(disclosure, at=at)

    assert b"carter" in before.lower()
    assert b"carter" not in after.lower()
    assert b"A letter of [redacted: s.40(2)], larger" in after


def test_withheld_passage_is_marked_with_its_exemption(at: datetime) -> None:
    by = make.officer(at=at).actor
    disclosure = make.disclosure(at=at, by=by)
    before = everything_in(disclosure, at=at)
    what: Any = {"document_key": "request", "passage_key": "contact", "exemption": Exemption.S41, "because": ""}

    disclosures.withhold(disclosure=disclosure, by=by, at=at, **what)
    after = everything_in(disclosure, at=at)

    assert make.ASHA.encode() in before
    assert make.ASHA.encode() not in after
    assert b"[redacted: s.41]" in after
    assert b"How to reach the person; s.41" in after


def test_name_of_a_file_is_never_in_what_is_sent(at: datetime) -> None:
    by = make.officer(at=at).actor
    disclosure = make.disclosure(at=at, by=by, case_reference=with_a_file(at))
    disclosures.black_out(disclosure=disclosure, words="Bob Carter", exemption=Exemption.S40_2, by=by, at=at)

    given = everything_in(disclosure, at=at)
    what: Any = {"document_key": "document", "passage_key": FILE, "exemption": Exemption.S40_2, "because": ""}
    disclosures.withhold(disclosure=disclosure, by=by, at=at, **what)
    withheld = everything_in(disclosure, at=at)

    assert (b"files/02-document.png" in given, b"PNG\r\n" in given) == (True, True)
    assert (b"files/" in withheld, b"PNG\r\n" in withheld) == (False, False)
    assert b"Bob" not in given


def test_case_itself_is_not_changed(at: datetime) -> None:
    by = make.officer(at=at).actor
    disclosure = make.disclosure(at=at, by=by)
    before = FormatRequest.objects.values().get()

    disclosures.black_out(disclosure=disclosure, words="Bob Carter", exemption=Exemption.S40_2, by=by, at=at)
    disclosures.answer(disclosure=disclosure, by=by, at=at)

    assert FormatRequest.objects.values().get() == before


def test_answered_keeps_what_was_sent(at: datetime) -> None:
    by = make.officer(at=at).actor
    disclosure = make.disclosure(at=at, by=by)
    disclosure = disclosures.answer(disclosure=disclosure, by=by, at=at)
    sent = everything_in(disclosure, at=at)

    FormatRequest.objects.update(name="Somebody else")
    later = everything_in(disclosure, at=at + timedelta(days=9))

    assert b"Asha Gurung" in sent
    assert b"Somebody else" not in later
    with pytest.raises(RefusedError, match="nothing about it can be changed"):
        disclosures.black_out(disclosure=disclosure, words="Asha", exemption=Exemption.S40_2, by=by, at=at)


def test_given_after_all_goes_out(at: datetime) -> None:
    by = make.officer(at=at).actor
    disclosure = make.disclosure(at=at, by=by)
    where: Any = {"document_key": "request", "passage_key": "contact"}
    disclosures.withhold(disclosure=disclosure, exemption=Exemption.S41, because="", by=by, at=at, **where)
    hidden = everything_in(disclosure, at=at)

    disclosures.give(disclosure=disclosure, by=by, at=at, **where)

    assert make.ASHA.encode() not in hidden
    assert make.ASHA.encode() in everything_in(disclosure, at=at)


def test_twenty_working_days_from_the_day_it_came(at: datetime) -> None:
    disclosure = make.disclosure(at=at, by=make.officer(at=at).actor, received_on=date(2026, 5, 1))

    assert disclosure.due_on == date(2026, 6, 2)  # over two bank holidays, 4 and 25 May


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"case_reference": "AF-2222-2222"}, "There is no such case"),
        ({"received_on": date(2026, 6, 18)}, "today or earlier"),
    ],
)
def test_begin_refused(changes: dict[str, Any], reason: str, at: datetime) -> None:
    by = make.officer(at=at).actor

    with pytest.raises(RefusedError, match=reason):
        make.disclosure(at=at, by=by, **changes)

    assert make.disclosure(at=at, by=by).is_open


def test_words_that_would_go_out_stop_the_export() -> None:
    hidden = Hidden({}, [("Bob Carter", Exemption.S40_2)])
    letter = CaseDocument("a", "Letter", (Passage("b", "Body", "Dear Bob Carter"),))
    shown, _counted = redaction.redact([letter], hidden)
    bare, _none = redaction.redact([letter], Hidden({}, []))

    redaction.require_absent(shown, hidden)
    with pytest.raises(redaction.StillThereError):
        redaction.require_absent(bare, hidden)


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ([("red", "s.41")], "[redacted: s.41] roses for Ann Lee"),
        ([("Ann", "s.41"), ("Ann Lee", "s.40(2)")], "Red roses for [redacted: s.40(2)]"),
        ([("roses", "s.41"), ("redacted", "s.43(2)")], "Red [redacted: s.41] for Ann Lee"),
    ],
    ids=["a word that is in the mark", "the longer of two", "the mark itself"],
)
def test_black_out(words: list[tuple[str, str]], shown: str) -> None:
    assert redaction.black_out("Red roses for Ann Lee", words) == shown


def test_officer_prepares_a_case_from_the_pages(at: datetime) -> None:
    officer = make.officers_browser(Client(), at=at)
    reference = with_a_file(at)
    day = {"received_on_day": "15", "received_on_month": "6", "received_on_year": "2026"}
    case = {"regime": "FOI", "case_kind": "accountability.format_request", "case_reference": reference.lower()}
    officer.post(reverse("privacy:disclosure_begin"), {**case, **day, "asked_for": "All of it"})
    disclosure = Disclosure.objects.get()
    where = {"ref": disclosure.reference}
    passage = where | {"document": "request", "passage": "contact"}

    officer.post(reverse("privacy:words_black_out", kwargs=where), {"words": "Carter", "exemption": "s.40(2)"})
    officer.post(reverse("privacy:passage_withhold", kwargs=passage), {"exemption": "s.40(2)"})
    looked = officer.get(reverse("privacy:disclosure_answer", kwargs=where)).content.decode()
    officer.post(reverse("privacy:disclosure_answer", kwargs=where))

    disclosure.refresh_from_db()
    assert "For Bob [redacted: s.40(2)]" in looked
    assert "Carter" not in looked
    assert make.ASHA not in looked
    assert disclosure.is_answered
    assert "For Bob [redacted: s.40(2)]" in disclosure.sent_text
