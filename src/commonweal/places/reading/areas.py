"""Lists of areas: names and codes, look-ups of what lies in what, and the code history, as they are published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from commonweal.places.models import AreaKind
from commonweal.places.reading import files, tables
from commonweal.places.reading.plain import PlainFile
from commonweal.places.reading.tables import Row
from commonweal.places.reading.workbooks import Sought
from commonweal.places.reading.wrong import in_file
from commonweal.places.rows import AreaRow, SuccessionRow

# What columns of codes begin with, and what lies in what, the smallest first.
KINDS = {
    "wd": AreaKind.WARD,
    "ced": AreaKind.DIVISION,
    "lad": AreaKind.DISTRICT,
    "cty": AreaKind.COUNTY,
    "ctry": AreaKind.COUNTRY,
}
LIES_IN = {
    AreaKind.WARD: (AreaKind.DISTRICT, AreaKind.COUNTY, AreaKind.COUNTRY),
    AreaKind.DIVISION: (AreaKind.COUNTY, AreaKind.DISTRICT, AreaKind.COUNTRY),
    AreaKind.DISTRICT: (AreaKind.COUNTY, AreaKind.COUNTRY),
    AreaKind.COUNTY: (AreaKind.COUNTRY,),
    AreaKind.COUNTRY: (),
}

# The first three characters of a code tell what it is the code of, and so does a column of the code history.
ENTITIES = {
    AreaKind.COUNTRY: ("E92", "W92", "S92", "N92"),
    AreaKind.COUNTY: ("E10",),
    AreaKind.DISTRICT: ("E06", "E07", "E08", "E09", "W06", "S12", "N09"),
    AreaKind.WARD: ("E05", "W05", "S13", "N08"),
    AreaKind.DIVISION: ("E58",),
}
_KIND_OF_ENTITY = {entity: kind for kind, entities in ENTITIES.items() for entity in entities}

# The columns of the code history: its list of changes, and its list of codes.
CHANGES = {"geogcd", "geogcd_p"}
HISTORY = {"geogcd", "geognm", "entitycd"}

NO_AREA = "99999999"


@dataclass
class FoundAreas:
    """What a list says: areas by code, and which took over from which."""

    areas: dict[str, AreaRow] = field(default_factory=dict)
    successions: dict[tuple[str, str], SuccessionRow] = field(default_factory=dict)
    left_out: int = 0

    def add(self, row: AreaRow) -> None:
        """Note an area, or what else a further row says of it: a code that is current in one row is current."""
        known = self.areas.get(row.code)
        if known is None:
            self.areas[row.code] = row
            return
        self.areas[row.code] = replace(
            known,
            parent_code=known.parent_code or row.parent_code,
            began_on=known.began_on or row.began_on,
            ended_on=known.ended_on or row.ended_on,
            has_ended_undated=known.has_ended_undated and row.has_ended_undated,
        )


def read(path: Path) -> FoundAreas:
    """The areas of a file, in any of the forms they are published in. Raises WrongFileError."""
    with TemporaryDirectory() as folder:
        found = FoundAreas()
        for plain in files.unpack(path, into=Path(folder), choose=_members_to_read, sought=SOUGHT):
            _read_one(plain, found)
        if not found.areas and not found.successions:
            raise in_file(path.name, _("no area is in it. Download it again"))
        return found


def _members_to_read(names: list[str]) -> list[str]:
    """Of the code history's zip, the list of codes before the list of changes; else every table."""
    tables_in = sorted(name for name in names if name.lower().endswith(".csv"))
    history = [name for name in tables_in if re.search(r"(ChangeHistory|Changes)\.csv$", name)]
    return sorted(history, key=lambda name: name.endswith("Changes.csv")) or tables_in


def _read_one(plain: PlainFile, found: FoundAreas) -> None:
    heading = tables.heading_in_small_letters(plain)
    if set(heading) >= CHANGES:
        for row in tables.rows_of(plain):
            _add_change(row, found)
        return
    if set(heading) >= HISTORY:
        for row in tables.rows_of(plain):
            _add_history(row, found)
        return
    columns = _columns_of_codes(heading)
    if not columns:
        raise tables.missing(plain, "WD25CD", "LAD25CD", "CED25CD", "CTY25CD", "LADCD", "GEOGCD")
    replaced = "ladcd" if {"ladcd", "ladcd_active"} <= set(heading) else ""
    for row in tables.rows_of(plain):
        _add_chain(row, columns, found)
        if replaced:
            _add_replacement(row, found)


