"""Following a commitment by e-mail: asked, confirmed, told once when its status changes, and stopped by one press."""

from __future__ import annotations

import re

import pytest

from tests.journeys.asking import an_address, let_jobs_finish, letters_in_the_end, text_of
from tests.journeys.commitments.conftest import Enter
from tests.journeys.commitments.council import SLUG
from tests.journeys.visits import Visit
from tests.running import House

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

CODE = "C-155b"

# A document, filed by one officer and accepted by another, on the machine beside the house.
ACCEPT = """
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from commonweal.core.days import london_day
from commonweal.people.models import Role
from tests.factories import evidence
at = timezone.now()
first, second = Role.objects.filter(kind="communities_officer").order_by("pk")[:2]
evidence.accepted(first, second=second, at=at, code="C-155b", dated_on=london_day(at), title="Who applied")
"""

SET_ASIDE = """
import django
django.setup()
from django.utils import timezone
from commonweal.accountability.models import Filing
from commonweal.accountability.operations import filings
from commonweal.people.models import Role
[filing] = Filing.objects.filter(commitment__code="C-155b", status="ACCEPTED")
officer = Role.objects.filter(kind="communities_officer").order_by("pk").first()
filings.set_aside(filing=filing, why="It is about another year.", by=officer.person.actor, at=timezone.now())
"""

# The hour of the day is the machine's own: without quiet hours the letter goes at once at any.
NO_QUIET_HOURS = """
import sys
import django
django.setup()
from django.utils import timezone
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.messaging import operations
guest = Actor.guest(contact_digest(sys.argv[1]))
operations.choose(when={}, from_hour=0, until_hour=0, by=guest, at=timezone.now())
"""


def link_of(text: str, path: str) -> str:
    """The link in a letter whose path begins so."""
    found = re.search(rf"http://[^/\s]+{path}\S+", text)
    assert found is not None
    return found[0]


def follow(visit: Visit, house: House, email: str) -> None:
    """From the commitment to the list of what one follows, one slip mended on the way."""
    visit.open(f"/strategy/{SLUG}/commitments/{CODE}/")
    visit.follow("Follow this commitment")
    visit.press("Follow")
    assert visit.errors == ["Enter an e-mail address in full, like name@example.com"]
    visit.type("Your e-mail address", email)
    visit.choose("At once")
    visit.press("Follow")
    assert visit.heading == "Open our letter to go on"
    link = link_of(text_of(house.mailbox.wait_for(email)[0]), "/follow/")
    visit.open(link)
    visit.press("Yes, I want to follow it")
    assert visit.heading == "What you follow"
    assert "C-155b Open to many" in visit.words


def test_follower_is_told_once_and_stops_by_one_press(enter: Enter, house: House) -> None:
    somebody, email = enter("visitor"), an_address()
    follow(somebody, house, email)
    house.run("-c", NO_QUIET_HOURS, email)

    house.run("-c", ACCEPT)
    told = letters_in_the_end(house, email)[1:]
    text = text_of(told[0])
    somebody.open(link_of(text, f"/strategy/{SLUG}/"))
    seen = somebody.words
    somebody.open(link_of(text, "/account/messages/stop/"))
    somebody.press("Stop these letters")
    stopped = somebody.heading
    house.run("-c", SET_ASIDE)
    after = letters_in_the_end(house, email)

    assert [letter["Subject"] for letter in told] == ["C-155b Open to many: now “Kept”"]
    assert "Now: Kept. Before: No current evidence." in text
    assert "Filed, not proved by records" in seen
    assert stopped == "You get no more of these letters"
    assert len(after) == 2


def test_follower_stops_one_thing_on_their_list(enter: Enter, house: House) -> None:
    somebody, email = enter("visitor"), an_address()
    follow(somebody, house, email)

    somebody.go(somebody.page.get_by_role("link", name=re.compile("^Stop following.*C-155b Open to many$")))
    somebody.press("Stop following")
    let_jobs_finish(house)

    assert "You no longer follow it." in somebody.words
    assert "You follow nothing." in somebody.words
