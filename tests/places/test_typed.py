"""What somebody means who types a postcode."""

from __future__ import annotations

import pytest

from commonweal.places.typed import postcodes_meant


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("SW1A 1AA", ["SW1A 1AA"]),
        ("sw1a1aa", ["SW1A 1AA"]),
        ("  m1   1ae ", ["M1 1AE"]),
        ("CR2-6XH", ["CR2 6XH"]),
        ("DN55 1PT", ["DN55 1PT"]),
        ("B33 8TH", ["B33 8TH"]),
        ("W1P 1HQ", ["W1P 1HQ"]),
        ("GIR 0AA", ["GIR 0AA", "G1R 0AA"]),
        ("MEI4 1XX", ["ME14 1XX"]),
        ("ME1O 1AA", ["ME1O 1AA", "ME10 1AA"]),
        ("CT1 OAA", ["CT1 0AA"]),
        ("S01 1AA", ["S01 1AA", "SO1 1AA"]),
        ("", []),
        ("SW1A", []),
        ("SW1A 1A", []),
        ("12345 678", []),
        ("SW1A 1AA 1AA", []),
        ("ŞW1A 1AA", []),
    ],
)
def test_postcode_typed_somehow(text: str, meant: list[str]) -> None:
    found = postcodes_meant(text)

    assert found == meant
