"""The references people see, write down and read out on the telephone: `GR-7QK2-M9XD`.

Two letters say the kind of thing. Then seven random characters and one check character, from 31 that are not
mistaken for one another. Thirty-one is prime, so the check catches every single wrong character and every swap.
"""

import secrets
from typing import Any

from django.db import models

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM_CHARACTERS = 7

# What people type for characters we do not use.
LOOKALIKES = str.maketrans({"0": "Q", "O": "Q", "1": "J", "I": "J", "L": "J"})


def _check_character(body: str) -> str:
    # Weights 2 to 8: all different and none nothing, modulo a prime.
    total = sum(weight * ALPHABET.index(character) for weight, character in enumerate(body, start=2))
    return ALPHABET[-total % len(ALPHABET)]


def make(prefix: str) -> str:
    """A new reference of the kind `prefix` (two capital letters). Random, so it tells nobody how many there are."""
    body = "".join(secrets.choice(ALPHABET) for _ in range(RANDOM_CHARACTERS))
    whole = body + _check_character(body)
    return f"{prefix}-{whole[:4]}-{whole[4:]}"


def tidy(text: str) -> str | None:
    """The reference that a person meant by `text` (any case, spaces, dashes missing), or None if it cannot be one."""
    characters = "".join(character for character in text.upper() if character.isalnum())
    prefix, body = characters[:2], characters[2:].translate(LOOKALIKES)
    if len(body) != RANDOM_CHARACTERS + 1 or not prefix.isalpha() or any(c not in ALPHABET for c in body):
        return None
    if body[-1] != _check_character(body[:-1]):
        return None
    return f"{prefix}-{body[:4]}-{body[4:]}"


class ReferenceField(models.CharField):
    """A unique reference, made when the row is first saved and never changed."""

    def __init__(self, *args: Any, prefix: str, **kwargs: Any) -> None:  # Django's own signature is open
        self.prefix = prefix
        kwargs |= {"max_length": 12, "unique": True, "editable": False}
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:  # Django's own four-part answer
        name, path, args, kwargs = super().deconstruct()
        for fixed in ("max_length", "unique", "editable"):
            kwargs.pop(fixed, None)
        return name, path, args, {**kwargs, "prefix": self.prefix}

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
