"""How hard a letter is to read: words, long sentences, and an estimate of the age it asks for. A help, never a bar."""

from __future__ import annotations

import re
from dataclasses import dataclass

LONG_SENTENCE = 25
"""Words; what the government's own style guide calls long."""

AIM = 12
"""The reading age we write for."""

_SENTENCE = re.compile(r"(?<=[.!?:])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_VOWELS = re.compile(r"[aeiouy]+", re.I)


@dataclass(frozen=True)
class Reading:
    """What the words of a letter ask of whoever reads them."""

    words: int
    age: int
    long_sentences: tuple[str, ...]

    @property
    def is_hard(self) -> bool:
        """Whether it asks for more than we aim at, by more than an estimate can be wrong."""
        return self.age > AIM + 2


def read(text: str) -> Reading:
    """Estimate `text` by the Flesch–Kincaid grade, made an age; addresses and references do not count."""
    plain = re.sub(r"https?://\S+|\S+@\S+|\b[A-Z]{2}-\w{4}-\w{4}\b", "", text)
    sentences = [words for words in (_WORD.findall(part) for part in _SENTENCE.split(plain)) if words]
    count = sum(len(words) for words in sentences)
    if not count:
        return Reading(0, 0, ())
    syllables = sum(_syllables(word) for words in sentences for word in words)
    grade = 0.39 * count / len(sentences) + 11.8 * syllables / count - 15.59
    long = tuple(" ".join(part.split()) for part in _SENTENCE.split(plain) if len(_WORD.findall(part)) > LONG_SENTENCE)
    return Reading(count, max(5, round(grade + 5)), long)


def _syllables(word: str) -> int:
    """About how many: groups of vowels, without an e that ends the word and is not spoken."""
    groups = len(_VOWELS.findall(word))
    is_silent = len(word) > 3 and word.lower().endswith("e") and not word.lower().endswith(("le", "ee"))
    return max(1, groups - is_silent)
