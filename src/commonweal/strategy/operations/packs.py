"""Taking a pack in: all of it in one transaction, with what it changed against the version before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core import audit, stamps
from commonweal.core.actors import Actor
from commonweal.strategy import announcements, queries
from commonweal.strategy.models import Change, Edition, Pack, Strategy
from commonweal.strategy.operations import keeping, successors
from commonweal.strategy.operations.touches import touch
from commonweal.strategy.pack.contents import Contents, Entry
from commonweal.strategy.pack.wrong import stop
from commonweal.strategy.queries.packs import PACK


@dataclass(frozen=True)
class Loaded:
    """What came of loading: the version as it is kept, and how many entries it added, changed and removed."""

    pack: Pack
    is_new: bool
    changes: Mapping[Change, int]


@transaction.atomic
def load(*, contents: Contents, by: Actor, at: datetime) -> Loaded:
    """Keep what a pack says, as the newest version of its strategy. A pack that is kept already changes nothing.

    Earlier versions stay, entry by entry. Raises WrongPackError when the version is kept with other contents, or when
    a successor does not account for every commitment of the strategy it succeeds.
    """
    strategy = queries.strategies.lock(contents.slug)
    newest = queries.packs.newest(strategy) if strategy else None
    if newest is not None and newest.digest == contents.digest:
        return Loaded(newest, is_new=False, changes={})
    _refuse_same_version(contents, strategy)
    before = queries.packs.contents_at(newest) if newest else {}
    try:
        with transaction.atomic():
            pack = keeping.keep(contents=contents, strategy=strategy, by=by, at=at)
    except keeping.LoadedMeanwhileError:
        if queries.strategies.lock(contents.slug) is None:
            raise
        return load(contents=contents, by=by, at=at)
    successors.keep(contents=contents, strategy=pack.strategy, by=by, at=at)
    editions = list(_editions(pack, before, contents))
    Edition.objects.bulk_create(editions, batch_size=200)
    changes = {change: sum(each.change == change for each in editions) for change in Change}
    facts: dict[str, audit.Fact] = {
        "version": contents.version,
        **{change.value.lower(): count for change, count in changes.items()},
    }
    audit.record("strategy.pack.load", pack.strategy, by=by, at=at, facts=facts)
    stamps.renew(PACK, by=by, at=at)
    touch(PACK, by=by, at=at)
    announcements.LOADED.tell(strategy=pack.strategy, by=by, at=at)
    return Loaded(pack, is_new=True, changes=changes)


def _refuse_same_version(contents: Contents, strategy: Strategy | None) -> None:
    kept = strategy.packs.filter(version=contents.version).first() if strategy else None
    if kept is None:
        return
    if kept.digest == contents.digest:
        words = _("version %(version)s was loaded before the newest one. To go back to it, give it a new version")
    else:
        words = _("version %(version)s is loaded already, and says something else. Raise the version")
    stop(contents.head_place("version"), words % {"version": contents.version})


def _editions(pack: Pack, before: Mapping[tuple[str, str], Mapping[str, Any]], contents: Contents) -> Iterator[Edition]:
    """What this version says anew of any entry, compared with how the entry stood before."""
    now = {(entry.group, entry.code): _said(entry) for entry in contents.every_entry()}
    for (kind, code), content in now.items():
        earlier = before.get((kind, code))
        if earlier != content:
            change = Change.ADDED if earlier is None else Change.CHANGED
            yield Edition(pack=pack, kind=kind, code=code, change=change, content=content)
    for kind, code in before.keys() - now.keys():
        yield Edition(pack=pack, kind=kind, code=code, change=Change.REMOVED, content={})


def _said(entry: Entry) -> dict[str, Any]:
    return {"position": entry.position, **entry.says}
