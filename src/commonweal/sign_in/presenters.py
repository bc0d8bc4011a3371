"""Objects in, component parameters and words out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.core import days
from commonweal.people.models import Person, Role
from commonweal.people.role_kinds import KINDS
from commonweal.sign_in.demonstration import Introduced
from commonweal.sign_in.models import CodeApp, Login
from commonweal.sign_in.queries import Passkey, SecondSteps
from commonweal.ui.site import Words

NOTICES: dict[str, Words] = {
    "ended": gettext_lazy("You were signed out of this browser. Sign in again to go on."),
    "time": gettext_lazy("You were signed out because some time has passed. Sign in again to go on."),
    "role": gettext_lazy("Your role asks for a second step. Sign in again, and we show you how."),
}
"""What the page of signing in says to somebody who was signed out without asking for it."""


@dataclass(frozen=True)
class DirectoryProblem:
    """Why somebody who came back from the council's directory is not signed in, and what helps."""

    title: Words
    words: Words


def directory_problem(why: str, label: str) -> DirectoryProblem:
    """What happened: `denied`, `unknown` or `failed`."""
    return {
        "denied": DirectoryProblem(
            _("You did not sign in with %(directory)s") % {"directory": label},
            _("The sign-in was stopped before it was done. Nothing happened here. You can try again."),
        ),
        "unknown": DirectoryProblem(
            _("There is no account for you here yet"),
            _(
                "%(directory)s knows you, but nobody has given its e-mail address of yours an account in this service. "
                "Ask your administrator to add you, and to use the address you have at work."
            )
            % {"directory": label},
        ),
        "failed": DirectoryProblem(
            _("We could not reach %(directory)s") % {"directory": label},
            _("It did not answer as it should. Try again in a few minutes, or sign in with a code by e-mail."),
        ),
    }[why]


@dataclass(frozen=True)
class Question:
    """Something to be sure about before it is done: the question, what follows, and the button."""

    title: str
    words: str
    button: str
    is_grave: bool = True


def ask_passkey_removed(passkey: Passkey) -> Question:
    """Before a passkey is removed."""
    return Question(
        _("Remove the passkey “%(name)s”?") % {"name": passkey.name},
        _("It will no longer open your account here. It stays on your device until you delete it there too."),
        _("Remove the passkey"),
    )


def ask_app_removed() -> Question:
    """Before the code app is removed."""
    return Question(
        _("Remove your code app?"),
        _("Its codes will no longer work here. Delete the entry in the app as well."),
        _("Remove the code app"),
    )


def ask_new_recovery_codes() -> Question:
    """Before new recovery codes are made."""
    return Question(
        _("Make new recovery codes?"),
        _("The codes you have now will stop working. The new ones are shown once: have paper or a printer ready."),
        _("Make new codes"),
        is_grave=False,
    )


def ask_login_ended(login: Login) -> Question:
    """Before another browser is signed out."""
    return Question(
        _("Sign out of %(device)s?") % {"device": device(login)},
        _("Whoever uses that browser has to sign in again. Nothing that was sent is lost."),
        _("Sign it out"),
    )


def ask_others_ended() -> Question:
    """Before all other browsers are signed out."""
    return Question(
        _("Sign out of all other browsers?"),
        _("You stay signed in here. Everywhere else you have to sign in again."),
        _("Sign them all out"),
    )


def wrong_passkey() -> str:
    """Why a passkey did not open the account."""
    return _("That passkey does not open an account here. Try another one, or use a code by e-mail")


def anothers_code() -> str:
    """Why a right code does not confirm: it went to somebody else's address."""
    return _("That code went to another address than the one you sign in with. Send yourself a new one")


def square_code_title() -> str:
    """What the picture for the code app is, for those who cannot see it."""
    return _("A square code for your app to photograph. The same as the letters and figures below")


def device(login: Login) -> str:
    """The browser in words: `Firefox on Windows`."""
    browser, _break, system = login.device.partition("\n")
    if browser and system:
        return _("%(browser)s on %(system)s") % {"browser": browser, "system": system}
    return browser or system or _("A browser we do not know")


def how(login: Login) -> str:
    """How somebody signed in there, in a sentence."""
    ways = [str(login.get_way_display())]
    if login.second_step and login.second_step != login.way:
        ways.append(str(login.get_second_step_display()))
    return _("With %(ways)s") % {"ways": _(" and ").join(ways)}


def login_rows(open_logins: Sequence[Login], *, this: str) -> list[dict[str, Any]]:
    """The browsers in which somebody is signed in; `this` is the digest of the one they sit at."""
    return [_login_row(login, is_this=login.session_digest == this) for login in open_logins]


