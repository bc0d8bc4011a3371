"""When a code may be asked for or tried, who must show a second step, and who may change what.

Limits go by the address that is written to and by the person, never by where a request comes from: a library or a
village hall shares one address on the net, and must not be locked out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from commonweal.core.actors import Actor, Kind
from commonweal.core.days import show_time
from commonweal.core.digests import reach_digest
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people.models import Person
from commonweal.people.rules import powers
from commonweal.sign_in import queries
from commonweal.sign_in.models import MOST_TRIES, CodeApp, ContactCode
from commonweal.ui.site import SITE

RESET_SECOND_STEP = "sign_in.reset_second_step"
"""The power with which an administrator helps somebody who lost their code app or passkey."""

CODE_LASTS = timedelta(minutes=15)
"""Long enough for a slow mail server and slow fingers; short enough that a letter read over a shoulder at lunch, or
found the next morning, opens nothing."""

MOST_CODES_AN_HOUR = 5
MOST_CODES_A_DAY = 15
"""To one mailbox, from browsers we know it from and again from all others. Each is a letter, and the mailbox may be
somebody else's."""

MOST_TRIES_A_DAY = 30
"""Wrong codes for one contact, over all its codes, counted apart in the same way. With 100 million codes, a guesser
would need thousands of years."""

MOST_CODES_FOR_ALL_AN_HOUR = 2000
"""Across the service, from browsers we do not know: more than a county asks for in its busiest hour, and few enough to
stop a flood of letters."""

CODES_ARE_KEPT = timedelta(days=1)
"""The limits count a day."""

MOST_STEP_TRIES_AN_HOUR = 5
MOST_STEP_TRIES_A_DAY = 20
"""Wrong second steps for one person, who has shown a first already."""

GUESTS_STAY = timedelta(hours=12)
"""A day's errand, and not the next person's at a library's computer."""

STAFF_STAY = timedelta(hours=12)
"""A working day. Whoever sees other people's details signs in each morning."""

PEOPLE_STAY = timedelta(days=14)
"""Since they last came: a group's secretary comes once a week."""

CONFIRMED_FOR = timedelta(minutes=15)
"""How long after showing who they are somebody may change the ways in."""

MOST_PASSKEYS = 10


def can_ask_code(address: str, *, is_known: bool, at: datetime) -> Decision:
    """Whether another code can be sent to `address`; the same for an address with an account and for any other.

    A browser in which the address was shown to be somebody's (`is_known`) has limits of its own, which no stranger can
    use up.
    """
    if not address:
        return Refused(_("There is no e-mail address to send a code to. Ask an administrator to add yours"))
    digest = reach_digest(address)
    day = queries.codes_to(digest, is_known=is_known, since=at - timedelta(days=1))
    hour = [asked for asked in day if asked > at - timedelta(hours=1)]
    if (until := _until(hour, MOST_CODES_AN_HOUR, timedelta(hours=1))) is not None:
        return _too_many_codes(len(hour), until)
    if (until := _until(day, MOST_CODES_A_DAY, timedelta(days=1))) is not None:
        return _too_many_codes(len(day), until)
    if not is_known and queries.count_codes(since=at - timedelta(hours=1)) >= MOST_CODES_FOR_ALL_AN_HOUR:
        return Refused(
            _("Very many people are signing in just now. Try again in an hour, or ring us on %(phone)s")
            % {"phone": SITE.phone}
        )
    return ALLOWED


def _until(times: Sequence[datetime], most: int, within: timedelta) -> datetime | None:
    """From when there may be one more; None when there may be one now. A minute is added, for `9:05am` says no more."""
    return times[-most] + within + timedelta(minutes=1) if len(times) >= most else None


def _too_many_codes(count: int, until: datetime) -> Refused:
    return Refused(
        _(
            "We have sent %(count)d codes to this address, and that is as many as we send. Use the newest of them, "
            "or ask again after %(time)s"
        )
        % {"count": count, "time": show_time(until)},
        field="email",
    )


def no_code() -> Refused:
    """Why nothing that is typed in this browser can be right."""
    return Refused(
        _("This browser has not asked for a code. A code works only in the browser that asked for it"), field="code"
    )


