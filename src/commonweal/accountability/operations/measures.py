"""What is done with measures of success: proposed, prepared, taken back, adopted and ended by a recorded decision."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.accountability.models import Measure
from commonweal.accountability.queries import measures as queries
from commonweal.accountability.rules import measures as rules
from commonweal.accountability.states.measures import MEASURE_JOURNEY, Direction, Period
from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.decisions.models import Decision
from commonweal.people.queries import persons
from commonweal.strategy.models import NamedBody, Part, Provision, Strategy
from commonweal.strategy.operations.touches import touch

PERIODS = {
    "each year": Period.YEARLY,
    "yearly": Period.YEARLY,
    "each half-year": Period.HALF_YEARLY,
    "half-yearly": Period.HALF_YEARLY,
    "each quarter": Period.QUARTERLY,
    "quarterly": Period.QUARTERLY,
    "each month": Period.MONTHLY,
    "monthly": Period.MONTHLY,
}
"""How packs write how often there is a figure; what they write otherwise is left for officers to say."""

DIRECTIONS = {"up": Direction.MORE, "down": Direction.LESS, "between": Direction.WITHIN}
"""How packs say which way is better, where they do."""

EFFECTS = {"ADOPT": "adopt", "DROP": "drop", "RETIRE": "retire"}
"""What a decision can do to a measure, and the move that it makes."""


@transaction.atomic
def take_in(*, strategy: Strategy, by: Actor, at: datetime) -> None:
    """Propose what the newest version of the strategy's pack proposes; a part of loading it.

    A proposal takes on the pack's new words, and one that the pack leaves out is dropped. What was adopted stays.
    """
    there = queries.of_pack(strategy)
    parts = queries.parts_by_code(strategy)
    provisions = queries.provisions(strategy)
    for provision in provisions:
        measure = there.get(provision.code) or Measure(strategy=strategy, key=provision.code, proposed_at=at)
        if measure.is_proposed:
            _take_words(measure, provision, parts, by=by, at=at)
    kept = {provision.code for provision in provisions}
    for key, measure in there.items():
        if key not in kept and measure.is_proposed:
            _end(measure, "drop", why=_("The newer version of the strategy’s pack leaves it out"), by=by, at=at)
    touch(queries.TOUCHED, by=by, at=at)


def _take_words(measure: Measure, provision: Provision, parts: dict[str, Part], *, by: Actor, at: datetime) -> None:
    says = provision.content
    is_new = measure.pk is None
    measure.position = provision.position
    measure.title, measure.definition = says["title"].strip(), says["definition"].strip()
    measure.unit = says["unit"].strip()[:120]
    measure.numerator, measure.denominator = says.get("numerator", "").strip(), says.get("denominator", "").strip()
    if is_new:  # officers may have said these otherwise since
        measure.source, measure.caveat = says["source"].strip(), says.get("note", "").strip()
        measure.confidence = says.get("confidence", "").strip()[:300]
        measure.period = PERIODS.get(says.get("period", "").strip().lower(), "")
        measure.owner = queries.owner_by_key(measure.strategy, says.get("owner", ""))
    if not measure.direction:  # officers may have chosen another
        measure.direction = DIRECTIONS.get(says.get("direction", ""), "")
    measure.save()
    codes = [f"{kind}:{code}" for group, kind in _GROUPS.items() for code in says.get(group, [])]
    measure.serves.set(parts[code] for code in codes if code in parts)
    if is_new:
        MEASURE_JOURNEY.begin(measure, by=by, at=at)
        audit.record("accountability.measure.propose", measure, by=by, at=at, facts={"key": measure.key})


_GROUPS = {"aims": "AIM", "objectives": "OBJECTIVE", "outcomes": "OUTCOME"}


@transaction.atomic
def propose(
    *,
    strategy: Strategy,
    title: str,
    definition: str,
    numerator: str,
    denominator: str,
    unit: str,
    serves: Collection[str],
    by: Actor,
    at: datetime,
) -> Measure:
    """Propose a measure; `serves` are parts of the strategy as `kind:code`. Raises RefusedError."""
    require(rules.can_propose(by, at=at))
    parts = queries.parts_by_code(strategy)
    measure = Measure.objects.create(
        strategy=strategy,
        position=queries.last_position(strategy) + 1,
        title=title,
        definition=definition,
        numerator=numerator,
        denominator=denominator,
        unit=unit,
        proposed_by=persons.by_reference(by.key),
        proposed_at=at,
    )
    measure.serves.set(parts[code] for code in serves if code in parts)
    MEASURE_JOURNEY.begin(measure, by=by, at=at)
    audit.record("accountability.measure.propose", measure, by=by, at=at)
    touch(queries.TOUCHED, by=by, at=at)
    return measure


@transaction.atomic
def say_terms(
    *,
    measure: Measure,
    owner: NamedBody | None,
    period: str,
    source: str,
    confidence: str,
    caveat: str,
    direction: str,
    baseline_value: Decimal | None,
    baseline_on: date | None,
    baseline_source: str,
    target_value: Decimal | None,
    target_upto: Decimal | None,
    target_by_on: date | None,
    has_no_target: bool,
    by: Actor,
    at: datetime,
) -> Measure:
    """Say who owns a measure, how often and whence its figure comes, where it starts, and what it aims at.

    Of an adopted measure only what was left open can be filled in. Raises RefusedError.
    """
    terms: dict[str, Any] = {
        "owner": owner,
        "period": period,
        "source": source,
        "confidence": confidence,
        "caveat": caveat,
        "direction": direction,
        "baseline_value": baseline_value,
        "baseline_on": baseline_on,
        "baseline_source": baseline_source,
        "target_value": target_value,
        "target_upto": target_upto,
        "target_by_on": target_by_on,
        "has_no_target": has_no_target,
    }  # Any: what the columns hold
    measure = queries.lock(measure)
    require(rules.can_say_terms(by, measure, at=at), rules.can_change_terms(measure, terms))
    changed = [name for name, value in terms.items() if getattr(measure, name) != value]
    for name in changed:
        setattr(measure, name, terms[name])
    if changed:
        measure.save(update_fields=changed)
        audit.record("accountability.measure.say_terms", measure, by=by, at=at, facts={"changed": changed})
        touch(queries.TOUCHED, by=by, at=at)
    return measure


@transaction.atomic
def withdraw(*, measure: Measure, why: str, by: Actor, at: datetime) -> Measure:
    """Take back a proposal that an officer made, and say why. Raises RefusedError."""
    measure = queries.lock(measure)
    require(rules.can_withdraw(by, measure, at=at))
    _end(measure, "drop", why=why, by=by, at=at)
    touch(queries.TOUCHED, by=by, at=at)
    return measure


@transaction.atomic
def follow(*, decision: Decision, by: Actor, at: datetime) -> None:
    """Do to measures what a decision says that became public just now; nothing else adopts one.

    Raises RefusedError when a measure is no longer where the decision meets it; the decision then does not become
    public either.
    """
    about = [each for each in decision.subjects.all() if each.kind == queries.SUBJECT]
    for each in sorted(about, key=lambda subject: subject.reference):
        move = EFFECTS[each.effect]
        measure = queries.lock_by_reference(each.reference)
        if measure is None:
            raise RefusedError(Refused(_("A measure that this is about is no longer there. Take it out")))
        require(rules.can_decide(measure, move))
        if move == "adopt":
            _adopt(measure, decision, by=by, at=at)
        else:
            _end(measure, move, ending=decision.reference, on=decision.decided_on, by=by, at=at)
    if about:
        touch(queries.TOUCHED, by=by, at=at)


def _adopt(measure: Measure, decision: Decision, *, by: Actor, at: datetime) -> None:
    measure.adoption, measure.adopted_at = decision.reference, at
    measure.adopted_on, measure.adopted_by = decision.decided_on, decision.body
    also = ["adoption", "adopted_at", "adopted_on", "adopted_by"]
    MEASURE_JOURNEY.advance(measure, "adopt", by=by, at=at, also=also)
    audit.record("accountability.measure.adopt", measure, by=by, at=at, facts={"decision": decision.reference})


def _end(
    measure: Measure, move: str, *, by: Actor, at: datetime, why: str = "", ending: str = "", on: date | None = None
) -> None:
    measure.ended_at, measure.ended_on, measure.ended_why, measure.ending = at, on or london_day(at), why, ending
    MEASURE_JOURNEY.advance(measure, move, by=by, at=at, also=["ended_at", "ended_on", "ended_why", "ending"])
    facts = {"decision": ending} if ending else {}
    audit.record(f"accountability.measure.{move}", measure, by=by, at=at, facts=facts)
