"""Populations: estimates and counts in the forms they are published in, as series of counts by code of area."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from django.utils.translation import gettext as _

from commonweal.places.reading import files, tables
from commonweal.places.reading.plain import PlainFile
from commonweal.places.reading.tables import Row
from commonweal.places.reading.workbooks import Sought
from commonweal.places.reading.wrong import in_file
from commonweal.places.rows import Origin, SeriesRow

# The days on which a census was taken; an estimate is for the middle of its year.
CENSUS_DAYS = {2001: date(2001, 4, 29), 2011: date(2011, 3, 27), 2021: date(2021, 3, 21)}

CODES = (r"lad_?code(\d\d)?", r"lad(\d\d)?cd", r"ladcode\d\d", r"wd(\d\d)?cd", "area_code", "code", "geography_code")
_IS_CENSUS = re.compile(r"census_(\d{4})(_rounded_(\d+))?")
_IS_MID_YEAR = re.compile(r"mid_(\d{4})_estimate|population_(\d{4})|mid-?(\d{4})")
TOTALS = ("all ages", "all persons", "population", "obs_value")


@dataclass
class FoundFigures:
    """One series of a file, and its counts by code."""

    series: SeriesRow
    counts: dict[str, int]


def read(path: Path, *, origin: Origin, series: str) -> list[FoundFigures]:
    """The series of a file. `series` and the day of `origin` name one that the file itself does not name.

    Raises WrongFileError.
    """
    with TemporaryDirectory() as folder:
        plain = files.unpack(path, into=Path(folder), choose=_members_to_read, sought=SOUGHT)
        found = [each for one in plain for each in _read_one(one, origin, series)]
    if not any(each.counts for each in found):
        raise in_file(path.name, _("no figure is in it. Download it again"))
    return found


def _members_to_read(names: list[str]) -> list[str]:
    return sorted(name for name in names if name.lower().endswith(".csv"))


def _read_one(plain: PlainFile, origin: Origin, series: str) -> list[FoundFigures]:
    heading = tables.heading_in_small_letters(plain)
    code = _column_of_codes(heading)
    if code is None:
        raise tables.missing(plain, "lad_code", "LAD25CD", "Code", "GEOGRAPHY_CODE")
    named = {name: _named_in(name, origin) for name in heading}
    if own := {name: row for name, row in named.items() if row is not None}:
        return _read_named(plain, code, own)
    total = next((name for name in TOTALS if name in heading), None)
    if total is None:
        raise tables.missing(plain, "population_2021", "census_2021", "mid_2020_estimate", "All ages", "OBS_VALUE")
    return _read_dated(plain, code, total, heading, origin, series)


def _column_of_codes(heading: list[str]) -> str | None:
    return next((name for pattern in CODES for name in heading if re.fullmatch(pattern, name)), None)


def _is_heading(names: list[str]) -> bool:
    has_counts = any(name in TOTALS or _IS_CENSUS.fullmatch(name) or _IS_MID_YEAR.fullmatch(name) for name in names)
    return has_counts and _column_of_codes(names) is not None


# Estimates are published in a sheet for all persons, beside one for women and one for men.
SOUGHT = Sought(_is_heading, word="person")


def _named_in(column: str, origin: Origin) -> SeriesRow | None:
    """The series whose counts stand in a column, where the column's name tells it."""
    if found := _IS_CENSUS.fullmatch(column):
        year, rounded = int(found[1]), int(found[3] or 1)
        name = _("Census %(year)s") % {"year": year}
        if rounded > 1:
            name = _("Census %(year)s, first release, rounded to %(rounded)s") % {"year": year, "rounded": rounded}
        return _row(name, CENSUS_DAYS.get(year, date(year, 3, 21)), origin, rounded)
    if found := _IS_MID_YEAR.fullmatch(column):
        return _mid_year(int(found[1] or found[2] or found[3]), origin)
    return None


def _mid_year(year: int, origin: Origin) -> SeriesRow:
    return _row(_("Mid-%(year)s estimates") % {"year": year}, date(year, 6, 30), origin)


def _row(name: str, on: date, origin: Origin, rounded_to: int = 1) -> SeriesRow:
    return SeriesRow(name, on, origin.source, origin.licence, rounded_to)


def _read_named(plain: PlainFile, code: str, named: dict[str, SeriesRow]) -> list[FoundFigures]:
    """Many columns of counts; a detailed file has many rows for an area, by age and sex, and they are added up."""
    counts: dict[str, dict[str, int]] = {name: defaultdict(int) for name in named}
    is_detailed = {"sex", "age"} <= set(tables.heading_in_small_letters(plain))
    seen: dict[str, int] = {}
    for row in tables.rows_of(plain):
        area = row.code(code)
        if not is_detailed:
            _only_once(row, code, area, seen)
        for name in named:
            if row.words[name]:
                counts[name][area] += row.count(name)
    return [FoundFigures(series, dict(counts[name])) for name, series in named.items()]


def _only_once(row: Row, column: str, key: str, seen: dict[str, int]) -> None:
    if key in seen:
        reason = _("this area is there already, in row %(row)s. Every area must be there once")
        raise row.wrong(column, reason % {"row": seen[key]})
    seen[key] = row.number


def _read_dated(
    plain: PlainFile, code: str, total: str, heading: list[str], origin: Origin, series: str
) -> list[FoundFigures]:
    """One column of counts, of the year that each row tells, or of the series that the operator names."""
    found: dict[str, FoundFigures] = {}
    seen: dict[str, int] = {}
    dated = next((name for name in ("date", "year", "date_name") if name in heading), None)
    for row in tables.rows_of(plain):
        if _is_a_part(row):
            continue
        area = row.code(code)
        about = _series_of(row, dated, plain, origin, series)
        _only_once(row, code, f"{about.name} {area}", seen)
        found.setdefault(about.name, FoundFigures(about, {})).counts[area] = row.count(total)
    return list(found.values())


def _is_a_part(row: Row) -> bool:
    """Whether the row counts only one sex or some ages, or is a share: a file from Nomis can have those as well."""
    whole = {
        "gender_name": {"", "total", "persons"},
        "c_sex_name": {"", "all persons", "total"},
        "sex": {"", "persons", "all persons", "total"},
        "age_name": {"", "all ages"},
        "c_age_name": {"", "all ages", "all categories: age"},
        "measures_name": {"", "value"},
    }
    return any(row.words.get(name, "").lower() not in words for name, words in whole.items())


def _series_of(row: Row, dated: str | None, plain: PlainFile, origin: Origin, series: str) -> SeriesRow:
    if series and origin.dated_on:
        return _row(series, origin.dated_on, origin)
    if dated is None:
        reason = _("it does not say for when its figures are. Say so: --series “Mid-2024 estimates” --dated 2024-06-30")
        raise in_file(plain.name, reason)
    if not re.fullmatch(r"(19|20)\d\d", row.words[dated]):
        raise row.wrong(
            dated, _("this is not a year. Name the series: --series “Mid-2024 estimates” --dated 2024-06-30")
        )
    return _mid_year(int(row.words[dated]), origin)
