"""Codes by e-mail: asked for, typed, forgotten."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest, reach_digest
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.messaging import operations as letters
from commonweal.messaging import outbox
from commonweal.sign_in import emails, queries, rules
from commonweal.sign_in.code_words import FIGURES, as_figures, browser_digest, code_digest, new_code
from commonweal.sign_in.models import ContactCode


@transaction.atomic
def ask(*, email: str, browser: str, is_known: bool = False, by: Actor, at: datetime) -> ContactCode:
    """Send a new code to `email` for the browser that holds the key `browser`; an earlier one of that browser ends.

    Codes that went to the same address for other browsers stay: else anybody could stop somebody from signing in by
    asking again and again. `is_known` says that the browser has shown before that the address is theirs, and so has
    limits of its own. The trail begins when a code is used: what anybody can press must not stay there for ever.
    Raises RefusedError when as many were sent as may be.
    """
    require(rules.can_ask_code(email, is_known=is_known, at=at))
    code, whose = new_code(), contact_digest(email)
    ContactCode.objects.filter(
        browser_digest=browser_digest(browser), used_at__isnull=True, replaced_at__isnull=True
    ).update(replaced_at=at)
    asked = ContactCode.objects.create(
        browser_digest=browser_digest(browser),
        code_digest=code_digest(code, contact_digest=whose),
        contact=email,
        contact_digest=whose,
        reach_digest=reach_digest(email),
        is_from_known_browser=is_known,
        asked_at=at,
        expires_at=at + rules.CODE_LASTS,
    )
    outbox.add(emails.code(email, code=code, until=asked.expires_at), by=by, at=at)
    return asked


def use(*, asked: ContactCode | None, code: str, by: Actor, at: datetime) -> ContactCode:
    """Take the code that somebody typed: from now on the contact is known to be theirs. It works once.

    Raises RefusedError with what to do; a wrong try is counted all the same, in a transaction of its own.
    """
    taken = _try(asked, as_figures(code), by=by, at=at)
    if isinstance(taken, Refused):
        raise RefusedError(taken)
    return taken


@transaction.atomic
def _try(asked: ContactCode | None, figures: str, *, by: Actor, at: datetime) -> ContactCode | Refused:
    code = queries.lock_code(asked) if asked is not None else None
    if code is None:
        return rules.no_code()
    decision = rules.can_use_code(code, at=at)
    if isinstance(decision, Refused):
        return decision
    digest = code_digest(figures, contact_digest=code.contact_digest)
    if digest != code.code_digest:
        if len(figures) == FIGURES:  # half a code is a slip, and tells a guesser nothing
            code.tries += 1
            code.save(update_fields=["tries"])
        is_another = queries.is_other_code_of(code, digest, since=at - rules.CODES_ARE_KEPT)
        return rules.wrong_code(code, is_another=is_another)
    code.used_at = at
    code.save(update_fields=["used_at"])
    whose = Actor.guest(code.contact_digest)
    audit.record("sign_in.contact_code.use", code, by=whose if by.is_visitor else by, at=at)
    letters.note_address_works(contact_digest=code.contact_digest, by=by, at=at)
    return code


@transaction.atomic
def forget_contacts(
    *,
    digests: Sequence[str],
    by: Actor,  # noqa: ARG001  # as every operation is called
    at: datetime,  # noqa: ARG001  # as above
) -> list[str]:
    """Delete every code that went to these contacts; which codes."""
    rows = queries.codes_to_contacts(digests)
    keys = [str(key) for key in rows.values_list("pk", flat=True)]
    rows.delete()
    return keys


@transaction.atomic
def forget_one(*, reference: str, by: Actor, at: datetime) -> None:  # noqa: ARG001  # as above
    """Delete one code whose time has come."""
    ContactCode.objects.filter(pk=reference).delete()
