"""The codes themselves: made, written down in groups, and read however somebody types them."""

from __future__ import annotations

import secrets
import unicodedata

from commonweal.core.digests import keyed_digest

FIGURES = 8
"""Of a code by e-mail. Figures only: a telephone shows its number pad, and a voice on the line is not misheard."""

RECOVERY_CHARACTERS = 10

_RECOVERY_ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"

# What people type, or a mail program's typeface shows, for figures.
_LOOKALIKES = str.maketrans({"O": "0", "I": "1", "L": "1", "|": "1"})


def new_code() -> str:
    """A code for an e-mail: random figures."""
    return "".join(secrets.choice("0123456789") for _ in range(FIGURES))


def in_groups(code: str) -> str:
    """`code` in groups of four, as it is read best: `1234 5678`."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def as_figures(typed: str) -> str:
    """What somebody meant who typed a code of figures: without spaces and dashes, O read as 0, I and l as 1."""
    folded = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in folded if sign.isalnum() or sign == "|").translate(_LOOKALIKES)


def new_recovery_code() -> str:
    """A code to keep on paper: `7QK2M-9XDAB`."""
    code = "".join(secrets.choice(_RECOVERY_ALPHABET) for _ in range(RECOVERY_CHARACTERS))
    return f"{code[:5]}-{code[5:]}"


def as_recovery_code(typed: str) -> str:
    """What somebody meant who typed a recovery code: capitals, no spaces or dashes."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())


def code_digest(code: str, *, contact_digest: str) -> str:
    """What the database keeps of a code: the same code for another address gives another word."""
    return keyed_digest(f"{contact_digest}:{code}", purpose="sign-in code")


def recovery_digest(code: str, *, person: str) -> str:
    """What the database keeps of a recovery code of the person with the reference `person`."""
    return keyed_digest(f"{person}:{as_recovery_code(code)}", purpose="recovery code")


def browser_digest(key: str) -> str:
    """What the database keeps of the key that a browser's session holds while it waits for a code."""
    return keyed_digest(key, purpose="sign-in browser")


def session_digest(key: str) -> str:
    """What the database keeps of the key of a session."""
    return keyed_digest(key, purpose="session")
