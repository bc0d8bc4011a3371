"""What signing in holds about people, so that it can be found, handed out, erased and let go in time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import personal
from commonweal.core.actors import Actor
from commonweal.core.days import london_day, show_day, start_of
from commonweal.core.personal import DataSubject, Due, Erasure, HeldRecord, Holding, Item
from commonweal.people.queries import persons
from commonweal.sign_in import operations, presenters, queries


def register_all() -> None:
    """Register them; called when Django starts."""
    for holding in (CODES, LOGINS, STEPS):
        personal.register(holding)


# Codes by e-mail.


def _find_codes(subject: DataSubject) -> Iterable[HeldRecord]:
    for code in queries.codes_to_contacts(subject.contact_digests):
        yield HeldRecord(
            str(code.pk),
            _("A code to sign in that was sent"),
            (Item(_("To"), code.contact), Item(_("On"), show_day(london_day(code.asked_at)))),
        )


def _erase_codes(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    return Erasure(
        erased=tuple(operations.codes.forget_contacts(digests=subject.contact_digests, by=by, at=at)),
    )


def _old_codes(began_before: date) -> Iterable[Due]:
    for code in queries.codes_from_before(start_of(began_before)):
        yield Due(str(code.pk), london_day(code.asked_at))


def _dispose_code(reference: str, *, by: Actor, at: datetime) -> None:
    operations.codes.forget_one(reference=reference, by=by, at=at)


CODES = Holding(
    name="sign_in.codes",
    title=gettext_lazy("Codes to sign in"),
    whose=gettext_lazy("Whoever asked for a code in the last day, with an account or without"),
    what=gettext_lazy("The e-mail address the code went to, and when. Deleted after a day."),
    fields=(
        "sign_in.ContactCode.contact",
        "sign_in.ContactCode.contact_digest",
        "sign_in.ContactCode.reach_digest",
    ),
    find=_find_codes,
    erase=_erase_codes,
    expired=_old_codes,
    dispose=_dispose_code,
)


# Logins.


def _find_logins(subject: DataSubject) -> Iterable[HeldRecord]:
    for login in queries.logins_of_key(subject.person_key) if subject.person_key else ():
        yield HeldRecord(
            login.reference,
            _("A browser you signed in with"),
            (
                Item(_("Browser"), presenters.device(login)),
                Item(_("How"), presenters.how(login)),
                Item(_("Since"), show_day(london_day(login.started_at))),
                Item(_("Last used"), show_day(login.last_seen_on)),
            ),
        )


def _erase_logins(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    references = operations.logins.forget_devices(person_key=subject.person_key, by=by, at=at)
    return Erasure(erased=tuple(references))


def _old_logins(began_before: date) -> Iterable[Due]:
    for login in queries.logins_over_before(start_of(began_before)):
        yield Due(login.reference, london_day(login.ended_at or login.ends_at))


def _dispose_login(reference: str, *, by: Actor, at: datetime) -> None:
    operations.logins.forget_one(reference=reference, by=by, at=at)


LOGINS = Holding(
    name="sign_in.logins",
    title=gettext_lazy("Browsers that were signed in"),
    whose=gettext_lazy("Everybody with an account"),
    what=gettext_lazy("The kind of browser and device, how and when they signed in. No network address."),
    fields=("sign_in.Login.device", "sign_in.Login.session_digest"),
    find=_find_logins,
    erase=_erase_logins,
    expired=_old_logins,
    dispose=_dispose_login,
)


# Passkeys, code apps and recovery codes.


def _find_steps(subject: DataSubject) -> Iterable[HeldRecord]:
    person = persons.by_reference(subject.person_key) if subject.person_key else None
    if person is None:
        return
    steps = queries.second_steps_of(person)
    items = [
        Item(_("Passkey"), f"{passkey.name}, {show_day(london_day(passkey.added_at))}") for passkey in steps.passkeys
    ]
    if steps.app is not None:
        items.append(Item(_("Code app added on"), show_day(london_day(steps.app.added_at))))
    if steps.recovery_codes:
        items.append(Item(_("Recovery codes left"), str(steps.recovery_codes)))
    if items:
        yield HeldRecord(person.reference, _("Your passkeys and second steps"), tuple(items))


def _erase_steps(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    person = persons.by_reference(subject.person_key) if subject.person_key else None
    if person is None:
        return Erasure()
    operations.steps.take_away(person=person, by=by, at=at)
    return Erasure(erased=(person.reference,))


def _steps_of_left(began_before: date) -> Iterable[Due]:
    for person in queries.left_with_steps(before=start_of(began_before)):
        yield Due(person.reference, london_day(person.left_at or person.joined_at))


def _dispose_steps(reference: str, *, by: Actor, at: datetime) -> None:
    person = persons.by_reference(reference)
    if person is not None:
        operations.steps.take_away(person=person, by=by, at=at)


STEPS = Holding(
    name="sign_in.second_steps",
    title=gettext_lazy("Passkeys, code apps and recovery codes"),
    whose=gettext_lazy("People with an account who added one"),
    what=gettext_lazy("What a passkey is called, its public key, the secret of a code app, digests of recovery codes."),
    fields=(
        "mfa.Authenticator.data",
        "sign_in.CodeApp.secret",
        "sign_in.RecoveryCode.code_digest",
    ),
    find=_find_steps,
    erase=_erase_steps,
    expired=_steps_of_left,
    dispose=_dispose_steps,
)
