"""Working out how it stands with commitments, and keeping it with its reason. Nothing else writes a status."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from commonweal.accountability import asking
from commonweal.accountability.facts import Answer, Facts, Finding, Part
from commonweal.accountability.models import CommitmentStatus, EvidenceReading, StatusStep
from commonweal.accountability.operations import follows
from commonweal.accountability.queries import statuses as queries
from commonweal.accountability.rules.statuses import work_out
from commonweal.core import audit, jobs
from commonweal.core.actors import Actor
from commonweal.strategy import evidence
from commonweal.strategy.evidence import Asked, EvidenceRow
from commonweal.strategy.models import Commitment, Force, Strategy
from commonweal.strategy.queries import strategies
from commonweal.strategy.queries.packs import PACK

Basis = list[dict[str, Any]]  # Any: counts, days and digests
Answers = Mapping[str, Mapping[str, Answer]]
"""By the code of the commitment and the name of the query."""

JUST_AFTER = timedelta(microseconds=1)


@dataclass(frozen=True)
class Worked:
    """What was worked out for one commitment: the finding, and the answers it rests on by the query's name."""

    commitment: Commitment
    finding: Finding
    answers: Mapping[str, Answer]


def renew_all(*, by: Actor, at: datetime) -> list[StatusStep]:
    """Work out every commitment of every strategy; gives the steps that this made."""
    return [step for strategy in strategies.everything() for step in renew(strategy=strategy, by=by, at=at)]


def renew_touched(*, names: Collection[str], by: Actor, at: datetime) -> list[StatusStep]:
    """Work out what rests on things of these names, of every strategy; gives the steps that this made."""
    return [
        step for strategy in strategies.everything() for step in renew(strategy=strategy, names=names, by=by, at=at)
    ]


def renew(*, strategy: Strategy, by: Actor, at: datetime, names: Collection[str] | None = None) -> list[StatusStep]:
    """Work out how it stands with a strategy's commitments at an instant; gives the steps that this made.

    With `names`, only what rests on things that were touched under them. What is read is read outside a transaction,
    so that nobody waits for it; what was worked out is written in one.
    """
    commitments = queries.commitments_of(strategy)
    if names is not None and PACK not in names:
        commitments = _families(commitments, queries.touched(commitments, names, _reads(commitments)))
    if not commitments:
        return []
    return _keep(_work_out(strategy, commitments, at=at), by=by, at=at)


def _reads(commitments: Iterable[Commitment]) -> dict[str, frozenset[str]]:
    return {
        each.code: frozenset().union(*(query.reads for query in evidence.queries_for(each.code)))
        for each in commitments
    }


def _families(commitments: Sequence[Commitment], codes: Collection[str]) -> list[Commitment]:
    """Those of these codes, with all that have the same parent, and the parent."""
    heads = {each.parent_id or each.pk for each in commitments if each.code in codes}
    return [each for each in commitments if (each.parent_id or each.pk) in heads]


def _work_out(strategy: Strategy, commitments: Sequence[Commitment], *, at: datetime) -> list[Worked]:
    """Sub-rules first, so that what bundles them can be put together of them."""
    facts, answers = _facts(strategy, commitments, at=at)
    parts: dict[int, list[Part]] = defaultdict(list)
    worked: dict[str, Worked] = {}
    for commitment in sorted(commitments, key=lambda each: each.parent_id is None):
        finding = work_out(facts[commitment.code], parts[commitment.pk])
        if commitment.parent_id:
            parts[commitment.parent_id].append(Part(commitment.code, finding, commitment.force == Force.MUST))
        worked[commitment.code] = Worked(commitment, finding, answers[commitment.code])
    return [worked[commitment.code] for commitment in commitments]


def _facts(strategy: Strategy, commitments: Sequence[Commitment], *, at: datetime) -> tuple[dict[str, Facts], Answers]:
    answers = {each.code: _ask(each, at=at) for each in commitments}
    on = Asked(commitments[0], at).on
    carried = queries.carried_to(commitments, on)
    documents = queries.documents_for(commitments, at)
    sides = queries.sides_for(commitments, at)
    decisions = queries.decisions_for(commitments, at)
    obstacles = queries.obstacles_for(commitments)
    challenged = queries.challenged(commitments, at)
    facts = {
        each.code: Facts(
            each,
            on,
            is_adopted=strategy.is_adopted,
            carried_to=carried.get(each.pk, ""),
            answers=tuple(answers[each.code].values()),
            documents=documents.get(each.pk, ()),
            sides=sides.get(each.pk, ()),
            decisions=decisions.get(each.pk, ()),
            obstacles=obstacles.get(each.pk, ()),
            is_challenged=each.pk in challenged,
            attested_share_percent=int(str(strategy.settings["attested_share_percent"])),
        )
        for each in commitments
    }
    return facts, answers


def _ask(commitment: Commitment, *, at: datetime) -> dict[str, Answer]:
    asked = Asked(commitment, at)
    return {query.name: asking.ask(query, asked) for query in evidence.queries_for(commitment.code)}


