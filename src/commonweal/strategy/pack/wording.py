"""Names put into words: `{council}` in a sentence of a pack becomes the name that `names.toml` gives it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_HOLE = re.compile(r"\{\{|\}\}|\{([A-Za-z0-9_.-]*)\}|[{}]")


class UnknownNameError(Exception):
    """A sentence names something that `names.toml` does not have, or has a brace that stands alone."""


def fill(words: str, names: Mapping[str, str]) -> str:
    """Put names into the holes of a sentence. Raises UnknownNameError with what stands in the hole."""

    def put(found: re.Match[str]) -> str:
        whole = found[0]
        if whole in {"{{", "}}"}:
            return whole[0]
        if found[1] is None or found[1] not in names:
            raise UnknownNameError(whole)
        return names[found[1]]

    return _HOLE.sub(put, words)


def fill_all(value: Any, names: Mapping[str, str]) -> Any:  # Any: whatever TOML can say, shape unchanged
    """Put names into every text of a value, however deep. Raises UnknownNameError."""
    if isinstance(value, str):
        return fill(value, names)
    if isinstance(value, list):
        return [fill_all(each, names) for each in value]
    if isinstance(value, dict):
        return {key: fill_all(each, names) for key, each in value.items()}
    return value
