"""The one way each e-mail address and telephone number is written down, however it was typed.

What the limits count and the letters go to is this form: an address typed in another script's full-width letters, or a
number with other dashes, is the same address and the same number.
"""

from __future__ import annotations

import re
import unicodedata

MOST_IN_AN_ADDRESS = 254
"""Characters; what a mail server takes (RFC 5321)."""

LONGEST_DOMAIN = 253

# What may stand before the @ without quotation marks, at most 64 characters. Letters of other scripts are refused as
# typed and not folded: few servers take them, and folding `ſ` or `ı` into an `s` or an `i` would write to a stranger.
_LOCAL = re.compile(r"(?=.{1,64}$)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")

_LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
# The last label begins with a letter, so that a number of a machine is no domain.
_DOMAIN = re.compile(rf"(?:{_LABEL}\.)+(?=[a-z]){_LABEL}")
_NOBODYS = (".localhost", ".invalid", ".local")

_DASHES = r"\-\u2010\u2012\u2013\u2014\u2015\u2212"
_NUMBER = re.compile(
    rf"(?P<line>\+?[0-9 ()./{_DASHES}]+?)\s*(?:(?:ext(?:ension)?\.?|x|#)\s*(?P<desk>[0-9]{{1,6}}))?", re.I
)
_FEWEST_FIGURES, _MOST_FIGURES = 10, 15

RELAY = re.compile("1800[12](?=0)")
"""What somebody who types instead of speaking is rung through; it stands before the number itself."""


class NotAnAddressError(ValueError):
    """What was typed is not one e-mail address that a letter can go to."""


class NotANumberError(ValueError):
    """What was typed is not one telephone number with its area code."""


def canonical_address(typed: str) -> str:
    """The e-mail address in ASCII: what stands before the @ as typed, the domain in lower case as the net knows it.

    Raises NotAnAddressError, also for what cannot be seen: a soft hyphen makes two addresses look like one.
    """
    local, _, typed_domain = typed.strip().rpartition("@")
    if not _LOCAL.fullmatch(local) or has_unseen(typed_domain):
        raise NotAnAddressError
    address = f"{local}@{_canonical_domain(typed_domain)}"
    if len(address) > MOST_IN_AN_ADDRESS:
        raise NotAnAddressError
    return address


def _canonical_domain(typed: str) -> str:
    folded = unicodedata.normalize("NFKC", typed).lower()
    if len(folded) > LONGEST_DOMAIN:  # looked at first: encoding takes long for what is long
        raise NotAnAddressError
    try:
        domain = folded.encode("idna").decode("ascii")
        is_same = domain.encode("ascii").decode("idna") == folded or domain == folded
    except UnicodeError:
        raise NotAnAddressError from None
    # A domain that comes back as another, as one with `ß` does, would lead to somebody else.
    if not is_same or not _DOMAIN.fullmatch(domain) or domain.endswith(_NOBODYS):
        raise NotAnAddressError
    return domain


def canonical_number(typed: str) -> str:
    """The telephone number as figures with the + it began with, and `ext 12` where there is one.

    Raises NotANumberError.
    """
    seen = "".join(character for character in typed if not has_unseen(character))
    found = _NUMBER.fullmatch("".join(map(_in_ascii, unicodedata.normalize("NFKC", seen).strip())))
    if found is None:
        raise NotANumberError
    line = found["line"]
    begins = "+" if line.startswith(("+", "00")) else ""
    # `+44 (0)1632` names the nought for those who ring from here; together with +44 it reaches nobody.
    figures = re.sub("[^0-9]", "", line.replace("(0)", "") if begins else line)
    figures = figures.removeprefix("00") if begins else figures
    if not _FEWEST_FIGURES <= len(RELAY.sub("", figures, count=1)) <= _MOST_FIGURES:
        raise NotANumberError
    return f"{begins}{figures}" + (f" ext {found['desk']}" if found["desk"] else "")


def _in_ascii(character: str) -> str:
    figure = unicodedata.decimal(character, None)
    return character if figure is None else str(figure)


def has_unseen(text: str) -> bool:
    """Whether a control or format character, which shows nothing, stands in `text`."""
    return any(unicodedata.category(character) in {"Cc", "Cf", "Cs"} for character in text)
