"""Reading decisions: what is public for everybody, and at the desk what concerns who looks."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.http import Http404

from commonweal.core import references
from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.files import StoredFile
from commonweal.decisions.abilities import CONFIRM, RECORD
from commonweal.decisions.models import Correction, Decision, DecisionSubject, Paper
from commonweal.decisions.states import CAN_BE_WRITTEN, Status
from commonweal.people import kinds_of_role
from commonweal.people.models import Body, Person, Role, StandIn, TwoPersonException
from commonweal.people.queries import bodies, roles
from commonweal.people.queries import two_people as exceptions
from commonweal.people.role_kinds import KINDS
from commonweal.people.standing import Standing

MOST_WORDS = 8
"""Words of a search that are looked for; a page pasted into the box is searched for by its beginning."""

LONGEST_QUERY = 200

SEARCHED = ("title", "what", "why", "alternatives", "office", "power", "reference")


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for in the register: words, a body, a year, and what it is about: a kind, or one of it."""

    words: str = ""
    body: str = ""
    year: int | None = None
    kind: str = ""
    reference: str = ""


# What is public.


def _public() -> QuerySet[Decision]:
    later = Prefetch("replacements", Decision.objects.filter(status=Status.RECORDED))
    rows = Decision.objects.filter(status=Status.RECORDED).select_related("body", "replaces")
    return rows.prefetch_related("subjects", later)


def get_public(reference: str) -> Decision:
    """The public decision with this reference, with what it is about, its papers and corrections. Raises Http404."""
    found = _public().prefetch_related("papers__document", "corrections").filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def public_by_reference(typed: str) -> Decision | None:
    """The public decision that somebody means by a reference they typed; None when there is none."""
    return Decision.objects.filter(status=Status.RECORDED, reference=references.tidy(typed) or "").first()


def get_public_file(reference: str, number: str) -> StoredFile:
    """The file of a paper of a public decision. Raises Http404."""
    rows = Paper.objects.filter(decision__reference=reference, decision__status=Status.RECORDED)
    return _file_of(rows, number)


def register(wanted: Wanted) -> QuerySet[Decision]:
    """The public decisions that fit, the latest first."""
    rows = _public()
    for word in wanted.words[:LONGEST_QUERY].split()[:MOST_WORDS]:
        fits = Q()
        for column in SEARCHED:
            fits |= Q(**{f"{column}__icontains": word})
        rows = rows.filter(fits)
    if wanted.body:
        rows = rows.filter(body__slug=wanted.body)
    if wanted.year:
        rows = rows.filter(decided_on__year=wanted.year)
    if wanted.kind:
        about_it = {"kind": wanted.kind} | ({"reference": wanted.reference} if wanted.reference else {})
        rows = rows.filter(pk__in=DecisionSubject.objects.filter(**about_it).values("decision"))
    return rows


def years() -> list[int]:
    """The years in which something was decided that is public, the latest first."""
    days = Decision.objects.filter(status=Status.RECORDED).dates("decided_on", "year", order="DESC")
    return [day.year for day in days]


def deciding_bodies() -> list[Body]:
    """The bodies of which a decision is public, by name."""
    decided = Decision.objects.filter(status=Status.RECORDED).values("body")
    return list(bodies.every().filter(pk__in=decided))


def kinds_decided_about() -> list[str]:
    """The kinds of thing that a public decision is about."""
    rows = DecisionSubject.objects.filter(decision__status=Status.RECORDED)
    return sorted(rows.order_by().values_list("kind", flat=True).distinct())


def about(kind: str, references: Collection[str], *, at: datetime) -> dict[str, list[Decision]]:
    """The decisions about each of these things that were public at the instant, the latest first.

    Each comes with its subjects, and with what replaced it since. As many queries for a thousand things as for one.
    """
    wanted = set(references)
    about_them = DecisionSubject.objects.filter(kind=kind, reference__in=wanted).values("decision")
    found: dict[str, list[Decision]] = {reference: [] for reference in references}
    for decision in _public().filter(pk__in=about_them, recorded_at__lte=at):
        for subject in decision.subjects.all():
            if subject.kind == kind and subject.reference in wanted:
                found[subject.reference].append(decision)
    return found


def named_about(kind: str, reference: str, *, at: datetime) -> list[Decision]:
    """The decisions about one thing that were public at the instant, the latest first, as lists name them."""
    about_it = DecisionSubject.objects.filter(kind=kind, reference=reference).values("decision")
    rows = Decision.objects.filter(status=Status.RECORDED, pk__in=about_it, recorded_at__lte=at)
    return list(rows.only("id", "reference", "title", "decided_on"))


def all_public() -> QuerySet[Decision]:
    """Every public decision with what it is about and its corrections, for search and open data, the oldest first."""
    return _public().prefetch_related("corrections").order_by("id")


