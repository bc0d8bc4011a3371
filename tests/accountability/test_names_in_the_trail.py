"""Who stands behind a contact in the trail is forgotten with the last record that carries it, whichever area has it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from commonweal.accountability.operations import concerns, formats
from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.people.operations import erasing, leavers, persons
from commonweal.privacy.operations import holds, requests
from tests.factories import accountability as make_format
from tests.factories import concerns as make_concern
from tests.factories import privacy as make_privacy

pytestmark = pytest.mark.django_db

ASHA = "asha@example.org"
BEHIND = contact_digest(ASHA)
JOB = Actor.system("tests.forget")

Empty = Callable[[], object]


def a_format_request(at: datetime) -> Empty:
    asked = make_format.supplied(at=at, contact=ASHA).request
    return lambda: formats.erase(asked=asked, by=make_format.officer(at=at), at=at)


def a_format_draft(at: datetime) -> Empty:
    asked = make_format.answered(at=at, contact=ASHA).request
    return lambda: formats.forget_draft(asked=asked, by=JOB, at=at)


def a_concern(at: datetime) -> Empty:
    concern = make_concern.closed(at=at, contact=ASHA).concern
    return lambda: concerns.erase(concern=concern, by=make_concern.officer(at=at), at=at)


def a_concern_draft(at: datetime) -> Empty:
    concern = make_concern.drafted(at=at, contact=ASHA).concern
    return lambda: concerns.forget_draft(concern=concern, by=JOB, at=at)


def a_privacy_request(at: datetime) -> Empty:
    asked = make_privacy.released(at=at, by=make_privacy.officer(at=at).actor)
    return lambda: requests.empty(asked=asked, by=JOB, at=at)


def a_hold(at: datetime) -> Empty:
    hold = make_privacy.hold(at=at, by=make_privacy.officer(at=at).actor, contact=ASHA)
    return lambda: holds.forget(hold=hold, by=JOB, at=at + timedelta(days=800))


def an_account(at: datetime) -> Empty:
    by = make_privacy.officer(at=at).actor
    person = persons.join(name="Asha Gurung", address=ASHA, by=JOB, at=at)
    leavers.leave(person=person, by=JOB, at=at)
    return lambda: erasing.erase_person(person=person, by=by, at=at)


KEEPERS = (a_format_request, a_format_draft, a_concern, a_concern_draft, a_privacy_request, a_hold, an_account)


@pytest.mark.parametrize("second", KEEPERS)
@pytest.mark.parametrize("first", [a_format_request, a_concern])
def test_name_is_forgotten_with_the_last_record_that_carries_it(
    first: Callable[[datetime], Empty], second: Callable[[datetime], Empty], at: datetime
) -> None:
    empty_first, empty_second = first(at), second(at)
    before = audit.names_for([BEHIND])

    empty_first()
    between = audit.names_for([BEHIND])
    empty_second()

    assert (before, between) == ({BEHIND: ASHA}, {BEHIND: ASHA})
    assert audit.names_for([BEHIND]) == {}


@pytest.mark.parametrize("first", KEEPERS)
def test_name_is_kept_while_another_area_carries_it(first: Callable[[datetime], Empty], at: datetime) -> None:
    empty = first(at)
    make_format.sent(at=at, contact=ASHA)
    make_concern.sent(at=at, contact=ASHA)

    empty()

    assert audit.names_for([BEHIND]) == {BEHIND: ASHA}
