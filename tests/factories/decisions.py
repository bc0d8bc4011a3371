"""Records of decisions in every state, and a kind of thing that they are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress

from commonweal.core.days import london_day
from commonweal.decisions import subjects
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import drafts, recording
from commonweal.decisions.states import Outcome, TakenBy
from commonweal.decisions.subjects import Effect, Subject, SubjectKind
from commonweal.people import kinds_of_role
from commonweal.people.models import Body, Person
from tests.factories import people

PROMISE = "tests.promise"
"""What decisions in tests are about, beside what areas register."""

PROMISES = {
    "weld-2021/P-1": "Three community officers",
    "weld-2021/P-2": "A grant for every village hall",
    "weld-2021/P-3": "A yearly report",
}

subjects.register(
    SubjectKind(
        PROMISE,
        Outcome.OTHER.label,  # words that a made-up language knows
        find=lambda reference: _promise(reference),
        search=lambda words, on: [_thing(each) for each in PROMISES if words.casefold() in _said(each)],
        effects=(
            Effect("goes_ahead", Outcome.GO_AHEAD.label, outcomes=(Outcome.GO_AHEAD,)),
            Effect("stops", Outcome.NOT_GO_AHEAD.label, outcomes=(Outcome.NOT_GO_AHEAD, Outcome.OTHER)),
            Effect("adopts", Outcome.ADOPT.label, needs_two_people=True),
            Effect("extends", Outcome.EXTEND.label, outcomes=(Outcome.EXTEND,), needs_until=True),
        ),
    )
)


def _said(reference: str) -> str:
    return f"{reference} {PROMISES[reference]}".casefold()


def _thing(reference: str) -> Subject:
    return Subject(reference, PROMISES[reference], f"/promises/{reference}/")


def _promise(reference: str) -> Subject | None:
    return _thing(reference) if reference in PROMISES else None


WHAT: dict[str, Any] = {
    "title": "Three community officers for two years",
    "outcome": Outcome.GO_AHEAD,
    "what": "To employ three community officers until March 2028, for £285,000 from the public health budget.",
    "replaces": "",
}
WHO: dict[str, Any] = {
    "taken_by": TakenBy.CABINET,
    "office": "",
    "member_name": "",
    "decided_on": date(2026, 6, 3),
    "power": "Localism Act 2011, section 1",
}
WHY: dict[str, Any] = {
    "why": "Groups told us that they need somebody to ask.",
    "alternatives": "A grant to the volunteer centres: dearer, and no quicker.",
    "interests": "None",
}


@dataclass(frozen=True)
class House:
    """A council with a team, and somebody for each part of recording a decision."""

    council: Body
    team: Body
    officer: Person
    colleague: Person
    accountable: Person


def house(*, at: datetime) -> House:
    """A council whose team records and whose accountable officer confirms; everybody has an address."""
    council = people.body(name="Ambershire County Council")
    team = people.body("TEAM", name="Communities team", parent=council)  # type: ignore[arg-type]  # a kind's value
    officer, colleague, accountable = (
        somebody(name, at=at) for name in ("Orla Brannigan", "Ann Colleague", "Gareth Pugh")
    )
    people.role(kinds_of_role.COMMUNITIES_OFFICER, at=at, who=officer, where=team)
    people.role(kinds_of_role.COMMUNITIES_OFFICER, at=at, who=colleague, where=team)
    people.role(kinds_of_role.ACCOUNTABLE_OFFICER, at=at, who=accountable, where=council)
    return House(council, team, officer, colleague, accountable)


def somebody(name: str, *, at: datetime) -> Person:
    """A person with an address that letters reach."""
    who = people.person(at=at, name=name)
    address = f"{name.lower().replace(' ', '.')}@people.example"
    EmailAddress.objects.create(user=who, email=address, verified=True, primary=True)
    return who


def begun(home: House, *, at: datetime) -> Decision:
    """A record without an answer."""
    return drafts.start(body=home.council, by=home.officer.actor, at=at)


def written(home: House, *, at: datetime, about: dict[str, str] | None = None, **changes: Any) -> Decision:
    """A record with every answer, not sent; `about` is effects by the references of promises."""
    by = home.officer.actor
    answers = WHAT | WHO | WHY | {"body": home.council} | changes

    def part(*names: str) -> dict[str, Any]:
        return {name: answers[name] for name in names}

    decision = begun(home, at=at)
    decision = drafts.say_what(decision=decision, by=by, at=at, **part(*WHAT))
    decision = drafts.say_who(decision=decision, by=by, at=at, **part("body", "taken_by"))
    if decision.needs_office:
        decision = drafts.say_office(decision=decision, by=by, at=at, **part("office", "member_name"))
    decision = drafts.say_when(decision=decision, by=by, at=at, **part("decided_on", "power"))
    decision = drafts.say_why(decision=decision, by=by, at=at, **part(*WHY))
    for reference, effect in (about or {}).items():
        drafts.add_subject(decision=decision, kind=PROMISE, reference=reference, effect=effect, by=by, at=at)
    return decision


def recorded(home: House, *, at: datetime, **changes: Any) -> Decision:
    """A public record, that one person could send."""
    return recording.send(decision=written(home, at=at, **changes), by=home.officer.actor, at=at)


def awaiting(home: House, *, at: datetime, **changes: Any) -> Decision:
    """A record that waits for a second person."""
    return recorded(home, at=at, **{"outcome": Outcome.ADOPT} | changes)


def confirmed(home: House, *, at: datetime, **changes: Any) -> Decision:
    """A public record that two people made."""
    waits = awaiting(home, at=at, **changes)
    return recording.confirm(decision=waits, by=home.accountable.actor, at=at + timedelta(minutes=5))


def returned(home: House, *, at: datetime, **changes: Any) -> Decision:
    """A record that the second person sent back."""
    waits = awaiting(home, at=at, **changes)
    return recording.send_back(decision=waits, because="The minutes say 4 June", by=home.accountable.actor, at=at)


def today(at: datetime) -> date:
    """The London day."""
    return london_day(at)
