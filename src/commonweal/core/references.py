"""The references people see, write down and read out on the telephone: `GR-7QK2-M9XD`.

Two letters say the kind of thing. Then seven random characters and one check character, from 31 that are not
mistaken for one another. Thirty-one is prime, so the check catches every single wrong character, the two letters
included, and every swap of two of the eight.
"""

import re
import secrets
from typing import Any

from django.db import models

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM_CHARACTERS = 7

_PREFIX = re.compile("[A-Z]{2}")

# What people type for characters we do not use.
LOOKALIKES = str.maketrans({"0": "Q", "O": "Q", "1": "J", "I": "J", "L": "J"})


def _check_character(prefix: str, body: str) -> str:
    # Weights 2 to 10 (the check character's own is 1): all different and none nothing, modulo a prime.
    values = [ALPHABET.index(character) for character in body] + [ord(letter) - ord("A") for letter in prefix]
    total = sum(weight * value for weight, value in enumerate(values, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def make(prefix: str) -> str:
    """A new reference of the kind `prefix` (two capital letters). Random, so it tells nobody how many there are."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    whole = body + _check_character(prefix, body)
    return f"{prefix}-{whole[:4]}-{whole[4:]}"


def tidy(text: str) -> str | None:
    """The reference that a person meant by `text` (any case, spaces, dashes missing), or None if it cannot be one."""
    characters = "".join(character for character in text.upper() if character.isalnum())
    prefix, body = characters[:2], characters[2:].translate(LOOKALIKES)
    if len(body) != RANDOM_CHARACTERS + 1 or not _PREFIX.fullmatch(prefix) or any(c not in ALPHABET for c in body):
        return None
    if body[-1] != _check_character(prefix, body[:-1]):
        return None
    return f"{prefix}-{body[:4]}-{body[4:]}"


class ReferenceField(models.CharField):  # type: ignore[type-arg]  # it takes none at run time
    """A unique reference, made when the row is first saved and never changed."""

    def __init__(self, *args: Any, prefix: str, **kwargs: Any) -> None:  # Django's own signature is open
        self.prefix = prefix
        kwargs |= {"max_length": 12, "unique": True, "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:  # Django's own four-part answer
        """A column of characters, as far as a migration is concerned: migrations import nothing from the code."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.CharField", args, kwargs

    def clone(self) -> "ReferenceField":
        """A field like this one; Django makes one when it compares the tables with the migrations."""
        _name, _path, args, kwargs = self.deconstruct()
        return ReferenceField(*args, prefix=self.prefix, **kwargs)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        """Make the reference on the first save, passing over one that is taken."""
        value: str = getattr(model_instance, self.attname)
        if add and not value:
            rows = type(model_instance)._default_manager
            value = make(self.prefix)
            while rows.filter(**{self.attname: value}).exists():
                value = make(self.prefix)
            setattr(model_instance, self.attname, value)
        return value
