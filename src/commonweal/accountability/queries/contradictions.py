"""Reading what was found missing or at odds in the text of a strategy."""

from __future__ import annotations

from django.http import Http404
from django.utils.translation import gettext as _

from commonweal.strategy.models import Contradiction, Strategy


def contradictions_of(strategy: Strategy) -> list[Contradiction]:
    """Those that the newest version tells of, in its order. One query."""
    return list(strategy.contradictions.filter(is_withdrawn=False).order_by("position", "id"))


def get(slug: str, code: str) -> Contradiction:
    """One of them, be it withdrawn or not, with its strategy. Raises Http404."""
    found = Contradiction.objects.select_related("strategy").filter(strategy__slug=slug, code=code).first()
    if found is None:
        raise Http404(_("The strategy has no such contradiction."))
    return found
