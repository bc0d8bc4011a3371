"""Who somebody is to the holdings: their account's key and the contacts that were proved to be theirs."""

from __future__ import annotations

from commonweal.core.actors import Actor, Kind
from commonweal.core.personal import DataSubject
from commonweal.people.queries import persons
from commonweal.privacy.models import PrivacyRequest, RequestContact


def of_person(person_key: str, *, contact: str = "") -> DataSubject:
    """The person with this key, with the addresses they sign in with and another contact, where it is known."""
    return DataSubject(person_key, tuple(dict.fromkeys(filter(None, (*persons.addresses_of(person_key), contact)))))


def of_request(asked: PrivacyRequest) -> DataSubject:
    """Whom a request is about. A contact that nobody proved to be theirs is left out."""
    further = [row.contact for row in RequestContact.objects.filter(request=asked)]
    own = [asked.contact] if asked.is_contact_shown else []
    # Whoever asked on paper, or as a guest, may have an account under one of the contacts that are theirs.
    key = asked.person_key or persons.key_with([*own, *further])
    contacts = (*persons.addresses_of(key), *own, *further)
    return DataSubject(key, tuple(dict.fromkeys(filter(None, contacts))))


def of_actor(actor: Actor) -> DataSubject:
    """Somebody who signed in as themselves; a guest's contact is known by its digest alone, so only a person's here."""
    return of_person(actor.key if actor.kind is Kind.PERSON else "")
