"""Putting a case together for somebody who asks by law: what is withheld, what is blacked out, and sending it."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commonweal.core import audit, days
from commonweal.core.actors import Actor
from commonweal.core.rules import require
from commonweal.privacy import bundles, queries, rules
from commonweal.privacy.models import BlackedWords, Disclosure, Exemption, Regime, WithheldPassage
from commonweal.privacy.states import DISCLOSURE_JOURNEY


@transaction.atomic
def begin(
    *,
    regime: Regime,
    case_kind: str,
    case_reference: str,
    asked_for: str,
    received_on: date,
    by: Actor,
    at: datetime,
) -> Disclosure:
    """Begin to prepare a case; twenty working days run from the day the request came. Raises RefusedError."""
    require(rules.can_begin_disclosure(by, case_kind, case_reference, received_on=received_on, at=at))
    disclosure = Disclosure.objects.create(
        regime=regime,
        case_kind=case_kind,
        case_reference=case_reference,
        asked_for=asked_for,
        received_on=received_on,
        due_on=rules.disclosure_due_on(received_on),
        begun_by=by.label,
        begun_at=at,
    )
    DISCLOSURE_JOURNEY.begin(disclosure, by=by, at=at)
    facts: dict[str, audit.Fact] = {"case": case_reference, "case_kind": case_kind, "due_on": disclosure.due_on}
    audit.record("privacy.disclosure.begin", disclosure, by=by, at=at, facts=facts)
    return disclosure


@transaction.atomic
def withhold(
    *,
    disclosure: Disclosure,
    document_key: str,
    passage_key: str,
    exemption: Exemption,
    because: str,
    by: Actor,
    at: datetime,
) -> WithheldPassage:
    """Keep one passage, or a file, out of what is sent, under an exemption. Raises RefusedError."""
    disclosure = queries.disclosures.lock(disclosure)
    require(rules.can_disclose(by, disclosure, at=at))
    _give(disclosure, document_key, passage_key)
    row = WithheldPassage.objects.create(
        disclosure=disclosure,
        document_key=document_key,
        passage_key=passage_key,
        exemption=exemption,
        because=because,
        decided_by=by.label,
        decided_at=at,
    )
    _record("withhold", disclosure, f"{document_key} {passage_key}", by=by, at=at, exemption=exemption)
    return row


@transaction.atomic
def give(*, disclosure: Disclosure, document_key: str, passage_key: str, by: Actor, at: datetime) -> Disclosure:
    """Give a passage after all. Raises RefusedError."""
    disclosure = queries.disclosures.lock(disclosure)
    require(rules.can_disclose(by, disclosure, at=at))
    _give(disclosure, document_key, passage_key)
    _record("give", disclosure, f"{document_key} {passage_key}", by=by, at=at)
    return disclosure


def _give(disclosure: Disclosure, document_key: str, passage_key: str) -> None:
    WithheldPassage.objects.filter(disclosure=disclosure, document_key=document_key, passage_key=passage_key).delete()


@transaction.atomic
def black_out(*, disclosure: Disclosure, words: str, exemption: Exemption, by: Actor, at: datetime) -> BlackedWords:
    """Black words out wherever they stand in the case. Raises RefusedError."""
    disclosure = queries.disclosures.lock(disclosure)
    require(rules.can_disclose(by, disclosure, at=at))
    row = BlackedWords.objects.create(
        disclosure=disclosure, words=words, exemption=exemption, decided_by=by.label, decided_at=at
    )
    _record("black_out", disclosure, row.reference, by=by, at=at, exemption=exemption)
    return row


@transaction.atomic
def show_again(*, disclosure: Disclosure, blacked: BlackedWords, by: Actor, at: datetime) -> Disclosure:
    """No longer black these words out. Raises RefusedError."""
    disclosure = queries.disclosures.lock(disclosure)
    require(rules.can_disclose(by, disclosure, at=at))
    reference = blacked.reference
    blacked.delete()
    _record("show_again", disclosure, reference, by=by, at=at)
    return disclosure


@transaction.atomic
def answer(*, disclosure: Disclosure, by: Actor, at: datetime) -> Disclosure:
    """Close it, and keep what is sent exactly as it is. Raises RefusedError, and StillThereError where hidden words
    would go out."""
    disclosure = queries.disclosures.lock(disclosure)
    require(rules.can_disclose(by, disclosure, at=at))
    made = bundles.disclosed(disclosure, at=at)
    disclosure.sent_html, disclosure.sent_text = made.html, made.text
    disclosure.sent_manifest = bundles.manifest_of(made)
    _settle(disclosure, "answer", by=by, at=at)
    return disclosure


@transaction.atomic
def withdraw(*, disclosure: Disclosure, by: Actor, at: datetime) -> Disclosure:
    """Close it because whoever asked no longer wants it. Raises RefusedError."""
    disclosure = queries.disclosures.lock(disclosure)
    require(rules.can_disclose(by, disclosure, at=at))
    _settle(disclosure, "withdraw", by=by, at=at)
    return disclosure


def _settle(disclosure: Disclosure, move: str, *, by: Actor, at: datetime) -> None:
    disclosure.settled_at, disclosure.settled_on = at, days.london_day(at)
    also = ["settled_at", "settled_on", "sent_html", "sent_text", "sent_manifest"]
    DISCLOSURE_JOURNEY.advance(disclosure, move, by=by, at=at, also=also)
    audit.record(f"privacy.disclosure.{move}", disclosure, by=by, at=at)


def _record(
    verb: str, disclosure: Disclosure, what: str, *, by: Actor, at: datetime, exemption: str | None = None
) -> None:
    facts = {"what": what, "exemption": exemption}
    audit.record(f"privacy.disclosure.{verb}", disclosure, by=by, at=at, facts=facts)


@transaction.atomic
def forget(*, disclosure: Disclosure, by: Actor, at: datetime) -> None:
    """Delete a disclosure that was closed long ago, with all that was decided in it. Raises RefusedError."""
    disclosure = queries.disclosures.lock(disclosure)
    require(rules.can_forget_disclosure(disclosure))
    audit.record("privacy.disclosure.forget", disclosure, by=by, at=at)
    for rows in (
        WithheldPassage.objects.filter(disclosure=disclosure),
        BlackedWords.objects.filter(disclosure=disclosure),
    ):
        rows.delete()
    disclosure.delete()
