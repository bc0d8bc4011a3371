"""The manual: every link leads somewhere, and every command, setting and path it names exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from django.core.management import get_commands

from commonweal.config import environment
from tools import check, testing
from tools.__main__ import COMMANDS

ROOT = Path(__file__).resolve().parents[2]

PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())

# What is about the tests and not about the service, so no operator's setting.
SETTINGS_OF_TESTS = testing.KEPT_SETTINGS | {"COMMONWEAL_KILL_SEED"}

FOLDERS = "src|tests|tools|assets|docs|benchmarks|deploy|locks|packs"

_FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\]]*\])*\]\(([^)\s]+)\)|(?:src|srcset|href)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_COMMAND = re.compile(r"\./run ([a-z]+)(?: ([a-z_]+))?")
_SETTING = re.compile(r"COMMONWEAL_[A-Z0-9_]*[A-Z0-9]")
_PATH = re.compile(rf"`((?:{FOLDERS})/[\w./-]*)`")


def without_code(text: str) -> str:
    return _CODE.sub("`…`", _FENCE.sub("", text))


@cache
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page's headings, as they are made where Markdown is shown: words in lower case, with dashes."""
    headings = _HEADING.findall(_FENCE.sub("", page.read_text()))
    return frozenset(re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings)


def dead_links(page: Path, text: str) -> Iterator[str]:
    for address in (markdown or html for markdown, html in _LINK.findall(without_code(text))):
        if re.match(r"[a-z]+:", address):
            continue
        path, _, anchor = address.partition("#")
        target = (page.parent / path).resolve() if path else page
        is_there = target.exists() and target.is_relative_to(ROOT)
        if not is_there or (anchor and anchor not in anchors(target)):
            yield address


def unknown_commands(text: str) -> Iterator[str]:
    inside = {"manage": {*get_commands(), "help"}, "check": set(check.CHECKS), "test": None, "bench": None}
    for name, word in _COMMAND.findall(text):
        known = inside.get(name)
        if name not in COMMANDS or (word and known is not None and word not in known):
            yield f"./run {name} {word}".strip()


def unknown_settings(text: str) -> list[str]:
    known = {setting.name for setting in environment.SETTINGS} | SETTINGS_OF_TESTS
    return sorted(set(_SETTING.findall(text)) - known)


def missing_paths(text: str) -> list[str]:
    return [path for path in _PATH.findall(text) if not (ROOT / path).exists()]


@each_page
def test_manual_leads_nowhere_that_is_not_there(page: Path) -> None:
    text = page.read_text()

    dead = list(dead_links(page, text))

    assert dead == []


@each_page
def test_manual_names_only_what_exists(page: Path) -> None:
    text = page.read_text()

    found = {
        "commands": list(unknown_commands(text)),
        "settings": unknown_settings(text),
        "paths": missing_paths(text),
    }

    assert found == {"commands": [], "settings": [], "paths": []}


def test_manual_is_reached_page_by_page_from_the_readme() -> None:
    reached: set[Path] = set()
    ahead = [ROOT / "README.md"]

    while ahead:
        page = ahead.pop()
        reached.add(page)
        links = (markdown or html for markdown, html in _LINK.findall(without_code(page.read_text())))
        targets = {(page.parent / link.partition("#")[0]).resolve() for link in links if "://" not in link}
        ahead += [target for target in targets if target.suffix == ".md" and target not in reached and target.exists()]

    assert [page.relative_to(ROOT).as_posix() for page in PAGES if page not in reached] == []


def test_screenshots_are_small() -> None:
    pictures = sorted((ROOT / "docs/images").glob("*.png"))

    assert pictures
    assert [picture.name for picture in pictures if picture.stat().st_size > 200_000] == []


# The test's own eyes.


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        ("[a](README.md) [b](docs/index.md#where-is-it)", []),
        ("[a](nowhere.md)", ["nowhere.md"]),
        ("[a](docs/index.md#nowhere)", ["docs/index.md#nowhere"]),
        ("![a](docs/images/nothing.png)", ["docs/images/nothing.png"]),
        ('<img src="assets/nothing.svg">', ["assets/nothing.svg"]),
        ("[`code`](nowhere.py)", ["nowhere.py"]),
        ("`[a](nowhere.md)` and https://example.org", []),
        ("[a](../outside.md)", ["../outside.md"]),
    ],
)
def test_link_in_the_manual(text: str, dead: list[str]) -> None:
    found = list(dead_links(ROOT / "README.md", text))

    assert found == dead


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("./run demo --fresh, ./run manage letters, ./run check types", []),
        ("./run dance", ["./run dance"]),
        ("./run manage dance", ["./run manage dance"]),
        ("./run check dancing", ["./run check dancing"]),
    ],
)
def test_command_in_the_manual(text: str, unknown: list[str]) -> None:
    found = list(unknown_commands(text))

    assert found == unknown


def test_setting_and_path_in_the_manual() -> None:
    text = "`COMMONWEAL_DANCE` COMMONWEAL_DATA_DIR `src/commonweal/dance.py` `src/commonweal/core/days.py`"

    found = unknown_settings(text), missing_paths(text)

    assert found == (["COMMONWEAL_DANCE"], ["src/commonweal/dance.py"])
