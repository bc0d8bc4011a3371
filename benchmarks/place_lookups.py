"""Started as a process of its own on the server's database: prints as JSON how long looking postcodes up takes."""

from __future__ import annotations

import json
import random
import sys
import time
from datetime import date

import django


def main(times: int) -> None:
    """Look up this many postcodes, chosen at random in the same way every time."""
    django.setup()
    from commonweal.places.models import Postcode  # models can only be loaded when Django is set up
    from commonweal.places.queries import postcodes  # as above

    edition = postcodes.edition_in_use()
    rows = Postcode.objects.filter(edition=edition).order_by("postcode").values_list("postcode", flat=True)
    chance = random.Random(2026)
    chosen = [rows[chance.randrange(edition.postcodes if edition else 1)] for _ in range(100)]
    chosen = [chosen[number % len(chosen)] for number in range(times)]
    today = date(2026, 6, 17)
    for postcode in chosen[:50]:
        postcodes.find_postcode(postcode, on=today)
    wall, cpu, found = [], time.process_time(), 0
    for postcode in chosen:
        began = time.perf_counter()
        answer = postcodes.find_postcode(postcode.lower().replace(" ", ""), on=today)
        wall.append((time.perf_counter() - began) * 1000)
        found += isinstance(answer, postcodes.FoundPostcode)
    cpu = (time.process_time() - cpu) * 1000 / times
    print(json.dumps({"milliseconds": sorted(wall), "cpu": cpu, "found": found}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
