"""The invented county as visitors meet it: a demonstration that runs, and people who sign in to it by its own pages."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page

from commonweal.demonstration.society.personas import Persona, Way
from tests import running
from tests.journeys.visits import Visit

IS_READY = "To stop it: Ctrl-C."
PATIENCE_SECONDS = 240

CODE = re.compile(r"\b[0-9]{4} [0-9]{4}\b")


@contextmanager
def started(folder: Path) -> Iterator[str]:
    """The address of a demonstration in `folder` while the block runs. Raises AssertionError when it does not start."""
    port = running.free_port()
    said_in = folder / "said"
    with said_in.open("wb") as said:
        process = subprocess.Popen(
            [sys.executable, "-m", "tools", "demo", "--port", str(port)],
            cwd=running.ROOT,
            env=os.environ | {"COMMONWEAL_DATA_DIR": str(folder), "PYTHONUNBUFFERED": "1"},
            stdout=said,
            stderr=subprocess.STDOUT,
        )
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while IS_READY not in said_in.read_text() and process.poll() is None and time.monotonic() < deadline:
            time.sleep(running.LOOK_SECONDS)
        assert IS_READY in said_in.read_text(), said_in.read_text()
        yield f"http://{running.HOST}:{port}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE_SECONDS)


def come_in(visit: Visit, who: Persona) -> None:
    """Sign in as `who` in their own way, as the demonstration's pages say."""
    if who.way is Way.NOT:
        return
    visit.open("/sign-in/")
    visit.type("Your e-mail address", who.address)
    visit.press("Send me a code")
    letters = visit.page.context.new_page()
    code = _code_for(letters, visit.address, who.address)
    visit.type("What is the code?", code)
    visit.press("Sign in")
    if who.way is Way.CODE_AND_AUTHENTICATOR:
        shown = _show_app(visit, letters, who.name)
        if visit.errors:  # its half minute was over before it was typed, or another test used it in the same one
            running.wait_until(
                lambda: _app_of(letters, visit.address, who.name) != shown, seconds=40, what="the next code"
            )
            _show_app(visit, letters, who.name)
    letters.close()


def _code_for(window: Page, house: str, address: str) -> str:
    """The code in the newest letter to `address`, once it is there. Raises TimeoutError."""
    letter = window.locator("li.cw-results__result", has_text=f"To {address}").first

    def is_there() -> bool:
        window.goto(f"{house}/demonstration/letters/")
        return letter.count() > 0

    running.wait_until(is_there, seconds=20, what=f"a letter to {address}")
    letter.get_by_role("link").click()
    found = CODE.search(window.locator("main").inner_text())
    assert found is not None
    return found[0]


def _show_app(visit: Visit, window: Page, name: str) -> str:
    """Type what the code app shows, and say what that was."""
    code = _app_of(window, visit.address, name)
    visit.type("What does your code app show?", code)
    visit.press("Go on")
    return code


def _app_of(window: Page, house: str, name: str) -> str:
    """What the code app of the person called `name` shows now."""
    window.goto(f"{house}/demonstration/people/")
    window.get_by_role("link", name=f"How to sign in as {name}", exact=True).click()
    return window.locator("main li .cw-reference").inner_text()
