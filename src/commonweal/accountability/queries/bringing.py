"""Where people bring evidence to: the commitment, who owns it on a day, and what goes stale soon."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Q, QuerySet
from django.http import Http404

from commonweal.accountability.models import CommitmentStatus
from commonweal.people.models import Body
from commonweal.strategy.models import Commitment, NamedBody, Strategy

MOST_FOUND = 20
"""Commitments that a search at the desk shows; whoever looks for one of more says more words."""


def get_commitment(slug: str, code: str) -> Commitment:
    """The commitment at this address, with its owner, its supplier and how it stands. Raises Http404."""
    found = _commitments().filter(strategy__slug=slug, code=code).first()
    if found is None:
        raise Http404
    return found


def _commitments() -> QuerySet[Commitment]:
    rows = Commitment.objects.filter(is_withdrawn=False)
    return rows.select_related("strategy", "status", "supplier", "owner__body", "owner__successor__body")


def status_of(commitment: Commitment) -> CommitmentStatus | None:
    """How it stands with the commitment, where that was worked out already."""
    return getattr(commitment, "status", None)


def owner_on(commitment: Commitment, on: date) -> NamedBody:
    """Who owns the commitment on a London day: the body the strategy names, or what came after it."""
    owner, seen = commitment.owner, {commitment.owner_id}
    while owner.ended_on is not None and owner.ended_on < on and owner.successor and owner.successor_id not in seen:
        owner = owner.successor
        seen.add(owner.pk)
    return owner


def owned_by(bodies: Collection[Body], strategy: Strategy, on: date) -> list[Commitment]:
    """The commitments of a strategy that one of these bodies owns on a London day, in their order."""
    keys = {body.pk for body in bodies}
    rows = _commitments().filter(strategy=strategy, owner__in=_named_for(strategy, keys))
    return [each for each in rows if owner_on(each, on).body_id in keys]


def _named_for(strategy: Strategy, keys: set[int]) -> QuerySet[NamedBody]:
    """The bodies that stand for one of ours in a strategy, and those that went over into one of them."""
    own = NamedBody.objects.filter(strategy=strategy, body__in=keys)
    return NamedBody.objects.filter(strategy=strategy).filter(
        Q(body__in=keys) | Q(successor__in=own) | Q(successor__successor__in=own)
    )


def found(strategy: Strategy, typed: str) -> list[Commitment]:
    """The commitments whose code is typed (`C5` finds C-005), or whose words hold each of the words typed."""
    rows = _commitments().filter(strategy=strategy)
    code = rows.filter(code__iexact=_as_code(typed))
    if typed and (exact := list(code)):
        return exact
    for word in typed.split()[:8]:
        rows = rows.filter(Q(title__icontains=word) | Q(words__icontains=word) | Q(code__icontains=word))
    return list(rows[:MOST_FOUND]) if typed else []


def _as_code(typed: str) -> str:
    """`c5a` as the pack writes it: `C-005a`."""
    plain = typed.replace("-", "").replace(" ", "")
    letter, figures = plain[:1].upper(), plain[1:]
    part = figures[-1].lower() if figures[-1:].isalpha() else ""
    number = figures.removesuffix(figures[-1]) if part else figures
    return f"{letter}-{int(number):03}{part}" if number.isascii() and number.isdigit() and len(number) < 6 else typed


def going_stale(strategy: Strategy, *, on: date, days: int) -> list[CommitmentStatus]:
    """How it stands with the commitments whose evidence stops counting within so many days, the soonest first."""
    rows = CommitmentStatus.objects.filter(
        commitment__strategy=strategy,
        commitment__is_withdrawn=False,
        lapses_on__gt=on,
        lapses_on__lte=on + timedelta(days=days),
    )
    rows = rows.select_related(
        "commitment__strategy", "commitment__supplier", "commitment__owner__body", "commitment__owner__successor__body"
    )
    return list(rows.order_by("lapses_on", "commitment__position"))
