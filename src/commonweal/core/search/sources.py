"""Where entries come from: each area names its kinds and gives a function that yields all there is of one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from django.db import transaction

from commonweal.core.search.entries import Entry, SearchEntry, replace

Source = Callable[[], Iterable[Entry]]

_sources: dict[str, Source] = {}


class SourceTakenError(Exception):
    """Two areas registered a source for the same kind."""


def register_source(kind: str, source: Source) -> None:
    """Name `source` as the one that yields every entry of `kind`; areas call it once, when Django starts.

    Raises SourceTakenError when another source has the kind.
    """
    if _sources.get(kind, source) is not source:
        raise SourceTakenError(kind)
    _sources[kind] = source


@transaction.atomic
def rebuild() -> dict[str, int]:
    """Make the whole index anew from every source, in one transaction; how many entries each kind has now.

    Kinds that no source yields any more go.
    """
    SearchEntry.objects.exclude(kind__in=_sources).delete()
    return {kind: replace(kind, source()) for kind, source in sorted(_sources.items())}
