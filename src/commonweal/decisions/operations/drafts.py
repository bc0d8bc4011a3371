"""Writing the record of a decision, one question after the other, before it is sent."""

from __future__ import annotations

from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core import audit, files
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.decisions import queries, rules, subjects
from commonweal.decisions.models import Decision, DecisionSubject, Paper
from commonweal.people import queries as people
from commonweal.people.models import Body, Person

PAPER_KINDS = files.DOCUMENTS | files.SPREADSHEETS | files.PICTURES | {files.Kind.PDF}


@transaction.atomic
def start(*, body: Body, by: Actor, at: datetime) -> Decision:
    """Begin a record for a body; who begins it has it in hand. Raises RefusedError."""
    require(rules.can_record_for(by, body, at=at))
    keeper = people.persons.by_reference(by.key)
    decision = Decision.objects.create(body=body, keeper=keeper, started_at=at)
    audit.record("decisions.decision.start", decision, by=by, at=at, facts={"body": body.reference})
    return decision


@transaction.atomic
def say_what(
    *, decision: Decision, title: str, outcome: str, what: str, replaces: str, by: Actor, at: datetime
) -> Decision:
    """Note what was decided, and which earlier decision it takes the place of: its reference, or nothing."""
    decision = queries.lock(decision)
    require(rules.can_write(by, decision, at=at))
    earlier = queries.public_by_reference(replaces) if replaces else None
    if replaces:
        require(rules.can_replace(decision, earlier))
    decision.title, decision.outcome, decision.what, decision.replaces = title, outcome, what, earlier
    decision.save(update_fields=["title", "outcome", "what", "replaces"])
    facts = {"outcome": outcome, "replaces": earlier.reference if earlier else None}
    audit.record("decisions.decision.say_what", decision, by=by, at=at, facts=facts)
    return decision


@transaction.atomic
def say_who(*, decision: Decision, body: Body, taken_by: str, by: Actor, at: datetime) -> Decision:
    """Note who decided. An office that was named for somebody else is forgotten."""
    decision = queries.lock(decision)
    require(rules.can_write(by, decision, at=at), rules.can_record_for(by, body, at=at))
    require(rules.can_be_taken_by(body, taken_by))
    if taken_by != decision.taken_by:
        decision.office = decision.member_name = decision.member_digest = ""
    decision.body, decision.taken_by = body, taken_by
    decision.save(update_fields=["body", "taken_by", "office", "member_name", "member_digest"])
    facts = {"body": body.reference, "taken_by": taken_by}
    audit.record("decisions.decision.say_who", decision, by=by, at=at, facts=facts)
    return decision


@transaction.atomic
def say_office(*, decision: Decision, office: str, member_name: str = "", by: Actor, at: datetime) -> Decision:
    """Note which office, committee or board decided, and the name of a member who decided alone."""
    decision = queries.lock(decision)
    require(rules.can_write(by, decision, at=at), rules.can_name_office(decision, member_name=member_name))
    decision.office = office
    decision.member_name, decision.member_digest = member_name, contact_digest(member_name) if member_name else ""
    decision.save(update_fields=["office", "member_name", "member_digest"])
    audit.record("decisions.decision.say_office", decision, by=by, at=at)
    return decision


@transaction.atomic
def say_when(*, decision: Decision, decided_on: date, power: str, by: Actor, at: datetime) -> Decision:
    """Note when it was decided, and under what power."""
    decision = queries.lock(decision)
    require(rules.can_write(by, decision, at=at))
    decision.decided_on, decision.power = decided_on, power
    decision.save(update_fields=["decided_on", "power"])
    audit.record("decisions.decision.say_when", decision, by=by, at=at, facts={"decided_on": decided_on})
    return decision


@transaction.atomic
def say_why(*, decision: Decision, why: str, alternatives: str, interests: str, by: Actor, at: datetime) -> Decision:
    """Note the reasons, what else was considered, and the interests that were declared."""
    decision = queries.lock(decision)
    require(rules.can_write(by, decision, at=at))
    decision.why, decision.alternatives, decision.interests = why, alternatives, interests
    decision.save(update_fields=["why", "alternatives", "interests"])
    audit.record("decisions.decision.say_why", decision, by=by, at=at)
    return decision


