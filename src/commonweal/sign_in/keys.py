"""Passkeys (WebAuthn) between the browser and us: what is asked of it, and whether its answer is right.

Every passkey is asked to know its owner (face, finger or PIN), so that it counts as both steps at once.
"""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError
from fido2.utils import websafe_decode
from fido2.webauthn import PublicKeyCredentialUserEntity, ResidentKeyRequirement, UserVerificationRequirement

from commonweal.core.requests import Request
from commonweal.people.models import Person
from commonweal.people.queries import persons

_ADDING = "sign_in.passkey_adding"
_SHOWING = "sign_in.passkey_showing"

WRONG = (ValueError, TypeError, KeyError, AttributeError, ValidationError)
"""What is raised for an answer that is broken, forged or of another question."""

LONGEST_ANSWER = 20_000
"""Characters; an answer of a passkey has some two thousand."""


class WrongAnswerError(Exception):
    """The browser's answer does not show a passkey of this person."""


def ask_to_add(request: Request, person: Person) -> dict[str, Any]:
    """What the browser is asked to make for `person`."""
    asked, state = auth.get_server().register_begin(
        user=PublicKeyCredentialUserEntity(
            id=person.reference.encode(), name=persons.address_of(person), display_name=person.name
        ),
        credentials=auth.get_credentials(person),
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    request.session[_ADDING] = state
    return dict(asked)


def added(request: Request, answer: str) -> dict[str, Any]:
    """The passkey that the browser made, as it is kept. Raises WrongAnswerError."""
    state = request.session.pop(_ADDING, None)
    try:
        credential: dict[str, Any] = _read(answer)
        auth.get_server().register_complete(state, credential)
    except WRONG as error:
        raise WrongAnswerError from error
    return credential


def ask_to_show(request: Request) -> dict[str, Any]:
    """What the browser is asked to sign; any passkey of this website will do."""
    asked, state = auth.get_server().authenticate_begin(user_verification=UserVerificationRequirement.REQUIRED)
    request.session[_SHOWING] = state
    return dict(asked)


def shown(request: Request, answer: str) -> tuple[Person, Authenticator]:
    """Whose passkey it was that signed, and which. Raises WrongAnswerError, also when its owner has left."""
    state = request.session.pop(_SHOWING, None)
    try:
        credential = _read(answer)
        person = persons.by_reference(websafe_decode(credential["response"]["userHandle"]).decode())
        if person is None or not person.is_active:
            raise WrongAnswerError
        signed = auth.get_server().authenticate_complete(state, auth.get_credentials(person), credential)
        row = auth.get_authenticator_by_credential_id(person, signed.credential_id)
    except WRONG as error:
        raise WrongAnswerError from error
    if row is None:
        raise WrongAnswerError
    return person, row


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > LONGEST_ANSWER:
        raise ValueError("too long")
    read: Any = json.loads(answer)
    if not isinstance(read, dict):
        raise TypeError("not an object")
    return read
