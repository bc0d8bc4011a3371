"""Reading what is kept about somebody: only with the power on, each use noted; hiding words; and copies on paper."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from datetime import date, datetime, timedelta
from io import StringIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client, override_settings
from django.urls import reverse

from commonweal.accountability.models import FormatRequest
from commonweal.accountability.models import ReachBy as FormatReach
from commonweal.core.rules import RefusedError
from commonweal.messaging.models import Letter
from commonweal.people.models import Power, PowerUse
from commonweal.privacy import bundles, operations, queries
from commonweal.privacy.models import (
    Decision,
    Disclosure,
    Exemption,
    FoundItem,
    HiddenWords,
    Look,
    ReachBy,
    RequestKind,
)
from commonweal.privacy.operations import disclosures
from tests.factories import accountability, people
from tests.factories import privacy as make

pytestmark = pytest.mark.django_db


def address(name: str, **where: str) -> str:
    return reverse(f"privacy:{name}", kwargs=where)


def words(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content.decode(), "html.parser").get_text().split())


def test_records_are_closed_until_the_power_is_on_and_the_way_leads_back(at: datetime) -> None:
    asked = make.asked(at=at)
    officer = people.sign_in(Client(), make.officer(at=at, has_power=False))
    page = address("found_review", ref=asked.reference)

    closed = officer.get(page)
    refused = officer.post(page)
    way = BeautifulSoup(closed.content.decode(), "html.parser").find("a", string=re.compile("Say why"))
    switched = officer.post(str(way["href"]), {"reason": "To answer a request for a copy", "hours": "1"})  # type: ignore[index]  # it is there
    opened = officer.post(switched["Location"], follow=True)

    assert "Switch on the power to read first" in words(closed)
    assert (refused.status_code, refused["Location"]) == (302, page)
    assert switched["Location"] == page
    assert "What we keep about this person" in words(opened)
    assert FoundItem.objects.filter(request=asked).exists()


def test_way_back_leads_nowhere_else(at: datetime) -> None:
    who = make.officer(at=at, has_power=False)
    officer = people.sign_in(Client(), who)
    where = {"role": who.roles.get().reference, "name": "privacy.read_personal_data"}
    said = {"reason": "To answer a request for a copy", "hours": "1"}

    elsewhere = officer.post(f"{reverse('people:power_switch_on', kwargs=where)}?next=//evil.example/", said)

    assert elsewhere["Location"] == reverse("portal:account")


def test_each_look_at_the_records_is_a_use_of_the_power(at: datetime) -> None:
    asked = make.asked(at=at)
    officer = make.officers_browser(Client(), at=at)
    before = PowerUse.objects.count()

    officer.get(address("found_review", ref=asked.reference))
    officer.get(address("found_review", ref=asked.reference))

    assert (before, PowerUse.objects.filter(subject_reference=asked.reference).count()) == (0, 2)
    assert Look.objects.filter(subject_reference=asked.reference).count() == 2


def test_gather_and_decide_refused_without_the_power(at: datetime) -> None:
    with_power, without = make.officer(at=at).actor, make.officer(at=at, has_power=False).actor
    asked = make.gathered(at=at, by=with_power)
    item = queries.found.items_of(asked)[0]
    said: Any = {"decision": Decision.WITHHELD, "shown_words": "", "because": "Somebody else's"}

    with pytest.raises(RefusedError, match="Switch it on first"):
        operations.found.gather(asked=asked, by=without, at=at)
    with pytest.raises(RefusedError, match="Switch it on first"):
        operations.found.decide(item=item, by=without, at=at, **said)

    assert operations.found.decide(item=item, by=with_power, at=at, **said).is_withheld
    assert operations.found.gather(asked=asked, by=with_power, at=at) > 0


def test_power_is_over_after_its_time(at: datetime) -> None:
    by = make.officer(at=at).actor
    asked = make.asked(at=at)
    until = Power.objects.get().until_at

    with pytest.raises(RefusedError, match="Switch it on first"):
        operations.found.gather(asked=asked, by=by, at=until + timedelta(seconds=1))

    assert operations.found.gather(asked=asked, by=by, at=until - timedelta(seconds=1)) > 0


def test_hidden_words_are_nowhere_in_the_copy(at: datetime) -> None:
    accountability.sent(at=at, wanted="A letter of Bob Carter, larger")
    by = make.officer(at=at).actor
    asked = make.gathered(at=at, by=by, about="BOB-CARTER wrote it")
    make.give_everything(asked, at=at, by=by)

    def everything() -> bytes:
        with bundles.write_copy(asked, at=at) as content, zipfile.ZipFile(content) as archive:
            return b"\0".join(archive.read(name) for name in archive.namelist())

    before = everything()
    hidden = operations.found.hide(asked=asked, words="Bob Carter", because="It is about somebody else", by=by, at=at)
    after = everything()
    operations.found.show_again(asked=asked, hidden=hidden, by=by, at=at)

    assert b"carter" in before.lower()
    assert b"carter" not in after.lower()
    assert b"A letter of [redacted: somebody else], larger" in after
    assert b"Some words are blacked out: It is about somebody else" in after
    assert everything() == before


def test_words_are_hidden_from_the_pages(at: datetime) -> None:
    accountability.sent(at=at, wanted="A letter of Bob Carter")
    officer = make.officers_browser(Client(), at=at)
    asked = make.gathered(at=at, by=make.officer(at=at).actor)
    where = {"ref": asked.reference}

    officer.post(address("found_hide", **where), {"words": "Carter", "because": "Somebody else"})
    hidden = words(officer.get(address("found_review", **where)))
    row = HiddenWords.objects.get()
    officer.post(address("found_show_again", **where, words=row.reference))
    shown = words(officer.get(address("found_review", **where)))

    assert "A letter of Bob [redacted: somebody else]" in hidden
    assert "A letter of Bob Carter" in shown


def test_hidden_words_go_with_the_copy(at: datetime) -> None:
    by = make.officer(at=at).actor
    asked = make.gathered(at=at, by=by)
    operations.found.hide(asked=asked, words="Bob Carter", because="It is about somebody else", by=by, at=at)
    make.give_everything(asked, at=at, by=by)
    operations.found.release(asked=asked, by=by, at=at)

    operations.found.forget(asked=asked, by=make.JOB, at=at)

    assert HiddenWords.objects.count() == 0


@pytest.mark.parametrize(
    ("reach_by", "contact", "typed"),
    [
        (ReachBy.PHONE, "01632960001", {"phone": "01632 960 001"}),
        (ReachBy.POST, "Ada Wood\n1 High Street, Weldmere", {"post": "Ada Wood\n1 High Street, Weldmere"}),
    ],
)
def test_person_without_email_is_found_by_what_they_gave(
    reach_by: ReachBy, contact: str, typed: dict[str, str], at: datetime
) -> None:
    theirs = accountability.sent(at=at, reach_by=FormatReach(reach_by), contact=contact).request.reference
    letters = Letter.objects.count()
    officer = make.officers_browser(Client(), at=at)
    day = {"received_on_day": "15", "received_on_month": "6", "received_on_year": "2026"}
    said = {"kind": "ACCESS", "name": "Ada Wood", "reach_by": reach_by, "how_shown": "Rang back", **typed, **day}

    made = officer.post(address("desk_paper"), said)
    ref = made["Location"].split("/")[-2]
    officer.post(address("found_review", ref=ref))
    shown = words(officer.get(address("desk_request", ref=ref)))

    assert theirs in set(FoundItem.objects.values_list("record_reference", flat=True))
    assert "No letter goes to them by itself" in shown
    assert Letter.objects.filter(kind="privacy.request_for_the_team").count() == 1
    assert Letter.objects.count() == letters + 1


def test_erasure_for_somebody_without_email_writes_no_letter(at: datetime) -> None:
    by = make.officer(at=at).actor
    accountability.supplied(at=at, reach_by=FormatReach.PHONE, contact="01632960001")
    said: dict[str, Any] = {"reach_by": ReachBy.PHONE, "contact": "01632960001", "how_shown": "Rang back"}
    asked = make.on_paper(at=at, by=by, kind=RequestKind.ERASURE, **said)

    operations.erasures.erase(asked=asked, by=by, at=at)

    assert FormatRequest.objects.get().contact == ""
    assert Letter.objects.filter(kind="privacy.request_erased").count() == 0


def test_hand_over_is_noted_once(at: datetime) -> None:
    by = make.officer(at=at).actor
    asked = make.released_on_paper(at=at, by=by)

    handed = operations.collecting.hand_over(asked=asked, how="Posted, signed for", by=by, at=at)

    assert handed.collected_at == at
    with pytest.raises(RefusedError, match="noted already"):
        operations.collecting.hand_over(asked=asked, how="Again", by=by, at=at)


# What was sent under freedom of information.


def schedule_in(disclosure: Disclosure, *, at: datetime) -> list[list[str]]:
    with bundles.write_case(disclosure, at=at) as content, zipfile.ZipFile(content) as archive:
        [name] = [each for each in archive.namelist() if each.endswith("redactions.csv")]
        return list(csv.reader(StringIO(archive.read(name).decode("utf-8-sig"))))


def test_schedule_of_what_was_left_out_stays_as_it_was_sent(at: datetime) -> None:
    by = make.officer(at=at).actor
    disclosure = make.disclosure(at=at, by=by)
    disclosures.black_out(disclosure=disclosure, words="Bob Carter", exemption=Exemption.S40_2, by=by, at=at)
    disclosure = disclosures.answer(disclosure=disclosure, by=by, at=at)
    sent = schedule_in(disclosure, at=at)

    FormatRequest.objects.update(wanted="Bob Carter and Bob Carter again", name="Bob Carter")
    later = schedule_in(disclosure, at=at + timedelta(days=9))

    assert sent == [["Where", "What", "Exemption"], ["The request: What was wanted", "words", "s.40(2)"]]
    assert later == sent
    assert json.loads(disclosure.sent_manifest)["files"] == {}


def test_demonstration_marks_its_schedules_and_certificates(at: datetime) -> None:
    by = make.officer(at=at).actor
    disclosure = make.disclosure(at=at, by=by)
    disclosures.black_out(disclosure=disclosure, words="Bob Carter", exemption=Exemption.S40_2, by=by, at=at)
    real = schedule_in(disclosure, at=at)

    with override_settings(IS_DEMONSTRATION=True):
        invented = schedule_in(disclosure, at=at)

    assert [row[:-1] for row in invented] == real
    assert [row[-1] for row in invented] == ["Demonstration: everything here is invented", "invented"]


def test_asker_of_another_format_sees_who_looked(at: datetime) -> None:
    asked = accountability.sent(at=at)
    own = reverse("accountability:format_record", kwargs={"key": asked.key})
    officer = people.person(at=at, name="Priya Shah")
    people.role("communities_officer", at=at, who=officer, where=people.body(name="Weldmere Council"))
    desk = people.sign_in(Client(), officer)
    before = words(Client().get(own))

    desk.get(reverse("accountability:desk_record", kwargs={"ref": asked.request.reference}))

    after = words(Client().get(own))
    assert "Nobody has opened it yet" in before
    assert "Communities officer" in after
    assert "Weldmere Council" in after
    assert "Priya" not in after


def test_days_of_the_clock_do_not_move_for_paper(at: datetime) -> None:
    by = make.officer(at=at).actor

    asked = make.on_paper(at=at, by=by, received_on=date(2026, 6, 1))

    assert asked.due_on == date(2026, 7, 1)
