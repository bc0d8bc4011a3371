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
from django.apps import apps
from django.conf import settings
from django.db import models, transaction

NONCE_BYTES = 12

# Short, so that those who write wait for one batch only.
ROTATED_AT_ONCE = 200


class CannotDecryptError(Exception):
    """A stored value does not open with any key we were given; the message names the key that is missing or wrong."""


@lru_cache(maxsize=32)
def _cipher(key: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=None, info=b"commonweal field").derive(key.encode()))


def current_key_name() -> str:
    """The name of the key that writes today: the first in FIELD_KEYS."""
    name: str = next(iter(settings.FIELD_KEYS))
    return name


def encrypt(value: str, *, column: str) -> str:
    """Ciphertext of `value` for `column` (`app.model.field`), under the first key: `keyname.base64`."""
    name = current_key_name()
    nonce = os.urandom(NONCE_BYTES)
    sealed = _cipher(settings.FIELD_KEYS[name]).encrypt(nonce, value.encode(), column.encode())
    return f"{name}.{base64.b64encode(nonce + sealed).decode()}"


def decrypt(token: str, *, column: str) -> str:
    """The value that `encrypt` was given. Raises CannotDecryptError when its key is missing or the text was altered."""
    name, _, sealed = token.rpartition(".")
    if name not in settings.FIELD_KEYS:
        raise CannotDecryptError(f"{column} was written under the key {name!r}, which FIELD_KEYS does not have")
    try:
        raw = base64.b64decode(sealed, validate=True)
        return (
            _cipher(settings.FIELD_KEYS[name]).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], column.encode()).decode()
        )
    except (InvalidTag, ValueError) as error:
        raise CannotDecryptError(f"{column} does not open with the key {name!r}: altered, or a wrong key") from error


def is_current(token: str) -> bool:
    """Whether `token` was written under the key that writes today."""
    return token.rpartition(".")[0] == current_key_name()


class EncryptedTextField(models.TextField):  # type: ignore[type-arg]  # it takes none at run time
    """Text that is encrypted in the database and plain in Python. It cannot be searched; empty stays empty."""

    @property
    def column_name(self) -> str:
        """What ties a ciphertext to its place: `app.model.field`."""
        return f"{self.model._meta.label_lower}.{self.name}"

    def deconstruct(self) -> Any:  # Django's own four-part answer
        """A text column, as far as a migration is concerned: migrations import nothing from the code."""
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.TextField", args, kwargs

    def get_prep_value(self, value: Any) -> Any:  # Django passes any value through here
        """The stored token for plain text."""
        text = super().get_prep_value(value)
        return encrypt(text, column=self.column_name) if text else text

    def from_db_value(self, value: str | None, _expression: object, _connection: object) -> str | None:
        """Plain text from the stored token."""
        return decrypt(value, column=self.column_name) if value else value

    def get_lookup(self, lookup_name: str) -> Any:  # Django's own type is open
        """Only absence can be asked about; anything else would compare with ciphertext and find nothing."""
        if lookup_name != "isnull":
            raise TypeError(f"{self.name} is encrypted and cannot be searched; keep a keyed digest beside it")
        return super().get_lookup(lookup_name)


def encrypted_fields() -> list[EncryptedTextField]:
    """Every encrypted field of every table, in the order the tables are installed."""
    tables = (model._meta for model in apps.get_models() if model._meta.managed and not model._meta.proxy)
    return [field for table in tables for field in table.local_fields if isinstance(field, EncryptedTextField)]


def rotate(field: EncryptedTextField) -> int:
    """Write every value of `field` that is under an older key anew under the first, and say how many there were.

    Each batch is a transaction of its own, so a run that was stopped has lost nothing and the next goes on from there.
    Raises CannotDecryptError at a value that no key opens; batches before it stay done.
    """
    rotated, last = 0, None
    while pks := _keys_after(field, last):
        with transaction.atomic():
            rotated += _rotate_rows(field, pks)
        last = pks[-1]
    return rotated


def _keys_after(field: EncryptedTextField, last: object) -> list[Any]:  # keys are of any type
    rows = field.model._base_manager.order_by("pk").values_list("pk", flat=True)
    return list((rows if last is None else rows.filter(pk__gt=last))[:ROTATED_AT_ONCE])


def _rotate_rows(field: EncryptedTextField, pks: list[Any]) -> int:
    rows = field.model._base_manager.filter(pk__in=pks)
    # As it stands in the database: the field itself would hand out plain text.
    token = models.ExpressionWrapper(models.F(field.name), output_field=models.TextField())
    stale = {
        pk: decrypt(text, column=field.column_name)
        for pk, text in rows.select_for_update().annotate(token=token).values_list("pk", "token")
        if text and not is_current(text)
    }
    for pk, value in stale.items():
        rows.filter(pk=pk).update(**{field.name: value})
    return len(stale)
