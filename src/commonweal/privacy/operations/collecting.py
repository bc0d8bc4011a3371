"""Fetching the copy: a code to the same contact first, then the file, for a quarter of an hour; or on paper."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.messaging import outbox
from commonweal.privacy import emails, queries, rules
from commonweal.privacy.models import PrivacyRequest, StaffNote


@transaction.atomic
def send_code(*, asked: PrivacyRequest, by: Actor, at: datetime) -> PrivacyRequest:
    """Write a code to the contact of the request; it replaces an earlier one. Raises RefusedError."""
    asked = queries.requests.lock(asked)
    require(rules.can_collect(by, asked, at=at), rules.can_send_code(asked, at=at))
    code = f"{secrets.randbelow(1_000_000):06}"
    asked.code_digest = queries.requests.digest_of_code(asked, code)
    asked.code_sent_at, asked.code_tries = at, 0
    asked.save(update_fields=["code_digest", "code_sent_at", "code_tries"])
    audit.record("privacy.request.send_code", asked, by=by, at=at)
    outbox.add(emails.collecting_code(asked, code=code), by=by, at=at)
    return asked


def open_copy(*, asked: PrivacyRequest, code: str, by: Actor, at: datetime) -> PrivacyRequest:
    """Show the code, once; from then on the copy can be fetched for a while. Raises RefusedError for a wrong one."""
    opened = _try_code(asked, code, by=by, at=at)
    if opened is None:  # refused only now, so that the wrong try stays counted
        words = _("That is not the code we sent last, or it is older than 15 minutes. Check it, or send a new one")
        raise RefusedError(Refused(words, field="code"))
    return opened


@transaction.atomic
def _try_code(asked: PrivacyRequest, code: str, *, by: Actor, at: datetime) -> PrivacyRequest | None:
    asked = queries.requests.lock(asked)
    require(rules.can_collect(by, asked, at=at))
    digest = queries.requests.digest_of_code(asked, code)
    if not rules.is_code_fresh(asked, at=at) or not secrets.compare_digest(digest, asked.code_digest):
        asked.code_tries += 1
        asked.save(update_fields=["code_tries"])
        return None
    asked.code_digest, asked.collected_at = "", at
    asked.save(update_fields=["code_digest", "collected_at"])
    audit.record("privacy.request.collect", asked, by=by, at=at)
    return asked


@transaction.atomic
def hand_over(*, asked: PrivacyRequest, how: str, by: Actor, at: datetime) -> PrivacyRequest:
    """Note that the copy was posted or handed over on paper; `how` says how, and to whom. Raises RefusedError."""
    asked = queries.requests.lock(asked)
    require(rules.can_hand_over(by, asked, at=at))
    asked.collected_at = at
    asked.save(update_fields=["collected_at"])
    StaffNote.objects.create(request=asked, words=how, noted_by=by.label, noted_at=at)
    audit.record("privacy.request.hand_over", asked, by=by, at=at)
    return asked
