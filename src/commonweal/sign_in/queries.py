"""Reading who is who: codes that were sent, browsers that are signed in, and the ways in that somebody has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet, Sum
from django.http import Http404

from commonweal.core.digests import keyed_digest
from commonweal.people.models import Person
from commonweal.sign_in.code_words import browser_digest, session_digest
from commonweal.sign_in.models import CodeApp, ContactCode, Login, RecoveryCode, StepTry

# Codes.


def code_of_browser(key: str) -> ContactCode | None:
    """The code that was sent last for the browser which holds `key`, whatever became of it."""
    return ContactCode.objects.filter(browser_digest=browser_digest(key)).first() if key else None


def lock_code(code: ContactCode) -> ContactCode | None:
    """The same code, read anew and held until the transaction ends; None when it was deleted."""
    return ContactCode.objects.select_for_update().filter(pk=code.pk).first()


def is_other_code_of(code: ContactCode, digest: str, *, since: datetime) -> bool:
    """Whether `digest` is that of another code that went to the same contact since the instant `since`."""
    others = ContactCode.objects.filter(contact_digest=code.contact_digest, code_digest=digest, asked_at__gte=since)
    return others.exclude(pk=code.pk).exists()


def codes_to(reach_digest: str, *, is_known: bool, since: datetime) -> Sequence[datetime]:
    """When codes were sent to this mailbox since the instant `since`, the oldest first.

    They are those for the browsers it is known from, or those for all others.
    """
    return list(
        ContactCode.objects.filter(reach_digest=reach_digest, is_from_known_browser=is_known, asked_at__gt=since)
        .order_by("asked_at")
        .values_list("asked_at", flat=True)
    )


def count_codes(*, since: datetime) -> int:
    """How many codes were sent to anybody since the instant `since`, for browsers that were not known."""
    return ContactCode.objects.filter(asked_at__gt=since, is_from_known_browser=False).count()


def count_tries(contact_digest: str, *, is_known: bool, since: datetime) -> int:
    """How many wrong codes were typed for this contact since the instant `since`, in browsers known or not."""
    rows = ContactCode.objects.filter(contact_digest=contact_digest, is_from_known_browser=is_known, asked_at__gt=since)
    return rows.aggregate(tries=Sum("tries"))["tries"] or 0


def codes_from_before(at: datetime) -> QuerySet[ContactCode]:
    """The codes that were asked for before the instant `at`."""
    return ContactCode.objects.filter(asked_at__lt=at)


def codes_to_contacts(digests: Sequence[str]) -> QuerySet[ContactCode]:
    """The codes that went to these contacts."""
    return ContactCode.objects.filter(contact_digest__in=digests)


# Logins.


def login_of_session(key: str) -> Login | None:
    """The login of the session with this key."""
    return Login.objects.filter(session_digest=session_digest(key)).first()


def lock_login(login: Login) -> Login:
    """The same login, read anew and held until the transaction ends."""
    return Login.objects.select_for_update().get(pk=login.pk)


def open_logins(person: Person, *, at: datetime) -> list[Login]:
    """The browsers in which `person` is signed in at the instant `at`, the newest first."""
    return list(Login.objects.filter(person=person, ended_at=None, ends_at__gt=at))


def unended_logins(person: Person) -> QuerySet[Login]:
    """The logins of `person` that nobody ended, held until the transaction ends."""
    return Login.objects.select_for_update().filter(person=person, ended_at=None)


def get_login_of(person: Person, ref: str, *, at: datetime) -> Login:
    """The open login `ref` of `person`. Raises Http404."""
    found = Login.objects.filter(person=person, reference=ref, ended_at=None, ends_at__gt=at).first()
    if found is None:
        raise Http404
    return found


def logins_of_key(person_key: str) -> QuerySet[Login]:
    """Every login of the person with this reference, the newest first."""
    return Login.objects.filter(person__reference=person_key)


def login_by_reference(reference: str) -> Login | None:
    """The login with this reference, for the retention schedule."""
    return Login.objects.filter(reference=reference).first()


def logins_over_before(at: datetime) -> QuerySet[Login]:
    """The logins that ended, or whose time was over, before the instant `at`."""
    return Login.objects.filter(Q(ended_at__lt=at) | Q(ended_at=None, ends_at__lt=at)).order_by("id")


# The second step.


@dataclass(frozen=True)
class SecondSteps:
    """What somebody has for the second step."""

    app: CodeApp | None
    passkeys: tuple[Passkey, ...]
    recovery_codes: int

    @property
    def is_set_up(self) -> bool:
        """Whether there is anything to ask for; recovery codes alone are not."""
        return self.app is not None or bool(self.passkeys)


@dataclass(frozen=True)
class Passkey:
    """A passkey as people see it; `reference` stands in addresses in the place of allauth's key."""

    reference: str
    name: str
    added_at: datetime
    last_used_at: datetime | None
    row: Authenticator


