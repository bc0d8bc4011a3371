"""The steps of asking for another format that several journeys share."""

from __future__ import annotations

import json
import re
import secrets
from email.message import EmailMessage

from django.conf import settings

from tests import running
from tests.journeys.visits import Visit
from tests.running import House

START = "/another-format/"


def an_address() -> str:
    """An e-mail address that nobody else has."""
    return f"{secrets.token_hex(6)}@resident.example"


def begin(visit: Visit) -> str:
    """From the first page to the first question; the address that all pages of the request begin with."""
    visit.open(START)
    visit.press("Start now")
    return visit.path.removesuffix("what/")


def answer_all(visit: Visit, *, email: str) -> str:
    """From the first page to the one that shows all answers; as `begin`."""
    base = begin(visit)
    visit.type("What would you like in another format?", "The letter about our hall.")
    visit.press("Save and go on")
    visit.choose("Large print")
    visit.press("Save and go on")
    visit.choose("E-mail")
    visit.type("E-mail address", email)
    visit.press("Save and go on")
    return base


def text_of(letter: EmailMessage) -> str:
    """The plain text of a letter."""
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(letter: EmailMessage) -> str:
    """The private link in a letter."""
    found = re.search(r"http://\S+/another-format/\S+", text_of(letter))
    assert found is not None
    return found[0]


def letters_about(reference: str, house: House) -> list[EmailMessage]:
    """Every letter to the council's own team about the request `reference`, once no job is left to be done."""
    team: str = settings.CONTACT_EMAIL
    return [letter for letter in letters_in_the_end(house, team) if reference in letter["Subject"]]


def letters_in_the_end(house: House, address: str) -> list[EmailMessage]:
    """Every letter for `address`, once no job is left to be done."""
    let_jobs_finish(house)
    return house.mailbox.to(address)


def let_jobs_finish(house: House) -> None:
    """Return when the worker has nothing left to do. Raises TimeoutError when it goes on and on."""

    def is_quiet() -> bool:
        left = json.loads(house.run("-m", "tests.platform.house_account", "quiet"))
        return not (left["due"] or left["begun"])

    running.wait_until(is_quiet, seconds=60, what="the jobs to be done")
