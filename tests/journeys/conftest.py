"""A house with a worker and a mail server, and windows on it in a real browser."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests import running
from tests.journeys.visits import Visit
from tests.running import House

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE_MILLISECONDS = 20_000

TELEPHONE = {"width": 320, "height": 640}
DESKTOP = {"width": 1280, "height": 800}

OpenWindow = Callable[..., Visit]


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """One house for all journeys: each goes its own way in it, as people do."""
    with running.started(tmp_path_factory.mktemp("house"), postgres=running.chosen_postgres()) as one:
        yield one


# For a module and not longer: while it runs, Django takes this thread for an asynchronous one.
@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """The system's Chromium, without a window."""
    program = os.environ.get("COMMONWEAL_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if program is None:
        pytest.skip("No Chromium found: apt install chromium, or set COMMONWEAL_CHROMIUM.")
    words = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
    words += ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=program, args=words)
        yield one
        one.close()


@pytest.fixture
def open_window(house: House, browser: Browser) -> Iterator[OpenWindow]:
    """Opens windows, each with cookies of its own, for the options of a Playwright context."""
    visits: list[Visit] = []

    def open_one(**options: Any) -> Visit:  # a context has many options, of every type
        context = browser.new_context(locale="en-GB", **{"viewport": DESKTOP, **options})
        context.set_default_timeout(PATIENCE_MILLISECONDS)
        visits.append(Visit(context.new_page(), house.address, options.get("java_script_enabled", True)))
        return visits[-1]

    said_before = len(house.errors)
    yield open_one
    for visit in visits:
        visit.page.context.close()
    for visit in visits:
        visit.close()
    assert house.errors[said_before:] == []


@pytest.fixture
def visit(open_window: OpenWindow) -> Visit:
    """A window 1280 pixels wide."""
    return open_window()


@pytest.fixture
def telephone(open_window: OpenWindow) -> Visit:
    """A window 320 pixels wide that is touched."""
    return open_window(viewport=TELEPHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def photo() -> bytes:
    """A photograph as a telephone would send it, only smaller."""
    content = BytesIO()
    Image.new("RGB", (40, 30), (120, 160, 90)).save(content, "JPEG")
    return content.getvalue()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the end of the house's logs beside what failed."""
    report = yield
    house = getattr(item, "funcargs", {}).get("house")
    if report.failed and isinstance(house, House):
        report.sections.append(("the house said", house.last_lines))
    return report
