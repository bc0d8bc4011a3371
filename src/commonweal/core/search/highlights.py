"""What a person sees of a hit: its title and a few lines around what matched, in pieces that say whether they match.

Pieces are plain text. A template escapes each and puts its own mark around those that match, so nothing that was
written into an entry, or typed into the box, can become markup.
"""

from __future__ import annotations

from typing import NamedTuple

from commonweal.core.search import words
from commonweal.core.search.databases import MARK_END, MARK_START

SNIPPET_WORDS = 32
WORDS_BEFORE = 6
ELLIPSIS = "…"


class Piece(NamedTuple):
    """Some text, and whether it is what was searched for."""

    text: str
    is_match: bool


def matching_places(marked: str) -> set[int]:
    """The positions, counted in words from nothing, of the words that the database put its marks around."""
    places: set[int] = set()
    is_inside = False
    for place, word in enumerate(marked.split()):
        is_inside = is_inside or MARK_START in word
        if is_inside:
            places.add(place)
        if MARK_END in word:
            # Two neighbours that match may share a pair of marks, or each have their own.
            is_inside = word.rfind(MARK_START) > word.rfind(MARK_END)
    return places


def pieces(text: str, marked: str) -> list[Piece]:
    """All of `text`, in pieces."""
    return _between(text, words.spans(text), matching_places(marked), start=0, end=len(text))


def snippet(text: str, marked: str) -> list[Piece]:
    """The lines of `text` where most matches stand together, in pieces, with dots where something was left out."""
    spans, places = words.spans(text), matching_places(marked)
    if len(spans) <= SNIPPET_WORDS:
        return pieces(text, marked)
    first = _densest(sorted(place for place in places if place < len(spans)), last=len(spans) - SNIPPET_WORDS)
    final = first + SNIPPET_WORDS - 1
    start = spans[first][0] if first else 0
    is_to_the_end = final >= len(spans) - 1
    end = len(text) if is_to_the_end else spans[final][1]
    shown = _between(text, spans, places, start=start, end=end)
    before = [Piece(f"{ELLIPSIS} ", is_match=False)] if first else []
    after = [] if is_to_the_end else [Piece(f" {ELLIPSIS}", is_match=False)]
    return _joined(before + shown + after)


def _densest(places: list[int], *, last: int) -> int:
    """The first word of the window with most matches in it, the earliest of equals; some words stand before a match."""
    if not places:
        return 0

    def count(place: int) -> int:
        return sum(place <= other < place + SNIPPET_WORDS - WORDS_BEFORE for other in places)

    best = max(places, key=lambda place: (count(place), -place))
    return min(max(best - WORDS_BEFORE, 0), last)


def _between(text: str, spans: list[tuple[int, int, str]], places: set[int], *, start: int, end: int) -> list[Piece]:
    found: list[Piece] = []
    here = start
    for place, (word_start, word_end, _word) in enumerate(spans):
        if place in places and start <= word_start and word_end <= end:
            found += [Piece(text[here:word_start], is_match=False), Piece(text[word_start:word_end], is_match=True)]
            here = word_end
    return _joined([*found, Piece(text[here:end], is_match=False)])


def _joined(found: list[Piece]) -> list[Piece]:
    """The same text without empty pieces and without two plain ones in a row."""
    joined: list[Piece] = []
    for piece in found:
        if joined and not piece.is_match and not joined[-1].is_match:
            joined[-1] = Piece(joined[-1].text + piece.text, is_match=False)
        elif piece.text:
            joined.append(piece)
    return joined
