"""Numbers in addresses: of a file, of a version. What people count, from nought to 99,999, and never a database key."""

from __future__ import annotations

from django.urls.converters import IntConverter


class NumberConverter(IntConverter):
    """`<number:…>` in an address. A longer one is no such page, where a database would not hold it."""

    regex = "[0-9]{1,5}"
