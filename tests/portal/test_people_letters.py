"""Letters about people and roles: who is written to when something is announced, and who is left in peace."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.messaging import operations as letters
from commonweal.messaging.models import Letter, Source
from commonweal.messaging.queries import contacts
from commonweal.messaging.states import Delivery, When
from commonweal.people import abilities
from commonweal.people import kinds_of_role as kinds
from commonweal.people.models import Body, BodyKind, Person
from commonweal.people.operations import interests, orphans, powers, roles
from commonweal.portal.people_letters import operations
from tests.factories import messaging as make
from tests.factories import people

pytestmark = pytest.mark.django_db

NIGHTLY = Actor.system("tests.nightly")


def with_role(
    kind: str, address: str, *, at: datetime, name: str, where: Body | None = None, **fields: object
) -> Person:
    """Somebody with a role and an address to write to; they joined two years ago."""
    who = people.person(at=at - timedelta(days=730), name=name)
    EmailAddress.objects.create(user=who, email=address, verified=True, primary=True)
    people.role(kind, at=at, who=who, where=where, **fields)
    return who


def written() -> list[tuple[str, str, str]]:
    """To whom, which kind, and whether it goes at once."""
    return sorted((letter.to, letter.kind, letter.status) for letter in Letter.objects.all())


def words_to(address: str) -> str:
    return next(" ".join(letter.text.split()) for letter in Letter.objects.all() if letter.to == address)


def test_administrators_hear_in_the_morning_of_what_the_night_found(at: datetime) -> None:
    night = at.replace(hour=3)
    with_role(kinds.ADMINISTRATOR, "tunde@council.example", at=at, name="Tunde Adeyemi")
    with_role(kinds.COMMUNITIES_OFFICER, "orla@council.example", at=at, name="Orla Brannigan")
    people.person(at=at, name="Nobody's Own")

    orphans.look(by=NIGHTLY, at=night)
    orphans.look(by=NIGHTLY, at=night + timedelta(days=1))

    assert written() == [("tunde@council.example", "people.orphans_found", "WAITING")]
    assert "Person without a role who can still sign in: 1" in words_to("tunde@council.example")
    assert "http://127.0.0.1:8000/desk/orphans/" in words_to("tunde@council.example")


def test_term_that_ends_is_told_to_whose_it_was_and_to_who_looks_after_the_body(at: datetime) -> None:
    group = people.body(BodyKind.STEERING_GROUP, name="Steering Group")
    last = at.date() - timedelta(days=1)
    with_role(kinds.ADMINISTRATOR, "tunde@council.example", at=at, name="Tunde Adeyemi")
    with_role(kinds.STEERING_MEMBER, "bea@voices.example", at=at, name="Bernadette Li", where=group)
    with_role(kinds.STEERING_MEMBER, "carl@voices.example", at=at, name="Carl Fenn", where=group, until_on=last)

    roles.end_terms(by=NIGHTLY, at=at)

    assert written() == [
        ("bea@voices.example", "people.term_of_other_ended", "QUEUED"),
        ("carl@voices.example", "people.term_ended", "QUEUED"),
    ]
    assert "16 June 2026 was the last day of your term as Member of the Steering Group" in words_to(
        "carl@voices.example"
    )
    assert "16 June 2026 was the last day of Carl Fenn" in words_to("bea@voices.example")


def test_term_at_a_body_without_a_lead_is_told_to_administrators(at: datetime) -> None:
    last = at.date() - timedelta(days=1)
    with_role(kinds.ADMINISTRATOR, "tunde@council.example", at=at, name="Tunde Adeyemi")
    with_role(kinds.MEMBER, "jean@council.example", at=at, name="Jean Makepeace", until_on=last)

    roles.end_terms(by=NIGHTLY, at=at)

    assert [(to, kind) for to, kind, _status in written()] == [
        ("jean@council.example", "people.term_ended"),
        ("tunde@council.example", "people.term_of_other_ended"),
    ]


def test_role_that_somebody_ends_is_no_term(at: datetime) -> None:
    tunde = with_role(kinds.ADMINISTRATOR, "tunde@council.example", at=at, name="Tunde Adeyemi")
    jean = with_role(kinds.MEMBER, "jean@council.example", at=at, name="Jean Makepeace")

    roles.end(role=jean.roles.get(), reason="MOVED", by=NIGHTLY, at=at)  # type: ignore[arg-type]  # as a form says it

    assert (written(), tunde.is_active) == ([], True)


def test_overseers_hear_together_of_powers_that_others_switch_on(at: datetime) -> None:
    tunde = with_role(kinds.ADMINISTRATOR, "tunde@council.example", at=at, name="Tunde Adeyemi")
    with_role(kinds.PRIVACY_OFFICER, "danuta@council.example", at=at, name="Danuta Mazur")

    powers.switch_on(
        role=tunde.roles.get(),
        power=abilities.STEP_IN,
        reason="The lead is on leave",
        until_at=at + timedelta(hours=2),
        by=tunde.actor,
        at=at,
    )

    assert written() == [("danuta@council.example", "people.power_switched_on", "WAITING")]
    assert "Why: The lead is on leave" in words_to("danuta@council.example")
    assert "on 17 June 2026 at 11:30am at the latest" in words_to("danuta@council.example")


def test_review_of_interests_is_reminded_once_in_ninety_days(at: datetime) -> None:
    with_role(kinds.GRANT_OFFICER, "priya@council.example", at=at, name="Priya Shah")

    counts = [
        operations.remind_of_interests(by=NIGHTLY, at=at + timedelta(days=days_later)) for days_later in (0, 1, 89, 91)
    ]

    assert counts == [1, 0, 0, 1]
    assert "http://127.0.0.1:8000/account/interests/" in words_to("priya@council.example")


def test_who_need_not_review_is_left_in_peace(at: datetime) -> None:
    done = with_role(kinds.GRANT_OFFICER, "priya@council.example", at=at, name="Priya Shah")
    new = with_role(kinds.GRANT_OFFICER, "new@council.example", at=at, name="New Hand")
    new.joined_at = at - timedelta(days=3)
    new.save()
    due = with_role(kinds.MEMBER, "jean@council.example", at=at, name="Jean Makepeace")
    for who, days_ago in ((done, 30), (due, 366)):
        interests.review(person=who, by=who.actor, at=at - timedelta(days=days_ago))

    count = operations.remind_of_interests(by=NIGHTLY, at=at)

    assert (count, written()) == (1, [("jean@council.example", "people.review_interests", "QUEUED")])


def test_reminder_is_not_sent_to_who_does_not_want_it(at: datetime) -> None:
    priya = with_role(kinds.GRANT_OFFICER, "priya@council.example", at=at, name="Priya Shah")
    letters.choose(when={"people.interests": When.NEVER}, from_hour=21, until_hour=7, by=priya.actor, at=at)

    operations.remind_of_interests(by=NIGHTLY, at=at)

    assert written() == [("priya@council.example", "people.review_interests", "UNWANTED")]


@pytest.mark.parametrize(
    ("kind", "topics"),
    [
        (kinds.ADMINISTRATOR, {"people.orphans", "people.ended_terms", "people.interests"}),
        (kinds.PRIVACY_OFFICER, {"people.powers", "people.interests"}),
        (kinds.GROUP_MANAGER, {"people.ended_terms", "people.interests"}),
        (kinds.GRANT_OFFICER, {"people.interests"}),
    ],
)
def test_people_choose_about_what_is_written_to_them(kind: str, topics: set[str], at: datetime) -> None:
    who = with_role(kind, "asha@council.example", at=at, name="Asha Gurung")

    offered = {topic.name for topic in contacts.topics_for(who.actor, at=at)}

    assert {name for name in offered if name.startswith("people.")} == topics
    assert not {topic.name for topic in contacts.topics_for(Actor.guest("a" * 64), at=at)} & topics


def test_account_says_that_letters_come_back_until_one_is_read(client: Client, at: datetime) -> None:
    who = with_role(kinds.GROUP_MANAGER, make.READER, at=at, name="Ann Reader")
    people.sign_in(client, who)
    before = client.get("/account/").content.decode()
    letters.note_report(
        message_id=make.sent(at=at).message_id,
        delivery=Delivery.BOUNCED,
        source=Source.MAILBOX,
        code="5.1.1",
        by=NIGHTLY,
        at=at,
    )

    told = client.get("/account/").content.decode()
    letters.note_address_works(contact_digest=contact_digest(make.READER), by=NIGHTLY, at=at)
    after = client.get("/account/").content.decode()

    said = "Letters to your e-mail address have come back since 17 June 2026."
    assert [said in page for page in (before, told, after)] == [False, True, False]
