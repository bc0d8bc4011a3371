"""Facts of a strategy with the newer figures that officers put beside them."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from commonweal.strategy.models import Fact, LaterFigure


def get_fact(slug: str, code: str) -> Fact:
    """One fact, be it withdrawn or not, with its strategy and where it stands. Raises Http404."""
    rows = Fact.objects.select_related("strategy", "section__chapter")
    found = rows.filter(strategy__slug=slug, code=code).first()
    if found is None:
        raise Http404(_("The strategy states no such fact."))
    return found


def later_figures(fact: Fact) -> list[LaterFigure]:
    """Every newer figure of a fact in the order in which they were added; the first is number 1 for ever."""
    return list(fact.later_figures.order_by("id"))


def get_figure(fact: Fact, number: int) -> LaterFigure:
    """The newer figure of this number. Raises Http404."""
    rows = later_figures(fact)
    if not 1 <= number <= len(rows):
        raise Http404(_("There is no such figure."))
    return rows[number - 1]


def lock_figure(figure: LaterFigure) -> LaterFigure:
    """The same figure, read anew and held until the transaction ends."""
    return LaterFigure.objects.select_for_update(of=("self",)).select_related("fact__strategy").get(pk=figure.pk)
