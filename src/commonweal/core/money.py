"""Money is whole pence, always; pounds exist only on the screen and in what people type."""

import re

_POUNDS = re.compile(r"£?\s*(?P<pounds>\d{1,3}(?:,\d{3})+|\d+)(?:\.(?P<pence>\d{2}))?")

LARGEST_PENCE = 10**14
"""A million million pounds: more than any council has, and far below what a database column holds."""


class NotMoneyError(ValueError):
    """What was typed cannot be read as an amount; the message says what to type."""


def show_pence(pence: int) -> str:
    """`125000` as `£1,250`, `125050` as `£1,250.50`, `-300` as `−£3`."""
    pounds, rest = divmod(abs(pence), 100)
    sign = "−" if pence < 0 else ""
    return f"{sign}£{pounds:,}" + (f".{rest:02}" if rest else "")


def read_pounds(text: str) -> int:
    """The pence in an amount as people type it: `£1,250`, `1250.50`, ` 12 `.

    Raises NotMoneyError with a sentence for the person. A half-typed decimal (`12.5`) is refused, not guessed at.
    """
    match = _POUNDS.fullmatch(text.strip()) if text.isascii() or "£" in text else None
    if match is None:
        raise NotMoneyError("Enter an amount in pounds, for example 1250 or 1250.50")
    pence = int(match["pounds"].replace(",", "")) * 100 + int(match["pence"] or 0)
    if pence > LARGEST_PENCE:
        raise NotMoneyError("Enter a smaller amount")
    return pence
