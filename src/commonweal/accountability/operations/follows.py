"""Following a commitment or a strategy by e-mail: asked for, confirmed, told, stopped. Each is one transaction."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from commonweal.accountability.emails import follows as emails
from commonweal.accountability.models import Follow
from commonweal.accountability.queries import follows as queries
from commonweal.accountability.queries.commitments import Change
from commonweal.accountability.rules import follows as rules
from commonweal.core import audit, jobs
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest, reach_digest
from commonweal.core.rules import require
from commonweal.messaging import operations as messaging
from commonweal.messaging import outbox
from commonweal.messaging.queries import contacts
from commonweal.messaging.states import When
from commonweal.people.queries import persons
from commonweal.strategy.models import Commitment, Strategy

TOPIC = emails.STATUS_CHANGES

TELL_JOB, MAILBOXES_AT_ONCE = "accountability.tell_followers", 100


@transaction.atomic
def ask(
    *, strategy: Strategy, commitment: Commitment | None, email: str, when: When, by: Actor, at: datetime
) -> Follow:
    """Ask a mailbox whether it wants to follow a commitment, or without one the whole strategy.

    It counts once somebody presses the button behind the link in the letter. Whether the mailbox follows it already
    shows nowhere but there.
    """
    reach = reach_digest(email)
    require(rules.can_follow(commitment), rules.is_offered(when), rules.can_be_asked(reach, at=at))
    follow = Follow.objects.create(
        strategy=None if commitment else strategy,
        commitment=commitment,
        contact=email,
        contact_digest=contact_digest(email),
        reach_digest=reach,
        when=when,
        asked_at=at,
    )
    audit.record("accountability.follow.ask", follow, by=by, at=at, facts=_facts(follow))
    outbox.add(emails.follow_asked(follow), by=by, at=at)
    return follow


@transaction.atomic
def confirm(*, follow: Follow, by: Actor, at: datetime) -> Follow:
    """Let the mailbox follow from now on, as often as was asked for. Again changes nothing."""
    locked = queries.lock(follow)
    if locked is None:  # it was confirmed by another letter just now, and this one is gone
        return follow
    require(rules.is_theirs(by, locked))
    if locked.is_confirmed:
        return locked
    # Letters about the same thing that came before this one have done their work.
    queries.alike(locked).delete()
    locked.confirmed_at = at
    locked.save(update_fields=["confirmed_at"])
    audit.record("accountability.follow.confirm", locked, by=by, at=at, facts=_facts(locked))
    messaging.want(contact_digest=locked.contact_digest, topic=TOPIC, when=When(locked.when), by=by, at=at)
    return locked


@transaction.atomic
def follow(*, strategy: Strategy, commitment: Commitment | None, when: When, by: Actor, at: datetime) -> Follow:
    """Let somebody who is signed in follow at once: the address they sign in with is known to be theirs."""
    require(rules.can_follow(commitment), rules.is_offered(when))
    person = persons.lock(persons.of_actor(by))
    found = queries.of_actor(by, strategy, commitment)
    if found is None:
        found = Follow.objects.create(
            strategy=None if commitment else strategy,
            commitment=commitment,
            person=person,
            when=when,
            asked_at=at,
            confirmed_at=at,
        )
        audit.record("accountability.follow.begin", found, by=by, at=at, facts=_facts(found))
    for digest in contacts.digests_of(by):
        messaging.want(contact_digest=digest, topic=TOPIC, when=when, by=by, at=at)
    return found


@transaction.atomic
def stop(*, follow: Follow, by: Actor, at: datetime) -> bool:
    """Follow this no longer, and forget that it was followed; False if it was gone already."""
    locked = queries.lock(follow)
    if locked is None:
        return False
    require(rules.is_theirs(by, locked))
    audit.record("accountability.follow.stop", locked, by=by, at=at, facts=_facts(locked))
    locked.delete()
    return True


@transaction.atomic
def forget(*, follow: Follow, by: Actor, at: datetime) -> bool:
    """Delete one row because somebody is erased or its time is over; False if it was gone already."""
    locked = queries.lock(follow)
    if locked is None:
        return False
    audit.record("accountability.follow.forget", locked, by=by, at=at, facts=_facts(locked))
    locked.delete()
    return True


@transaction.atomic
def forget_unwanted(*, by: Actor, at: datetime) -> int:
    """Forget mailboxes without an account that stopped all such letters by the link in one; gives how many rows."""
    unwanted = [each for each in queries.confirmed_digests() if contacts.wishes_of(each).of(TOPIC) == When.NEVER]
    found = [follow for digest in sorted(unwanted) for follow in queries.of_contact(digest)]
    for each in found:
        stop(follow=each, by=by, at=at)
    return len(found)


@transaction.atomic
def tell(*, strategy: Strategy, first: int, last: int, after: str, by: Actor, at: datetime) -> int:
    """Write one letter to each of the next mailboxes that follow what changed by these steps; how many.

    Mailboxes come in the order of their digests, from the one behind `after`. Each some are a transaction of their
    own, which also has the next ones written to: so nobody waits long for it, and none is written to twice.
    """
    steps = queries.steps_between(strategy, first, last)
    changes = queries.changes_in(strategy, steps)
    if not changes:
        return 0
    changed = {step.commitment_id: step.commitment for step in steps}
    following = queries.following(strategy, changes, since=min(step.from_at for step in steps))
    people = {digest: key for key, digest in _digests_of_people(following).items()}
    every = sorted(people.keys() | queries.contacts_of(following))
    batch = every[bisect_right(every, after) :][:MAILBOXES_AT_ONCE]
    followers = queries.of_mailboxes(following, batch, [people[digest] for digest in batch if digest in people])
    for to, (digest, keys) in sorted(_by_mailbox(followers, changes).items()):
        told = [(changed[key], change) for key, change in changes.items() if key in keys]
        outbox.add(emails.status_changed(to, strategy, told, contact_digest=digest), by=by, at=at)
    if batch and batch[-1] != every[-1]:
        jobs.enqueue(TELL_JOB, slug=strategy.slug, first=first, last=last, after=batch[-1])
    return len(batch)


def _digests_of_people(following: QuerySet[Follow]) -> dict[int, str]:
    """The digest of the address of each who follows with an account, by their key in the database."""
    addresses = persons.addresses_by_person(queries.people_of(following))
    return {key: contact_digest(address) for key, address in addresses.items()}


def _by_mailbox(followers: Sequence[Follow], changes: dict[int, Change]) -> dict[str, tuple[str, set[int]]]:
    """For each address the digest of a mailbox without an account, or nothing, and the keys of what it hears of."""
    addresses = persons.addresses_by_person([each.person for each in followers if each.person])
    keys: dict[str, set[int]] = defaultdict(set)
    first: dict[str, tuple[str, str]] = {}
    # Whoever follows with an account and without has one mailbox, and gets one letter: that of the account.
    for each in sorted(followers, key=lambda follow: follow.person_id is None):
        address = addresses.get(each.person_id, "") if each.person_id else each.contact
        theirs = {each.commitment_id} & changes.keys() if each.commitment_id else set(changes)
        if not address or not theirs:
            continue
        digest = contact_digest(address)
        first.setdefault(digest, (address, each.contact_digest))
        keys[digest] |= theirs
    return {address: (of_guest, keys[digest]) for digest, (address, of_guest) in first.items()}


def _facts(follow: Follow) -> dict[str, audit.Fact]:
    about = follow.commitment.reference if follow.commitment else str(follow.strategy and follow.strategy.slug)
    return {"about": about, "when": str(follow.when)}
