"""Who somebody is to the holdings: their account's key and the contacts that were proved to be theirs."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from commonweal.core.actors import Actor, Kind
from commonweal.core.personal import DataSubject
from commonweal.privacy.models import PrivacyRequest, RequestContact


def addresses_of(person_key: str) -> tuple[str, ...]:
    """The e-mail addresses that the person with this key signs in with."""
    if not person_key:
        return ()
    rows = EmailAddress.objects.filter(user__reference=person_key, verified=True).order_by("-primary", "id")
    return tuple(rows.values_list("email", flat=True))


def of_person(person_key: str, *, contact: str = "") -> DataSubject:
    """The person with this key, with the addresses they sign in with and another contact, where it is known."""
    return DataSubject(person_key, tuple(dict.fromkeys(filter(None, (*addresses_of(person_key), contact)))))


def of_request(asked: PrivacyRequest) -> DataSubject:
    """Whom a request is about. A contact that nobody proved to be theirs is left out."""
    further = [row.contact for row in RequestContact.objects.filter(request=asked)]
    own = [asked.contact] if asked.is_contact_shown else []
    # Whoever asked on paper, or as a guest, may have an account under one of the contacts that are theirs.
    key = asked.person_key or _key_with(*own, *further)
    contacts = (*addresses_of(key), *own, *further)
    return DataSubject(key, tuple(dict.fromkeys(filter(None, contacts))))


def _key_with(*contacts: str) -> str:
    """The key of the person who signs in with one of these contacts; nothing when nobody does."""
    rows = EmailAddress.objects.filter(email__in=[contact.lower() for contact in contacts], verified=True)
    return rows.values_list("user__reference", flat=True).first() or ""


def of_actor(actor: Actor) -> DataSubject:
    """Somebody who signed in as themselves; a guest's contact is known by its digest alone, so only a person's here."""
    return of_person(actor.key if actor.kind is Kind.PERSON else "")
