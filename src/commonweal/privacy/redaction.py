"""Taking words out of texts before anything is made from them, so that what is hidden is nowhere in what is sent.

A mark stands where something was: `[redacted: s.40(2)]`. Words to black out are looked for however they are spaced,
capitalised and composed, and inside longer words too: hiding a little too much can be seen and mended, hiding too
little cannot.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from commonweal.privacy.cases import CaseDocument

FEWEST_CHARACTERS = 3
"""Of words to black out everywhere: with fewer, half of every text would go."""


class StillThereError(AssertionError):
    """Something that was to be hidden is in what was made; nothing of it may leave."""


@dataclass(frozen=True)
class Hidden:
    """What is hidden in a case: whole passages by (document, passage) key, and words everywhere; each with its
    exemption."""

    passages: Mapping[tuple[str, str], str]
    words: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ShownPassage:
    """A passage as it goes out."""

    title: str
    words: str
    is_withheld: bool


@dataclass(frozen=True)
class ShownDocument:
    """A document as it goes out. `file` is the key of a file that goes with it; None where it stays."""

    title: str
    passages: tuple[ShownPassage, ...]
    file: int | None
    is_file: bool
    exemption: str = ""


@dataclass(frozen=True)
class Counted:
    """A row of the schedule of redactions: where, how often, and under which exemption."""

    where: str
    what: str
    exemption: str


def mark(exemption: str) -> str:
    """What stands where something was hidden."""
    return f"[redacted: {exemption}]"


def plain(text: str) -> str:
    """`text` with one character for each that looks the same, and without those that show nothing: a soft hyphen inside
    a name would hide the name from us and from nobody else."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in folded if unicodedata.category(sign) != "Cf")


def black_out(text: str, words: Sequence[tuple[str, str]]) -> str:
    """`text` with each of `words` (words, exemption) replaced by its mark; where two overlap, the longer goes."""
    if not words:
        return plain(text)
    longest_first = sorted(words, key=lambda pair: -len(pair[0]))
    # One pass over the text, so that no words are looked for inside a mark.
    either = re.compile("|".join(f"({_pattern(hidden)})" for hidden, _exemption in longest_first), re.IGNORECASE)
    return either.sub(lambda found: mark(longest_first[(found.lastindex or 1) - 1][1]), plain(text))


def stands_in(hidden: str, text: str) -> bool:
    """Whether the words are in the text, however they are written."""
    return re.search(_pattern(hidden), plain(text), re.IGNORECASE) is not None


def _pattern(hidden: str) -> str:
    parts = [re.escape(part) for part in plain(hidden).split()]
    return r"[\s\-_.,]*".join(parts)


def redact(documents: Sequence[CaseDocument], hidden: Hidden) -> tuple[list[ShownDocument], list[Counted]]:
    """The documents as they go out, and the schedule of what was hidden in them. The originals are not touched."""
    shown: list[ShownDocument] = []
    counted: list[Counted] = []
    for document in documents:
        title = black_out(str(document.title), hidden.words)
        passages = []
        for passage in document.passages:
            name = black_out(str(passage.title), hidden.words)
            exemption = hidden.passages.get((document.key, passage.key))
            if exemption:
                passages.append(ShownPassage(name, mark(exemption), is_withheld=True))
                counted.append(Counted(f"{title}: {name}", "passage", exemption))
                continue
            passages.append(ShownPassage(name, black_out(passage.words, hidden.words), is_withheld=False))
            counted += _count(f"{title}: {name}", passage.words, hidden.words)
        held_back = hidden.passages.get((document.key, FILE), "")
        if document.file is not None and held_back:
            counted.append(Counted(title, "file", held_back))
        given = document.file if document.file is not None and not held_back else None
        shown.append(ShownDocument(title, tuple(passages), given, document.file is not None, held_back))
    return shown, counted


FILE = "file"
"""The passage key by which a document's file is withheld."""


def _count(where: str, text: str, words: Sequence[tuple[str, str]]) -> list[Counted]:
    seen = plain(text)
    return [
        Counted(where, "words", exemption)
        for hidden, exemption in words
        for _found in re.finditer(_pattern(hidden), seen, re.IGNORECASE)
    ]


def require_absent(shown: Sequence[ShownDocument], hidden: Hidden) -> None:
    """Look once more at what is to go out. Raises StillThereError when any of the words is in it."""
    marks = [mark(exemption) for exemption in {*hidden.passages.values(), *(each for _words, each in hidden.words)}]
    for text in _texts(shown):
        for each in marks:
            text = text.replace(each, "\n\x00\n")
        for words, _exemption in hidden.words:
            if re.search(_pattern(words), text, re.IGNORECASE):
                raise StillThereError("words that were to be blacked out are in the export; it was not made")


def _texts(shown: Sequence[ShownDocument]) -> Iterator[str]:
    for document in shown:
        yield document.title
        for passage in document.passages:
            yield from (passage.title, passage.words)
