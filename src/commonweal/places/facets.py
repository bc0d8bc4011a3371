"""What the parts above places know about a place: each adds a section to its page, and to the answer for a postcode.

Places stand low and know no councillor, body or grant; those above register what they can tell when Django starts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from commonweal.places.models import Area


@dataclass(frozen=True)
class Item:
    """One thing in a section: words, where they lead, and what stands beside them."""

    text: str
    href: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Section:
    """A heading, a sentence, and a list of things."""

    title: str
    words: str = ""
    items: tuple[Item, ...] = ()


SectionsOf = Callable[[Sequence[Area], datetime], Mapping[str, Section]]
"""The sections for some areas at an instant, by the areas' codes; areas of which there is nothing to tell are left out.

It asks the database as often for many areas as for one.
"""


@dataclass(frozen=True)
class Facet:
    """One thing that is told of places: `name` is `area.noun`, `order` sorts the sections."""

    name: str
    order: int
    sections: SectionsOf


_facets: dict[str, Facet] = {}


def register(name: str, sections: SectionsOf, *, order: int) -> None:
    """Have `sections` asked for every place. Raises ValueError for another of that name."""
    facet = Facet(name, order, sections)
    if _facets.get(name, facet) != facet:
        raise ValueError(f"{name} is registered twice")
    _facets[name] = facet


def sections_for(areas: Sequence[Area], *, at: datetime) -> list[Section]:
    """Everything that is told of `areas`, facet by facet in their order, and within one in the order of `areas`."""
    found: list[Section] = []
    for facet in sorted(_facets.values(), key=lambda each: (each.order, each.name)):
        told = facet.sections(areas, at)
        found += [told[area.code] for area in areas if area.code in told]
    return found
