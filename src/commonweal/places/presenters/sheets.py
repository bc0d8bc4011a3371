"""Everything a page shows of a place that only imports change, ready to be put into a template again and again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from commonweal.places.models import Area
from commonweal.places.presenters import atlas, facts
from commonweal.places.presenters.facts import Parts
from commonweal.places.queries.atlas import Plate


@dataclass(frozen=True)
class Sheet:
    """A place in words, rows and markup, in one language on one day."""

    area: Area
    crumbs: list[dict[str, str]]
    ended: str
    successors: list[tuple[str, str]]
    rows: list[dict[str, Any]]
    is_mixed: bool
    is_drawn: bool
    atlas: str
    others: list[Parts]


def sheet(plate: Plate, *, on: date) -> Sheet:
    """The sheet of `plate`, in the language that is spoken now."""
    places = atlas.places_of(plate)
    drawing = atlas.area_map(plate, places)
    file_href = reverse("places:place_table", kwargs={"code": plate.area.code})
    has_table = drawing is not None or plate.is_of_its_parts
    return Sheet(
        area=plate.area,
        crumbs=facts.crumbs(plate.area),
        ended=facts.ended_words(plate.area, on=on),
        successors=[(each.name, atlas.address(each)) for each in plate.after],
        rows=facts.fact_rows(plate),
        is_mixed=facts.must_not_be_mixed(plate.populations),
        is_drawn=drawing is not None,
        atlas=atlas.map_and_table(drawing, atlas.place_table(plate, places), file_href=file_href) if has_table else "",
        others=facts.other_parts(plate),
    )
