"""Who hears of what: the abilities that topics of letters ask for."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.people import kinds_of_role as kinds
from commonweal.people.role_kinds import KINDS, Ability

HEAR_OF_ENDED_TERMS = "people.hear_of_ended_terms"
REVIEW_INTERESTS = "people.review_interests"


def say_who_may() -> None:
    """Say it in the one list; called when Django starts."""
    KINDS.allow(Ability(HEAR_OF_ENDED_TERMS, _("be told when a term at their body ends")), to=kinds.LEADS)
    KINDS.allow(
        Ability(REVIEW_INTERESTS, _("look at their declared interests once a year, and be reminded of it")),
        to=[kind.name for kind in kinds.ALL],
    )