def _columns_of_codes(heading: list[str]) -> dict[AreaKind, tuple[str, str]]:
    """The columns of code and name, by kind of area: `LAD25CD` and `LAD25NM`, or `LADCD` and `LADNM`."""
    found: dict[AreaKind, tuple[str, str]] = {}
    for start, kind in KINDS.items():
        for column in heading:
            name = f"{column[:-2]}nm"
            if re.fullmatch(rf"{start}(\d\d)?cd", column) and name in heading and kind not in found:
                found[kind] = (column, name)
    return found


def _is_heading(names: list[str]) -> bool:
    return set(names) >= CHANGES or set(names) >= HISTORY or bool(_columns_of_codes(names))


SOUGHT = Sought(_is_heading)


def _add_chain(row: Row, columns: dict[AreaKind, tuple[str, str]], found: FoundAreas) -> None:
    """Every area that the row names, each in the next larger one that it names."""
    named = {kind: row.code(code) for kind, (code, _name) in columns.items() if row.words[code]}
    named = {kind: code for kind, code in named.items() if not code.endswith(NO_AREA)}
    has_ended = row.words.get("current", "").lower() == "false"
    smallest = next((kind for kind in KINDS.values() if kind in named), None)
    for kind, code in named.items():
        above = next((named[other] for other in LIES_IN[kind] if other in named), "")
        found.add(
            AreaRow(
                code=code,
                kind=kind,
                name=row.words[columns[kind][1]] or code,
                parent_code=_county_of(row, kind, named, found) or above,
                has_ended_undated=has_ended and kind == smallest,
            )
        )


def _county_of(row: Row, kind: AreaKind, named: Mapping[AreaKind, str], found: FoundAreas) -> str:
    """The county a district lies in, where a list names it as the upper of two tiers."""
    code = row.words.get("utlacd", "")
    if kind != AreaKind.DISTRICT or _KIND_OF_ENTITY.get(code[:3]) != AreaKind.COUNTY:
        return ""
    county = AreaRow(code, AreaKind.COUNTY, row.words.get("utlanm") or code, named.get(AreaKind.COUNTRY, ""))
    found.add(county)
    return code


def _add_replacement(row: Row, found: FoundAreas) -> None:
    before, after = row.code("ladcd"), row.words["ladcd_active"]
    if after and before != after:
        row.code("ladcd_active")
        found.add(AreaRow(after, AreaKind.DISTRICT, row.words.get("ladnm_active") or after))
        found.successions[before, after] = SuccessionRow(before, after)


def _add_history(row: Row, found: FoundAreas) -> None:
    kind = _KIND_OF_ENTITY.get(row.words["entitycd"])
    if kind is None:
        found.left_out += 1
        return
    parent = row.words.get("parentcd", "")
    code = row.code("geogcd")
    last = row.day("term_date")
    ended = last + timedelta(days=1) if last else None
    found.add(
        AreaRow(
            code=code,
            kind=kind,
            name=row.words["geognm"] or code,
            parent_code=parent if _KIND_OF_ENTITY.get(parent[:3]) in LIES_IN[kind] else "",
            began_on=row.day("oper_date"),
            ended_on=ended,
            has_ended_undated=ended is None and row.words.get("status", "").lower() in {"terminated", "archived"},
        )
    )


def _add_change(row: Row, found: FoundAreas) -> None:
    after, before = row.code("geogcd"), row.words["geogcd_p"]
    if not before or before == after:
        return
    kinds = {_KIND_OF_ENTITY.get(after[:3]), _KIND_OF_ENTITY.get(row.code("geogcd_p")[:3])}
    if None in kinds:
        found.left_out += 1
        return
    found.successions[before, after] = SuccessionRow(before, after, row.day("oper_date"))
