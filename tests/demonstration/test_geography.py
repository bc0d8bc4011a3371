"""The invented county: it is the same from the same seed, its outlines meet exactly, its figures add up."""

from __future__ import annotations

import csv
import hashlib
import json
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from django.conf import settings

from commonweal.demonstration.geography import codes, county, figures, postcodes
from commonweal.demonstration.geography.cells import ORIGIN_EAST, Point, Ring
from commonweal.demonstration.geography.county import Geography
from commonweal.demonstration.seeds import SEED
from commonweal.places.models import AreaKind

EASTERNMOST_LAND_OF_BRITAIN = 655_700
"""Metres east on the National Grid: Ness Point at Lowestoft."""

POSTCODE_AREAS = frozenset(
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY G"
    " GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW"
    " OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC"
    " WD WF WN WR WS WV YO ZE BX GIR XX".split()
)
"""Every postcode area there is, with those that belong to no place."""

DIGEST = "ee5714f318b01cc5efe3f794b177bf86a92e0056c17bad045d07708b1017450b"
"""Of the county that grows from the usual seed. Whoever changes it on purpose writes the new one here."""

Segment = tuple[Point, Point]


@pytest.fixture(scope="module")
def weldmere() -> Geography:
    return county.invent(SEED)


def segments(ring: Ring) -> list[Segment]:
    return list(pairwise(ring))


def twice_area(ring: Ring) -> int:
    return sum(start[0] * end[1] - end[0] * start[1] for start, end in segments(ring))


def side(start: Point, end: Point, point: Point) -> int:
    turn = (end[0] - start[0]) * (point[1] - start[1]) - (end[1] - start[1]) * (point[0] - start[0])
    return (turn > 0) - (turn < 0)


def do_cross(one: Segment, other: Segment) -> bool:
    return (
        side(*one, other[0]) * side(*one, other[1]) <= 0
        and side(*other, one[0]) * side(*other, one[1]) <= 0
        and not set(one) & set(other)
    )


def crossings(ring: Ring) -> list[tuple[Segment, Segment]]:
    """Where an outline crosses itself; segments far apart are passed over quickly."""
    found = []
    for number, one in enumerate(sorted(segments(ring), key=lambda each: min(each[0][0], each[1][0]))):
        right = max(one[0][0], one[1][0])
        rest = sorted(segments(ring), key=lambda each: min(each[0][0], each[1][0]))[number + 1 :]
        for other in rest:
            if min(other[0][0], other[1][0]) > right:
                break
            if do_cross(one, other):
                found.append((one, other))
    return found


def digest_of(geography: Geography) -> str:
    """Of every name, code, outline, figure and postcode, written in a way that no version of Python changes."""
    series = figures.invent(geography)
    found = postcodes.invent(geography, series[-1].counts)
    everything = (
        [(place.code, str(place.kind), place.name, place.parent, place.ring) for place in geography.places],
        sorted(geography.division_of.items()),
        [(each.slug, str(each.reference_on), sorted(each.counts.items())) for each in series],
        [tuple(map(str, (one.postcode, one.ward, one.easting, one.northing, one.ended_on))) for one in found],
    )
    return hashlib.sha256(json.dumps(everything).encode()).hexdigest()


def test_county_is_the_same_from_the_same_seed_on_every_machine(weldmere: Geography) -> None:
    anew = county.invent.__wrapped__(SEED)

    assert digest_of(anew) == digest_of(weldmere) == DIGEST


def test_county_is_another_from_another_seed(weldmere: Geography) -> None:
    other = county.invent(SEED + 1)

    assert digest_of(other) != digest_of(weldmere)


@pytest.mark.parametrize("seed", [1, 7, 2026])
def test_county_grows_from_any_seed(seed: int) -> None:
    grown = county.invent(seed)

    counted = Counter(place.kind for place in grown.places)

    assert counted == {AreaKind.COUNTY: 1, AreaKind.DISTRICT: 12, AreaKind.WARD: 130, AreaKind.DIVISION: 70}
    assert all(8 <= sum(ward.parent == district.code for ward in grown.wards) <= 14 for district in grown.districts)


@pytest.mark.parametrize("kind", [AreaKind.DISTRICT, AreaKind.WARD, AreaKind.DIVISION])
def test_areas_of_a_kind_cover_the_county_once(weldmere: Geography, kind: AreaKind) -> None:
    areas = [place for place in weldmere.places if place.kind == kind]

    used = Counter(segment for place in areas for segment in segments(place.ring))
    outside = {segment for segment in used if segment[::-1] not in used}

    assert max(used.values()) == 1
    assert outside == set(segments(weldmere.county.ring))
    assert sum(twice_area(place.ring) for place in areas) == twice_area(weldmere.county.ring)


