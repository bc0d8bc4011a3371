"""Privacy requests, proposals, holds and disclosures, and the people who make and answer them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.test import Client

from commonweal.accountability.cases.formats import KIND
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.digests import contact_digest
from commonweal.people import kinds_of_role
from commonweal.people.models import Person, Power, Role
from commonweal.people.operations import powers
from commonweal.privacy import abilities, operations
from commonweal.privacy.clocks import Period
from commonweal.privacy.models import (
    Decision,
    Disclosure,
    FoundItem,
    Hold,
    HoldKind,
    PrivacyRequest,
    Proposal,
    ReachBy,
    Regime,
    RequestKind,
)
from commonweal.privacy.schedule import Action, Rule
from tests.factories import accountability, people

ASHA = "asha@example.org"
GUEST = Actor.guest(contact_digest(ASHA))
JOB = Actor.system("privacy.propose_deletion")


def officer(*, at: datetime, name: str = "Priya Shah", has_power: bool = True) -> Person:
    """A privacy officer of a council, with the power to read switched on unless you say so."""
    who = people.person(at=at, name=name)
    role = people.role(kinds_of_role.PRIVACY_OFFICER, at=at, who=who)
    if has_power:
        switch_on(role, at=at)
    return who


def switch_on(role: Role, *, at: datetime) -> Power:
    """The power to read what is kept about somebody, for eight hours."""
    why = "A request for a copy, to be answered this month"
    until = at + timedelta(hours=8)
    by = role.person.actor
    return powers.switch_on(role=role, power=abilities.READ, reason=why, until_at=until, by=by, at=at)


def officers_browser(client: Client, *, at: datetime) -> Client:
    """The same browser, signed in as a privacy officer."""
    return people.sign_in(client, officer(at=at))


def guests_browser(client: Client, contact: str = ASHA) -> Client:
    """The same browser, in which somebody has shown that the contact is theirs."""
    from tests.platform.personas import sign_in_guest  # it builds on these factories

    return sign_in_guest(client, contact)


def asked(*, at: datetime, kind: RequestKind = RequestKind.ACCESS, **changes: Any) -> PrivacyRequest:
    """A request of a guest about their own data."""
    answers = {"name": "Asha Gurung", "email": ASHA, "about": "", "by": GUEST}
    return operations.requests.ask(kind=kind, at=at, **answers | changes)


def gathered(*, at: datetime, by: Actor, asker: Actor = GUEST, **changes: Any) -> PrivacyRequest:
    """A request for which what is kept was looked for by the officer `by`."""
    request = asked(at=at, **{"by": asker} | changes)
    operations.found.gather(asked=request, by=by, at=at)
    request.refresh_from_db()
    return request


def released(*, at: datetime, by: Actor, **changes: Any) -> PrivacyRequest:
    """A request whose copy can be fetched."""
    request = gathered(at=at, by=by, **changes)
    give_everything(request, at=at, by=by)
    return operations.found.release(asked=request, by=by, at=at)


def give_everything(request: PrivacyRequest, *, at: datetime, by: Actor) -> None:
    """Decide that all that waits for a decision is given."""
    for item in FoundItem.objects.filter(request=request, decision=Decision.OPEN):
        operations.found.decide(item=item, decision=Decision.GIVEN, shown_words="", because="", by=by, at=at)


def on_paper(*, at: datetime, by: Actor, **changes: Any) -> PrivacyRequest:
    """A request that somebody made at a desk, without saying how to reach them."""
    usual: dict[str, Any] = {"kind": RequestKind.ACCESS, "name": "Ada Wood", "reach_by": ReachBy.DESK, "contact": ""}
    said = usual | {"about": "", "how_shown": "", "received_on": london_day(at)}
    return operations.requests.enter_paper(**said | changes, by=by, at=at)


def released_on_paper(*, at: datetime, by: Actor, **changes: Any) -> PrivacyRequest:
    """An answered request of somebody who gave no e-mail address."""
    request = on_paper(at=at, by=by, **changes)
    operations.found.gather(asked=request, by=by, at=at)
    give_everything(request, at=at, by=by)
    return operations.found.release(asked=request, by=by, at=at)


def rule(**changes: Any) -> Rule:
    """The schedule's rule for requests for another format."""
    usual = {
        "holding": "accountability.format_requests",
        "trigger": "the request was supplied or withdrawn",
        "period": Period(400, "day"),
        "action": Action.EMPTY,
        "law": "The council's own reason",
        "controller": "The council",
        "purpose": "To send what people need",
    }
    return Rule(**usual | changes)


def settled_long_ago(*, at: datetime, count: int = 1, **changes: Any) -> list[str]:
    """References of requests for another format that were supplied 500 days ago."""
    long_ago = at - timedelta(days=500)
    contacts = [f"person{number}@example.org" for number in range(count)]
    return [
        accountability.supplied(at=long_ago, **{"contact": contact} | changes).request.reference for contact in contacts
    ]


def proposed(*, at: datetime, count: int = 2, **changes: Any) -> Proposal:
    """A proposal to empty requests for another format that were supplied 500 days ago."""
    settled_long_ago(at=at, count=count)
    proposal = operations.deletions.propose(rule=rule(**changes), by=JOB, at=at)
    assert proposal is not None
    return proposal


def hold(*, at: datetime, by: Actor, kind: HoldKind = HoldKind.PERSON, **changes: Any) -> Hold:
    """A legal hold, on Asha unless something else is named."""
    what: dict[str, Any] = {"contact": ASHA} if kind == HoldKind.PERSON else {}
    usual = {"because": "A claim against the council", "until_on": date(at.year + 1, at.month, at.day)}
    return operations.holds.place(kind=kind, by=by, at=at, **usual | what | changes)


def disclosure(*, at: datetime, by: Actor, **changes: Any) -> Disclosure:
    """A disclosure of a request for another format, being prepared."""
    if "case_reference" not in changes:
        wanted = "Ms Gurung told Bob Carter that the bus pass letter is too small"
        changes["case_reference"] = accountability.sent(at=at, wanted=wanted).request.reference
    usual = {"regime": Regime.FOI, "case_kind": KIND, "asked_for": "All about it", "received_on": date(2026, 6, 15)}
    return operations.disclosures.begin(by=by, at=at, **usual | changes)
