"""How it stands with a commitment, worked out from what records, documents, answers and decisions show.

Pure: facts in, a finding out, with the reason in a sentence. The rules are the same for every commitment and are
printed on the page that explains statuses; no one can choose a standing, here or anywhere.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from commonweal.accountability.facts import Answer, Facts, Finding, Part
from commonweal.accountability.models import FEWEST_ANSWERS, Side
from commonweal.accountability.rules import status_words as words
from commonweal.accountability.states.statuses import Standing
from commonweal.strategy.models import Commitment, Force


def work_out(facts: Facts, parts: Sequence[Part] = ()) -> Finding:
    """How it stands with a commitment. `parts` are the findings of its sub-rules, each under its own force."""
    return _with_flags(facts, _standing(facts, parts))


def _standing(facts: Facts, parts: Sequence[Part]) -> Finding:
    """The first rule that fits, from what outranks all evidence down to the evidence itself."""
    commitment = facts.commitment
    replaced = next((decision for decision in facts.decisions if decision.replaces), None)
    if facts.carried_to:
        return Finding(Standing.SUPERSEDED, words.carried(facts.carried_to))
    if replaced:
        return Finding(Standing.SUPERSEDED, words.replaced(replaced.replaces, replaced.reference, replaced.decided_on))
    if not facts.is_adopted:
        return Finding(Standing.AWAITING_ADOPTION, words.strategy_not_adopted(), is_proposed=True)
    if not commitment.has_begun(facts.on) and commitment.begins_on:
        return Finding(Standing.NOT_STARTED, words.begins(commitment.begins_on))
    if parts:
        return _never_broken(facts, put_together(parts, words.sub_rules))
    if commitment.force == Force.MAY and facts.decisions:
        newest = max(facts.decisions, key=lambda decision: decision.decided_on)
        return Finding(Standing.KEPT, words.decided(newest.reference, newest.decided_on), newest.decided_on)
    return _by_evidence(facts)


def _never_broken(facts: Facts, finding: Finding) -> Finding:
    """What bundles sub-rules has a force of its own: a broken one is named, and the wish above is only not yet met."""
    if finding.standing is Standing.NOT_KEPT and facts.commitment.force in {Force.SHOULD, Force.MAY}:
        return replace(finding, standing=Standing.NOT_STARTED, reason=words.not_yet(finding.reason))
    return finding


def _by_evidence(facts: Facts) -> Finding:
    """Records before documents and answers: what is proved outranks what is said."""
    by_records = _by_records(facts)
    if by_records and by_records.standing is not Standing.NO_CURRENT_EVIDENCE:
        return by_records
    if facts.documents:
        return _by_documents(facts)
    if facts.sides:
        return _by_answers(facts)
    if by_records:
        return by_records
    return Finding(Standing.NO_CURRENT_EVIDENCE, words.nothing_yet(facts.commitment))


def _by_records(facts: Facts) -> Finding | None:
    """What the evidence queries say together; None where no query speaks for the commitment."""
    found = [Part(answer.title, _by_one_query(facts, answer), _is_must(facts.commitment)) for answer in facts.answers]
    if len(found) > 1:
        return put_together(found, words.queries)
    return found[0].finding if found else None


def _by_one_query(facts: Facts, answer: Answer) -> Finding:
    tally, newest = answer.evidence.tally, answer.evidence.newest_on
    if answer.failure:
        return Finding(Standing.NO_CURRENT_EVIDENCE, words.unreadable(answer.title, answer.failure))
    if not tally.population and tally.proposed:
        count = None if tally.is_below(answer.floor) else tally.proposed
        return Finding(Standing.AWAITING_ADOPTION, words.only_proposed(answer.title, count), is_proposed=True)
    lapses_on = None if answer.evidence.stands else _lapses_on(facts.commitment, newest)
    if newest and lapses_on and lapses_on <= facts.on:
        return Finding(Standing.NO_CURRENT_EVIDENCE, words.lapsed(answer.title, newest, lapses_on), newest, lapses_on)
    if not tally.population:
        return Finding(Standing.NO_CURRENT_EVIDENCE, words.no_records(answer.title))
    is_broken = bool(tally.breached) and _is_must(facts.commitment)
    finding = (None if is_broken else _by_target(facts, answer)) or _by_tally(facts, answer)
    return replace(
        finding,
        newest_on=newest,
        lapses_on=lapses_on,
        overdue_since_on=answer.evidence.overdue_on,
        blocked_by=answer.evidence.blocked_by,
    )


def _by_target(facts: Facts, answer: Answer) -> Finding | None:
    """A target of the pack, reached and shown, is a promise kept; short of it the records themselves are judged."""
    target, reached = facts.commitment.target_at_least, answer.evidence.reached
    if target is None or reached is None:
        return None
    said = words.target(answer.title, reached.value, target, facts.commitment.target_of)
    if answer.evidence.tally.is_below(answer.floor):
        said = words.few_of_target(answer.title, answer.floor, target, facts.commitment.target_of)
    if reached.value >= target:
        # A kept promise shows on what it rests; without a newest record there is nothing to show.
        return Finding(Standing.KEPT, said) if answer.evidence.newest_on else None
    if reached.value > 0:
        return Finding(Standing.PARTLY_KEPT, said)
    return Finding(_missed(facts), said)


def _by_tally(facts: Facts, answer: Answer) -> Finding:
    """How records of one kind stand: all met, some, none, or their time has not come."""
    tally = answer.evidence.tally
    # What stands still counts however old it is, so no number of days is said of it.
    said = words.tally(answer.title, tally, None if answer.evidence.stands else facts.commitment.freshness_days)
    if tally.is_below(answer.floor):
        said = words.few(answer.title, tally, answer.floor)
    force = facts.commitment.force
    if tally.breached and force == Force.MUST:
        return Finding(Standing.NOT_KEPT, said)
    if tally.exceptions and tally.met:
        return Finding(Standing.PARTLY_KEPT, said)
    if tally.exceptions and force in {Force.SHOULD, Force.MAY}:
        return Finding(Standing.NOT_STARTED, words.not_yet(said))
    if tally.breached:
        return Finding(Standing.NOT_KEPT, said)
    if tally.exceptions:
        return Finding(_missed(facts), said)
    if tally.met:
        return Finding(Standing.KEPT, said)
    if force in {Force.MUST, Force.WILL}:
        return Finding(_missed(facts), said)  # its day can be over before that of any record
    return Finding(Standing.UNDER_WAY, said)


def _missed(facts: Facts) -> Standing:
    """Nothing is met: a broken promise once its last day is over, and until then one that is being worked at.

    What "should" or "may" be done is never called broken, only not yet done (G-20).
    """
    if facts.commitment.force in {Force.SHOULD, Force.MAY}:
        return Standing.NOT_STARTED
    return Standing.NOT_KEPT if facts.is_past_due else Standing.UNDER_WAY


def _by_documents(facts: Facts) -> Finding:
    """Accepted documents that still count: one that shows the whole is enough; else a part is shown."""
    accepted = [document for document in facts.documents if document.is_accepted]
    if not accepted:
        return Finding(Standing.UNDER_WAY, words.waits_for_acceptance(len(facts.documents)), is_filed_only=True)
    counted = [each for each in accepted if (_lapses_on(facts.commitment, each.dated_on) or date.max) > facts.on]
    best = max(counted or accepted, key=lambda document: (document.shows_whole, document.dated_on, document.reference))
    lapses_on = _lapses_on(facts.commitment, best.dated_on)
    if lapses_on and lapses_on <= facts.on:
        said = words.document_lapsed(best.reference, best.dated_on, lapses_on)
        return Finding(Standing.NO_CURRENT_EVIDENCE, said, best.dated_on, lapses_on, is_filed_only=True)
    standing = Standing.KEPT if best.shows_whole else Standing.PARTLY_KEPT
    said = words.filed(best.reference, best.dated_on, shows_whole=best.shows_whole)
    return Finding(standing, said, best.dated_on, lapses_on, is_filed_only=True)


def _by_answers(facts: Facts) -> Finding:
    """Both sides of the relationship must say so; each side by the share of those who answered.

    Answers of fewer than five are too few: four people do not speak for a council or a sector, and can be guessed. Such
    a side counts as not heard yet, neither for the promise nor against it.
    """
    fresh = [side for side in facts.sides if (_lapses_on(facts.commitment, side.asked_on) or date.max) > facts.on]
    if not fresh:
        newest = max(side.asked_on for side in facts.sides)
        lapses_on = _lapses_on(facts.commitment, newest)
        said = words.answers_lapsed(newest)
        return Finding(Standing.NO_CURRENT_EVIDENCE, said, newest, lapses_on, is_filed_only=True)
    counted = [side for side in fresh if side.answered >= FEWEST_ANSWERS]
    too_few = [side for side in fresh if side not in counted]
    agree = [side for side in counted if side.agreed * 100 >= side.answered * facts.attested_share_percent]
    sides = [side.upper() for side in facts.commitment.sides] or Side.values
    not_asked = [side for side in sides if side not in {each.side for each in fresh}]
    missing = [side for side in sides if side not in {each.side for each in counted}]
    newest, oldest = max(side.asked_on for side in fresh), min(side.asked_on for side in counted or fresh)
    said = words.answers(
        [(side.side, side.agreed, side.answered, side.asked_on) for side in counted],
        [(side.side, side.asked_on) for side in too_few],
        not_asked,
        facts.attested_share_percent,
    )
    lapses_on = _lapses_on(facts.commitment, oldest)
    if not missing and len(agree) == len(counted):
        standing = Standing.KEPT
    elif missing:
        standing = Standing.UNDER_WAY
    elif agree:
        standing = Standing.PARTLY_KEPT
    else:
        standing = Standing.NOT_KEPT if facts.commitment.force == Force.MUST else _missed(facts)
    return Finding(standing, said, newest, lapses_on, is_filed_only=True)


def put_together(parts: Sequence[Part], say: words.SayParts) -> Finding:
    """One finding of several: kept when all are, and broken when a must among them is; superseded parts count no more.

    What nothing shows stays in the count: a promise of which one half is proved is partly kept.
    """
    counted = [part for part in parts if part.finding.standing is not Standing.SUPERSEDED]
    if not counted:
        return Finding(Standing.SUPERSEDED, say(parts))
    standings = {part.finding.standing for part in counted}
    if any(part.is_must and part.finding.standing is Standing.NOT_KEPT for part in counted):
        standing = Standing.NOT_KEPT
    elif len(standings) == 1:
        standing = standings.pop()
    elif standings & {Standing.KEPT, Standing.PARTLY_KEPT}:
        standing = Standing.PARTLY_KEPT
    else:
        order = (Standing.NOT_KEPT, Standing.UNDER_WAY, Standing.AWAITING_ADOPTION, Standing.NOT_STARTED)
        standing = next((each for each in order if each in standings), Standing.NO_CURRENT_EVIDENCE)
    findings = [part.finding for part in counted]
    newest = [finding.newest_on for finding in findings if finding.newest_on]
    current = [finding for finding in findings if finding.standing is not Standing.NO_CURRENT_EVIDENCE] or findings
    lapses = [finding.lapses_on for finding in current if finding.lapses_on]
    shown = [finding for finding in current if finding.newest_on] or findings
    overdue = [finding.overdue_since_on for finding in findings if finding.overdue_since_on]
    return Finding(
        standing,
        say(parts),
        newest_on=max(newest, default=None),
        lapses_on=min(lapses, default=None),
        overdue_since_on=min(overdue, default=None),
        blocked_by=" ".join(finding.blocked_by for finding in findings if finding.blocked_by),
        is_proposed=all(finding.is_proposed for finding in findings),
        is_filed_only=all(finding.is_filed_only for finding in shown),
    )


def _with_flags(facts: Facts, finding: Finding) -> Finding:
    """The flags that stand beside any status: overdue with the day, blocked with who can help, challenged."""
    overdue = finding.overdue_since_on
    is_done = finding.standing in {Standing.KEPT, Standing.SUPERSEDED}
    if overdue is None and facts.is_past_due and not is_done:
        overdue = facts.commitment.due_on
    blocked = " ".join(filter(None, [finding.blocked_by, *facts.obstacles]))
    return replace(
        finding,
        overdue_since_on=None if is_done else overdue,
        blocked_by="" if is_done else blocked,
        is_challenged=facts.is_challenged,
    )


def _lapses_on(commitment: Commitment, newest: date | None) -> date | None:
    """The first day on which evidence of a day no longer counts; a pilot's counts to its end (see the pack)."""
    if newest is None:
        return None
    if commitment.freshness_days is not None:
        return newest + timedelta(days=commitment.freshness_days + 1)
    if commitment.is_counted_until_due and commitment.due_on:
        return commitment.due_on + timedelta(days=1)
    return None


def _is_must(commitment: Commitment) -> bool:
    return commitment.force == Force.MUST
