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
    """Somebody to try to be: who they are, what to try as them, their name and address, their role at a body by key."""

    key: str
    who: Words
    tries: Words
    name: str = ""
    address: str = ""
    way: Way = Way.CODE_AND_AUTHENTICATOR
    role: str = ""
    body: str = ""

    @property
    def has_account(self) -> bool:
        """Whether they are somebody the service knows, and not a visitor or a guest."""
        return bool(self.role)


def _at_council(key: str, who: Words, tries: Words, name: str, role: str, body: str) -> Persona:
    address = f"{name.lower().replace(' ', '.')}@{COUNCIL_DOMAIN}"
    return Persona(key, who, tries, name, address, role=role, body=body)


PERSONAS = (
    Persona(
        "guest",
        _("a volunteer whose group has no charity number"),
        _("Sign in without an account, and follow what became of your request for a copy of your data."),
        "Maureen Tully",
        "maureen.tully@letterbox.example",
        way=Way.GUEST_CODE,
    ),
    Persona(
        "charity",
        _("the manager of a charity"),
        _("See what your charity’s account holds, let a colleague in, and choose which letters you get."),
        "Nasima Chowdhury",
        "nasima@yarlbridge-community-kitchen.example",
        way=Way.CODE,
        role=kinds.GROUP_MANAGER,
        body="kitchen",
    ),
    Persona(
        "resident",
        _("a resident who wants to back something"),
        _("Find your place by a postcode, and ask for something in large print."),
        "Leroy Pinnock",
        "leroy.pinnock@letterbox.example",
        way=Way.GUEST_CODE,
    ),
    _at_council(
        "grants",
        _("a grant officer"),
        _("Declare an interest, and see where else you are signed in."),
        "Priya Shah",
        kinds.GRANT_OFFICER,
        "grants",
    ),
    _at_council(
        "accountable",
        _("the accountable officer above"),
        _("Accept a document as evidence or return it, and see every power that somebody switched on."),
        "Gareth Pugh",
        kinds.ACCOUNTABLE_OFFICER,
        "finance",
    ),
    _at_council(
        "communities",
        _("a communities officer"),
        _("Answer a concern that is late, file what shows that a promise is kept, and change what a letter says."),
        "Orla Brannigan",
        kinds.COMMUNITIES_OFFICER,
        "communities",
    ),
    _at_council(
        "privacy",
        _("the privacy officer"),
        _("Answer somebody who wants a copy of their data, and black out a case that is asked for by law."),
        "Danuta Mazur",
        kinds.PRIVACY_OFFICER,
        "information",
    ),
    _at_council(
        "administrator",
        _("an administrator"),
        _("End somebody’s role and hand over their work, and look at what belongs to nobody."),
        "Tunde Adeyemi",
        kinds.ADMINISTRATOR,
        "council",
    ),
    _at_council(
        "assessor",
        _("an assessor on panels"),
        _("Say that your declared interests are still right."),
        "Meera Nair",
        kinds.ASSESSOR,
        "commissioning",
    ),
    _at_council(
        "councillor",
        _("a county councillor"),
        _("Declare an interest, and see it on the public register a moment later."),
        "Jean Makepeace",
        kinds.MEMBER,
        "council",
    ),
    Persona(
        "centre",
        _("the lead of a volunteer centre"),
        _("Reply to a concern that touches your centre, and say who works for it."),
        "Marek Nowak",
        "marek.nowak@saltrey-volunteers.example",
        role=kinds.PARTNER_LEAD,
        body="north-volunteering",
    ),
    Persona(
        "foundation",
        _("the lead of the community foundation"),
        _("Bring a colleague in as an assessor, and read the letter that they get."),
        "Helen Okafor",
        "helen.okafor@weldmere-foundation.example",
        role=kinds.PARTNER_LEAD,
        body="foundation",
    ),
    Persona(
        "district",
        _("the lead at a district council"),
        _("See your council’s page, and who is let in there."),
        "Chloe Baptiste",
        "chloe.baptiste@ostenden.example",
        role=kinds.PARTNER_LEAD,
        body="ostenden",
    ),
    Persona(
        "nhs",
        _("the lead at the NHS"),
        _("Find the colleague whom an administrator let in while you were on leave."),
        "Amir Siddiqui",
        "amir.siddiqui@nhs-weldmere.example",
        role=kinds.PARTNER_LEAD,
        body="nhs",
    ),
    Persona(
        "steering",
        _("a member of the sector’s Steering Group"),
        _("Record what the sector says of a promise, and choose a new member: nobody at the council can do either."),
        "Bernadette Li",
        "bernadette.li@weldmere-voices.example",
        way=Way.CODE,
        role=kinds.STEERING_MEMBER,
        body="steering",
    ),
    Persona(
        "visitor",
        _("an analyst or a journalist, who only looks"),
        _("See whether the strategy’s promises are kept, go from an aim to a single record, and take all as a file."),
        way=Way.NOT,
    ),
)
"""In the order of the table in which the design names them."""


def persona(key: str) -> Persona:
    """The persona that the story calls `key`. Raises StopIteration when there is none."""
    return next(one for one in PERSONAS if one.key == key)
