"""A council that records decisions, in a house: `python -m tests.journeys.decision_desk` prints what was made.

The cookies of the browsers of who records and of who confirms, as JSON, beside the small strategy.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta

import django
from django.test.utils import override_settings


def main() -> None:
    """Make them, and print the cookies."""
    django.setup()
    from django.test import Client  # after set-up
    from django.utils import timezone  # after set-up

    from tests.factories import decisions, people, strategy  # after set-up

    at = timezone.now()
    strategy.a_strategy(at=at - timedelta(days=30))
    home = decisions.house(at=at)
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        browsers = {
            "officer": people.sign_in(Client(), home.officer),
            "second": people.sign_in(Client(), home.accountable),
        }
    cookies = {who: {name: each.value for name, each in one.cookies.items()} for who, one in browsers.items()}
    json.dump(cookies, sys.stdout)


if __name__ == "__main__":
    main()
