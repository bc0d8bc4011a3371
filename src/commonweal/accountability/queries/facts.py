"""Reading the facts of a strategy as its pages show them."""

from __future__ import annotations

from django.db.models import Count, Q

from commonweal.strategy.models import Fact, LaterFigure, Strategy

MOST_WORDS = 8


def facts_of(strategy: Strategy, wanted: str = "") -> list[Fact]:
    """The facts that the newest version states, all or those that have each word, in order, with their section.

    `newer` on each is how many figures officers put beside it. One query.
    """
    rows = strategy.facts.filter(_says(wanted), is_withdrawn=False).select_related("section")
    standing = Count("later_figures", filter=Q(later_figures__withdrawn_at__isnull=True))
    return list(rows.annotate(newer=standing).order_by("position", "id"))


def newer_counts(strategy: Strategy) -> tuple[tuple[str, int], ...]:
    """How many newer figures stand beside each fact that has any, by its code. One query."""
    rows = LaterFigure.objects.filter(fact__strategy=strategy, withdrawn_at__isnull=True).order_by("fact__code")
    return tuple(rows.values_list("fact__code").annotate(Count("id")))


def _says(wanted: str) -> Q:
    fits = Q()
    for word in wanted.split()[:MOST_WORDS]:
        fits &= Q(code__iexact=word) | Q(title__icontains=word) | Q(words__icontains=word) | Q(source__icontains=word)
    return fits
