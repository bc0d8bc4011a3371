"""Reading what is published of strategies as open data: every strategy's, withdrawn entries left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db.models import QuerySet

from commonweal.accountability.models import CommitmentStatus, Concern, EvidenceReading, StatusStep
from commonweal.strategy.models import Commitment, Contradiction, Fact, LaterFigure, NamedBody, Part

AT_ONCE = 50

ReadingKey = tuple[str, str, str]
"""The slug of the strategy, the code of the commitment, the name of the query."""


def commitments() -> list[Commitment]:
    """Every commitment and sub-rule, with what it serves, its sub-rules, and how it stands. Three queries."""
    rows = Commitment.objects.filter(is_withdrawn=False)
    with_all = rows.select_related("strategy", "section__chapter", "owner", "supplier", "parent", "status")
    return list(with_all.prefetch_related("serves", "sub_rules").order_by())


def status_of(commitment: Commitment) -> CommitmentStatus | None:
    """How it stands with one of `commitments`; None where nobody worked it out yet."""
    return getattr(commitment, "status", None)


def parts_of_bundles() -> dict[tuple[str, str], list[str]]:
    """The codes of the sub-rules of each commitment that bundles some, by strategy and code. One query."""
    found: dict[tuple[str, str], list[str]] = {}
    rows = Commitment.objects.filter(parent__isnull=False).order_by()
    for slug, bundle, code in rows.values_list("strategy__slug", "parent__code", "code"):
        found.setdefault((slug, bundle), []).append(code)
    return found


def counted_readings() -> list[EvidenceReading]:
    """Every current reading without its records, in no order. One query."""
    rows = EvidenceReading.objects.filter(commitment__is_withdrawn=False).order_by()
    return list(rows.select_related("commitment__strategy").defer("rows"))


def changes_of_standing() -> QuerySet[StatusStep]:
    """Every step in which a standing changed, the first of each commitment included, in no order."""
    return StatusStep.objects.filter(is_change_of_standing=True).order_by()


def reading_keys() -> list[tuple[ReadingKey, int]]:
    """Every current reading, in the order of its names, with its number in the database. One query."""
    rows = EvidenceReading.objects.filter(commitment__is_withdrawn=False).order_by()
    found = rows.values_list("commitment__strategy__slug", "commitment__code", "query", "pk")
    return sorted(((slug, code, query), pk) for slug, code, query, pk in found)


def readings(numbers: Sequence[int]) -> Iterator[EvidenceReading]:
    """The readings of these numbers, in this order, some at a time: each may carry hundreds of records."""
    for start in range(0, len(numbers), AT_ONCE):
        some = list(numbers[start : start + AT_ONCE])
        found = EvidenceReading.objects.select_related("commitment__strategy").in_bulk(some)
        yield from (found[number] for number in some if number in found)


def concerns(at: datetime) -> QuerySet[Concern]:
    """Every concern that was sent by an instant, in no order."""
    return Concern.objects.filter(sent_at__lte=at).order_by()


def facts() -> list[Fact]:
    """Every fact. One query."""
    return list(Fact.objects.filter(is_withdrawn=False).select_related("strategy", "section__chapter").order_by())


def later_figures() -> list[LaterFigure]:
    """Every newer figure that officers put beside a fact, those taken away included, the first first. One query."""
    return list(LaterFigure.objects.select_related("fact__strategy").order_by("fact", "id"))


def contradictions() -> list[Contradiction]:
    """Every contradiction. One query."""
    return list(Contradiction.objects.filter(is_withdrawn=False).select_related("strategy").order_by())


def parts() -> list[Part]:
    """Every part. One query."""
    return list(Part.objects.filter(is_withdrawn=False).select_related("strategy", "chapter").order_by())


def bodies() -> list[NamedBody]:
    """Every body that a strategy names. One query."""
    rows = NamedBody.objects.filter(is_withdrawn=False).select_related("strategy", "successor", "body")
    return list(rows.order_by())
