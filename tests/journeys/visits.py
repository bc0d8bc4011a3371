"""A person's window on the house: they open, press, follow and type, and every page they meet is checked.

What is checked of every page: the accessibility checker finds nothing, nothing runs off the side at 320 and at 1280
pixels, the page lint holds, the browser reports no error, and nothing is fetched from anywhere else.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Locator, Page, Request

from tests.platform.page_lint import check_page

WIDTHS = (320, 1280)

BETWEEN_HEADER_AND_FOOTER = ".cw-ground"

STATUS_IS_NO_ERROR = re.compile(r"Failed to load resource: the server responded with a status of (403|404|422) ")
"""How the browser tells of a page that refuses; the tests say themselves which status they expect."""


class PageNotFitError(AssertionError):
    """A page has something wrong with it; the message says which page, what, and where on it."""


@dataclass(frozen=True)
class Known:
    """A finding of the checker that is not ours to mend: which rule, on markup like what, and why it is let stand."""

    rule: str
    markup: str
    reason: str


KNOWN = (
    Known(
        "region",
        r'<a href="[^"]*" class="govuk-back-link"',
        "The design system puts the back link between the header and main, so that the skip link leads past it.",
    ),
    Known(
        "aria-allowed-attr",
        r'<input class="govuk-radios__input"[^>]* aria-expanded=',
        "GOV.UK Frontend says with aria-expanded that a radio opens a question; ARIA has no such attribute on radios."
        " Tested by them with screen readers, and kept: alphagov/govuk-frontend issue 979.",
    ),
)

# In forced colours every colour is the person's own, and the checker would judge those.
RUN_CHECKER = """
() => axe.run(document, {
  resultTypes: ["violations"],
  rules: {"color-contrast": {enabled: !matchMedia("(forced-colors: active)").matches}},
})
"""
RUNS_OFF_THE_SIDE = """
() => {
  const page = document.documentElement;
  const wide = [...document.querySelectorAll("body *")]
    .filter((each) => each.getBoundingClientRect().right > page.clientWidth + 1)
    .filter((each) => !each.closest(".govuk-visually-hidden, .govuk-skip-link, .cw-cards .govuk-table__head"))
    .filter((each) => !each.closest(".cw-wide > .govuk-table"))  // it moves in a frame of its own
    .map((each) => each.outerHTML.slice(0, 120));
  return page.scrollWidth > page.clientWidth ? [`the page is ${page.scrollWidth} wide`, ...wide] : wide;
}
"""
IS_CUT_OFF = """
() => [...document.querySelectorAll("main *, header *, footer *")]
  .filter((each) => !each.closest(".govuk-visually-hidden, .govuk-skip-link, .cw-cards .govuk-table__head"))
  .filter((each) => each.innerText)
  .filter((each) => ["hidden", "clip"].includes(getComputedStyle(each).overflowX))
  .filter((each) => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
  .map((each) => each.outerHTML.slice(0, 120))
"""


@dataclass
class Visit:
    """One window. `runs_scripts` is False where scripts are switched off; the checker needs them and is left out."""

    page: Page
    address: str
    runs_scripts: bool = True
    troubles: list[str] = field(default_factory=list)
    loaded: int = 0
    checked: int = 0
    is_away: bool = False

    def __post_init__(self) -> None:
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.troubles.append(f"script failed: {error}"))
        self.page.on("request", self._note_request)
        self.page.on("domcontentloaded", lambda _page: self._note_loaded())

    def open(self, path: str) -> int:
        """Open an address of the house, or a whole address that leads to it; the status of the answer."""
        response = self.page.goto(path if path.startswith("http") else self.address + path)
        assert response is not None
        self.check()
        return response.status

    def press(self, name: str) -> None:
        """Press the button `name`, or the link that looks and is read as one, and wait for the page it leads to."""
        self.go(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str) -> None:
        """Follow the link `name` between header and footer, and wait for the page it leads to."""
        self.go(self.page.locator(BETWEEN_HEADER_AND_FOOTER).get_by_role("link", name=name, exact=True))

    def go(self, target: Locator) -> None:
        """Press what leads to another page, wait for it, and check it."""
        with self.page.expect_navigation():
            target.click()
        self.check()

    def leave_by(self, name: str) -> None:
        """Press the button `name`, which leads to somebody else's house; what is there is not ours to check."""
        self.is_away = True
        with self.page.expect_navigation(url=lambda to: not to.startswith(self.address)):
            self.page.get_by_role("button", name=name, exact=True).click()

    def come_back_by(self, name: str) -> None:
        """Press the button `name` in the other house, and wait for the page of ours that it leads back to."""
        with self.page.expect_navigation(url=lambda to: to.startswith(self.address)):
            self.page.get_by_role("button", name=name, exact=True).click()
        self.is_away = False
        self.check()

    def go_back(self) -> None:
        """Use the browser's own button."""
        self.page.go_back()
        self.check()

    def type(self, label: str, text: str) -> None:
        """Type an answer."""
        self.page.get_by_label(label).fill(text)

    def choose(self, label: str) -> None:
        """Choose one of the answers."""
        self.page.get_by_label(label, exact=True).check()

    @property
    def path(self) -> str:
        """Where the person is."""
        return urlsplit(self.page.url).path

    @property
    def heading(self) -> str:
        """The one heading of the page."""
        return self.page.locator("h1").inner_text()

    @property
    def words(self) -> str:
        """What the page says about its subject."""
        return self.page.locator("main").inner_text()

    @property
    def errors(self) -> list[str]:
        """What the error summary says."""
        return self.page.locator(".govuk-error-summary__list li").all_inner_texts()

    def check(self) -> None:
        """Check the page as it now is. Raises PageNotFitError or PageFaultError."""
        self.checked = self.loaded
        check_page(self.page.content(), address=self.page.url)
        faults = [*self.troubles, *self._sideways()]
        if self.runs_scripts:
            faults += self._findings()
        if faults:
            raise PageNotFitError(f"{self.page.url} ({self.page.title()})\n  " + "\n  ".join(faults))

    def close(self) -> None:
        """End the visit. Raises PageNotFitError when a page was met and not checked, or trouble came late."""
        if self.checked != self.loaded:
            raise PageNotFitError(f"{self.loaded - self.checked} pages at the end of the visit were not checked")
        if self.troubles:
            raise PageNotFitError("\n".join(self.troubles))

    def _sideways(self) -> list[str]:
        window = self.page.viewport_size
        assert window is not None
        faults: list[str] = []
        for width in {window["width"], *WIDTHS}:
            self.page.set_viewport_size({"width": width, "height": window["height"]})
            faults += [f"runs off the side at {width}: {each}" for each in self.page.evaluate(RUNS_OFF_THE_SIDE)]
            faults += [f"is cut off at {width}: {each}" for each in self.page.evaluate(IS_CUT_OFF)]
        self.page.set_viewport_size(window)
        return faults

    def _findings(self) -> list[str]:
        self.page.evaluate(AXE_SCRIPT)
        found = self.page.evaluate(RUN_CHECKER)
        return [
            f"{violation['id']}: {violation['help']}: {node['html'][:200]}"
            for violation in found["violations"]
            for node in violation["nodes"]
            if not any(known.rule == violation["id"] and re.match(known.markup, node["html"]) for known in KNOWN)
        ]

    def _note_console(self, message: ConsoleMessage) -> None:
        is_status = STATUS_IS_NO_ERROR.match(message.text) and message.location["url"] == self.page.url
        if message.type in {"error", "warning"} and not is_status and not self.is_away:
            self.troubles.append(f"the browser says: {message.text}")

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith((self.address, "data:")) and not self.is_away:
            self.troubles.append(f"fetched from elsewhere: {request.url}")

    def _note_loaded(self) -> None:
        if self.loaded != self.checked and not self.is_away:
            self.troubles.append("a page was left before it was checked")
        self.loaded += 1
