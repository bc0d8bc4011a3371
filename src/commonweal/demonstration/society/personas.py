"""The people everybody can try to be: one for each kind of person the service is for, and how each signs in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from commonweal.demonstration.society.people import COUNCIL_DOMAIN
from commonweal.people import kinds_of_role as kinds
from commonweal.ui.site import Words


class Way(StrEnum):
    """How somebody signs in."""

    NOT = "NOT"
    CODE = "CODE"
    CODE_AND_AUTHENTICATOR = "CODE_AND_AUTHENTICATOR"
    GUEST_CODE = "GUEST_CODE"


WAYS: dict[Way, Words] = {
    Way.NOT: _("does not sign in"),
    Way.CODE: _("a code by e-mail"),
    Way.CODE_AND_AUTHENTICATOR: _("a code by e-mail, then a code from an authenticator app"),
    Way.GUEST_CODE: _("a code by e-mail, without an account"),
}


@dataclass(frozen=True)
class Persona:
    """Somebody to try to be: who they are in a few words, their name and address, their role at a body by its key.

    `scope` is the code of an area where the role is held for one; it is drawn when the county is made.
    """

    key: str
    who: Words
    name: str = ""
    address: str = ""
    way: Way = Way.CODE_AND_AUTHENTICATOR
    role: str = ""
    body: str = ""

    @property
    def has_account(self) -> bool:
        """Whether they are somebody the service knows, and not a visitor or a guest."""
        return bool(self.role)


def _at_council(key: str, who: Words, name: str, role: str, body: str) -> Persona:
    return Persona(key, who, name, f"{name.lower().replace(' ', '.')}@{COUNCIL_DOMAIN}", role=role, body=body)


PERSONAS = (
    Persona("visitor", _("an analyst or a journalist, who only looks"), way=Way.NOT),
    Persona(
        "guest",
        _("a volunteer whose group has no charity number"),
        "Maureen Tully",
        "maureen.tully@letterbox.example",
        way=Way.GUEST_CODE,
    ),
    Persona(
        "resident",
        _("a resident who wants to back something"),
        "Leroy Pinnock",
        "leroy.pinnock@letterbox.example",
        way=Way.GUEST_CODE,
    ),
    Persona(
        "charity",
        _("the manager of a charity"),
        "Nasima Chowdhury",
        "nasima@yarlbridge-community-kitchen.example",
        way=Way.CODE,
        role=kinds.GROUP_MANAGER,
        body="kitchen",
    ),
    _at_council("grants", _("a grant officer"), "Priya Shah", kinds.GRANT_OFFICER, "grants"),
    _at_council("accountable", _("the accountable officer above"), "Gareth Pugh", kinds.ACCOUNTABLE_OFFICER, "finance"),
    _at_council("communities", _("a communities officer"), "Orla Brannigan", kinds.COMMUNITIES_OFFICER, "communities"),
    _at_council("privacy", _("the privacy officer"), "Danuta Mazur", kinds.PRIVACY_OFFICER, "information"),
    _at_council("administrator", _("an administrator"), "Tunde Adeyemi", kinds.ADMINISTRATOR, "council"),
    _at_council("assessor", _("an assessor on panels"), "Meera Nair", kinds.ASSESSOR, "commissioning"),
    _at_council("councillor", _("a county councillor"), "Jean Makepeace", kinds.MEMBER, "council"),
    Persona(
        "foundation",
        _("the lead of the community foundation"),
        "Helen Okafor",
        "helen.okafor@weldmere-foundation.example",
        role=kinds.PARTNER_LEAD,
        body="foundation",
    ),
    Persona(
        "centre",
        _("the lead of a volunteer centre"),
        "Marek Nowak",
        "marek.nowak@saltrey-volunteers.example",
        role=kinds.PARTNER_LEAD,
        body="north-volunteering",
    ),
    Persona(
        "district",
        _("the lead at a district council"),
        "Chloe Baptiste",
        "chloe.baptiste@ostenden.example",
        role=kinds.PARTNER_LEAD,
        body="ostenden",
    ),
    Persona(
        "nhs",
        _("the lead at the NHS"),
        "Amir Siddiqui",
        "amir.siddiqui@nhs-weldmere.example",
        role=kinds.PARTNER_LEAD,
        body="nhs",
    ),
    Persona(
        "steering",
        _("a member of the sector’s Steering Group"),
        "Bernadette Li",
        "bernadette.li@weldmere-voices.example",
        way=Way.CODE,
        role=kinds.STEERING_MEMBER,
        body="steering",
    ),
)
"""In the order of the table in which the design names them."""


def persona(key: str) -> Persona:
    """The persona that the story calls `key`. Raises StopIteration when there is none."""
    return next(one for one in PERSONAS if one.key == key)
