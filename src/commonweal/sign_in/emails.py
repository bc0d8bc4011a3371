"""What we write about signing in."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.messaging import letters
from commonweal.messaging.letters import Draft
from commonweal.people.models import Role
from commonweal.people.role_kinds import KINDS
from commonweal.sign_in.code_words import in_groups
from commonweal.ui.site import SITE


def _link(name: str) -> str:
    return SITE.base_url + reverse(name)


def code(contact: str, *, code: str, until: datetime) -> Draft:
    """The code itself. The words are the same whether or not somebody has an account."""
    return letters.compose(
        "sign_in.code",
        to=contact,
        template="sign_in/letters/code",
        subject=_("Your code to sign in"),
        code=in_groups(code),
        until=until,
        link=_link("sign_in:code"),
    )


def welcome(address: str, *, name: str) -> Draft:
    """To somebody who was given an account: how they sign in."""
    return letters.compose(
        "sign_in.welcome",
        to=address,
        template="sign_in/letters/welcome",
        subject=_("You can sign in to %(service)s") % {"service": SITE.name},
        name=name,
        address=address,
        link=_link("sign_in:start"),
    )


def role_given(address: str, *, role: Role, name: str) -> Draft:
    """To somebody who was given a role: which, from when, and whether it asks for a second step."""
    kind = KINDS.role(role.kind)
    return letters.compose(
        "sign_in.role_given",
        to=address,
        template="sign_in/letters/role_given",
        subject=_("You have a new role: %(role)s") % {"role": kind.title},
        name=name,
        role=kind,
        body=role.body.name,
        from_on=role.from_on,
        link=_link("sign_in:start"),
    )


def ways_in_changed(address: str, *, name: str, what: str, at: datetime) -> Draft:
    """To somebody whose ways in were changed, so that they notice when it was not them; `what` is a sentence."""
    return letters.compose(
        "sign_in.ways_in_changed",
        to=address,
        template="sign_in/letters/ways_in_changed",
        subject=_("The way you sign in was changed"),
        name=name,
        what=what,
        at=at,
    )


def second_step_reset(address: str, *, name: str, at: datetime) -> Draft:
    """To somebody whose second step an administrator took away."""
    return letters.compose(
        "sign_in.second_step_reset",
        to=address,
        template="sign_in/letters/second_step_reset",
        subject=_("Your second step was reset"),
        name=name,
        at=at,
        link=_link("sign_in:start"),
    )
