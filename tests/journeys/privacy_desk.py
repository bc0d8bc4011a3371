"""A privacy officer in a house: `python -m tests.journeys.privacy_desk` prints the cookies of their browser as JSON."""

from __future__ import annotations

import json
import sys

import django
from django.test.utils import override_settings


def main() -> None:
    """Make the officer, and print the cookies."""
    django.setup()
    from django.test import Client  # after set-up
    from django.utils import timezone  # after set-up

    from tests.factories import privacy as make  # after set-up

    with override_settings(ALLOWED_HOSTS=["testserver"]):
        browser = make.officers_browser(Client(), at=timezone.now())
        json.dump({name: each.value for name, each in browser.cookies.items()}, sys.stdout)


if __name__ == "__main__":
    main()
