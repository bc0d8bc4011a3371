"""A small world for evidence: a council and a partner with their people, and a pack with every code that is asked of.

The pack is the small one of tests, and beside it each commitment for which an evidence query speaks, with the force,
kind, class, days and freshness that the Kent pack gives it: so a query is tried under the force that it will meet.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from commonweal.core.actors import Actor
from commonweal.people import kinds_of_role
from commonweal.people.models import Body, BodyKind, Person
from commonweal.strategy.models import Commitment, Strategy
from tests.factories import decisions, people
from tests.factories import strategy as make
from tests.factories.decisions import House

KENT = Path(__file__).parents[3] / "packs" / "kent-2021"

BEGAN_AT = datetime(2024, 1, 15, 10, 0, tzinfo=UTC)
"""When the world begins: all that is done in it comes after, and so does the day of the review that was promised."""

TERM_ENDS = date(2024, 12, 31)

TAKEN_FROM_KENT = ("kind", "force", "evidence", "sides", "freshness", "begins_on", "due_on")


@dataclass(frozen=True)
class World:
    """The council's people, a partner with its lead, and the strategy, which lays one commitment on the partner."""

    home: House
    partner: Body
    lead: Person
    strategy: Strategy

    @property
    def officer(self) -> Actor:
        """Who records the council's decisions and keeps its figures."""
        return self.home.officer.actor

    def commitment(self, code: str) -> Commitment:
        """One commitment, as it is now."""
        return make.commitment(self.strategy, code)


def begun(folder: Path, codes: Iterable[str]) -> World:
    """The world as it begins, with these commitments in its strategy."""
    home = _house()
    partner = people.body(BodyKind.VOLUNTEER_CENTRE, name="Small Volunteer Centre", slug="small-volunteer-centre")
    lead = decisions.somebody("Marek Nowak", at=BEGAN_AT)
    people.role(kinds_of_role.PARTNER_LEAD, at=BEGAN_AT, who=lead, where=partner)
    return World(home, partner, lead, make.load(_pack(folder, codes), at=BEGAN_AT))


def _house() -> House:
    """The council at the address that the pack knows, with everybody a decision takes."""
    council = people.body(name="Small County Council", slug="small-county-council")
    team = people.body(BodyKind.TEAM, name="Communities team", parent=council)
    officer, colleague, accountable = (
        decisions.somebody(name, at=BEGAN_AT) for name in ("Olive Officer", "Colin Colleague", "Ada Account")
    )
    for who, kind, where in (
        (officer, kinds_of_role.COMMUNITIES_OFFICER, team),
        (colleague, kinds_of_role.COMMUNITIES_OFFICER, team),
        (accountable, kinds_of_role.ACCOUNTABLE_OFFICER, council),
    ):
        people.role(kind, at=BEGAN_AT, who=who, where=where)
    return House(council, team, officer, colleague, accountable)


def _pack(folder: Path, codes: Iterable[str]) -> Path:
    """The small pack with more commitments; its term is over, and its other body is the partner."""
    small = set().union(*(_read(file) for file in (make.SMALL / "commitments").glob("*.toml")))
    more = {code: kent()[code] for code in sorted(set(codes) - small)}
    days = {entry[name] for entry in more.values() for name in ("begins_on", "due_on") if name in entry}
    kents = _read(KENT / "names.toml")["dates"]
    names = {
        'name = "Steering Group"\nkind = "STEERING_GROUP"': (
            'name = "Small Volunteer Centre"\nkind = "VOLUNTEER_CENTRE"\nbody = "small-volunteer-centre"'
        ),
        "ends = 2027-03-31": "\n".join([f"ends = {TERM_ENDS}", *(f"{day} = {kents[day]}" for day in sorted(days))]),
    }
    counts = {
        "commitments = 10": f"commitments = {10 + len(more)}",
        "freshness = 4": f"freshness = {len(_read(KENT / 'freshness.toml')['freshness'])}",
    }
    pack = make.small_pack(folder, {"names.toml": names, "pack.toml": counts})
    (pack / "commitments" / "99-more.toml").write_text("\n".join(_table(code, more[code]) for code in more))
    (pack / "freshness.toml").write_text((KENT / "freshness.toml").read_text())
    return pack


def _read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text())


@cache
def kent() -> dict[str, dict[str, Any]]:
    """Every commitment of the Kent pack by its code; a sub-rule with its parent's kind."""
    found: dict[str, dict[str, Any]] = {}
    for file in sorted((KENT / "commitments").glob("*.toml")):
        found |= _read(file)
    return {
        code: {"kind": found[entry["parent"]]["kind"]} | entry if "parent" in entry else entry
        for code, entry in found.items()
    }


def _table(code: str, entry: dict[str, Any]) -> str:
    """A commitment of Kent's as one of this pack: what decides how it is judged stays, and its words are short."""
    says = {name: entry[name] for name in TAKEN_FROM_KENT if name in entry} | {
        "title": f"What {code} promises",
        "words": f"{{council}} keeps {code}.",
        "section": "formats",
        "shown_by": "Records.",
        "aims": ["aim-1"],
        "outcomes": ["outcome-1"],
    }
    return "\n".join([f"[{code}]", *(f"{name} = {json.dumps(value)}" for name, value in says.items()), ""])
