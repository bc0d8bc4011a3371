"""Erasing somebody from every holding: shown beforehand, done in one transaction, and told to the person."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core import audit, days, personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject, Erasure, Holding, Kept
from commonweal.core.rules import require
from commonweal.messaging import outbox
from commonweal.privacy import emails, queries, rules
from commonweal.privacy.models import PrivacyRequest
from commonweal.privacy.outcomes import HoldingErased
from commonweal.privacy.states import REQUEST_JOURNEY


def preview(*, asked: PrivacyRequest, by: Actor, at: datetime) -> list[HoldingErased]:
    """What would go and what would stay, and why. Everything is tried and taken back. Raises RefusedError."""
    with transaction.atomic():
        require(rules.can_erase(by, asked, at=at))
        outcome = _erase_everywhere(queries.subjects.of_request(asked), by=by, at=at, leaving=asked)
        transaction.set_rollback(True)
    return outcome


@transaction.atomic
def erase(*, asked: PrivacyRequest, by: Actor, at: datetime) -> list[HoldingErased]:
    """Erase what can be erased about the person, close the request, and write to them what stays and why.

    The request itself is kept until its own time is up: it shows that the council did what was asked. Raises
    RefusedError while a legal hold is on the person.
    """
    asked = queries.requests.lock(asked)
    require(rules.can_erase(by, asked, at=at))
    subject, to = queries.subjects.of_request(asked), asked.contact if asked.is_reached_by_email else ""
    outcome = _erase_everywhere(subject, by=by, at=at, leaving=asked)
    asked.settled_at, asked.settled_on = at, days.london_day(at)
    asked.answer = "\n".join(_kept_words(outcome))
    REQUEST_JOURNEY.advance(asked, "answer", by=by, at=at, also=["settled_at", "settled_on", "answer"])
    counts = {each.holding.name: len(each.erased) for each in outcome if each.erased}
    audit.record("privacy.request.erase", asked, by=by, at=at, facts={"erased": counts})
    for digest in subject.contact_digests:
        audit.erase_name(digest)
    if to:
        outbox.add(emails.erased(asked, to=to, kept=_kept_words(outcome)), by=by, at=at)
    return outcome


def _kept_words(outcome: list[HoldingErased]) -> list[str]:
    """What stays and why, in sentences for the person; each once."""
    sentences = [f"{each.holding.title}: {kept.why}" for each in outcome for kept in each.kept]
    return list(dict.fromkeys(sentences))


def _erase_everywhere(subject: DataSubject, *, by: Actor, at: datetime, leaving: PrivacyRequest) -> list[HoldingErased]:
    outcome = []
    for holding in personal.holdings():
        references = {record.reference for record in holding.find(subject)} - {leaving.reference}
        erasure = _erase_one(holding, subject, references, by=by, at=at)
        if erasure.erased or erasure.kept:
            outcome.append(HoldingErased(holding, erasure.erased, erasure.kept))
    return outcome


def _erase_one(holding: Holding, subject: DataSubject, references: set[str], *, by: Actor, at: datetime) -> Erasure:
    if references and _is_held(holding, references, on=days.london_day(at)):
        # What a hold is about is nobody's business but the council's; that there is a legal reason must be said.
        why = _("the law requires us to keep it for now; we erase it when it no longer does")
        return Erasure(kept=tuple(Kept(reference, why) for reference in sorted(references)))
    return holding.erase(subject, by=by, at=at)


def _is_held(holding: Holding, references: set[str], *, on: date) -> bool:
    return queries.holds.holds_any(holding.name, references, on=on)
