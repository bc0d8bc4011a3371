"""The kinds of role that there are from the start. What each may do is said by the areas (`KINDS.allow`)."""

from django.utils.translation import gettext_lazy as _

from commonweal.people.models import BodyKind
from commonweal.people.role_kinds import KINDS, RoleKind

COUNCIL = (BodyKind.COUNCIL, BodyKind.DIRECTORATE, BodyKind.TEAM)
PARTNERS = (
    BodyKind.DISTRICT,
    BodyKind.NHS,
    BodyKind.COMMUNITY_FOUNDATION,
    BodyKind.VOLUNTEER_CENTRE,
    BodyKind.FUNDER,
)

ADMINISTRATOR = "administrator"
GRANT_OFFICER = "grant_officer"
ACCOUNTABLE_OFFICER = "accountable_officer"
ASSESSOR = "assessor"
COMMUNITIES_OFFICER = "communities_officer"
PRIVACY_OFFICER = "privacy_officer"
MEMBER = "member"
PARTNER_LEAD = "partner_lead"
PARTNER_OFFICER = "partner_officer"
GROUP_MANAGER = "group_manager"
STEERING_MEMBER = "steering_member"


ALL = (
    RoleKind(
        ADMINISTRATOR,
        _("Administrator"),
        _("Looks after bodies, people and their roles for the council. Sees no case."),
        COUNCIL,
        conflicts_with=frozenset({PRIVACY_OFFICER}),
    ),
    RoleKind(
        COMMUNITIES_OFFICER,
        _("Communities officer"),
        _("Answers requests from the public and keeps the words of our letters."),
        COUNCIL,
    ),
    RoleKind(
        GRANT_OFFICER,
        _("Grant officer"),
        _("Runs a fund from its design to its evaluation."),
        COUNCIL,
        conflicts_with=frozenset({ACCOUNTABLE_OFFICER}),
    ),
    RoleKind(
        ACCOUNTABLE_OFFICER,
        _("Accountable officer"),
        _("Answers for the money, and approves what a grant officer proposes."),
        COUNCIL,
        conflicts_with=frozenset({GRANT_OFFICER}),
        is_public=True,
    ),
    RoleKind(
        PRIVACY_OFFICER,
        _("Privacy officer"),
        _("Answers people who ask what is kept about them, and confirms what is deleted."),
        COUNCIL,
        conflicts_with=frozenset({ADMINISTRATOR}),
    ),
    RoleKind(
        ASSESSOR,
        _("Assessor"),
        _("Reads and scores applications, alone or in a panel, with interests declared."),
        (*COUNCIL, *PARTNERS),
        given_by=frozenset({PARTNER_LEAD}),
    ),
    RoleKind(
        MEMBER,
        _("County councillor"),
        _("Is elected for a division for a term, and has a member grant."),
        (BodyKind.COUNCIL,),
        scope_kinds=("places.area",),
        has_term=True,
        is_public=True,
    ),
    RoleKind(
        PARTNER_LEAD,
        _("Partner lead"),
        _("Runs a partner's part of the service under its own name, and says who works for it."),
        PARTNERS,
        given_by=frozenset({PARTNER_LEAD}),
        is_public=True,
    ),
    RoleKind(
        PARTNER_OFFICER,
        _("Partner officer"),
        _("Works in a partner's part of the service."),
        PARTNERS,
        given_by=frozenset({PARTNER_LEAD}),
    ),
    RoleKind(
        GROUP_MANAGER,
        _("Manager of a group"),
        _("Keeps a group's or charity's record, and applies and reports for it."),
        (BodyKind.GROUP,),
        is_staff=False,
        given_by=frozenset({GROUP_MANAGER}),
    ),
    RoleKind(
        STEERING_MEMBER,
        _("Member of the Steering Group"),
        _("Holds the sector's own papers, raises items and sees their answers."),
        (BodyKind.STEERING_GROUP,),
        is_staff=False,
        given_by=frozenset({STEERING_MEMBER}),
        is_independent=True,
        is_public=True,
    ),
)


INDEPENDENT = frozenset(kind for role in ALL if role.is_independent for kind in role.bodies)
"""The kinds of body in whose decisions nobody from outside has a part."""

LEADS = (ADMINISTRATOR, PARTNER_LEAD, GROUP_MANAGER, STEERING_MEMBER)
"""Those who look after the people of their body."""


def kinds_led_by(lead: str) -> tuple[BodyKind, ...]:
    """The kinds of body that want a lead of this kind of their own; a council's parts do with the council's."""
    if lead == ADMINISTRATOR:
        return (BodyKind.COUNCIL,)
    return next(role.bodies for role in ALL if role.name == lead)


def add_all() -> None:
    """Add them to the one list; doing it again changes nothing."""
    KINDS.add(*ALL)


# At once: areas name kinds while Django starts, and those above people are asked before people themselves.
add_all()
