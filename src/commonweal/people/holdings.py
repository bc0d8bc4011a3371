"""What people hold of personal data: accounts with their roles, and declarations of interest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import audit, days, personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject, Due, Erasure, HeldRecord, Holding, Item, Kept
from commonweal.people import operations, queries, scopes
from commonweal.people.models import Interest, Person, Power, Role
from commonweal.people.role_kinds import KINDS


def _persons(subject: DataSubject) -> list[Person]:
    """The accounts of somebody: under their key, and under each address that is known as theirs."""
    found = [queries.persons.by_reference(subject.person_key)] if subject.person_key else []
    found += [queries.persons.by_address(contact) for contact in subject.contacts if "@" in contact]
    return list({person.pk: person for person in found if person is not None}.values())


# Accounts.


def find_accounts(subject: DataSubject) -> Iterator[HeldRecord]:
    """The name, the address, every role with its days, every power, and what was taken over from others."""
    for person in _persons(subject):
        roles = list(queries.roles.history_of(person))
        names = scopes.names_of([(role.scope_kind, role.scope_reference) for role in roles])
        items = [
            Item(_("Name"), person.name),
            Item(_("E-mail address"), queries.persons.address_of(person)),
            Item(_("Joined on"), days.show_day(days.london_day(person.joined_at))),
        ]
        if person.left_at:
            items.append(Item(_("Left on"), days.show_day(days.london_day(person.left_at))))
        items += [Item(_("Role"), _role_words(role, names)) for role in roles]
        items += [Item(_("Power"), _power_words(power)) for power in queries.powers.of_person(person)]
        yield HeldRecord(person.reference, _("Account"), tuple(item for item in items if item.words))


def _role_words(role: Role, names: dict[tuple[str, str], str]) -> str:
    words = {
        "role": KINDS.title_of(role.kind),
        "body": names[role.scope_kind, role.scope_reference],
        "from": days.show_day(role.from_on),
        "until": days.show_day(role.until_on) if role.until_on else _("now"),
    }
    return _("%(role)s, %(body)s, from %(from)s until %(until)s") % words


def _power_words(power: Power) -> str:
    words = {
        "power": KINDS.words_of(power.kind),
        "day": days.show_day(days.london_day(power.switched_on_at)),
        "reason": power.reason,
        "count": len(power.uses.all()),
    }
    return _("%(power)s, switched on on %(day)s (“%(reason)s”), used %(count)d times") % words


def erase_accounts(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    """Empty the accounts of somebody who left; one in use stays until then, with the reason."""
    erased: list[str] = []
    kept: list[Kept] = []
    for person in _persons(subject):
        if person.erased_at is not None:
            continue
        if person.left_at is None:
            kept.append(Kept(person.reference, _("The account is in use. It can be erased once you have left")))
        elif any(KINDS.role(role.kind).has_term for role in queries.roles.history_of(person)):
            kept.append(Kept(person.reference, _("Who was elected, and until when, is a public record")))
        else:
            operations.erasing.erase_person(person=person, by=by, at=at)
            erased.append(person.reference)
    return Erasure(tuple(erased), tuple(kept))


def expired_accounts(began_before: date) -> Iterator[Due]:
    """The accounts of people who left before that day; the day they left is when the period began."""
    for person in queries.persons.left_before(days.start_of(began_before)):
        if person.left_at is not None:
            yield Due(person.reference, days.london_day(person.left_at))


def dispose_account(reference: str, *, by: Actor, at: datetime) -> None:
    """Empty the account of somebody whose time has come."""
    person = queries.persons.by_reference(reference)
    if person is not None and person.erased_at is None:
        operations.erasing.erase_person(person=person, by=by, at=at)


# Declarations of interest.


def find_interests(subject: DataSubject) -> Iterator[HeldRecord]:
    """Every declaration, those that were replaced as well."""
    for person in _persons(subject):
        for interest in queries.interests.history_of(person):
            items = (
                Item(_("Kind"), str(interest.get_kind_display())),
                Item(_("With whom"), interest.with_whom, about_others=True),
                Item(_("Detail"), interest.detail, about_others=True),
                Item(_("From"), days.show_day(interest.from_on)),
                Item(_("Until"), days.show_day(interest.until_on) if interest.until_on else ""),
                Item(_("Declared on"), days.show_day(days.london_day(interest.declared_at))),
            )
            yield HeldRecord(
                interest.reference, _("Declaration of interest"), tuple(item for item in items if item.words)
            )


def erase_interests(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:  # noqa: ARG001  # as every erase
    """Nothing at once: who decided with which interest must stay answerable for as long as the schedule says."""
    why = _("Declared interests show that decisions were fair. They are kept until the retention schedule lets them go")
    kept = [
        Kept(interest.reference, why)
        for person in _persons(subject)
        for interest in queries.interests.history_of(person)
        if interest.emptied_at is None
    ]
    return Erasure((), tuple(kept))


def expired_interests(began_before: date) -> Iterator[Due]:
    """The declarations of people who left before that day, and those that ended or were replaced before it."""
    for interest in queries.interests.over_before(began_before):
        yield Due(interest.reference, _over_on(interest))


def _over_on(interest: Interest) -> date:
    over = [days.london_day(at) for at in (interest.replaced_at, interest.person.left_at) if at]
    return min([*over, *([interest.until_on] if interest.until_on else [])])


def dispose_interest(reference: str, *, by: Actor, at: datetime) -> None:
    """Empty one declaration."""
    interest = queries.interests.by_reference(reference)
    if interest is not None and interest.emptied_at is None:
        operations.erasing.empty_interest(interest=interest, by=by, at=at)


ACCOUNTS = Holding(
    name="people.accounts",
    title=gettext_lazy("Accounts and roles"),
    whose=gettext_lazy("Officers, councillors, partners' staff, managers of groups and members of the Steering Group"),
    what=gettext_lazy("Name, e-mail address, roles with their days, powers switched on"),
    fields=(
        "people.Person.name",
        "account.EmailAddress.email",
        "people.Power.reason",
        "people.TwoPersonException.approver",
    ),
    find=find_accounts,
    erase=erase_accounts,
    expired=expired_accounts,
    dispose=dispose_account,
)
INTERESTS = Holding(
    name="people.interests",
    title=gettext_lazy("Declarations of interest"),
    whose=gettext_lazy("Everybody with a role, and, in what they declare, people close to them"),
    what=gettext_lazy("Work, land, shares, memberships and ties, with whom and from when until when"),
    fields=("people.Interest.with_whom", "people.Interest.detail"),
    find=find_interests,
    erase=erase_interests,
    expired=expired_interests,
    dispose=dispose_interest,
    is_special_category=True,
)


def register_all() -> None:
    """Say it to the registry; called when Django starts."""
    personal.register(ACCOUNTS)
    personal.register(INTERESTS)
    audit.NAME_KEPT.register("people.accounts", queries.persons.is_address_kept)
