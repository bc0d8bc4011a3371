"""Who may record decisions, who confirms them, and the decision that two people make."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from commonweal.people import kinds_of_role as kinds
from commonweal.people import two_people
from commonweal.people.role_kinds import KINDS, Ability

RECORD = "decisions.record_decision"
CONFIRM = "decisions.confirm_decision"


def say_who_may() -> None:
    """Say it in the one list; called when Django starts."""
    KINDS.allow(
        Ability(RECORD, _("record decisions of their own body, and correct what a record says")),
        to=(
            *(kinds.COMMUNITIES_OFFICER, kinds.GRANT_OFFICER),
            *(kinds.PARTNER_LEAD, kinds.PARTNER_OFFICER, kinds.STEERING_MEMBER),
        ),
    )
    KINDS.allow(
        Ability(CONFIRM, _("confirm the record of a decision that adopts or replaces something, before it is public")),
        to=(kinds.ACCOUNTABLE_OFFICER, kinds.PARTNER_LEAD, kinds.STEERING_MEMBER),
    )
    two_people.register(two_people.Decision(CONFIRM, _("Recording a decision that adopts or replaces something")))
