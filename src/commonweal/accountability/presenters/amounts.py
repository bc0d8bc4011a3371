"""Numbers of a pack in words: with their unit, and with what the text said of how exact they are. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _


def amount(value: object, unit: str = "") -> str:
    """`207720` and `£` as `£207,720`, `62.5` and `%` as `62.5%`, `3` and `months` as `3 months`; words as they are."""
    said = f"{value:,}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value)
    if unit == "£" or unit.startswith("£ "):
        return f"£{said}{unit[1:]}"
    return f"{said}%" if unit == "%" else f"{said} {unit}".strip()


def figure_words(figure: Mapping[str, object]) -> str:
    """A figure of a fact, with “at least” or “up to” where the text says so."""
    said = amount(figure["value"], str(figure["unit"]))
    if figure.get("at_least"):
        return _("at least %(amount)s") % {"amount": said}
    if figure.get("at_most"):
        return _("up to %(amount)s") % {"amount": said}
    return said
