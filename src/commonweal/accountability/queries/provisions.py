"""Reading what else a strategy says: words explained, rules by date, grants, bands, principles, the bodies it names."""

from __future__ import annotations

from collections.abc import Iterable

from commonweal.strategy.models import NamedBody, Provision, ProvisionKind, Strategy


def of_kinds(strategy: Strategy, *kinds: ProvisionKind) -> dict[ProvisionKind, list[Provision]]:
    """What the newest version says of each of these kinds, in its order. One query."""
    found: dict[ProvisionKind, list[Provision]] = {kind: [] for kind in kinds}
    rows = strategy.provisions.filter(kind__in=kinds, is_withdrawn=False).order_by("position", "id")
    for row in rows:
        found[ProvisionKind(row.kind)].append(row)
    return found


def named_bodies(strategy: Strategy) -> list[NamedBody]:
    """The bodies that the newest version names, with their own pages and successors. One query."""
    rows = strategy.bodies.filter(is_withdrawn=False).select_related("body", "successor")
    return list(rows.order_by("position", "id"))


def every(kinds: Iterable[ProvisionKind]) -> list[Provision]:
    """What every strategy says of these kinds, with the strategy. One query."""
    rows = Provision.objects.filter(kind__in=list(kinds), is_withdrawn=False)
    return list(rows.select_related("strategy").order_by("strategy__slug", "kind", "position", "id"))
