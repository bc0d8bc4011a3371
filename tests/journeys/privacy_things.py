"""What a privacy officer has to do with: `python -m tests.journeys.privacy_things` makes it and prints its references.

A deletion that waits, a request to be erased, and a case that somebody asks for.
"""

from __future__ import annotations

import json
import secrets
import sys

import django


def main() -> None:
    """Make them, and print the references as JSON."""
    django.setup()
    from django.utils import timezone  # after set-up

    from commonweal.core.actors import Actor  # after set-up
    from commonweal.core.digests import contact_digest  # after set-up
    from commonweal.privacy.models import RequestKind  # after set-up
    from tests.factories import accountability  # after set-up
    from tests.factories import privacy as make  # after set-up

    at, address = timezone.now(), f"{secrets.token_hex(6)}@resident.example"
    by = Actor.guest(contact_digest(address))
    case = accountability.sent(at=at, contact=address, wanted="A letter of Bob Carter, larger").request
    erasure = make.asked(at=at, kind=RequestKind.ERASURE, email=address, by=by)
    proposal = make.proposed(at=at, count=2)
    made = {"case": case.reference, "erasure": erasure.reference, "proposal": proposal.reference, "address": address}
    json.dump(made, sys.stdout)


if __name__ == "__main__":
    main()
