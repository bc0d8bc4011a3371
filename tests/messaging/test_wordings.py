"""The words of letters: rendered from one source, changed as versions, never half, never behind a letter's back."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from commonweal.core.actors import Actor
from commonweal.core.audit import AuditEvent
from commonweal.core.rules import RefusedError
from commonweal.messaging import letters, markup, operations, rendering
from commonweal.messaging.kinds import KINDS, KindTakenError, LetterKind, UnknownKindError
from commonweal.messaging.letters import WrongFieldsError
from commonweal.messaging.models import Letter, Wording
from commonweal.messaging.queries import wordings
from tests.factories import messaging as make
from tests.factories import people

HALL = make.HALL
VALUES = {"hall": "Mill Hall", "note": "", "link": "https://communities.example/halls/mill/"}
WORDS = "Come to ((hall)).\n\n[See it](((link)))"

SOURCE = """\
# Room at ((hall))

Two lines
of one paragraph.

* one
* two: https://example.org/a.

1. first
2. second

^ Stands out

---

((note??A word: ((note))))

[See it](((link)))"""


def _render(source: str, **values: str) -> tuple[str, str]:
    blocks = markup.read(source)
    return rendering.as_text(blocks, VALUES | values), str(rendering.as_html(blocks, VALUES | values))


def test_one_source_gives_text_and_html() -> None:
    text, html = _render(SOURCE)

    assert text == (
        "Room at Mill Hall\n=================\n\nTwo lines\nof one paragraph.\n\n"
        "* one\n* two: https://example.org/a.\n\n1. first\n2. second\n\n    Stands out\n\n----\n\n"
        "See it:\nhttps://communities.example/halls/mill/\n"
    )
    assert html == (
        "<h2>Room at Mill Hall</h2>\n<p>Two lines<br>\nof one paragraph.</p>\n"
        '<ul>\n<li>one</li>\n<li>two: <a href="https://example.org/a">https://example.org/a</a>.</li>\n</ul>\n'
        '<ol>\n<li>first</li>\n<li>second</li>\n</ol>\n<p class="panel">Stands out</p>\n<hr>\n'
        '<p><a href="https://communities.example/halls/mill/">See it</a></p>'
    )


def test_words_under_a_condition_stand_where_the_field_has_something() -> None:
    assert "A word: Bring chairs\n" in _render(SOURCE, note="Bring chairs")[0]
    assert "A word" not in _render(SOURCE, note="")[0]


@pytest.mark.parametrize(
    "typed",
    ["<script>alert(1)</script>", "# Not a heading", "((link))", "[Press me](https://thief.example)", "* no bullet"],
)
def test_what_a_field_brings_is_never_markup(typed: str) -> None:
    text, html = _render("Word: ((note))", note=typed)

    assert text == f"Word: {typed}\n"
    assert html == f"<p>Word: {typed.replace('<', '&lt;').replace('>', '&gt;')}</p>"


@pytest.mark.parametrize("target", ["javascript:alert(1)", 'https://x"onclick="y', "words"])
def test_link_to_what_is_no_address_is_words(target: str) -> None:
    _text, html = _render("[See it](((link)))", link=target)

    assert html == "<p>See it</p>"


def test_letter_is_composed_from_the_original_until_somebody_changes_it(db: None, at: datetime) -> None:
    officer = make.officer(at=at).actor

    before = make.news()
    operations.change_words(kind=HALL, subject="New", body=WORDS, reason="Shorter", seen=0, by=officer, at=at)
    after = make.news()

    assert (before.subject, before.wording, after.subject, after.wording) == ("Room at Mill Hall", 0, "New", 1)
    assert "Come to Mill Hall." in after.text
    assert "<p>Come to Mill Hall.</p>" in after.html


def test_change_leaves_letters_already_written_as_they_are(db: None, at: datetime) -> None:
    letter = make.queued(at=at, draft=make.news())
    officer = make.officer(at=at).actor

    operations.change_words(kind=HALL, subject="New", body=WORDS, reason="Shorter", seen=0, by=officer, at=at)

    kept = Letter.objects.get(pk=letter.pk)
    assert (kept.subject, kept.text, kept.wording) == (letter.subject, letter.text, 0)


def test_change_is_in_the_audit_trail_with_its_reason(db: None, at: datetime) -> None:
    officer = make.officer(at=at).actor

    operations.change_words(kind=HALL, subject="New", body=WORDS, reason="Shorter", seen=0, by=officer, at=at)

    event = AuditEvent.objects.get(verb="messaging.wording.put")
    assert (event.by, event.reason, event.facts) == (
        officer.label,
        "Shorter",
        {"kind": "tests.news", "number": 1, "is_original": False},
    )


NOT_A_FIELD = "“((Hall Name))” is not a field. Write one of the fields listed below the letter, in small letters"
NO_SUCH_FIELD = "This letter has no field ((hal)). Take it out, or use one of those listed"
TWO_BACK = "Put ((hall)), ((link)) back: whoever gets this letter needs them"
ONE_BACK = "Put ((link)) back: whoever gets this letter needs it"
OPEN_BRACKETS = "Close the brackets of “((hall ((link))” with ))"
NOWHERE = "The link “www.example.org” leads nowhere. Begin it with https:// or use a field"
FASTER = "Somebody else changed this letter just now. Open it again and look at what they wrote"


@pytest.mark.parametrize(
    ("change", "field", "reason"),
    [
        ({"body": "Come to ((hal)). ((link))"}, "body", NO_SUCH_FIELD),
        ({"body": "Come."}, "body", TWO_BACK),
        ({"body": "Come to ((hall))."}, "body", ONE_BACK),
        ({"body": "Come to ((hall ((link))"}, "body", OPEN_BRACKETS),
        ({"body": f"{WORDS} ((Hall Name))"}, "body", NOT_A_FIELD),
        ({"body": f"{WORDS}\n\n[Us](www.example.org)"}, "body", NOWHERE),
        ({"subject": "Room at ((hal))"}, "subject", NO_SUCH_FIELD),
        ({"seen": 3}, "", FASTER),
    ],
)
def test_words_that_cannot_be_a_letter_are_refused(
    change: dict[str, Any], field: str, reason: str, db: None, at: datetime
) -> None:
    given: dict[str, Any] = {"subject": "New", "body": WORDS, "reason": "Shorter", "seen": 0}
    officer = make.officer(at=at).actor

    with pytest.raises(RefusedError) as refusal:
        operations.change_words(kind=HALL, by=officer, at=at, **given | change)
    operations.change_words(kind=HALL, by=officer, at=at, **given)

    assert (refusal.value.refused.field, refusal.value.refused.reason) == (field, reason)
    assert Wording.objects.count() == 1


def test_words_are_changed_by_officers_alone(db: None, at: datetime) -> None:
    given: dict[str, Any] = {"kind": HALL, "subject": "New", "body": WORDS, "reason": "Shorter", "seen": 0, "at": at}

    for nobody in (Actor.visitor(), people.person(at=at).actor):
        with pytest.raises(RefusedError, match="Only somebody who keeps the words"):
            operations.change_words(by=nobody, **given)
    operations.change_words(by=make.officer(at=at).actor, **given)

    assert Wording.objects.count() == 1


def test_going_back_to_a_version_is_a_version_of_its_own(db: None, at: datetime) -> None:
    officer = make.officer(at=at).actor
    for number, subject in enumerate(("One", "Two")):
        operations.change_words(kind=HALL, subject=subject, body=WORDS, reason="x", seen=number, by=officer, at=at)

    operations.go_back(kind=HALL, to=1, reason="Was better", seen=2, by=officer, at=at)

    words = wordings.words_in_force(HALL)
    assert (words.number, words.subject, words.is_changed) == (3, "One", True)


def test_going_back_to_the_original_takes_it_as_it_will_be_mended(db: None, at: datetime) -> None:
    officer = make.officer(at=at).actor
    operations.change_words(kind=HALL, subject="One", body=WORDS, reason="x", seen=0, by=officer, at=at)
    operations.go_back(kind=HALL, to=0, reason="Was better", seen=1, by=officer, at=at)

    words = wordings.words_in_force(replace(HALL, subject="Space at ((hall))"))

    assert (words.number, words.subject, words.is_changed, words.is_outdated) == (2, "Space at ((hall))", False, False)


def test_officer_is_told_when_the_original_was_mended_after_their_change(db: None, at: datetime) -> None:
    officer = make.officer(at=at).actor
    operations.change_words(kind=HALL, subject="One", body=WORDS, reason="x", seen=0, by=officer, at=at)

    same, mended = wordings.words_in_force(HALL), wordings.words_in_force(replace(HALL, subject="Space at ((hall))"))

    assert (same.is_outdated, mended.is_outdated, mended.subject) == (False, True, "One")


@pytest.mark.parametrize("fields", [{"hall": "Mill Hall"}, VALUES | {"town": "Weldmere"}])
def test_letter_with_other_fields_than_declared_is_a_mistake_of_the_code(fields: dict[str, str], db: None) -> None:
    with pytest.raises(WrongFieldsError):
        letters.compose("tests.news", to="ann@example.org", **fields)

    assert letters.compose("tests.news", to="ann@example.org", **VALUES).kind == "tests.news"


def test_kind_nobody_declares_and_kind_declared_twice() -> None:
    with pytest.raises(UnknownKindError):
        letters.compose("tests.unheard_of", to="ann@example.org")
    with pytest.raises(KindTakenError):
        KINDS.add(replace(HALL, subject="Another"))

    assert KINDS.kind("tests.news") == HALL


@pytest.mark.parametrize("kind", KINDS.all(), ids=lambda kind: kind.name)
def test_every_original_can_be_read_and_has_its_fields(kind: LetterKind) -> None:
    pieces = [*markup.fields_in(markup.read_line(str(kind.subject))), *markup.fields_of(markup.read(str(kind.body)))]

    assert set(pieces) == kind.field_names
    assert rendering.as_text(markup.read(str(kind.body)), kind.examples).strip()


@pytest.mark.parametrize(
    "breach",
    [
        {"number": 0},
        {"reason": ""},
        {"subject": ""},
        {"is_original": True},
        {"kind": "tests.news", "number": 2},
    ],
)
def test_database_refuses_a_version_that_cannot_be(breach: dict[str, Any], db: None, at: datetime) -> None:
    officer = make.officer(at=at).actor
    for number in (0, 1):
        operations.change_words(kind=HALL, subject="One", body=WORDS, reason="x", seen=number, by=officer, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Wording.objects.filter(number=1).update(**breach)

    assert list(Wording.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
