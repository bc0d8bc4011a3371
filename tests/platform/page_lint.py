"""The page lint: every HTML answer of every test is held against the rules in `page_rules.py`.

The test client does it by itself (`tests/conftest.py`); a journey calls `check_page` with what the browser holds.
"""

from __future__ import annotations

import re
from functools import lru_cache

from tests.platform.page_rules import RULES
from tests.platform.parsed_page import Page


class PageFaultError(AssertionError):
    """A page breaks the page lint; the message lists every fault."""


def faults_of(markup: str) -> list[str]:
    """Every fault of a whole page, each in one line that begins with its rule's name."""
    page = Page(markup)
    return [f"{name}: {fault}" for name, each in RULES.items() for fault in each.faults(page)]


# Each page has its own token in its forms; but for that, many are the same page again and need no second reading.
_TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')

_faults_of_same = lru_cache(maxsize=256)(faults_of)


def check_page(markup: str, *, address: str) -> None:
    """Raises PageFaultError when the page at `address` breaks a rule."""
    faults = _faults_of_same(_TOKEN.sub(r"\1one", markup))
    if faults:
        raise PageFaultError(f"{address} breaks the page lint:\n  " + "\n  ".join(faults))
