"""What the database refuses of privacy's tables, whoever asks it to: each constraint with something that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, models, transaction

from commonweal.privacy.models import (
    BlackedWords,
    Certificate,
    Disclosure,
    FoundItem,
    Hold,
    HoldKind,
    PrivacyRequest,
    Proposal,
    ProposedRecord,
    RequestContact,
    WithheldPassage,
)
from commonweal.privacy.operations import deletions, disclosures, requests
from commonweal.ui.pages import broken_constraint
from tests.factories import privacy as make

pytestmark = pytest.mark.django_db

Breach = Callable[[], object]


def changed(model: Any, **fields: Any) -> Breach:
    """Writes `fields` into every row of the model past every operation."""
    return lambda: model.objects.update(**fields)


def again(model: Any, **fields: Any) -> Breach:
    """Adds a copy of the newest row with `fields` changed."""

    def add() -> object:
        row = model.objects.latest("id")
        row.pk = None
        if hasattr(row, "reference"):
            row.reference = ""
        for name, value in fields.items():
            setattr(row, name, value)
        return row.save(force_insert=True)

    return add


BREACHES: dict[str, Breach] = {
    "privacy_request_kind": changed(PrivacyRequest, kind="GOSSIP"),
    "privacy_request_status": changed(PrivacyRequest, status="LOST", settled_at=datetime(2026, 6, 17).astimezone()),
    "privacy_request_reach": changed(PrivacyRequest, reach_by="PIGEON"),
    "privacy_request_whose": changed(PrivacyRequest, contact_digest="", person_key=""),
    "privacy_request_clock": changed(PrivacyRequest, due_on=models.F("received_on")),
    "privacy_request_settled": changed(PrivacyRequest, status="ANSWERED"),
    "privacy_request_collect": changed(PrivacyRequest, collect_until_on=models.F("due_on")),
    "privacy_request_emptied": changed(PrivacyRequest, emptied_at=models.F("asked_at")),
    "privacy_contact_once": again(RequestContact),
    "privacy_found_place": again(FoundItem),
    "privacy_found_decision": changed(FoundItem, decision="MAYBE", decided_at=datetime(2026, 6, 17).astimezone()),
    "privacy_found_decided": changed(FoundItem, decision="WITHHELD", decided_at=None),
    "privacy_hold_kind": changed(Hold, kind="THING"),
    "privacy_hold_what": changed(Hold, contact_digest=""),
    "privacy_hold_days": changed(Hold, until_on=models.F("placed_on")),
    "privacy_hold_lifted": changed(Hold, lifted_at=models.F("placed_at")),
    "privacy_proposal_status": changed(Proposal, status="ODD"),
    "privacy_proposal_confirmed": changed(Proposal, status="CONFIRMED"),
    "privacy_proposed_outcome": changed(ProposedRecord, outcome="BURNT"),
    "privacy_proposed_once": again(ProposedRecord),
    "privacy_proposed_taken_out": changed(ProposedRecord, outcome="TAKEN_OUT"),
    "privacy_certificate_count": changed(Certificate, count=0),
    "privacy_disclosure_regime": changed(Disclosure, regime="XYZ"),
    "privacy_disclosure_status": changed(Disclosure, status="LOST", settled_on=models.F("due_on")),
    "privacy_disclosure_clock": changed(Disclosure, due_on=models.F("received_on")),
    "privacy_disclosure_settled": changed(Disclosure, status="ANSWERED"),
    "privacy_withheld_exemption": changed(WithheldPassage, exemption="s.99"),
    "privacy_withheld_once": again(WithheldPassage),
    "privacy_blacked_exemption": changed(BlackedWords, exemption="s.99"),
}

BROKEN_TOGETHER = {
    "privacy_request_status",
    "privacy_disclosure_status",
    "privacy_hold_kind",
    "privacy_proposal_status",
}
"""A state or kind that there is not breaks the constraints that hang on it too; the database names one of them."""


@pytest.fixture
def everything(at: datetime) -> None:
    """A row of every table, made as people make them."""
    by = make.officer(at=at).actor
    asked = make.gathered(at=at, by=by)
    requests.add_contact(asked=asked, contact="asha@work.example", how_shown="She wrote from it", by=by, at=at)
    make.hold(at=at, by=by, kind=HoldKind.PERSON)
    deleted = make.proposed(at=at - timedelta(days=1), count=1)
    deletions.confirm(proposal=deleted, by=by, at=at)
    deletions.run_step(proposal=deleted, by=make.JOB, at=at)
    make.proposed(at=at, count=1)
    case = make.disclosure(at=at, by=by)
    what: Any = {"document_key": "request", "passage_key": "name", "exemption": "s.41", "because": ""}
    disclosures.withhold(disclosure=case, by=by, at=at, **what)
    disclosures.black_out(disclosure=case, words="Carter", exemption=what["exemption"], by=by, at=at)


def test_every_constraint_has_a_breach() -> None:
    there = {each.name for model in apps.get_app_config("privacy").get_models() for each in model._meta.constraints}

    assert set(BREACHES) == there


@pytest.mark.usefixtures("everything")
@pytest.mark.parametrize("name", BREACHES)
def test_constraint_refuses_its_breach(name: str) -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        BREACHES[name]()

    broken = broken_constraint(refused.value)
    assert broken is not None
    assert broken.name == name or name in BROKEN_TOGETHER
