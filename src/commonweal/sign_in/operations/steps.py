"""The second step: a code app, recovery codes, and what is done when somebody has lost theirs."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.messaging import outbox
from commonweal.people.models import Person
from commonweal.people.operations import powers
from commonweal.people.queries import persons
from commonweal.people.standing import standing_of
from commonweal.sign_in import code_apps, emails, queries, rules
from commonweal.sign_in.code_words import as_figures, as_recovery_code, new_recovery_code, recovery_digest
from commonweal.sign_in.models import CodeApp, LoginEnd, RecoveryCode, Step, StepTry
from commonweal.sign_in.operations import logins

RECOVERY_CODES = 8
"""On one sheet of paper."""

APP_FIGURES = 6


@transaction.atomic
def add_code_app(*, person: Person, secret: str, code: str, by: Actor, at: datetime) -> list[str]:
    """Add the code app that shares `secret`, once it shows the right code; gives fresh recovery codes.

    Raises RefusedError when `code` is not what the app shows now.
    """
    require(rules.can_change_ways_in(by, person), rules.can_add_code_app(queries.lock_code_app(person)))
    step = code_apps.step_of(secret, as_figures(code), at=at)
    if step is None:
        raise RefusedError(rules.wrong_step())
    app = CodeApp.objects.create(person=person, secret=secret, last_step=step, added_at=at)
    audit.record("sign_in.code_app.add", app, by=by, at=at)
    _tell(person, _("A code app was added."), by=by, at=at)
    return _new_recovery_codes(person, by=by, at=at)


@transaction.atomic
def give_authenticator(*, person: Person, by: Actor, at: datetime) -> CodeApp:
    """Give an invented person a code app whose codes a page shows. Raises RefusedError outside a demonstration."""
    require(rules.can_give_code_app(person), rules.can_add_code_app(queries.lock_code_app(person)))
    secret = code_apps.secret_of_demonstration(person.reference)
    app = CodeApp.objects.create(person=person, secret=secret, added_at=at)
    audit.record("sign_in.code_app.give", app, by=by, at=at)
    return app


@transaction.atomic
def remove_code_app(*, person: Person, by: Actor, at: datetime) -> None:
    """Remove the code app. Raises RefusedError where a role needs it."""
    app = queries.lock_code_app(person)
    is_staff = standing_of(person.actor, at=at).is_staff
    left = len(queries.passkeys_of(person))
    require(rules.can_change_ways_in(by, person), rules.can_remove_step(is_staff=is_staff, left=left))
    if app is None:  # removed in another tab
        return
    audit.record("sign_in.code_app.remove", app, by=by, at=at)
    app.delete()
    _tell(person, _("The code app was removed."), by=by, at=at)


@transaction.atomic
def make_recovery_codes(*, person: Person, by: Actor, at: datetime) -> list[str]:
    """New recovery codes; the earlier ones no longer work. They are given here and are nowhere else to be had."""
    require(rules.can_change_ways_in(by, person))
    _tell(person, _("New recovery codes were made."), by=by, at=at)
    return _new_recovery_codes(person, by=by, at=at)


@transaction.atomic
def fill_recovery_codes(*, person: Person, by: Actor, at: datetime) -> list[str]:
    """Recovery codes for somebody who has none yet; nothing for whoever has some."""
    require(rules.can_change_ways_in(by, person))
    return [] if queries.second_steps_of(person).recovery_codes else _new_recovery_codes(person, by=by, at=at)


def _new_recovery_codes(person: Person, *, by: Actor, at: datetime) -> list[str]:
    RecoveryCode.objects.filter(person=person).delete()
    codes = [new_recovery_code() for _number in range(RECOVERY_CODES)]
    RecoveryCode.objects.bulk_create(
        [
            RecoveryCode(person=person, code_digest=recovery_digest(code, person=person.reference), made_at=at)
            for code in codes
        ]
    )
    audit.record("sign_in.recovery_codes.make", person, by=by, at=at, facts={"count": len(codes)})
    return codes


def show(*, person: Person, code: str, by: Actor, at: datetime) -> Step:
    """Take the second step with the app's code or a recovery code; which it was.

    Raises RefusedError with what to do; a wrong try is counted all the same, in a transaction of its own.
    """
    shown = _show(person, code, by=by, at=at)
    if isinstance(shown, Refused):
        raise RefusedError(shown)
    return shown


@transaction.atomic
def _show(person: Person, code: str, *, by: Actor, at: datetime) -> Step | Refused:
    app = queries.lock_code_app(person)
    decision = rules.can_try_step(person, at=at)
    if isinstance(decision, Refused):
        return decision
    if app is not None and len(as_figures(code)) == APP_FIGURES:
        step = code_apps.step_of(app.secret, as_figures(code), at=at)
        if step is not None and step <= app.last_step:
            return rules.used_step()
        if step is not None:
            app.last_step = step
            app.save(update_fields=["last_step"])
            return Step.APP
    if as_recovery_code(code):
        kept = queries.lock_recovery_code(person, recovery_digest(code, person=person.reference))
        if kept is not None:
            kept.used_at = at
            kept.save(update_fields=["used_at"])
            audit.record("sign_in.recovery_codes.use", person, by=by, at=at)
            _tell(person, _("A recovery code was used to sign in."), by=by, at=at)
            return Step.RECOVERY
        StepTry.objects.create(person=person, tried_at=at)
    return rules.wrong_step()


@transaction.atomic
def take_away(*, person: Person, by: Actor, at: datetime) -> None:
    """Delete every passkey, code app and recovery code, inside the operation that closes or resets an account."""
    audit.record("sign_in.second_step.take_away", person, by=by, at=at)
    queries.passkey_rows(person).delete()
    CodeApp.objects.filter(person=person).delete()
    RecoveryCode.objects.filter(person=person).delete()
    StepTry.objects.filter(person=person).delete()


@transaction.atomic
def forget_tries(*, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as every operation is called
    """Delete the wrong tries that no limit counts any more."""
    queries.step_tries_from_before(at - rules.CODES_ARE_KEPT).delete()


@transaction.atomic
def reset(*, person: Person, reason: str, by: Actor, at: datetime) -> None:
    """For somebody who lost theirs: take all second steps away, sign them out everywhere and write to them.

    Needs the power `sign_in.reset_second_step`, switched on; each use is noted on it. Raises RefusedError.
    """
    require(rules.can_reset_second_step(by, person, at=at))
    powers.use(power=rules.RESET_SECOND_STEP, subject=person, by=by, at=at)
    take_away(person=person, by=by, at=at)
    audit.record("sign_in.second_step.reset", person, by=by, at=at, reason=reason)
    logins.end_all(person=person, why=LoginEnd.RESET, by=by, at=at)
    if address := persons.address_of(person):
        outbox.add(emails.second_step_reset(address, name=person.name, at=at), by=by, at=at)


def _tell(person: Person, what: str, *, by: Actor, at: datetime) -> None:
    if address := persons.address_of(person):
        outbox.add(emails.ways_in_changed(address, name=person.name, what=what, at=at), by=by, at=at)