@transaction.atomic
def _keep(worked: Sequence[Worked], *, by: Actor, at: datetime) -> list[StatusStep]:
    """Write what is new: a step for every commitment with which it stands otherwise than before."""
    commitments = [each.commitment for each in worked]
    strategies.lock(commitments[0].strategy.slug)  # one after the other, also where there is no status to lock yet
    before = queries.lock_current(commitments)
    newest = queries.newest_steps(commitments)
    steps, current, same, kept = [], [], [], []
    for each in worked:
        status = before.get(each.commitment.pk)
        if status is not None and status.checked_at > at:
            continue  # somebody worked it out later, and knew more
        values = {**asdict(each.finding), "basis": _basis(each.answers)}
        kept.append(each)
        if status is not None and _has(status, values):
            same.append(status.pk)
            continue
        steps.append(_step(each.commitment, status, values, at=at, newest=newest.get(each.commitment.pk)))
        if status is None:
            status = CommitmentStatus(commitment=each.commitment, since_at=at)
        elif status.standing != each.finding.standing:
            status.since_at = at
        status.checked_at = at
        for name, value in values.items():
            setattr(status, name, value)
        current.append(status)
    _write(current)
    CommitmentStatus.objects.filter(pk__in=same).update(checked_at=at)
    StatusStep.objects.bulk_create(steps, batch_size=200)
    _keep_readings(kept, at=at)
    if steps:
        facts: dict[str, audit.Fact] = {"steps": len(steps)}
        audit.record("accountability.status.renew", commitments[0].strategy, by=by, at=at, facts=facts)
        _have_followers_told(steps)
    return steps


def _have_followers_told(steps: Sequence[StatusStep]) -> None:
    """Write to nobody here: with thousands who follow it would take long, and everybody else would wait."""
    changed = [step.pk for step in steps if step.is_change_of_standing]
    if changed:
        slug = steps[0].commitment.strategy.slug
        jobs.enqueue(follows.TELL_JOB, slug=slug, first=min(changed), last=max(changed), after="")


def _has(row: Model, values: Mapping[str, Any]) -> bool:  # Any: what a column can hold
    """Whether a row holds these values already: then nothing of it is written but when it was looked at."""
    return all(getattr(row, name) == value for name, value in values.items())


def _step(
    commitment: Commitment,
    status: CommitmentStatus | None,
    values: Mapping[str, Any],  # Any: what a column can hold
    *,
    at: datetime,
    newest: datetime | None,
) -> StatusStep:
    """A step after every other of the same commitment, were it by nothing but a moment."""
    is_change = status is None or status.standing != values["standing"]
    from_at = at if newest is None else max(at, newest + JUST_AFTER)
    return StatusStep(commitment=commitment, from_at=from_at, is_change_of_standing=is_change, **values)


def _write(statuses: Sequence[CommitmentStatus]) -> None:
    columns = [*(field.name for field in fields(Finding)), "basis", "since_at", "checked_at"]
    CommitmentStatus.objects.bulk_update([each for each in statuses if each.pk], columns, batch_size=100)
    CommitmentStatus.objects.bulk_create([each for each in statuses if not each.pk], batch_size=200)


def _basis(answers: Mapping[str, Answer]) -> Basis:
    """What each query counted, and a digest of its public rows: two readings of the same records agree to the byte."""
    return [
        {
            "query": name,
            **asdict(answer.evidence.tally),
            "newest_on": str(answer.evidence.newest_on or ""),
            "rows": hashlib.sha256(json.dumps(_rows(answer.evidence.rows)).encode()).hexdigest()[:16],
            "failure": answer.failure,
        }
        for name, answer in sorted(answers.items())
    ]


def _rows(rows: Iterable[EvidenceRow]) -> list[dict[str, str]]:
    return [
        {
            "reference": row.reference,
            "on": row.on.isoformat(),
            "fact": str(row.fact),
            "outcome": row.outcome.value,
            "address": row.address,
        }
        for row in rows
    ]


def _keep_readings(worked: Sequence[Worked], *, at: datetime) -> None:
    """Keep what each query answered last, in place of what it answered before."""
    before = queries.readings_of([each.commitment for each in worked])
    new: list[EvidenceReading] = []
    changed: list[EvidenceReading] = []
    same: list[int] = []
    for each in worked:
        for name, answer in each.answers.items():
            reading = before.pop((each.commitment.pk, name), None)
            values = _reading(answer)
            if reading is None:
                new.append(EvidenceReading(commitment=each.commitment, query=name, read_at=at, **values))
            elif _has(reading, values):
                same.append(reading.pk)
            else:
                reading.read_at = at
                for column, value in values.items():
                    setattr(reading, column, value)
                changed.append(reading)
    EvidenceReading.objects.filter(pk__in=same).update(read_at=at)
    columns = [field.name for field in EvidenceReading._meta.concrete_fields if not field.primary_key]
    EvidenceReading.objects.bulk_update(changed, columns, batch_size=50)
    EvidenceReading.objects.bulk_create(new, batch_size=100)
    EvidenceReading.objects.filter(pk__in=[gone.pk for gone in before.values()]).delete()


def _reading(answer: Answer) -> dict[str, Any]:  # Any: what a column can hold
    found = answer.evidence
    return {
        **asdict(found.tally),
        "restricted": found.restricted,
        "newest_on": found.newest_on,
        "reached_value": found.reached.value if found.reached else None,
        "reached_of": str(found.reached.of) if found.reached else "",
        "rows": _rows(found.rows),
        "failure": answer.failure,
    }
