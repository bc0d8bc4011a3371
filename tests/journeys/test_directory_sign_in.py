"""Signing in through a council's own directory, in a real browser that holds our forms to where they may lead."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests import running
from tests.journeys.conftest import DESKTOP, PATIENCE_MILLISECONDS
from tests.journeys.visits import Visit
from tests.running import House
from tests.sign_in import directory_service

pytestmark = [pytest.mark.browser, pytest.mark.real_time]

# Somebody whom both the directory and the house know, with a role that asks for a second step.
MAKE = """
import django
django.setup()
from django.utils import timezone
from tests.factories import sign_in
sign_in.officer(at=timezone.now())
"""


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A house whose council has a directory."""
    with directory_service.started() as issuer:
        settings: dict[str, Any] = {  # as the house takes them
            "COMMONWEAL_DIRECTORY_ISSUER": issuer,
            "COMMONWEAL_DIRECTORY_CLIENT": directory_service.CLIENT,
            "COMMONWEAL_DIRECTORY_SECRET": directory_service.SECRET,
            "COMMONWEAL_DIRECTORY_LABEL": directory_service.LABEL,
            "COMMONWEAL_DIRECTORY_SECOND_STEP": "two-factors",
        }
        folder = tmp_path_factory.mktemp("council")
        with running.started(folder, workers=0, postgres=running.chosen_postgres(), **settings) as house:
            house.run("-c", MAKE)
            yield house


@pytest.fixture
def at_work(council: House, browser: Browser) -> Iterator[Visit]:
    """A window on that house. What is neither its nor the directory's is not fetched: the directory is a stranger's."""
    options: dict[str, Any] = {"locale": "en-GB", "viewport": DESKTOP}  # a context has many, of every type
    context = browser.new_context(**options)
    context.set_default_timeout(PATIENCE_MILLISECONDS)
    context.route(lambda address: not address.startswith(f"http://{running.HOST}:"), lambda route: route.abort())
    visit = Visit(context.new_page(), council.address)
    yield visit
    context.close()
    visit.close()


def test_directory_with_its_own_second_step_opens_the_account(at_work: Visit) -> None:
    at_work.open("/sign-in/?next=/account/sign-in/")

    at_work.leave_by(directory_service.LABEL)
    at_work.come_back_by("asha-strong")

    assert (at_work.path, at_work.heading) == ("/account/sign-in/", "How you sign in")


def test_directory_without_a_second_step_leads_to_ours(at_work: Visit) -> None:
    at_work.open("/sign-in/")

    at_work.leave_by(directory_service.LABEL)
    at_work.come_back_by("asha")

    assert (at_work.path, at_work.heading) == ("/sign-in/second-step/set-up/", "Set up a second step")


@pytest.mark.parametrize(
    ("pressed", "heading"),
    [
        ("Deny", f"You did not sign in with {directory_service.LABEL}"),
        ("stranger", "There is no account for you here yet"),
        ("asha-unverified", "There is no account for you here yet"),
    ],
)
def test_whom_the_directory_does_not_vouch_for_is_told_what_to_do(pressed: str, heading: str, at_work: Visit) -> None:
    at_work.open("/sign-in/")

    at_work.leave_by(directory_service.LABEL)
    at_work.come_back_by(pressed)
    told = at_work.heading
    at_work.press("Back to signing in")

    assert told == heading
    assert (at_work.path, at_work.heading) == ("/sign-in/", "Sign in")


def test_form_may_lead_to_the_directory_and_nowhere_else(at_work: Visit) -> None:
    at_work.open("/sign-in/")
    form = at_work.page.locator("form", has_text=directory_service.LABEL)

    with at_work.page.expect_console_message(lambda message: "form-action" in message.text):
        form.evaluate("form => { form.action = 'http://127.0.0.1:9/elsewhere'; form.requestSubmit(); }")

    assert at_work.path == "/sign-in/"
    at_work.troubles.clear()