def public_rows() -> QuerySet[Decision]:
    """Every public decision, as rows for open data; `later` is the reference of the one that took its place."""
    later = Decision.objects.filter(status=Status.RECORDED, replaces=OuterRef("pk")).values("reference")[:1]
    return Decision.objects.filter(status=Status.RECORDED).annotate(
        later=Subquery(later), times_corrected=Count("corrections")
    )


def subject_rows() -> QuerySet[DecisionSubject]:
    """Everything that a public decision is about, as rows for open data."""
    return DecisionSubject.objects.filter(decision__status=Status.RECORDED)


def last_changed_at() -> datetime | None:
    """When a decision last became public or was corrected; None while there is none."""
    rows = Decision.objects.filter(status=Status.RECORDED)
    last = rows.aggregate(recorded=Max("recorded_at"), corrected=Max("corrections__made_at"))
    return max((each for each in last.values() if each is not None), default=None)


def version() -> str:
    """What tells one state of the public decisions from another of the same instant."""
    rows = Decision.objects.filter(status=Status.RECORDED)
    counted = rows.aggregate(decisions=Count("pk", distinct=True), corrections=Count("corrections"))
    return f"{counted['decisions']}-{counted['corrections']}"


def news(at: datetime, *, most: int) -> list[tuple[Decision, Correction | None]]:
    """What became public or was corrected up to an instant, the newest first; a correction with its decision."""
    recorded = _public().filter(recorded_at__lte=at).order_by("-recorded_at", "-id")[:most]
    corrected = Correction.objects.filter(made_at__lte=at).select_related("decision__body").order_by("-made_at", "-id")
    happened: list[tuple[datetime, Decision, Correction | None]] = [
        *((each.recorded_at or at, each, None) for each in recorded),
        *((each.made_at, each.decision, each) for each in corrected[:most]),
    ]
    newest = sorted(happened, key=lambda one: one[0], reverse=True)[:most]
    return [(decision, correction) for _when, decision, correction in newest]


# The desk.


def bodies_within(standing: Standing, ability: str, *, on: date) -> list[Body]:
    """The bodies for which a standing gives the ability on the day, by name.

    Who holds it in any part of a council has it for the whole council: a team's officer records what the cabinet
    decided. A partner's people, and members of the Steering Group, have it for their own body alone.
    """
    holding = [role.body for role in standing.roles if KINDS.may(role.kind, ability)]
    return _around(holding, on=on)


def _around(at: Iterable[Body], *, on: date) -> list[Body]:
    held = list(at)
    if not held:
        return []
    there = list(bodies.there_on(on))
    parents = {body.pk: body.parent_id for body in there}
    tops = {_top_of(body.pk, parents) for body in held if body.kind in kinds_of_role.COUNCIL}
    own = {body.pk for body in held}
    return [
        body
        for body in there
        if body.pk in own or (body.kind in kinds_of_role.COUNCIL and _top_of(body.pk, parents) in tops)
    ]


def _top_of(key: int, parents: dict[int, int | None]) -> int:
    seen = {key}
    while (above := parents.get(key)) is not None and above not in seen:
        key = above
        seen.add(key)
    return key


def approves_for(actor: Actor, *, on: date) -> set[int]:
    """The keys of the bodies for which somebody is named to confirm from outside on the day."""
    rows = exceptions.every().filter(decision=CONFIRM, approver__reference=actor.key, approver__is_active=True)
    in_force = rows.filter(from_on__lte=on, until_on__gte=on, ended_at__isnull=True)
    return set(in_force.values_list("body_id", flat=True))


def may_confirm_for(standing: Standing, *, on: date) -> set[int]:
    """The keys of the bodies whose decisions somebody may confirm: by their role, or named from outside."""
    return {body.pk for body in bodies_within(standing, CONFIRM, on=on)} | approves_for(standing.actor, on=on)


def visible_at_desk(standing: Standing, *, at: datetime) -> QuerySet[Decision]:
    """What concerns who looks: what they write or sent, what they may confirm, and what their body made public."""
    on = london_day(at)
    recorded_for = {body.pk for body in bodies_within(standing, RECORD, on=on)}
    confirmed_for = may_confirm_for(standing, on=on)
    own = Q(keeper__reference=standing.actor.key, body__in=recorded_for)
    waits = Q(status=Status.AWAITING, body__in=confirmed_for)
    stands = Q(status=Status.RECORDED, body__in=recorded_for | confirmed_for)
    return Decision.objects.filter(own | waits | stands).select_related("body", "keeper", "replaces")


def get_at_desk(standing: Standing, reference: str, *, at: datetime) -> Decision:
    """One of those that concern who looks, with all that belongs to it. Raises Http404."""
    rows = visible_at_desk(standing, at=at).prefetch_related("subjects", "papers__document", "corrections")
    found = rows.filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def get_paper(decision: Decision, number: str) -> Paper:
    """A paper of a decision that somebody may see. Raises Http404."""
    return _paper_of(Paper.objects.filter(decision=decision), number)


