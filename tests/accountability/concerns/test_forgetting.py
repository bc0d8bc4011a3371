"""What is forgotten, when, and what stays."""

from datetime import datetime, timedelta

import pytest

from commonweal.accountability.holdings import concerns as holdings
from commonweal.accountability.models import Concern, ConcernReply, MayPublish
from commonweal.accountability.operations import concern_desk
from commonweal.core import personal
from commonweal.core.personal import DataSubject
from tests.accountability.test_forgetting import confirm_everything, nights_work
from tests.factories import concerns as make

pytestmark = pytest.mark.django_db

ASHA = DataSubject(contacts=("asha@example.org",))


def test_drafts_are_forgotten_after_a_week(at: datetime) -> None:
    make.drafted(at=at - timedelta(days=8))
    young, sent = make.drafted(at=at - timedelta(days=6)), make.sent(at=at - timedelta(days=30))

    nights_work(at=at)

    assert set(Concern.objects.all()) == {young.concern, sent.concern}


def test_closed_concerns_are_emptied_after_400_days_once_an_officer_confirms(at: datetime) -> None:
    old = [maker(at=at - timedelta(days=402)) for maker in (make.closed, make.withdrawn)]
    open_still, young = make.sent(at=at - timedelta(days=500)), make.closed(at=at - timedelta(days=399))
    nights_work(at=at)
    before = Concern.objects.exclude(emptied_at=None).count()

    confirm_everything(at=at)

    assert before == 0
    assert set(Concern.objects.exclude(emptied_at=None)) == {raised.concern for raised in old}
    assert Concern.objects.filter(pk__in=[open_still.concern.pk, young.concern.pk], emptied_at=None).count() == 2


def test_replies_that_are_not_printed_are_emptied_and_printed_ones_stay(at: datetime) -> None:
    long_ago = at - timedelta(days=402)
    body, role = make.a_partner(at=long_ago)
    for may_publish in (MayPublish.NOTHING, MayPublish.WORDS):
        raised = make.summed_up(at=long_ago, may_publish=may_publish)
        asked = make.asked(raised.concern, body, at=long_ago)
        concern_desk.reply_for(reply=asked, words="We had moved.", by=role.person.actor, at=long_ago)
        make.answer(raised.concern, at=long_ago)
        make.concerns.close(concern=raised.concern, by=raised.holder, at=long_ago)
    nights_work(at=at)

    confirm_everything(at=at)

    kept = {reply.concern.may_publish: reply.words for reply in ConcernReply.objects.select_related("concern")}
    assert kept == {"NOTHING": "", "WORDS": "We had moved."}


def test_person_finds_all_that_is_held_and_has_it_erased(at: datetime) -> None:
    sent, draft, other = make.sent(at=at), make.drafted(at=at), make.sent(at=at, contact="ben@example.org")
    by = make.officer(at=at)
    held = {name: personal.holding(f"accountability.{name}") for name in ("concerns", "concern_drafts")}

    found = {name: [record.reference for record in each.find(ASHA)] for name, each in held.items()}
    words = {item.words for record in held["concerns"].find(ASHA) for item in record.items}
    erased = [each.erase(ASHA, by=by, at=at).erased for each in held.values()]

    assert found == {"concerns": [sent.concern.reference], "concern_drafts": [draft.concern.reference]}
    assert {make.WORDS, "Asha Gurung", "asha@example.org"} <= words
    assert erased == [(sent.concern.reference,), (draft.concern.reference,)]
    assert [concern.words for concern in Concern.objects.order_by("id")] == ["", make.WORDS]
    assert other.concern.contact == "ben@example.org"


def test_what_somebody_wrote_for_a_body_is_found_and_kept_with_the_reason(at: datetime) -> None:
    raised, (body, role) = make.summed_up(at=at), make.a_partner(at=at)
    asked = make.asked(raised.concern, body, at=at)
    concern_desk.reply_for(reply=asked, words="We had moved.", by=role.person.actor, at=at)
    subject, held = DataSubject(person_key=role.person.reference), personal.holding("accountability.concern_replies")

    [found] = held.find(subject)
    erasure = held.erase(subject, by=make.officer(at=at), at=at)

    assert found.items[0].words == "We had moved."
    assert [kept.reference for kept in erasure.kept] == [f"{raised.concern.reference}/{body.slug}"]
    assert ConcernReply.objects.get().words == "We had moved."


def test_fields_of_the_holdings_are_all_that_is_about_somebody() -> None:
    named = {field.rpartition(".")[2] for field in personal.holding("accountability.concerns").fields}

    assert named == set(holdings.ENCRYPTED)
