"""What a person reads on a page about a place."""

from __future__ import annotations

from bs4 import BeautifulSoup, Tag
from django.test import Client

from commonweal.places.models import Area


def address(area: Area) -> str:
    return f"/places/{area.code}/{area.slug}/"


def shown(client: Client, where: str) -> Tag:
    main = BeautifulSoup(client.get(where).content, "html.parser").main
    assert main is not None
    return main


def words_of(part: Tag) -> str:
    return " ".join(part.get_text(" ").split())


def facts_on(main: Tag) -> list[tuple[str, str]]:
    rows = main.select(".govuk-summary-list__row")
    return [(words_of(row.dt), words_of(row.dd)) for row in rows if row.dt and row.dd]


def table_on(main: Tag) -> list[list[str]]:
    return [[words_of(cell) for cell in row.find_all(["th", "td"])] for row in main.select("tbody tr")]
