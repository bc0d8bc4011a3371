"""The colours of the identity: each on its ground as the manual says, and enough for what it is used for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

TEXT_LEAST = 4.5
EDGE_LEAST = 3.0

# Only divides; nothing is lost to whoever cannot see it.
DECORATION = {"line"}

EDGES = ("edges of", "the bar under")
"""How the manual begins what a colour is used for when it draws no letters."""

COLOURS = dict(
    re.findall(r"^\$([a-z-]+): (#[0-9a-f]{6});$", (ROOT / "assets/_identity.scss").read_text(), re.MULTILINE)
)

SHADES = re.findall(r"^  (\d): (#[0-9a-f]{6}),$", (ROOT / "assets/_maps.scss").read_text(), re.MULTILINE)
"""The shades of maps, by number."""


@dataclass(frozen=True)
class Pair:
    """A row of the manual's table: a colour, its ground, the contrast it claims, and what for."""

    colour: str
    ground: str
    claimed: str
    use: str

    @property
    def least(self) -> float:
        return EDGE_LEAST if self.use.startswith(EDGES) else TEXT_LEAST


def pairs() -> list[Pair]:
    manual = (ROOT / "docs/developers/pages.md").read_text()
    rows = re.findall(r"^\| ([a-z-]+) \| ([a-z-]+) \| ([\d.]+) \| (.+) \|$", manual, re.MULTILINE)
    return [Pair(*row) for row in rows]


def luminance(colour: str) -> float:
    """Relative luminance by the WCAG formula."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(colour: str, ground: str) -> float:
    darker, lighter = sorted((luminance(colour), luminance(ground)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("colour", "ground", "ratio"),
    [("#000000", "#ffffff", 21.0), ("#ffffff", "#ffffff", 1.0), ("#777777", "#ffffff", 4.48)],
)
def test_contrast_by_the_wcag_formula(colour: str, ground: str, ratio: float) -> None:
    computed = round(contrast(colour, ground), 2)

    assert computed == ratio


@pytest.mark.parametrize("pair", pairs(), ids=lambda pair: f"{pair.colour} on {pair.ground}")
def test_colour_on_its_ground_is_as_the_manual_says(pair: Pair) -> None:
    computed = contrast(COLOURS[pair.colour], COLOURS[pair.ground])

    assert f"{computed:.1f}" == pair.claimed
    assert computed >= pair.least


def test_every_colour_is_in_the_manual() -> None:
    named = {name for pair in pairs() for name in (pair.colour, pair.ground)}

    assert named == COLOURS.keys() - DECORATION


def test_visited_link_can_be_told_and_read() -> None:
    stylesheet = (ROOT / "assets/app.scss").read_text()

    [visited] = re.findall(r"link-visited: (#[0-9a-f]{6})", stylesheet)

    assert all(contrast(visited, COLOURS[ground]) >= TEXT_LEAST for ground in ("white", "chalk", "hop"))


def test_maps_have_five_shades_from_light_to_dark() -> None:
    brightness = [luminance(shade) for _number, shade in SHADES]

    assert [number for number, _shade in SHADES] == ["1", "2", "3", "4", "5"]
    assert brightness == sorted(brightness, reverse=True)


@pytest.mark.parametrize(("number", "shade"), SHADES)
def test_words_and_edges_on_a_shade_of_a_map(number: str, shade: str) -> None:
    words, edges = contrast(COLOURS["ink"], shade), contrast(COLOURS["weald-dark"], shade)

    assert (words >= TEXT_LEAST, edges >= EDGE_LEAST) == (True, True), number
