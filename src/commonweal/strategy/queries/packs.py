"""Versions of packs, and how entries stood in them."""

from __future__ import annotations

from typing import Any

from commonweal.strategy.models import Change, Edition, Pack, Strategy

Content = dict[str, Any]  # Any: as the entry's own shape

PACK = "strategy.pack"
"""What a pack that was loaded touches and stamps: every evidence query about the strategy itself reads it."""


def newest(strategy: Strategy) -> Pack | None:
    """The version of a strategy's pack that was loaded last."""
    return strategy.packs.order_by("-number").first()


def versions(strategy: Strategy) -> list[Pack]:
    """Every version, the newest first."""
    return list(strategy.packs.order_by("-number"))


def contents_at(pack: Pack) -> dict[tuple[str, str], Content]:
    """How every entry stood in this version, by its group and code."""
    stood: dict[tuple[str, str], Content] = {}
    editions = Edition.objects.filter(pack__strategy_id=pack.strategy_id, pack__number__lte=pack.number)
    for edition in editions.order_by("pack__number"):
        if edition.change == Change.REMOVED:
            stood.pop((edition.kind, edition.code), None)
        else:
            stood[edition.kind, edition.code] = edition.content
    return stood


def editions_of(strategy: Strategy, kind: str, code: str) -> list[Edition]:
    """Every wording of one entry, the newest first, with the version that brought it."""
    editions = Edition.objects.filter(pack__strategy=strategy, kind=kind, code=code)
    return list(editions.select_related("pack").order_by("-pack__number"))


def changes_of(pack: Pack) -> list[Edition]:
    """What this version changed, by group and code."""
    return list(pack.editions.order_by("kind", "code"))
