"""A communities officer and letters for them, in a house: `python -m tests.journeys.letter_desk` prints what was made.

The cookies of the officer's browser, the reference of a letter that is held, and an optional letter to `READER`.
"""

from __future__ import annotations

import json
import sys

import django
from django.test.utils import override_settings


def main() -> None:
    """Make them, and print where they are as JSON."""
    django.setup()
    from django.test import Client  # after set-up
    from django.utils import timezone  # after set-up

    from commonweal.core.actors import Actor  # after set-up
    from commonweal.core.digests import contact_digest  # after set-up
    from commonweal.messaging import correspondence, operations, outbox, queries  # after set-up
    from tests.factories import messaging as make  # after set-up

    at, reader = timezone.now(), sys.argv[1]
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        # The hour of the day is the machine's own: without quiet hours the letter goes at once at any.
        guest = Actor.guest(contact_digest(reader))
        operations.choose(when={}, from_hour=0, until_hour=0, by=guest, at=at)
        outbox.add(correspondence.outbox_trouble(reader, state=queries.state(at), came_back=0), by=make.CLERK, at=at)
        held = make.held(at=at)
        browser = make.desk(Client(), at=at)
        cookies = {name: each.value for name, each in browser.cookies.items()}
        json.dump({"cookies": cookies, "held": held.reference}, sys.stdout)


if __name__ == "__main__":
    main()
