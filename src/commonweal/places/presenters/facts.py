"""Key facts of a place, and what lies in it, as rows and links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.places.models import Area, AreaKind, AreaSuccession, Boundary, Population
from commonweal.places.presenters.atlas import address
from commonweal.places.presenters.kinds import kinds_of
from commonweal.places.presenters.numbers import about, of_series, square_kilometres, whole
from commonweal.places.queries.atlas import Plate
from commonweal.places.rates import rate
from commonweal.ui.rows import link_to


def link(area: Area) -> SafeString:
    """The area's name, leading to its page."""
    return link_to(address(area), area.name)


def links(areas: Sequence[Area]) -> SafeString:
    """Several names, each leading to its page."""
    return format_html_join(SafeString(", "), "{}", ((link(area),) for area in areas))


def fact_rows(plate: Plate) -> list[dict[str, Any]]:
    """The summary list: what it is, who lives there, how large it is, and what came before and after."""
    area, shape = plate.area, plate.shapes.get(plate.area.code)
    rows = [_row(_("What it is"), _kind(area))]
    people = enumerate(plate.populations)
    rows += [_row(_("People"), _count(population), is_first=number == 0) for number, population in people]
    if shape:
        size = about_size(shape)
        rows.append(_row(_("Size"), format_html("{}<br>{}", size, _small(_("Measured from its outline here")))))
        if plate.populations and (density := _density(plate.populations[0], shape)):
            rows.append(_row(_("People in each square kilometre"), density))
    if postcodes := _postcodes(plate):
        rows.append(_row(_("Postcodes in use"), postcodes))
    if area.began_on:
        rows.append(_row(_("Since"), format_html("{}", days.show_day(area.began_on))))
    if plate.before:
        earlier = [_taken_over(each) for each in plate.before]
        rows.append(
            _row(_("Took over from"), format_html_join(SafeString("<br>"), "{}", ((each,) for each in earlier)))
        )
    rows.append(_row(_("Official code"), format_html("{}", area.code)))
    return rows


def _postcodes(plate: Plate) -> SafeString | None:
    """How many there are, with the list that was counted; of a county, those of its districts together."""
    tallies = plate.tallies
    counted = [tallies[plate.area.code]] if plate.area.code in tallies else []
    if not counted and plate.area.kind == AreaKind.COUNTY:
        counted = [tallies[part.code] for part in plate.drawn if part.code in tallies]
    if not counted:
        return None
    edition = counted[0].edition
    source = edition.source
    if edition.dated_on:
        source = _("%(source)s, %(day)s") % {"source": source, "day": days.show_day(edition.dated_on)}
    return format_html("{}<br>{}", f"{sum(tally.live_postcodes for tally in counted):,}", _small(source))


def _taken_over(succession: AreaSuccession) -> SafeString:
    if succession.from_on is None:
        return link(succession.before)
    day = days.show_day(succession.from_on)
    return format_html(_("{area}, on {day}"), area=link(succession.before), day=day)


def about_size(shape: Boundary) -> str:
    """How large, in whole square kilometres, or with one place after the point for the smallest."""
    size = square_kilometres(shape)
    return _("%(size)s square kilometres") % {"size": whole(size)}


def _row(key: str, value: SafeString | str, *, is_first: bool = True) -> dict[str, Any]:
    # A second figure of the same kind has the same key, which a screen reader says and the eye need not read again.
    return {"key": {"text": key} if is_first else {"html": _unseen(key)}, "value": {"html": value}}


def _unseen(words: str) -> SafeString:
    return format_html('<span class="govuk-visually-hidden">{}</span>', words)


def _small(words: str) -> SafeString:
    return format_html('<span class="cw-when">{}</span>', words)


def _kind(area: Area) -> SafeString:
    if area.parent is None:
        return format_html("{}", AreaKind(area.kind).label)
    words = {
        AreaKind.COUNTY: _("County in {place}"),
        AreaKind.DISTRICT: _("District in {place}"),
        AreaKind.WARD: _("Ward in {place}"),
        AreaKind.DIVISION: _("County electoral division in {place}"),
    }[AreaKind(area.kind)]
    return format_html(words, place=link(area.parent))


def _count(population: Population) -> SafeString:
    return format_html("{}<br>{}", f"{population.count:,}", _small(of_series(population.series)))


def _density(population: Population, shape: Boundary) -> SafeString | None:
    size = square_kilometres(shape)
    people = rate(0, per=1, population=population)
    if not size or people is None:
        return None
    words = _("About %(density)s") % {"density": whole(about(population.count / size))}
    return format_html("{}<br>{}", words, _small(people.denominator))


def must_not_be_mixed(populations: Sequence[Population]) -> bool:
    """Whether there are figures of several series, which were counted in different ways."""
    return len({population.series_id for population in populations}) > 1


def ended_words(area: Area, *, on: date) -> str:
    """That the area is no more, or will be no more, in a sentence; nothing for one that stays."""
    if area.has_ended_undated:
        return _("%(name)s is no more.") % {"name": area.name}
    if area.ended_on is None:
        return ""
    day = days.show_day(area.ended_on)
    if area.ended_on <= on:
        return _("%(name)s ended on %(day)s.") % {"name": area.name, "day": day}
    return _("%(name)s will end on %(day)s.") % {"name": area.name, "day": day}


@dataclass(frozen=True)
class Parts:
    """Parts of one kind under a heading."""

    title: str
    areas: list[tuple[str, str]]


def other_parts(plate: Plate) -> list[Parts]:
    """The parts that are not on the map, kind by kind: names and addresses."""
    groups: dict[AreaKind, list[tuple[str, str]]] = {}
    for area in plate.others:
        groups.setdefault(AreaKind(area.kind), []).append((area.name, address(area)))
    return [Parts(kinds_of(kind), areas) for kind, areas in groups.items()]


def crumbs(area: Area) -> list[dict[str, str]]:
    """The way from the county down to what the area lies in, for the breadcrumbs."""
    above: list[Area] = []
    parent = area.parent
    while parent is not None and parent.kind != AreaKind.COUNTRY:
        above.insert(0, parent)
        parent = parent.parent
    return [
        {"text": _("Places"), "href": reverse("places:place_list")},
        *({"text": each.name, "href": address(each)} for each in above),
    ]
