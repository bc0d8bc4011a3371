"""Money is whole pence, always; pounds exist only on the screen and in what people type."""

import re

from django.utils.translation import gettext as _

# Digits are 0 to 9 only: Python would read those of other scripts too, and people could not check them on the screen.
_POUNDS = re.compile(r"£?\s*(?P<pounds>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<pence>[0-9]{2}))?")

LARGEST_PENCE = 10**14
"""A million million pounds: more than any council has, and far below what a database column holds."""

LONGEST_POUNDS = len(str(LARGEST_PENCE))


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
    match = _POUNDS.fullmatch(text.strip())
    if match is None:
        raise NotMoneyError(_("Enter an amount in pounds, for example 1250 or 1250.50"))
    digits = match["pounds"].replace(",", "").lstrip("0")
    # Length first: Python itself refuses to read thousands of digits, and not in words for a person.
    pence = int(digits or 0) * 100 + int(match["pence"] or 0) if len(digits) < LONGEST_POUNDS else None
    if pence is None or pence > LARGEST_PENCE:
        raise NotMoneyError(_("Enter a smaller amount"))
    return pence