def can_use_code(code: ContactCode, *, at: datetime) -> Decision:
    """Whether the code that was sent for this browser can still be typed."""
    if code.used_at is not None:
        return Refused(_("This code has been used. Each code works once: ask for a new one"), field="code")
    if at >= code.expires_at or code.replaced_at is not None:
        return Refused(
            _("This code is too old. A code works for %(minutes)d minutes: ask for a new one")
            % {"minutes": CODE_LASTS // timedelta(minutes=1)},
            field="code",
        )
    tries = queries.count_tries(code.contact_digest, is_known=code.is_from_known_browser, since=at - timedelta(days=1))
    if code.tries >= MOST_TRIES or tries >= MOST_TRIES_A_DAY:
        return Refused(_("Too many wrong codes were typed. Ask for a new one, or ring us"), field="code")
    return ALLOWED


def wrong_code(code: ContactCode, *, is_another: bool) -> Refused:
    """Why what was typed is not this browser's code; `is_another` where it is one that went to the same address."""
    if is_another:
        return Refused(
            _(
                "That code belongs to another browser, or to an earlier e-mail. Type the code from the newest e-mail, "
                "in the browser that asked for it"
            ),
            field="code",
        )
    left = MOST_TRIES - code.tries
    if left <= 0:
        return Refused(_("That was not the code, and it cannot be tried again. Ask for a new one"), field="code")
    return Refused(
        _("That is not the code we sent. Look at the newest e-mail from us and type its code again"), field="code"
    )


def can_try_step(person: Person, *, at: datetime) -> Decision:
    """Whether `person` may show a second step now: not while somebody keeps guessing at it."""
    day = queries.step_tries(person, since=at - timedelta(days=1))
    hour = [tried for tried in day if tried > at - timedelta(hours=1)]
    until = _until(hour, MOST_STEP_TRIES_AN_HOUR, timedelta(hours=1))
    until = until or _until(day, MOST_STEP_TRIES_A_DAY, timedelta(days=1))
    if until is not None:
        return Refused(
            _("Too many wrong codes were typed for this account. Try again after %(time)s, or use a passkey")
            % {"time": show_time(until)},
            field="code",
        )
    return ALLOWED


def wrong_step() -> Refused:
    """Why what was typed is neither the app's code nor a recovery code."""
    return Refused(
        _(
            "That is not the code your app shows now. Wait for its next code and type that. If it goes on, look "
            "whether your phone sets its clock by itself: a clock that is off gives wrong codes"
        ),
        field="code",
    )


def used_step() -> Refused:
    """Why a code of the app that was used before is not taken."""
    return Refused(_("That code has been used. Wait for the next code in your app and type that"), field="code")


def can_add_code_app(existing: CodeApp | None) -> Decision:
    """Whether a code app can be added: there is one for each person."""
    if existing is not None:
        return Refused(_("You have a code app already. Remove it first, then add the new one"), field="code")
    return ALLOWED


def can_add_passkey(person: Person) -> Decision:
    """Whether another passkey can be added."""
    if len(queries.passkeys_of(person)) >= MOST_PASSKEYS:
        return Refused(_("You have ten passkeys, and that is as many as we keep. Remove one you no longer use"))
    return ALLOWED


def can_remove_step(*, is_staff: bool, left: int) -> Decision:
    """Whether somebody can do with `left` ways for the second step: staff need one."""
    if is_staff and not left:
        return Refused(_("Your role needs a second step. Add another one first, then remove this one"))
    return ALLOWED


def can_change_ways_in(by: Actor, person: Person) -> Decision:
    """Whether `by` may change how `person` signs in: only they themselves, and the system when an account ends."""
    if by.kind is Kind.SYSTEM or (by.kind is Kind.PERSON and by.key == person.reference):
        return ALLOWED
    return Refused(_("Only the person whose account it is can change how they sign in"))


def can_give_code_app(person: Person) -> Decision:
    """Whether a secret that everybody can work out may be given: to invented people, in a demonstration."""
    if not (SITE.is_demonstration and person.is_demonstration):
        return Refused(_("Only an invented person in a demonstration can be given a code app"))
    return ALLOWED


def can_reset_second_step(by: Actor, person: Person, *, at: datetime) -> Decision:
    """Whether `by` may take away the second step of somebody who lost it: with the power for it, never their own."""
    if by.key == person.reference:
        return Refused(_("Ask another administrator: nobody can reset their own second step"))
    return powers.can_use(by, RESET_SECOND_STEP, at=at)
