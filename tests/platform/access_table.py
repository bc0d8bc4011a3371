"""Who gets in where: every address, every method and every kind of person, in one table.

A new address that is not here fails the suite. A row names the address, how to make the words in it, and what each
person is answered for each method it has; any other method is answered 405. To add a page that everybody may read,
add its name to `OPEN_PAGES`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories import accountability as make
from tests.factories.accountability import Asked


class Persona(StrEnum):
    """Who asks."""

    VISITOR = "visitor, with a key that was never given out"
    HOLDER = "guest, with the key of this request"
    OTHER = "guest, with the key of somebody else's request"


V, H, O = Persona  # noqa: E741  # short, so that the table reads as one

Answers = dict[Persona, int]


@dataclass(frozen=True)
class World:
    """What there is to be seen: one guest's requests, and another guest's."""

    draft: Asked
    sent: Asked
    others_draft: Asked
    others_sent: Asked


SECRET = "Zebra crossing consultation"
"""What the holder asked for; nobody else may ever read it."""


def make_world(at: datetime) -> World:
    """The world of the table, made through operations as people would."""

    def answers(wanted: str) -> dict[str, Any]:
        picture = SimpleUploadedFile("page.png", one_pixel(), "image/png")
        return {"wanted": wanted, "document": picture, "name": f"Asker of {wanted}", "contact": "ann@example.org"}

    return World(
        draft=make.answered(at=at, **answers(SECRET)),
        sent=make.sent(at=at, **answers(SECRET)),
        others_draft=make.answered(at=at, **answers("Bus timetable")),
        others_sent=make.sent(at=at, **answers("Bus timetable")),
    )


def one_pixel() -> bytes:
    """The smallest picture there is."""
    picture = BytesIO()
    Image.new("RGB", (1, 1)).save(picture, "PNG")
    return picture.getvalue()


Words = Callable[[World, Persona], dict[str, str]]
"""The words in an address, for a persona in the world."""


@dataclass(frozen=True)
class Row:
    """One address: how it is made for each persona, and what they are answered for each method."""

    name: str
    words: Words
    answers: dict[str, Answers]


def no_words(_world: World, _persona: Persona) -> dict[str, str]:
    """For an address without any."""
    return {}


def draft_key(world: World, persona: Persona) -> dict[str, str]:
    """The key of a request that was not sent yet: one's own, or one that was never given out."""
    return {"key": {V: "never-given-out", H: world.draft.key, O: world.others_draft.key}[persona]}


def sent_key(world: World, persona: Persona) -> dict[str, str]:
    """The key of a request that was sent."""
    return {"key": {V: "never-given-out", H: world.sent.key, O: world.others_sent.key}[persona]}


def everybody(status: int) -> Answers:
    """The same for all."""
    return dict.fromkeys(Persona, status)


def holders(status: int) -> Answers:
    """`status` for those whose request it is; for a made-up key there is no such page."""
    return {V: 404, H: status, O: status}


OPEN_PAGES = (
    "portal:home",
    "portal:search",
    "portal:about",
    "portal:contact",
    "portal:accessibility",
    "portal:privacy",
    "portal:cookies",
    "portal:open_data",
    "portal:robots",
    "core:health_live",
    "core:health_ready",
)

TABLE = (
    *(Row(name, no_words, {"GET": everybody(200)}) for name in OPEN_PAGES),
    # Only a demonstration shows the letters it sent.
    Row("portal:demonstration_letters", no_words, {"GET": everybody(404)}),
    Row("portal:demonstration_letter", lambda _world, _persona: {"ref": "LE-2222-2222"}, {"GET": everybody(404)}),
    Row("accountability:format_start", no_words, {"GET": everybody(200), "POST": everybody(302)}),
    Row("accountability:format_what", draft_key, {"GET": holders(200), "POST": holders(422)}),
    Row("accountability:format_which", draft_key, {"GET": holders(200), "POST": holders(422)}),
    Row("accountability:format_reach", draft_key, {"GET": holders(200), "POST": holders(422)}),
    Row("accountability:format_check", draft_key, {"GET": holders(200), "POST": holders(302)}),
    Row("accountability:format_sent", sent_key, {"GET": holders(200)}),
    Row("accountability:format_record", sent_key, {"GET": holders(200)}),
    Row("accountability:format_withdraw", sent_key, {"GET": holders(200), "POST": holders(302)}),
    Row("accountability:format_document", sent_key, {"GET": holders(200)}),
    Row("accountability:format_remove_document", draft_key, {"GET": holders(200), "POST": holders(302)}),
)
