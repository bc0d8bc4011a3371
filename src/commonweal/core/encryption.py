"""Fields that the database holds only as ciphertext: contacts, addresses, names in the audit's erasable table.

AES-256-GCM from the `cryptography` package. A value is bound to its column, so ciphertext moved to another column
does not decrypt. Keys have names: the first in FIELD_KEYS writes, all can read, and `rotate_field_keys` writes
everything anew under the first, after which an old key can be dropped.
"""

from __future__ import annotations

import base64
import os
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models

NONCE_BYTES = 12


class CannotDecryptError(Exception):
    """A stored value does not open with any key we were given; the message names the key that is missing or wrong."""


@lru_cache(maxsize=32)
def _cipher(key: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=b"commonweal field").derive(key.encode()))


def encrypt(value: str, *, column: str) -> str:
    """Ciphertext of `value` for `column` (`app.model.field`), under the first key: `keyname.base64`."""
    name, key = next(iter(settings.FIELD_KEYS.items()))
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(key).encrypt(nonce, value.encode(), column.encode())
    return f"{name}.{base64.b64encode(nonce + sealed).decode()}"


def decrypt(token: str, *, column: str) -> str:
    """The value that `encrypt` was given. Raises CannotDecryptError when its key is missing or the text was altered."""
    name, _, sealed = token.partition(".")
    if name not in settings.FIELD_KEYS:
        raise CannotDecryptError(f"{column} was written under the key {name!r}, which FIELD_KEYS does not have")
    try:
        raw = base64.b64decode(sealed, validate=True)
        return _cipher(settings.FIELD_KEYS[name]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], column.encode()).decode()
    except (InvalidTag, ValueError) as error:
        raise CannotDecryptError(f"{column} does not open with the key {name!r}: altered, or a wrong key") from error


def is_current(token: str) -> bool:
    """Whether `token` was written under the key that writes today."""
    return token.partition(".")[0] == next(iter(settings.FIELD_KEYS))


class EncryptedTextField(models.TextField):
    """Text that is encrypted in the database and plain in Python. It cannot be searched; empty stays empty."""

    @property
    def column_name(self) -> str:
        """What ties a ciphertext to its place: `app.model.field`."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_prep_value(self, value: Any) -> Any:  # Django passes any value through here
        text = super().get_prep_value(value)
        return encrypt(text, column=self.column_name) if text else text

    def from_db_value(self, value: str | None, expression: object, connection: object) -> str | None:
        """Plain text from the stored token."""
        return decrypt(value, column=self.column_name) if value else value

    def get_lookup(self, lookup_name: str) -> Any:  # Django's own type is open
        """Only emptiness can be asked about; anything else would compare with ciphertext and find nothing."""
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is encrypted and cannot be searched; keep a keyed digest beside it")
        return super().get_lookup(lookup_name)
