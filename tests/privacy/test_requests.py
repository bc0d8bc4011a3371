"""Requests about one's own data: the clock, who may do what, answers, erasure, collecting."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from commonweal.accountability.models import FormatRequest
from commonweal.core import audit, personal
from commonweal.core.actors import Actor
from commonweal.core.audit import AuditEvent
from commonweal.core.digests import contact_digest
from commonweal.core.personal import DataSubject
from commonweal.core.rules import RefusedError
from commonweal.messaging.models import Letter
from commonweal.people import kinds_of_role
from commonweal.privacy import operations, queries, rules
from commonweal.privacy.models import (
    Decision,
    FoundItem,
    HoldKind,
    Look,
    PrivacyRequest,
    ReachBy,
    RequestKind,
    StaffNote,
)
from commonweal.privacy.states import RequestStatus
from tests.factories import accountability, people
from tests.factories import privacy as make

pytestmark = pytest.mark.django_db


def letters() -> list[str]:
    return list(Letter.objects.filter(kind__startswith="privacy").order_by("id").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("received", "due", "extended"),
    [
        (date(2026, 6, 17), date(2026, 7, 17), date(2026, 9, 17)),
        (date(2026, 1, 31), date(2026, 3, 2), date(2026, 4, 30)),  # 28 February is a Saturday
        (date(2026, 3, 3), date(2026, 4, 7), date(2026, 6, 3)),  # 3 April is Good Friday, the 6th Easter Monday
        (date(2026, 11, 25), date(2026, 12, 29), date(2027, 2, 25)),  # Christmas, and its day in lieu
        (date(2026, 5, 16), date(2026, 6, 16), date(2026, 8, 17)),
    ],
)
def test_clock_is_a_calendar_month_to_a_working_day(received: date, due: date, extended: date) -> None:
    assert rules.request_due_on(received) == due
    assert rules.request_due_on(received, is_extended=True) == extended


def test_ask_writes_to_the_person_and_to_the_team(at: datetime) -> None:
    asked = make.asked(at=at)

    assert (asked.due_on, asked.is_contact_shown) == (date(2026, 7, 17), True)
    assert letters() == ["privacy.request_for_the_team", "privacy.request_received"]


def test_letter_to_the_team_names_nobody(at: datetime) -> None:
    make.asked(at=at)

    letter = Letter.objects.get(kind="privacy.request_for_the_team")
    assert "PR-" in letter.text
    assert "Asha" not in letter.text
    assert make.ASHA not in letter.text


def test_ask_refused_after_five_open(at: datetime) -> None:
    for _time in range(5):
        make.asked(at=at)

    with pytest.raises(RefusedError, match="You have 5 requests open already"):
        make.asked(at=at)

    operations.requests.withdraw(asked=PrivacyRequest.objects.all()[0], by=make.GUEST, at=at)
    assert make.asked(at=at).is_open


def test_ask_refused_to_a_visitor(at: datetime) -> None:
    with pytest.raises(RefusedError, match="show us your e-mail address"):
        make.asked(at=at, by=Actor.visitor())

    assert make.asked(at=at).is_open


def test_trail_has_no_names(at: datetime) -> None:
    make.asked(at=at)

    facts = str(list(AuditEvent.objects.values_list("facts", flat=True)))
    assert "due_on" in facts
    assert "asha" not in facts.lower()


def test_paper_clock_began_the_day_it_came(at: datetime) -> None:
    officer = make.officer(at=at)
    said: Any = {"kind": RequestKind.ACCESS, "name": "Ada Wood", "about": ""}
    said |= {"reach_by": ReachBy.EMAIL, "contact": "ada@example.org"}

    shown = operations.requests.enter_paper(
        **said, received_on=date(2026, 6, 1), how_shown="Saw her passport", by=officer.actor, at=at
    )
    unshown = operations.requests.enter_paper(
        **said, received_on=date(2026, 6, 1), how_shown="", by=officer.actor, at=at
    )

    assert (shown.due_on, shown.is_contact_shown, unshown.is_contact_shown) == (date(2026, 7, 1), True, False)
    assert queries.subjects.of_request(unshown).contacts == ()
    assert queries.subjects.of_request(shown).contacts == ("ada@example.org",)
    event = AuditEvent.objects.filter(verb="privacy.request.ask")[0]
    assert event.on_behalf_of == f"GUEST:{contact_digest('ada@example.org')}"


def test_extend_tells_the_person_and_only_once(at: datetime) -> None:
    asked, by = make.asked(at=at), make.officer(at=at).actor

    extended = operations.requests.extend(asked=asked, because="There are 400 letters", by=by, at=at)

    assert extended.due_on == date(2026, 9, 17)
    assert "There are 400 letters" in Letter.objects.get(kind="privacy.request_extended").text
    with pytest.raises(RefusedError, match="taken already"):
        operations.requests.extend(asked=asked, because="More", by=by, at=at)


def test_extend_refused_after_the_first_month(at: datetime) -> None:
    asked, by = make.asked(at=at), make.officer(at=at).actor

    with pytest.raises(RefusedError, match="only if we say so within it"):
        operations.requests.extend(asked=asked, because="Late", by=by, at=at + timedelta(days=31))

    assert operations.requests.extend(asked=asked, because="In time", by=by, at=at + timedelta(days=30)).is_extended


def test_officer_cannot_answer_their_own(at: datetime) -> None:
    officer = make.officer(at=at)
    other = make.officer(at=at, name="Tom Reed").actor
    asked = make.asked(at=at, by=officer.actor, email="priya@example.org")

    with pytest.raises(RefusedError, match="Another privacy officer has to answer it"):
        operations.found.gather(asked=asked, by=officer.actor, at=at)

    assert operations.found.gather(asked=asked, by=other, at=at) > 0


def test_gather_finds_what_every_holding_has_of_the_person(at: datetime) -> None:
    theirs = accountability.sent(at=at).request.reference
    accountability.sent(at=at, contact="other@example.org")

    make.gathered(at=at, by=make.officer(at=at).actor)

    found = {(item.holding, item.record_reference) for item in FoundItem.objects.all()}
    formats = {reference for holding, reference in found if holding == "accountability.format_requests"}
    assert formats == {theirs}
    assert {"core.trail", "messaging.letters", "privacy.requests"} <= {holding for holding, _reference in found}


def test_gather_again_keeps_what_was_decided_word_for_word(at: datetime) -> None:
    by = make.officer(at=at).actor
    sent = accountability.sent(at=at, wanted="Bob's letter")
    asked = make.gathered(at=at, by=by)
    item = next(each for each in queries.found.items_of(asked) if each.words == "Bob's letter")
    said: Any = {"decision": Decision.WITHHELD, "shown_words": "", "because": "Bob's own"}
    operations.found.decide(item=item, by=by, at=at, **said)

    operations.found.gather(asked=asked, by=by, at=at)
    kept = queries.found.get_item(asked, item.reference)
    FormatRequest.objects.filter(pk=sent.request.pk).update(wanted="Bob's other letter")
    operations.found.gather(asked=asked, by=by, at=at)

    other = next(each for each in queries.found.items_of(asked) if each.words == "Bob's other letter")
    assert (kept.decision, kept.because) == (Decision.WITHHELD, "Bob's own")
    assert other.decision == Decision.GIVEN


def test_further_contact_widens_what_is_found(at: datetime) -> None:
    by = make.officer(at=at).actor
    elsewhere = accountability.sent(at=at, contact="a.gurung@work.example").request.reference
    asked = make.gathered(at=at, by=by)
    before = {item.record_reference for item in queries.found.items_of(asked)}

    operations.requests.add_contact(
        asked=asked, contact="a.gurung@work.example", how_shown="She wrote from it", by=by, at=at
    )
    operations.found.gather(asked=asked, by=by, at=at)

    after = {item.record_reference for item in queries.found.items_of(asked)}
    assert (elsewhere in before, elsewhere in after) == (False, True)


def test_release_refused_while_an_item_shows_somebody_else(at: datetime) -> None:
    by = make.officer(at=at).actor
    asked = make.asked(at=at)
    operations.requests.note(asked=asked, words="Bob Carter rang for her", by=by, at=at)
    operations.found.gather(asked=asked, by=by, at=at)
    [item] = FoundItem.objects.filter(decision=Decision.OPEN)

    with pytest.raises(RefusedError, match="show other people"):
        operations.found.release(asked=asked, by=by, at=at)

    said: Any = {"decision": Decision.GIVEN, "shown_words": "", "because": ""}
    operations.found.decide(item=item, by=by, at=at, **said)
    assert operations.found.release(asked=asked, by=by, at=at).collect_until_on == date(2026, 7, 17)
    assert letters()[-1] == "privacy.request_ready"


def test_letter_about_the_copy_holds_nothing_of_it(at: datetime) -> None:
    accountability.sent(at=at, wanted="Zebra crossing consultation")

    make.released(at=at, by=make.officer(at=at).actor)

    letter = Letter.objects.get(kind="privacy.request_ready")
    assert FoundItem.objects.filter(holding="accountability.format_requests").exists()
    assert "Zebra" not in letter.text + letter.html


@pytest.mark.parametrize("wrong", ["", "12345", "1234567"])
def test_code_that_is_not_the_one_we_sent(wrong: str, at: datetime) -> None:
    asked = make.released(at=at, by=make.officer(at=at).actor)
    operations.collecting.send_code(asked=asked, by=make.GUEST, at=at)

    with pytest.raises(RefusedError, match="not the code we sent last"):
        operations.collecting.open_copy(asked=asked, code=wrong, by=make.GUEST, at=at)

    assert operations.collecting.open_copy(asked=asked, code=the_code(), by=make.GUEST, at=at).collected_at == at


def the_code() -> str:
    return Letter.objects.filter(kind="privacy.copy_code").order_by("-id")[0].subject[-6:]


def test_code_is_of_no_use_after_five_wrong_ones_or_twice_or_late(at: datetime) -> None:
    asked = make.released(at=at, by=make.officer(at=at).actor)

    def refused(code: str, when: datetime) -> bool:
        try:
            operations.collecting.open_copy(asked=asked, code=code, by=make.GUEST, at=when)
        except RefusedError:
            return True
        return False

    operations.collecting.send_code(asked=asked, by=make.GUEST, at=at)
    tried = [refused("000000x", at) for _time in range(5)] + [refused(the_code(), at)]
    operations.collecting.send_code(asked=asked, by=make.GUEST, at=at + timedelta(minutes=2))
    late = refused(the_code(), at + timedelta(minutes=17))
    operations.collecting.send_code(asked=asked, by=make.GUEST, at=at + timedelta(minutes=20))
    code = the_code()
    twice = [refused(code, at + timedelta(minutes=21)), refused(code, at + timedelta(minutes=21))]

    assert (tried, late, twice) == ([True] * 6, True, [False, True])


def test_erase_empties_every_holding_and_tells_what_stays(at: datetime) -> None:
    reference = accountability.supplied(at=at).request.reference
    by = make.officer(at=at).actor
    asked = make.asked(at=at, kind=RequestKind.ERASURE)

    operations.erasures.erase(asked=asked, by=by, at=at)

    emptied = FormatRequest.objects.get(reference=reference)
    letter = Letter.objects.get(kind="privacy.request_erased")
    asked.refresh_from_db()
    assert (emptied.wanted, emptied.name, emptied.contact, emptied.format) == ("", "", "", "LARGE_PRINT")
    assert audit.names_for([contact_digest(make.ASHA)]) == {}
    assert asked.status == RequestStatus.ANSWERED
    assert "nothing in it names you any more" in letter.text


def test_preview_of_an_erasure_erases_nothing(at: datetime) -> None:
    reference = accountability.supplied(at=at).request.reference
    by = make.officer(at=at).actor
    asked = make.asked(at=at, kind=RequestKind.ERASURE)
    before = FormatRequest.objects.values().get()

    outcome = operations.erasures.preview(asked=asked, by=by, at=at)

    going = {each.holding.name: each.erased for each in outcome}
    assert going["accountability.format_requests"] == (reference,)
    assert FormatRequest.objects.values().get() == before
    assert audit.names_for([contact_digest(make.ASHA)]) != {}


def test_erase_refused_while_a_hold_is_on_the_person(at: datetime) -> None:
    accountability.supplied(at=at)
    by = make.officer(at=at).actor
    asked = make.asked(at=at, kind=RequestKind.ERASURE)
    hold = make.hold(at=at, by=by)

    with pytest.raises(RefusedError, match=f"Legal hold {hold.reference} keeps everything about this person until"):
        operations.erasures.erase(asked=asked, by=by, at=at)

    assert FormatRequest.objects.get().wanted != ""
    operations.holds.lift(hold=hold, because="Settled", by=by, at=at)
    operations.erasures.erase(asked=asked, by=by, at=at)
    assert FormatRequest.objects.get().wanted == ""


def test_erase_leaves_a_record_that_is_held_and_says_only_that_the_law_asks(at: datetime) -> None:
    reference = accountability.supplied(at=at).request.reference
    by = make.officer(at=at).actor
    asked = make.asked(at=at, kind=RequestKind.ERASURE)
    what = {"holding": "accountability.format_requests", "record_reference": reference}
    make.hold(at=at, by=by, kind=HoldKind.RECORD, because="The Smith claim", **what)

    operations.erasures.erase(asked=asked, by=by, at=at)

    letter = Letter.objects.get(kind="privacy.request_erased")
    assert FormatRequest.objects.get().wanted != ""
    assert "the law requires us to keep it for now" in letter.text
    assert "Smith" not in letter.text


def test_answer_in_words_and_refusal_reach_the_person(at: datetime) -> None:
    by = make.officer(at=at).actor
    right = make.asked(at=at, kind=RequestKind.CORRECTION, about="My name is Asha Rai now")
    objection = make.asked(at=at, kind=RequestKind.OBJECTION, about="Stop counting me")

    operations.requests.answer_in_words(asked=right, answer="We changed it", by=by, at=at)
    operations.requests.refuse(asked=objection, answer="The law asks us to", by=by, at=at)

    assert letters()[-2:] == ["privacy.request_answered", "privacy.request_refused"]
    assert "ico.org.uk" in Letter.objects.get(kind="privacy.request_refused").text


def test_words_do_not_answer_a_request_for_a_copy(at: datetime) -> None:
    by = make.officer(at=at).actor

    with pytest.raises(RefusedError, match="not words alone"):
        operations.requests.answer_in_words(asked=make.asked(at=at), answer="No", by=by, at=at)


def test_empty_keeps_what_the_figures_count(at: datetime) -> None:
    by = make.officer(at=at).actor
    asked = make.released(at=at, by=by)
    operations.requests.note(asked=asked, words="She rang", by=by, at=at)
    before = queries.requests.figures()

    operations.requests.empty(asked=asked, by=make.JOB, at=at)

    asked.refresh_from_db()
    assert (asked.name, asked.contact, asked.contact_digest) == ("", "", "")
    assert (FoundItem.objects.count(), StaffNote.objects.count()) == (0, 0)
    assert queries.requests.figures() == before == [{"kind": "ACCESS", "year": 2026, "count": 1, "in_time": 1}]


def test_look_is_one_insert_with_role_and_body(at: datetime, django_assert_num_queries: Any) -> None:
    who = make.officer(at=at)
    from_role = people.Role.objects.get(person=who)
    standing = rules.standing_of(who.actor, at=at)

    with django_assert_num_queries(1):
        operations.looks.note(subject_kind="a.b", reference="X", by=who.actor, at=at, standing=standing)

    look = Look.objects.get()
    assert (look.role_kind, look.body_reference) == (kinds_of_role.PRIVACY_OFFICER, from_role.body.reference)


def test_copy_of_who_looked_names_records_by_their_references(at: datetime) -> None:
    who = make.officer(at=at)
    for reference in ("PR-7QK2-M9XD", "AF-3M9X-7QK2"):
        operations.looks.note(subject_kind="privacy.request", reference=reference, by=who.actor, at=at)

    [found] = personal.holding("privacy.looks").find(DataSubject(person_key=who.reference))

    assert sorted(found.items[0].words.splitlines()) == [
        "17 June 2026, 9:30am: AF-3M9X-7QK2",
        "17 June 2026, 9:30am: PR-7QK2-M9XD",
    ]
