"""Started as a process of its own on the server's database: prints as JSON the pages there are and their queries."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field

import django
from django.db import connection
from django.db.models import Count
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver

from benchmarks.visits import Answer, ask_for_another_format

# Machines ask these, not visitors.
LEFT_OUT = ("health/", "robots.txt")


def pages() -> list[str]:
    """The address of every page without a name or a key in its address, in the order the resolver has them."""
    return [f"/{route}" for route in _routes(get_resolver()) if "<" not in route and not route.startswith(LEFT_OUT)]


def place_pages() -> list[str]:
    """The page of the county with the most parts, and of a district, a ward and a division of it that have most."""
    from commonweal.places.models import AreaKind  # Django must be started first
    from commonweal.places.presenters.atlas import address
    from commonweal.places.queries import areas

    kinds = (AreaKind.COUNTY, AreaKind.DISTRICT, AreaKind.WARD, AreaKind.DIVISION)
    largest = [
        areas.areas_of_kind(kind).annotate(size=Count("parts")).order_by("-size", "code").first() for kind in kinds
    ]
    return [address(area) for area in largest if area is not None]


def _routes(resolver: URLResolver) -> list[str]:
    found: list[str] = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            found.append(str(pattern.pattern))
        else:
            found += [str(pattern.pattern) + route for route in _routes(pattern)]
    return found


@dataclass
class InProcessVisitor:
    """Asks without a server and notes how many queries each step made."""

    queries: dict[str, int] = field(default_factory=dict)
    statuses: dict[str, int] = field(default_factory=dict)
    client: Client = field(default_factory=lambda: Client(enforce_csrf_checks=True, SERVER_NAME="127.0.0.1"))

    def get(self, step: str, address: str) -> Answer:
        """The page at `address`."""
        with CaptureQueriesContext(connection) as asked:
            response = self.client.get(address)
        return self._noted(step, len(asked), response)

    def post(self, step: str, address: str, fields: Mapping[str, str], *, is_multipart: bool) -> Answer:
        """What comes of sending `fields`; Django's client sends in parts, which asks the database nothing more."""
        del is_multipart
        with CaptureQueriesContext(connection) as asked:
            response = self.client.post(address, dict(fields))
        return self._noted(step, len(asked), response)

    def _noted(self, step: str, count: int, response: HttpResponseBase) -> Answer:
        self.queries[step], self.statuses[step] = count, response.status_code
        body = getattr(response, "content", b"")
        headers = {name.lower(): value for name, value in response.items()}
        return Answer(response.status_code, headers, body, len(body))


def main() -> None:
    """Read the searches to make and the start of the form from the arguments; print pages, statuses and queries."""
    form, *searches = sys.argv[1:]
    found = pages()
    visitor = InProcessVisitor()
    shown = [*(address for address in found if address != form), *place_pages(), *searches]
    for address in [*shown, *shown]:  # the first time imports and fills what a running server has already
        visitor.get(f"GET {address}", address)
    has_form = form in found
    if has_form:
        ask_for_another_format(visitor, start=form)
    kept = [address for address in shown if visitor.statuses[f"GET {address}"] == 200]
    print(json.dumps({"pages": kept, "has_form": has_form, "queries": visitor.queries}))


if __name__ == "__main__":
    django.setup()
    main()
