"""One search for what the service itself writes: pages, and later commitments, funds, help. Registers have their own.

Nouns: Entry (what is put in), Hit and Results (what comes out). Doors: `register_source` and `rebuild` for all that an
area has; `replace` and `update` for what changed; `find` for a person who types words into a box.
"""

from commonweal.core.search.entries import PUBLIC, Entry, may_find, replace, update
from commonweal.core.search.finding import Hit, Results, find
from commonweal.core.search.highlights import Piece
from commonweal.core.search.sources import rebuild, register_source

__all__ = [
    "PUBLIC",
    "Entry",
    "Hit",
    "Piece",
    "Results",
    "find",
    "may_find",
    "rebuild",
    "register_source",
    "replace",
    "update",
]