def test_outline_never_crosses_itself(weldmere: Geography) -> None:
    odd = [place.name for place in weldmere.places if place.kind != AreaKind.COUNTY and crossings(place.ring)]

    assert odd == []


def test_crossing_is_found_where_there_is_one() -> None:
    bow_tie = ((0, 0), (10, 10), (10, 0), (0, 10), (0, 0))

    assert crossings(bow_tie) == [(((0, 0), (10, 10)), ((10, 0), (0, 10)))]


def test_ward_lies_in_its_division_and_both_in_one_district(weldmere: Geography) -> None:
    places = {place.code: place for place in weldmere.places}

    for ward in weldmere.wards:
        division = places[weldmere.division_of[ward.code]]
        assert set(ward.cells) <= set(division.cells) <= set(places[ward.parent].cells)
        assert division.parent == ward.parent


def test_county_lies_where_britain_has_no_land(weldmere: Geography) -> None:
    westernmost = min(east for east, _north in weldmere.county.ring)

    assert westernmost > EASTERNMOST_LAND_OF_BRITAIN
    assert ORIGIN_EAST > EASTERNMOST_LAND_OF_BRITAIN


def test_codes_have_the_official_form_and_a_letter_nobody_issues(weldmere: Geography) -> None:
    given = [place.code for place in weldmere.places]

    assert codes.LETTER not in codes.OFFICIAL_LETTERS
    assert len(set(given)) == len(given)
    assert all(code[0] == codes.LETTER and code[1:].isdigit() and len(code) == 9 for code in given)


def test_names_of_a_kind_differ(weldmere: Geography) -> None:
    counted = Counter((place.kind, place.name) for place in weldmere.places)

    assert [name for name, times in counted.items() if times > 1] == []


def test_no_name_or_code_is_a_real_district_s_or_ward_s(weldmere: Geography) -> None:
    folder = Path(settings.REFERENCE_DATA) / "data" / "lookups"
    if not folder.is_dir():
        pytest.skip("needs the folder of reference data: COMMONWEAL_REFERENCE_DATA")
    real: set[str] = set()
    for file, columns in (
        ("la_all_codes.csv", ("LADCD", "LADNM", "UTLACD", "UTLANM")),
        ("ward_codes_kent_medway_all_years.csv", ("WDCD", "WDNM")),
    ):
        with (folder / file).open(newline="", encoding="utf-8-sig") as rows:
            real |= {row[column].casefold() for row in csv.DictReader(rows) for column in columns}

    invented = {words.casefold() for place in weldmere.places for words in (place.name, place.code)}

    assert len(real) > 500
    assert invented & real == set()


def test_figures_add_up_from_wards_to_the_county(weldmere: Geography) -> None:
    series = figures.invent(weldmere)

    assert [(each.slug, each.reference_on.year) for each in series] == [
        ("weldmere-count-2011", 2011),
        ("weldmere-count-2021", 2021),
        ("weldmere-estimate-2021", 2021),
        ("weldmere-estimate-2024", 2024),
    ]
    for each in series:
        total = each.counts[weldmere.county.code]
        for kind in (AreaKind.DISTRICT, AreaKind.WARD, AreaKind.DIVISION):
            assert sum(each.counts[place.code] for place in weldmere.places if place.kind == kind) == total
        for district in weldmere.districts:
            wards = [ward for ward in weldmere.wards if ward.parent == district.code]
            assert sum(each.counts[ward.code] for ward in wards) == each.counts[district.code]


def test_postcodes_are_of_an_area_that_royal_mail_has_not(weldmere: Geography) -> None:
    found = postcodes.invent(weldmere, figures.invent(weldmere)[-1].counts)

    written = [one.postcode for one in found]

    assert postcodes.AREA not in POSTCODE_AREAS
    assert all(text.startswith(postcodes.AREA) for text in written)
    assert len(set(written)) == len(written)
    assert 2_500 < len(written) < 3_500
    assert 60 < sum(one.ended_on is not None for one in found) < 200


def test_postcode_lies_in_its_ward(weldmere: Geography) -> None:
    rings = {ward.code: ward.ring for ward in weldmere.wards}

    found = postcodes.invent(weldmere, figures.invent(weldmere)[-1].counts)

    assert [one.postcode for one in found if not is_inside((one.easting, one.northing), rings[one.ward])] == []


def is_inside(point: Point, ring: Ring) -> bool:
    crossed = [
        side(start, end, point) * (1 if end[1] > start[1] else -1) > 0
        for start, end in segments(ring)
        if (start[1] > point[1]) != (end[1] > point[1])
    ]
    return sum(crossed) % 2 == 1