def get_file(decision: Decision, number: str) -> StoredFile:
    """The file of a paper of a decision that somebody may see. Raises Http404."""
    return _file_of(Paper.objects.filter(decision=decision), number)


def _file_of(rows: QuerySet[Paper], number: str) -> StoredFile:
    document = _paper_of(rows, number).document
    if document is None:
        raise Http404
    return document


def _paper_of(rows: QuerySet[Paper], number: str) -> Paper:
    is_number = number.isascii() and number.isdigit() and len(number) < 5
    found = rows.filter(number=number).select_related("document").first() if is_number else None
    if found is None:
        raise Http404
    return found


def get_subject(decision: Decision, kind: str, reference: str) -> DecisionSubject:
    """One of the things that a decision is about. Raises Http404."""
    found = DecisionSubject.objects.filter(decision=decision, kind=kind, reference=reference).first()
    if found is None:
        raise Http404
    return found


def waiting(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Those of the decisions that wait for a second person, the longest waiting first."""
    return rows.filter(status=Status.AWAITING).order_by("sent_at", "id")


def lately_public(rows: QuerySet[Decision]) -> QuerySet[Decision]:
    """Those of the decisions that are public, the last recorded first."""
    return rows.filter(status=Status.RECORDED).order_by("-recorded_at", "-id")


def written_by(person_key: str) -> QuerySet[Decision]:
    """What somebody writes or was sent back, the newest first."""
    rows = Decision.objects.filter(keeper__reference=person_key, status__in=CAN_BE_WRITTEN)
    return rows.select_related("body").order_by("-started_at", "-id")


def kept_by(person: Person) -> QuerySet[Decision]:
    """What somebody has in hand that is not public yet, the oldest first."""
    rows = Decision.objects.filter(keeper=person).exclude(status=Status.RECORDED)
    return rows.select_related("body").order_by("started_at", "id")


def not_public() -> QuerySet[Decision]:
    """Everything that is not public yet, with its body and keeper, the oldest first."""
    rows = Decision.objects.exclude(status=Status.RECORDED).select_related("body", "keeper")
    return rows.order_by("started_at", "id")


def confirmers_for(body: Body, *, on: date) -> list[Person]:
    """Those who may confirm a decision of the body on the day: by a role there, or named from outside."""
    kinds = [kind.name for kind in KINDS.kinds_with(CONFIRM)]
    held = list(roles.held_on(on).filter(kind__in=kinds, person__is_active=True).select_related("person", "body"))
    able = {role.person_id: role.person for role in _reaching(held, body, on=on)}
    for each in exceptions.in_force(decision=CONFIRM, body=body, on=on):
        if each.approver is not None and each.approver.is_active:
            able[each.approver.pk] = each.approver
    return list(able.values())


def _reaching(held: Iterable[Role], body: Body, *, on: date) -> list[Role]:
    if body.kind not in kinds_of_role.COUNCIL:
        return [role for role in held if role.body_id == body.pk]
    together = {each.pk for each in _around([body], on=on)}
    return [role for role in held if role.body_id in together]


def exception_for(body: Body, *, on: date) -> TwoPersonException | None:
    """What lets one person do both parts for the body on the day; None where two people are needed."""
    alone = exceptions.in_force(decision=CONFIRM, body=body, on=on).filter(kind=StandIn.SINGLE_PERSON)
    return alone.first()


# For operations and jobs.


def lock(decision: Decision) -> Decision:
    """The same decision, read anew and held until the transaction ends."""
    rows = Decision.objects.select_for_update(of=("self",)).select_related("body", "keeper", "replaces")
    return rows.get(pk=decision.pk)


def by_reference(reference: str) -> Decision | None:
    """The decision with this reference in whatever state, for jobs and operations; None when there is none."""
    return Decision.objects.select_related("body", "keeper").filter(reference=reference).first()


def subjects_of(decision: Decision) -> list[DecisionSubject]:
    """What a decision is about, read anew."""
    return list(DecisionSubject.objects.filter(decision=decision))


def papers_of(decision: Decision) -> list[Paper]:
    """The papers of a decision with their files, read anew."""
    return list(Paper.objects.filter(decision=decision).select_related("document"))


def last_correction(decision: Decision) -> int:
    """The number of the last correction; nothing while there is none."""
    last = Correction.objects.filter(decision=decision).order_by("-number").first()
    return last.number if last else 0


def naming(digest: str) -> QuerySet[Decision]:
    """The decisions that name somebody whose name has this digest, the oldest first."""
    return Decision.objects.filter(member_digest=digest).select_related("body").order_by("id")


def recorded_before(day: date) -> QuerySet[Decision]:
    """Public decisions recorded before the day that still say who decided, or what was declared."""
    return Decision.objects.filter(recorded_on__lt=day, emptied_at__isnull=True)


def written_before(at: datetime) -> QuerySet[Decision]:
    """Records that were begun before the instant and never sent, or sent back and left."""
    return Decision.objects.filter(status__in=CAN_BE_WRITTEN, started_at__lt=at)
