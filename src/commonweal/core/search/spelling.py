"""Correcting what was typed, by the words that are in the index and nothing else: local names are words here too.

Only words of public entries are known: a correction must not tell anybody what is written where they may not look.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import Count, Sum
from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from commonweal.core.search.entries import PUBLIC, SearchEntry

SHORTEST_CORRECTED = 3
"""Shorter words are left alone: everything is near to them."""

FARTHEST = 2
MOST_ENDINGS = 12


@dataclass(frozen=True)
class Correction:
    """What was probably meant: for each word a choice of words, and the words to show when any was changed."""

    choices: Sequence[Sequence[str]]
    shown: str | None


@dataclass(frozen=True)
class Vocabulary:
    """The words of all public entries, and in how many entries each stands."""

    state: tuple[int, int]
    entries_with: Counter[str] = field(repr=False)

    @cached_property
    def words(self) -> list[str]:
        """Every word, in order."""
        return sorted(self.entries_with)

    def endings(self, beginning: str) -> list[str]:
        """The words that begin with `beginning`, those in most entries first."""
        longer = [word for word in self.words if word.startswith(beginning)]
        return sorted(longer, key=lambda word: (-self.entries_with[word], word))[:MOST_ENDINGS]

    def nearest(self, word: str) -> str | None:
        """The word that was probably meant by `word`, which is not one of ours; None when none is near.

        Nearest is fewest letters changed, left out, put in or swapped; then the same first letter; then most entries.
        """
        if len(word) < SHORTEST_CORRECTED or word.isdigit():
            return None
        farthest = 1 if len(word) <= SHORTEST_CORRECTED + 1 else FARTHEST
        near = process.extract(
            word, self.words, scorer=DamerauLevenshtein.distance, score_cutoff=farthest, limit=None, processor=None
        )
        ranked = [(distance, other[0] != word[0], -self.entries_with[other], other) for other, distance, _place in near]
        return min(ranked)[-1] if ranked else None

    def correct(self, words: Sequence[str], *, known: Collection[str]) -> Correction:
        """What was probably meant by `words`; ours, and those that are `known` to match something, stay as they are.

        The beginning of a word that is ours, as the last word, becomes a choice of what it may be the beginning of.
        """
        choices: list[list[str]] = []
        corrected: list[str] = []
        for place, word in enumerate(words):
            is_ours = word in self.entries_with or word in known
            endings = self.endings(word) if place == len(words) - 1 and not is_ours else []
            nearest = word if is_ours or endings else self.nearest(word) or word
            choices.append(endings or [nearest])
            corrected.append(nearest)
        return Correction(choices, " ".join(corrected) if corrected != list(words) else None)


def vocabulary() -> Vocabulary:
    """The words that are known now. Read once by each process and kept until the index changes."""
    global _known  # a cache of one, replaced whole
    state = _state_of_index()
    if _known is None or _known.state != state:
        counted: Counter[str] = Counter()
        columns = SearchEntry.objects.filter(PUBLIC).values_list("title_words", "summary_words", "body_words")
        for texts in columns.iterator(chunk_size=500):
            counted.update({word for text in texts for word in text.split()})
        _known = Vocabulary(state, counted)
    return _known


_known: Vocabulary | None = None


def _state_of_index() -> tuple[int, int]:
    totals = SearchEntry.objects.filter(PUBLIC).aggregate(count=Count("pk"), sum=Sum("fingerprint"))
    return totals["count"], totals["sum"] or 0
