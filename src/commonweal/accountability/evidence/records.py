"""What all of accountability's evidence needs: rows in their order, and where the public page of a record is."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from commonweal.decisions.models import Decision
from commonweal.strategy.evidence import EvidenceRow
from commonweal.strategy.models import Commitment


def newest_first(rows: Iterable[EvidenceRow]) -> list[EvidenceRow]:
    """Rows as a page and a file have them; those of one day by reference."""
    return sorted(rows, key=lambda row: (-row.on.toordinal(), row.reference))


def decision_address(decision: Decision) -> str:
    """The path of a decision's public page."""
    return reverse("decisions:decision_record", kwargs={"ref": decision.reference})


def commitment_address(commitment: Commitment) -> str:
    """The path of a commitment's public page."""
    where = {"slug": commitment.strategy.slug, "code": commitment.code}
    return reverse("accountability:commitment", kwargs=where)
