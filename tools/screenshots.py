"""`./run screenshots`: takes the pictures in docs/images anew, from a demonstration of its own in a real browser.

Nothing of the day or the machine is in a picture, so that it changes only when the page does.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

from tools.testing import BROWSERS

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "images"

WIDTH, HEIGHT, TALL = 1280, 800, 900
MOST_BYTES = 200_000

SECONDS_TO_START = 180
LOOK_SECONDS = 0.3


class NoPictureError(Exception):
    """A picture could not be taken; the message says what is missing."""


def main(_arguments: list[str]) -> int:
    """Take every picture; 1 when one cannot be taken."""
    try:
        with _demonstration() as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_chromium(), args=_words_for_browser())
            for name, go_there in PICTURES.items():
                page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
                page.goto(address)
                go_there(page)
                page.wait_for_load_state("networkidle")  # the typeface too
                _keep(name, page.screenshot())
                page.close()
            browser.close()
    except NoPictureError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _strategy(page: Page) -> None:
    """How the strategy stands: the chart and its table, without the line that says when it was checked."""
    page.get_by_role("link", name="Our strategy").first.click()
    page.locator(".cw-when").evaluate_all("lines => lines.forEach((line) => { line.style.visibility = 'hidden' })")
    page.set_viewport_size({"width": WIDTH, "height": TALL})
    page.get_by_role("search").evaluate("search => search.scrollIntoView()")


def _question(page: Page) -> None:
    """The first question of a request for another format, answered."""
    page.get_by_role("link", name="Ask for another format").first.click()
    page.get_by_role("button", name="Start now").click()
    page.locator("#id_wanted").fill("The letter about bus passes that came in March")


PICTURES: dict[str, Callable[[Page], None]] = {
    "strategy.png": _strategy,
    "question.png": _question,
}


def _keep(name: str, png: bytes) -> None:
    picture = Image.open(BytesIO(png)).convert("RGB")
    FOLDER.mkdir(parents=True, exist_ok=True)
    path = FOLDER / name
    picture.save(path, optimize=True)
    if path.stat().st_size > MOST_BYTES:
        raise NoPictureError(f"{name} has {path.stat().st_size:,} bytes; a picture here has at most {MOST_BYTES:,}")
    print(f"Took docs/images/{name} ({path.stat().st_size:,} bytes)")


def _chromium() -> str:
    found = os.environ.get("COMMONWEAL_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise NoPictureError("No Chromium found: apt install chromium, or set COMMONWEAL_CHROMIUM.")
    return found


def _words_for_browser() -> list[str]:
    # Chromium refuses to shut itself in when root starts it.
    return ["--no-sandbox"] if os.geteuid() == 0 else []


@contextmanager
def _demonstration() -> Iterator[str]:
    """The address of a demonstration in a folder of its own, ended and gone afterwards."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}/"
    command = [sys.executable, "-m", "tools", "demo", "--port", str(port)]
    with tempfile.TemporaryDirectory(prefix="commonweal-pictures-") as folder:
        environment = os.environ | {"COMMONWEAL_DATA_DIR": folder}
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
        try:
            _wait_for(address, process)
            yield address
        finally:
            process.terminate()
            process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while process.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(address, timeout=10):
                return
        except OSError:
            time.sleep(LOOK_SECONDS)
    raise NoPictureError("The demonstration did not start; ./run demo says why.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
