"""Chance that repeats: the same seed gives the same names, codes, outlines and lives, on every machine."""

from __future__ import annotations

import random

SEED = 1974
"""What the demonstration is grown from unless another number is given: the year the county councils of today began."""


def stream(seed: int, *names: object) -> random.Random:
    """A source of chance of its own for `names`: what is drawn from one never shifts what another gives.

    It is seeded with words, which Python turns into a state by SHA-512 and not by `hash`. Only whole numbers, choices
    and shuffles are drawn from it, so that no machine's arithmetic shows.
    """
    return random.Random(":".join(map(str, (seed, *names))))  # noqa: S311  # nothing here is secret