@transaction.atomic
def add_subject(
    *,
    decision: Decision,
    kind: str,
    reference: str,
    effect: str,
    until_on: date | None = None,
    by: Actor,
    at: datetime,
) -> DecisionSubject:
    """Note that it is about a thing of another area, and what it does to it; until which day, where that needs one.

    Raises RefusedError.
    """
    decision = queries.lock(decision)
    require(rules.can_write(by, decision, at=at))
    known = subjects.kind_of(kind)
    found = subjects.find(kind, reference)
    named = known.effect(effect) if known else None
    about = queries.subjects_of(decision)
    require(rules.can_be_about(decision, found, named, until_on=until_on, count=len(about)))
    title, kept = (found.title[:300], found.reference) if found else ("", "")
    made = DecisionSubject.objects.create(
        decision=decision, kind=kind, reference=kept, title=title, effect=effect, until_on=until_on
    )
    facts = {"kind": kind, "reference": kept, "effect": effect, "until_on": until_on}
    audit.record("decisions.decision.add_subject", decision, by=by, at=at, facts=facts)
    return made


@transaction.atomic
def remove_subject(*, decision: Decision, subject: DecisionSubject, by: Actor, at: datetime) -> Decision:
    """Note that it is not about that after all."""
    decision = queries.lock(decision)
    require(rules.can_write(by, decision, at=at))
    facts = {"kind": subject.kind, "reference": subject.reference}
    subject.delete()
    audit.record("decisions.decision.remove_subject", decision, by=by, at=at, facts=facts)
    return decision


def add_paper(
    *, decision: Decision, title: str, document: File[bytes] | None, link: str, by: Actor, at: datetime
) -> Paper:
    """Add a paper that lay before whoever decided: a file, or an address elsewhere.

    Raises RefusedError when the file cannot be taken, or the record was sent meanwhile.
    """
    require(rules.can_write(by, decision, at=at))
    if bool(document) == bool(link):
        raise RefusedError(Refused(_("Choose a file or enter an address, one of the two"), field="document"))
    stored = _take_in(document, at=at) if document else None  # bytes first, outside the transaction
    try:
        return _note_paper(decision, title, stored, link, by=by, at=at)
    except RefusedError:
        if stored:
            _drop(stored)
        raise


def _take_in(document: File[bytes], *, at: datetime) -> files.StoredFile:
    try:
        return files.accept(document, kinds=PAPER_KINDS, at=at)
    except files.UploadRefusedError as error:
        raise RefusedError(Refused(str(error), field="document")) from error


@transaction.atomic
def _note_paper(
    decision: Decision, title: str, stored: files.StoredFile | None, link: str, *, by: Actor, at: datetime
) -> Paper:
    decision = queries.lock(decision)
    papers = queries.papers_of(decision)
    require(rules.can_write(by, decision, at=at), rules.can_add_paper(len(papers)))
    number = max((paper.number for paper in papers), default=0) + 1
    paper = Paper.objects.create(decision=decision, number=number, title=title, document=stored, link=link)
    facts = {"number": number, "has_file": "yes" if stored else "no"}
    audit.record("decisions.decision.add_paper", decision, by=by, at=at, facts=facts)
    return paper


@transaction.atomic
def _drop(stored: files.StoredFile) -> None:
    files.delete(stored)


@transaction.atomic
def remove_paper(*, decision: Decision, paper: Paper, by: Actor, at: datetime) -> Decision:
    """Take a paper away again, with its file."""
    decision = queries.lock(decision)
    require(rules.can_write(by, decision, at=at))
    number, stored = paper.number, paper.document
    paper.delete()
    audit.record("decisions.decision.remove_paper", decision, by=by, at=at, facts={"number": number})
    if stored:
        files.delete(stored)
    return decision


@transaction.atomic
def hand_over(*, decision: Decision, to: Person, by: Actor, at: datetime) -> Decision:
    """Give a record that is not public yet to somebody else of the body. Raises RefusedError."""
    decision = queries.lock(decision)
    require(rules.can_keep(to.actor, decision, at=at))
    decision.keeper = to
    decision.save(update_fields=["keeper"])
    audit.record("decisions.decision.hand_over", decision, by=by, at=at, facts={"to": to.reference})
    return decision
