"""A council and its strategy, in a house: `python -m tests.journeys.commitments.council FOLDER` prints what was made.

The strategy is the small one, in force today however late it is, with its pack in FOLDER. The cookies of the browsers
of those who work with it, as JSON: an officer, a colleague, who is accountable, and a member of the Steering Group.
Beside them the reference of a concern that lies since long before its answer was due.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import django
from django.test.utils import override_settings

SLUG = "small-2021"

Changes = Mapping[str, Mapping[str, str]]


def dates(today: date) -> dict[str, str]:
    """The dates of the small pack, moved so that it is in force."""
    ends, review = today + timedelta(days=700), today + timedelta(days=90)
    return {"2027-03-31": ends.isoformat(), "2026-12-31": review.isoformat()}


def main() -> None:
    """Make them, and print the cookies."""
    django.setup()
    from django.test import Client  # after set-up
    from django.utils import timezone  # after set-up

    from commonweal.accountability.operations import statuses  # after set-up
    from commonweal.core.days import london_day  # after set-up
    from tests.factories import concerns, decisions, evidence, people  # after set-up
    from tests.factories import strategy as make_strategy  # after set-up

    at = timezone.now()
    pack = make_strategy.small_pack(Path(sys.argv[1]), {"names.toml": dates(london_day(at))})
    strategy = make_strategy.load(pack, at=at - timedelta(days=90))
    home = decisions.house(at=at - timedelta(days=90))
    group = people.body("STEERING_GROUP", name="Voices of the sector")  # type: ignore[arg-type]  # a kind's value
    member = people.role("steering_member", at=at, who=people.person(at=at, name="Esi Voice"), where=group).person
    late = concerns.sent(at=at - timedelta(days=60), contact="somebody.patient@resident.example").concern
    statuses.renew(strategy=strategy, by=evidence.SYSTEM, at=at)
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        browsers = {
            "officer": people.sign_in(Client(), home.officer),
            "colleague": people.sign_in(Client(), home.colleague),
            "accountable": people.sign_in(Client(), home.accountable),
            "member": people.sign_in(Client(), member),
        }
    cookies = {who: {name: each.value for name, each in one.cookies.items()} for who, one in browsers.items()}
    json.dump({"cookies": cookies, "late": late.reference}, sys.stdout)


if __name__ == "__main__":
    main()