def _login_row(login: Login, *, is_this: bool) -> dict[str, Any]:
    began = days.london_day(login.started_at)
    since = _("Since %(day)s, last used on %(seen)s.") % {
        "day": days.show_day(began),
        "seen": days.show_day(login.last_seen_on),
    }
    words = format_html("{}<br>{} {}", how(login), since, _("This browser.") if is_this else "")
    row: dict[str, Any] = {"key": {"text": device(login)}, "value": {"html": words}}
    if not is_this:
        row["actions"] = {
            "items": [
                {
                    "href": reverse("sign_in:login_end", kwargs={"ref": login.reference}),
                    "text": _("Sign out"),
                    "visuallyHiddenText": _("of %(device)s, since %(day)s")
                    % {"device": device(login), "day": days.show_day(began)},
                }
            ]
        }
    return row


def _day(at: datetime) -> str:
    return days.show_day(days.london_day(at))


_PASSKEY_ACTIONS = (
    ("sign_in:passkey_rename", gettext_lazy("Rename")),
    ("sign_in:passkey_remove", gettext_lazy("Remove")),
)


def passkey_rows(passkeys: Iterable[Passkey]) -> list[dict[str, Any]]:
    """The passkeys somebody has, with what they can do with each."""
    return [
        {
            "key": {"text": passkey.name},
            "value": {
                "text": (
                    _("Added on %(day)s, last used on %(used)s.")
                    % {"day": _day(passkey.added_at), "used": _day(passkey.last_used_at)}
                    if passkey.last_used_at
                    else _("Added on %(day)s, not used yet.") % {"day": _day(passkey.added_at)}
                )
            },
            "actions": {
                "items": [
                    {
                        "href": reverse(name, kwargs={"ref": passkey.reference}),
                        "text": words,
                        "visuallyHiddenText": passkey.name,
                    }
                    for name, words in _PASSKEY_ACTIONS
                ]
            },
        }
        for passkey in passkeys
    ]


def step_rows(steps: SecondSteps) -> list[dict[str, Any]]:
    """The code app and the recovery codes, with what can be done."""
    count = steps.recovery_codes
    return [
        {
            "key": {"text": _("Code app")},
            "value": {
                "text": _("Added on %(day)s.") % {"day": _day(steps.app.added_at)} if steps.app else _("None yet.")
            },
            "actions": {
                "items": [
                    _action("sign_in:app_remove", _("Remove"), _("the code app"))
                    if steps.app
                    else _action("sign_in:app_add", _("Add"), _("a code app"))
                ]
            },
        },
        {
            "key": {"text": _("Recovery codes")},
            "value": {
                "text": ngettext("%(count)d code left.", "%(count)d codes left.", count) % {"count": count}
                if count
                else _("None yet.")
            },
            "actions": {
                "items": [
                    _action("sign_in:recovery_make", _("Make new ones"), _("instead of the recovery codes you have"))
                ]
            },
        },
    ]


def _action(name: str, words: str, about: str) -> dict[str, str]:
    return {"href": reverse(name), "text": words, "visuallyHiddenText": about}


def introduced_rows(
    introduced: Sequence[Introduced], people: Sequence[Person], addresses: dict[int, str]
) -> list[dict[str, Any]]:
    """Those whom a demonstration introduces: who each is, what to try, and how they sign in.

    Where nobody has an account yet, nobody is introduced.
    """
    known = {addresses[person.pk]: person for person in people if person.pk in addresses}
    return [_introduced_row(one, known.get(one.address)) for one in introduced] if known else []


def persona_rows(
    people: Sequence[Person],
    *,
    addresses: dict[int, str],
    apps: dict[int, CodeApp],
    roles: dict[int, list[Role]],
) -> list[dict[str, Any]]:
    """Everybody invented who can sign in: their roles, their address, and how."""
    return [
        _persona_row(
            person,
            lines=[
                _roles(roles.get(person.pk, [])),
                addresses[person.pk],
                _("A code by e-mail, then a code from an app.") if person.pk in apps else _("A code by e-mail."),
            ],
        )
        for person in people
        if person.pk in addresses
    ]


def _introduced_row(one: Introduced, person: Person | None) -> dict[str, Any]:
    who = format_html("<strong>{}</strong>", capfirst(str(one.who)))
    lines = [who, one.tries, one.address, f"{capfirst(str(one.how))}."]
    if person is not None:
        return _persona_row(person, lines=lines)
    return {"key": {"text": one.name or _("Nobody in particular")}, "value": {"html": _in_lines(lines)}}


def _persona_row(person: Person, *, lines: Sequence[Words]) -> dict[str, Any]:
    action = {
        "href": reverse("sign_in:demonstration_person", kwargs={"ref": person.reference}),
        "text": _("How to sign in"),
        "visuallyHiddenText": _("as %(name)s") % {"name": person.name},
    }
    return {"key": {"text": person.name}, "value": {"html": _in_lines(lines)}, "actions": {"items": [action]}}


def _in_lines(lines: Sequence[Words]) -> str:
    return format_html_join(mark_safe("<br>"), "{}", ((line,) for line in lines if line))  # our own


def _roles(held: Sequence[Role]) -> str:
    words = [_("%(role)s, %(body)s") % {"role": KINDS.role(role.kind).title, "body": role.body.name} for role in held]
    return "; ".join(words) or _("No role: a resident")