def second_steps_of(person: Person) -> SecondSteps:
    """What `person` can show in the second step."""
    return SecondSteps(
        CodeApp.objects.filter(person=person).first(),
        tuple(passkeys_of(person)),
        RecoveryCode.objects.filter(person=person, used_at=None).count(),
    )


def lock_code_app(person: Person) -> CodeApp | None:
    """The code app of `person`, held until the transaction ends."""
    return CodeApp.objects.select_for_update().filter(person=person).first()


def lock_recovery_code(person: Person, digest: str) -> RecoveryCode | None:
    """The unused recovery code of `person` with this digest, held until the transaction ends."""
    return RecoveryCode.objects.select_for_update().filter(person=person, code_digest=digest, used_at=None).first()


def step_tries(person: Person, *, since: datetime) -> Sequence[datetime]:
    """When `person` showed a wrong second step since the instant `since`, the oldest first."""
    rows = StepTry.objects.filter(person=person, tried_at__gt=since).order_by("tried_at")
    return list(rows.values_list("tried_at", flat=True))


def step_tries_from_before(at: datetime) -> QuerySet[StepTry]:
    """The wrong second steps before the instant `at`."""
    return StepTry.objects.filter(tried_at__lt=at)


def passkey_rows(person: Person) -> QuerySet[Authenticator]:
    """allauth's rows of the passkeys of `person`."""
    rows: QuerySet[Authenticator] = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN)
    return rows.order_by("id")


def passkeys_of(person: Person) -> list[Passkey]:
    """The passkeys of `person`, the oldest first."""
    return [
        Passkey(passkey_reference(row), str(row.data["name"]), row.created_at, row.last_used_at, row)
        for row in passkey_rows(person)
    ]


def passkey_reference(row: Authenticator) -> str:
    """How a passkey is called in addresses."""
    return keyed_digest(str(row.pk), purpose="passkey")[:12]


def get_passkey_of(person: Person, ref: str) -> Passkey:
    """The passkey `ref` of `person`. Raises Http404."""
    found = next((passkey for passkey in passkeys_of(person) if passkey.reference == ref), None)
    if found is None:
        raise Http404
    return found


# People who left, whose ways in are kept too long if they are kept at all.


def left_with_steps(*, before: datetime) -> QuerySet[Person]:
    """Those who left before the instant and still have a passkey, a code app or a recovery code."""
    has_any = Q(authenticator__isnull=False) | Q(code_app__isnull=False) | Q(recovery_codes__isnull=False)
    return Person.objects.filter(has_any, left_at__lt=before).distinct()


# A demonstration.


def people_of_demonstration() -> list[Person]:
    """The invented people of a demonstration who can sign in, in the order they joined."""
    return list(Person.objects.filter(is_demonstration=True, is_active=True).order_by("joined_at", "id"))


def code_apps_by_person(people: Sequence[Person]) -> dict[int, CodeApp]:
    """The code app of each who has one, by the person's key."""
    return {app.person_id: app for app in CodeApp.objects.filter(person__in=people)}


def get_demonstration_person(ref: str) -> Person:
    """The invented person with the reference `ref`. Raises Http404."""
    found = Person.objects.filter(reference=ref, is_demonstration=True, is_active=True).first()
    if found is None:
        raise Http404
    return found


def holds_people_of_demonstration() -> bool:
    """Whether the database holds somebody invented, whose way in is printed on a screen."""
    return Person.objects.filter(is_demonstration=True).exists()
