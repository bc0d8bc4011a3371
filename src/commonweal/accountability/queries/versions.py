"""Reading what each version of a strategy's pack changed, and what was carried on from the strategy before."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count
from django.http import Http404
from django.utils.translation import gettext as _

from commonweal.strategy.models import Change, Edition, Pack, Strategy, Succession

Content = dict[str, Any]  # Any: as the entry's own shape
Counts = dict[Change, int]


def versions_of(strategy: Strategy) -> list[tuple[Pack, Counts]]:
    """Every version, the newest first, with how many entries it added, changed and removed. Two queries."""
    packs = list(strategy.packs.order_by("-number"))
    counts: dict[int, Counts] = {pack.pk: {} for pack in packs}
    rows = Edition.objects.filter(pack__strategy=strategy).order_by()
    for pack, change, count in rows.values_list("pack", "change").annotate(Count("id")):
        counts[pack][Change(change)] = count
    return [(pack, counts[pack.pk]) for pack in packs]


def get(slug: str, number: int) -> Pack:
    """One version, with its strategy. Raises Http404."""
    found = Pack.objects.select_related("strategy").filter(strategy__slug=slug, number=number).first()
    if found is None:
        raise Http404(_("There is no such version."))
    return found


def counts_of(pack: Pack) -> list[tuple[str, Change, int]]:
    """How many entries of each group a version added, changed and removed. One query."""
    rows = pack.editions.order_by("kind", "change").values_list("kind", "change").annotate(Count("id"))
    return [(kind, Change(change), count) for kind, change, count in rows]


def contents_before(pack: Pack, editions: Iterable[Edition]) -> dict[tuple[str, str], Content]:
    """How the entries of these editions stood in the version before, by group and code. One query."""
    wanted = {(each.kind, each.code) for each in editions}
    rows = Edition.objects.filter(
        pack__strategy=pack.strategy, pack__number__lt=pack.number, code__in={code for _kind, code in wanted}
    )
    found: dict[tuple[str, str], Content] = {}
    for kind, code, content in rows.order_by("pack__number").values_list("kind", "code", "content"):
        if (kind, code) in wanted:
            found[kind, code] = content
    return found


def carried_into(strategy: Strategy) -> Sequence[Succession]:
    """What became in this strategy of each commitment of the one before. One query."""
    rows = Succession.objects.filter(strategy=strategy).select_related("before", "after")
    return list(rows.order_by("before__position", "before__id"))
