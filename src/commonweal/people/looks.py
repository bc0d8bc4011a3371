"""A body's own look: its logo, its colour and its name, for the pages of the part it runs itself.

A view hands `look=looks.of(body)` to `page`, and the frame does the rest. The colour comes as a stylesheet with an
address of its own, because nothing is painted from within a page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.urls import reverse

from commonweal.people.models import Body

LEAST_CONTRAST = 4.5
_COLOUR = re.compile("#[0-9a-f]{6}")


@dataclass(frozen=True)
class Look:
    """What the frame shows of a body: its name, the address of its stylesheet, and of its logo where it has one."""

    name: str
    home: str
    stylesheet: str
    logo: str = ""


def of(body: Body) -> Look | None:
    """The body's own look; None where it keeps the council's."""
    if not body.has_own_look:
        return None
    words = {"slug": body.slug}
    return Look(
        name=body.name,
        home=reverse("people:body_record", kwargs=words),
        stylesheet=f"{reverse('people:body_look', kwargs=words)}?{body.colour.removeprefix('#')}",
        logo=f"{reverse('people:body_logo', kwargs=words)}?{body.logo.sha256[:12]}" if body.logo else "",
    )


def tidy_colour(typed: str) -> str | None:
    """The colour as `#16211c`, however it was typed; None for what is no colour."""
    text = typed.strip().lower()
    text = text if text.startswith("#") else f"#{text}"
    if re.fullmatch("#[0-9a-f]{3}", text):
        text = "#" + "".join(figure * 2 for figure in text[1:])
    return text if _COLOUR.fullmatch(text) else None


def contrast_with_white(colour: str) -> float:
    """The contrast of a colour with white, by the WCAG formula: 1 for white, 21 for black."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def stylesheet(colour: str) -> str:
    """The rules that turn the frame into a body's colour. Raises ValueError for what is no colour."""
    if not _COLOUR.fullmatch(colour):
        raise ValueError("not a colour")
    return (
        f".cw-header,.govuk-panel--confirmation{{background:{colour}}}\n"
        f".cw-strip .govuk-service-navigation__item--active,.cw-doors__door,.cw-look__mark{{border-color:{colour}}}\n"
        f".govuk-button:not(.govuk-button--secondary):not(.govuk-button--warning):not(:focus)"
        f"{{background:{colour};box-shadow:0 2px 0 {colour}}}\n"
    )
