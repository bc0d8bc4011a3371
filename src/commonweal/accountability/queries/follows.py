"""Reading who follows what."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from commonweal.accountability.models import Follow, StatusStep
from commonweal.accountability.queries.commitments import Change, as_changes, changes_of
from commonweal.core import references
from commonweal.core.actors import Actor, Kind
from commonweal.people.models import Person
from commonweal.strategy.models import Commitment, Strategy

_WITH = ("strategy", "commitment__strategy", "person")


def by_reference(reference: str) -> Follow | None:
    """The follow with this reference; None when there is none."""
    return Follow.objects.select_related(*_WITH).filter(reference=references.tidy(reference) or "").first()


def lock(follow: Follow) -> Follow | None:
    """The same, read anew and held until the transaction ends; None if it is gone by now."""
    rows = Follow.objects.select_for_update(of=("self",)).select_related(*_WITH)
    return rows.filter(pk=follow.pk).first()


def get_asked(reference: str) -> Follow:
    """One that was asked for by e-mail. Raises Http404."""
    found = by_reference(reference)
    if found is None or found.person_id is not None:
        raise Http404(_("This link is over. Ask again, and we send you a new one."))
    return found


def of_contact(digest: str) -> list[Follow]:
    """What the mailbox with this digest follows, the strategies first. One query."""
    rows = Follow.objects.filter(contact_digest=digest, person__isnull=True, confirmed_at__isnull=False)
    return _in_order(rows) if digest else []


def of_person(key: str) -> list[Follow]:
    """What the person with this key follows, the strategies first. One query."""
    return _in_order(Follow.objects.filter(person__reference=key)) if key else []


def _in_order(rows: QuerySet[Follow]) -> list[Follow]:
    found = rows.select_related(*_WITH)
    return sorted(found, key=lambda each: each.commitment.position if each.commitment else -1)


def among(follows: Iterable[Follow], reference: str) -> Follow:
    """The one with this reference among somebody's own. Raises Http404."""
    found = next((each for each in follows if each.reference == references.tidy(reference)), None)
    if found is None:
        raise Http404(_("You do not follow this any more."))
    return found


def of_actor(by: Actor, strategy: Strategy, commitment: Commitment | None) -> Follow | None:
    """The follow of somebody who is signed in, of this commitment or of the whole strategy."""
    if by.kind is not Kind.PERSON:
        return None
    return Follow.objects.filter(_what(strategy, commitment), person__reference=by.key).first()


def _what(strategy: Strategy, commitment: Commitment | None) -> Q:
    return Q(commitment=commitment) if commitment else Q(strategy=strategy)


def alike(follow: Follow) -> QuerySet[Follow]:
    """Every other row of the same mailbox about the same thing."""
    rows = Follow.objects.filter(contact_digest=follow.contact_digest, person__isnull=True).exclude(pk=follow.pk)
    return rows.filter(strategy=follow.strategy_id, commitment=follow.commitment_id)


def count_asked_since(reach_digest: str, since: datetime) -> int:
    """How often it was asked to write to a mailbox since an instant, confirmed or not."""
    return Follow.objects.filter(reach_digest=reach_digest, asked_at__gt=since).count()


def count_all_asked_since(since: datetime) -> int:
    """How often it was asked by e-mail since an instant, across the whole service."""
    return Follow.objects.filter(person__isnull=True, asked_at__gt=since).count()


def unconfirmed_before(instant: datetime) -> QuerySet[Follow]:
    """Those asked for before an instant that nobody confirmed."""
    return Follow.objects.filter(confirmed_at__isnull=True, asked_at__lt=instant).order_by("asked_at", "id")


def held_of(person_key: str, digests: Sequence[str]) -> list[Follow]:
    """Every row about somebody, confirmed or not."""
    theirs = Q(contact_digest__in=list(digests)) & ~Q(contact_digest="")
    if person_key:
        theirs |= Q(person__reference=person_key)
    return list(Follow.objects.filter(theirs).select_related(*_WITH))


def confirmed_digests() -> set[str]:
    """The digests of all mailboxes that follow something without an account."""
    rows = Follow.objects.filter(person__isnull=True, confirmed_at__isnull=False)
    return set(rows.values_list("contact_digest", flat=True))


def steps_between(strategy: Strategy, first: int, last: int) -> list[StatusStep]:
    """The changes of standing of one strategy from one step to another, by their keys, with their commitments."""
    rows = StatusStep.objects.filter(commitment__strategy=strategy, pk__gte=first, pk__lte=last)
    return list(rows.filter(is_change_of_standing=True).select_related("commitment__strategy").order_by("pk"))


def following(strategy: Strategy, commitments: Collection[int], *, since: datetime) -> QuerySet[Follow]:
    """Everybody who is to hear of changes to these commitments, by their keys, of one strategy, since an instant."""
    rows = Follow.objects.filter(Q(strategy=strategy) | Q(commitment__in=list(commitments)))
    return rows.filter(Q(person__isnull=True) | Q(person__is_active=True), confirmed_at__lte=since)


def people_of(following: QuerySet[Follow]) -> list[Person]:
    """Those who follow with an account. One query."""
    keys = following.filter(person__isnull=False).order_by().values("person")
    return list(Person.objects.filter(pk__in=keys))


def contacts_of(following: QuerySet[Follow]) -> set[str]:
    """The digests of the mailboxes that follow without an account. One query."""
    return set(following.filter(person__isnull=True).values_list("contact_digest", flat=True))


def of_mailboxes(following: QuerySet[Follow], digests: Collection[str], people: Collection[int]) -> list[Follow]:
    """What the mailboxes with these digests follow, and those people with an account. One query."""
    theirs = Q(person__isnull=True, contact_digest__in=digests) | Q(person__in=people)
    return list(following.filter(theirs).select_related("person"))


def changes_in(strategy: Strategy, steps: Iterable[StatusStep]) -> dict[int, Change]:
    """What changed by these steps of one strategy, by the commitment's key, in the order of the text. One query.

    That a commitment was worked out first is no change.
    """
    changed = {step.pk: step for step in steps if step.is_change_of_standing}
    keys = {step.commitment.code: step.commitment_id for step in changed.values()}
    rows = changes_of(strategy).filter(pk__in=list(changed)).order_by("commitment__position", "id")
    return {keys[each.code]: each for each in as_changes(rows)}
