"""The checks that every page of a journey goes through, each on a page that was spoilt for it."""

from __future__ import annotations

import pytest

from tests.journeys.visits import PageNotFitError, Visit
from tests.platform.page_lint import PageFaultError

pytestmark = [pytest.mark.browser, pytest.mark.real_time]


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (
            (
                "document.querySelector('main').append(document.createElement('pre'));"
                "document.querySelector('pre').textContent = 'x'.repeat(500)"
            ),
            "runs off the side at 320",
        ),
        ("document.querySelector('main p').setAttribute('role', 'banana')", "aria-roles"),
        ("console.error('out of order')", "the browser says: out of order"),
        ("setTimeout(() => { throw new Error('slip') })", "script failed: slip"),
        ("new Image().src = 'http://127.0.0.1:9/spy.gif'", "Content Security Policy"),
        ("document.querySelector('main').setAttribute('aria-labelledby', 'nobody')", "points at nothing"),
        ("document.querySelector('main').insertAdjacentHTML('beforeend', '<input>')", "has no label"),
    ],
)
def test_spoilt_page_is_found_out(spoil: str, words: str, visit: Visit) -> None:
    visit.open("/about/")

    visit.page.evaluate(spoil)
    visit.page.wait_for_timeout(100)

    with pytest.raises((PageNotFitError, PageFaultError), match=words):
        visit.check()
    visit.troubles.clear()


def test_page_that_was_not_checked_is_found_out(visit: Visit) -> None:
    visit.open("/about/")

    visit.page.goto(visit.address + "/contact/")

    with pytest.raises(PageNotFitError, match="1 pages at the end"):
        visit.close()
    visit.check()
