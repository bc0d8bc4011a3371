"""Finding commitments by what people write: a reference, a code however it is typed, or words."""

from __future__ import annotations

import re
from datetime import date

from django.db.models import Q

from commonweal.strategy.models import Commitment
from commonweal.strategy.queries import strategies

MOST_FOUND = 20

_TYPED_CODE = re.compile(r"([A-Za-z]{1,3})[-\s]?0*([0-9]{1,4})([A-Za-z]?)")


def by_reference(reference: str) -> Commitment | None:
    """The commitment with this reference, as `weldmere-2021/C-005`, withdrawn or not."""
    slug, _slash, code = reference.partition("/")
    rows = Commitment.objects.select_related("strategy", "owner", "section")
    return rows.filter(strategy__slug=slug, code=code).first()


def tidy_code(typed: str) -> str:
    """A code as packs write it: `c5` and `C 005` are `C-005`; what is no code stays as it is."""
    found = _TYPED_CODE.fullmatch(typed.strip())
    return f"{found[1].upper()}-{int(found[2]):03}{found[3].lower()}" if found else typed.strip()


def found(words: str, *, on: date) -> list[Commitment]:
    """The commitments of the strategy in force that a code or some words mean, in the order of the text."""
    strategy = strategies.in_force(on)
    words = words.strip()[:200]
    if strategy is None or not words:
        return []
    rows = strategy.commitments.filter(is_withdrawn=False).select_related("strategy")
    by_code = list(rows.filter(code=tidy_code(words)))
    if by_code:
        return by_code
    fits = Q()
    for word in words.split()[:8]:
        fits &= Q(title__icontains=word) | Q(words__icontains=word)
    return list(rows.filter(fits)[:MOST_FOUND])
