"""`./run docs`: writes docs/reference anew from the code; with `--check`, only says whether it is in step.

Each page is a module of its name in this package, whose `text` gives the whole of it. A page is added by such a module
and its name in PAGES.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

import django

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"

PAGES = (
    "assessment",
    "commands",
    "house_rules",
    "jobs",
    "journeys",
    "pages",
    "processing",
    "roles",
    "rules",
    "settings",
    "tables",
    "words",
)


def main(arguments: list[str]) -> int:
    """Write every page; with `--check` only name those that are not as the code would write them, 1 when any is."""
    texts = {f"{name.replace('_', '-')}.md": text for name, text in written().items()}
    late = [name for name, text in texts.items() if not _is_in_step(name, text)]
    if "--check" in arguments:
        for name in late:
            print(f"docs/reference/{name} is not in step with the code: run ./run docs", file=sys.stderr)
        return 1 if late else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in late:
        (FOLDER / name).write_text(texts[name])
        print(f"Wrote docs/reference/{name}")
    return 0


def written() -> dict[str, str]:
    """Every page by its name, as the code would write it now."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    django.setup()
    # Only now: what the pages are written from can be loaded once Django is set up.
    return {name: str(importlib.import_module(f"tools.reference.{name}").text()) for name in PAGES}


def _is_in_step(name: str, text: str) -> bool:
    page = FOLDER / name
    return page.is_file() and page.read_text() == text
