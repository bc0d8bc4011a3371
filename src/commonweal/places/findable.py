"""Places as the search knows them."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.core.search import Entry
from commonweal.places.models import AreaKind
from commonweal.places.presenters.kinds import kind_in_place
from commonweal.places.queries import atlas

IMPORTANCE = {AreaKind.COUNTY: 3, AreaKind.DISTRICT: 2}


def entries() -> Iterator[Entry]:
    """An entry for every area, also for those that ended: people look for the name they know."""
    for area in atlas.every_place():
        yield Entry(
            key=area.code,
            url_name="places:place_page",
            url_kwargs={"code": area.code, "slug": area.slug},
            title=area.name,
            summary=kind_in_place(area),
            body=area.code,
            importance=IMPORTANCE.get(AreaKind(area.kind), 0),
        )
