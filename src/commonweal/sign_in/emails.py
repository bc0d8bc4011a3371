"""What we write about signing in: the code, the welcome, a new role, and every change of how somebody signs in."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import days
from commonweal.messaging import letters
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind
from commonweal.messaging.letters import Draft
from commonweal.people.models import Role
from commonweal.people.role_kinds import KINDS as ROLES
from commonweal.sign_in.code_words import in_groups
from commonweal.ui.site import SITE

_NAME = FieldOf("name", gettext_lazy("The person's name"), "Asha Gurung")
_LINK = FieldOf("link", gettext_lazy("The page of signing in"), "https://www.example.org/sign-in/", is_needed=True)
_DAY = FieldOf("day", gettext_lazy("The day it was done"), "17 June 2026", is_needed=True)
_TIME = FieldOf("time", gettext_lazy("The time it was done"), "9:30am", is_needed=True)
_PHONE = FieldOf("phone", gettext_lazy("The council's telephone number"), "01632 960 000", is_needed=True)

KINDS.add(
    LetterKind(
        "sign_in.code",
        title=gettext_lazy("The code to sign in"),
        sent=gettext_lazy("To the address that somebody typed to sign in, whether or not they have an account."),
        subject=gettext_lazy("Your code to sign in"),
        body=gettext_lazy(
            "Your code is:\n\n"
            "^ ((code))\n\n"
            "Type it in the browser where you asked for it. It works once, until ((time)).\n\n"
            "[If you closed the page, open it again in the same browser](((link)))\n\n"
            "Tell nobody this code. Nobody from the council will ask you for it.\n\n"
            "If you did not ask for a code, somebody else typed your address. You need not do anything: nobody can "
            "sign in without the code."
        ),
        fields=(
            FieldOf("code", gettext_lazy("The code"), "1234 5678", is_needed=True),
            FieldOf("time", gettext_lazy("Until when it works"), "9:45am", is_needed=True),
            FieldOf("link", gettext_lazy("The page where it is typed"), "https://www.example.org/sign-in/code/", True),
        ),
    ),
    LetterKind(
        "sign_in.welcome",
        title=gettext_lazy("You have an account"),
        sent=gettext_lazy("To somebody who was given an account, at once."),
        subject=gettext_lazy("You can sign in to ((service))"),
        body=gettext_lazy(
            "Hello ((name)),\n\n"
            "You now have an account. You need no password. Sign in with this e-mail address, ((address)), and we send "
            "you a code each time.\n\n"
            "[Sign in](((link)))\n\n"
            "Once you are in, you can add a passkey: then your phone or computer knows you by your face, finger or PIN."
        ),
        fields=(
            _NAME,
            FieldOf("service", gettext_lazy("The service's name"), "Commonweal"),
            FieldOf("address", gettext_lazy("The address they sign in with"), "asha@example.org", is_needed=True),
            _LINK,
        ),
    ),
    LetterKind(
        "sign_in.role_given",
        title=gettext_lazy("You have a new role"),
        sent=gettext_lazy("To somebody who was given a role, at once."),
        subject=gettext_lazy("You have a new role: ((role))"),
        body=gettext_lazy(
            "Hello ((name)),\n\n"
            "From ((day)) you are ((role)) at ((body)). ((summary))\n\n"
            "((second_step??This role sees other people's details. So when you next sign in we ask for a second step: "
            "a code from an app on your phone, or a passkey. The page shows you how to set one up. It takes about "
            "three minutes.))\n\n"
            "[Sign in](((link)))"
        ),
        fields=(
            _NAME,
            FieldOf("role", gettext_lazy("The role"), "Grant officer", is_needed=True),
            FieldOf("body", gettext_lazy("Where they hold it"), "Grants team", is_needed=True),
            FieldOf("day", gettext_lazy("From when"), "17 June 2026", is_needed=True),
            FieldOf("summary", gettext_lazy("What the role is for"), "Runs a fund from its design to its evaluation."),
            FieldOf(
                "second_step",
                gettext_lazy("Something where the role asks for a second step; nothing where it does not"),
                "yes",
                is_needed=True,
            ),
            _LINK,
        ),
    ),
    LetterKind(
        "sign_in.ways_in_changed",
        title=gettext_lazy("The way you sign in was changed"),
        sent=gettext_lazy("To somebody whose way of signing in was changed, so that they notice if it was not them."),
        subject=gettext_lazy("The way you sign in was changed"),
        body=gettext_lazy(
            "Hello ((name)),\n\n"
            "((what)) It was on ((day)) at ((time)).\n\n"
            "If it was you, you need not do anything. If it was not, ring us at once on ((phone))."
        ),
        fields=(
            _NAME,
            FieldOf("what", gettext_lazy("What was changed"), "A passkey was added.", is_needed=True),
            _DAY,
            _TIME,
            _PHONE,
        ),
    ),
    LetterKind(
        "sign_in.second_step_reset",
        title=gettext_lazy("Your second step was reset"),
        sent=gettext_lazy("To somebody whose second step an administrator took away."),
        subject=gettext_lazy("Your second step was reset"),
        body=gettext_lazy(
            "Hello ((name)),\n\n"
            "An administrator took your code app, passkeys and recovery codes away on ((day)) at ((time)), and you "
            "were signed out everywhere.\n\n"
            "Sign in with a code by e-mail. If your role needs a second step, the page shows you how to set up a new "
            "one.\n\n"
            "[Sign in](((link)))\n\n"
            "If you did not ask for this, ring us at once on ((phone))."
        ),
        fields=(_NAME, _DAY, _TIME, _LINK, _PHONE),
    ),
)


def code(contact: str, *, code: str, until: datetime) -> Draft:
    """The code itself. The words are the same whether or not somebody has an account."""
    link = SITE.address_of("sign_in:code")
    return letters.compose("sign_in.code", to=contact, code=in_groups(code), time=days.show_time(until), link=link)


def welcome(address: str, *, name: str) -> Draft:
    """To somebody who was given an account: how they sign in."""
    link = SITE.address_of("sign_in:start")
    return letters.compose("sign_in.welcome", to=address, name=name, service=SITE.name, address=address, link=link)


def role_given(address: str, *, role: Role, name: str) -> Draft:
    """To somebody who was given a role: which, from when, and whether it asks for a second step."""
    kind = ROLES.role(role.kind)
    return letters.compose(
        "sign_in.role_given",
        to=address,
        name=name,
        role=kind.title,
        body=role.body.name,
        day=days.show_day(role.from_on),
        summary=kind.summary,
        second_step=_("yes") if kind.is_staff else "",
        link=SITE.address_of("sign_in:start"),
    )


def ways_in_changed(address: str, *, name: str, what: str, at: datetime) -> Draft:
    """To somebody whose ways in were changed, so that they notice when it was not them; `what` is a sentence."""
    return letters.compose("sign_in.ways_in_changed", to=address, name=name, what=what, phone=SITE.phone, **_when(at))


def second_step_reset(address: str, *, name: str, at: datetime) -> Draft:
    """To somebody whose second step an administrator took away."""
    link = SITE.address_of("sign_in:start")
    return letters.compose("sign_in.second_step_reset", to=address, name=name, link=link, phone=SITE.phone, **_when(at))


def _when(at: datetime) -> dict[str, str]:
    return {"day": days.show_day(days.london_day(at)), "time": days.show_time(at)}
