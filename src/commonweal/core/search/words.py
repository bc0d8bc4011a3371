"""Text as the index sees it: words without case, accents or apostrophes, and where each stood in the text.

Both databases are given the same words, made here, so that a search finds the same things on either. The order
of the words is kept: the database answers with the positions that matched, and `spans` leads back to the text.
"""

from __future__ import annotations

import re
import unicodedata

LONGEST_WORD = 60
"""Letters of a word that are looked at; no database has an opinion about longer ones."""

MOST_WORDS = 20_000
"""Words of one entry that are indexed; PostgreSQL refuses an index entry of a megabyte."""

# Letters and digits, and the signs that Arabic and the scripts of India write over and beside their letters.
_LETTERS = r"[^\W_](?:[^\W_]|[\u0300-\u036f\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff])*"

# An apostrophe inside a word is dropped: "children's", "children’s" and "childrens" are one word to most people.
_WORD = re.compile(rf"{_LETTERS}(?:['’ʼ]{_LETTERS})*")
_APOSTROPHES = str.maketrans("", "", "'’ʼ")

# Letters that are a letter with a stroke, not a letter with an accent: Unicode does not take them apart.
_STROKES = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})

# Words a question is held together by. They are left out of a search that has others.
JOINING_WORDS = frozenset(
    "a about am an and are as at be but by can could did do does for from had has have how i if in is it its me my "
    "no not of on or our out should so that the their them there they this to us was we were what when where which "
    "who why will with would you your".split()
)


def fold(word: str) -> str:
    """One word as it is indexed: no case, no accents, no apostrophes. Nothing if no letter or digit is left."""
    if word.isascii():  # nearly every word, and thirty are read for each that is looked for
        return word.replace("'", "").lower()[:LONGEST_WORD]
    apart = unicodedata.normalize("NFKD", word.translate(_APOSTROPHES)).casefold().translate(_STROKES)
    return "".join(character for character in apart if character.isalnum())[:LONGEST_WORD]


def spans(text: str) -> list[tuple[int, int, str]]:
    """Every word of `text` that is indexed: where it begins, where it ends, and how it is indexed."""
    found = ((match.start(), match.end(), fold(match[0])) for match in _WORD.finditer(_composed(text)))
    return [span for span in found if span[2]][:MOST_WORDS]


def folded(text: str) -> str:
    """The words of `text` as they are indexed, in their order, with one space between."""
    return " ".join(word for _start, _end, word in spans(text))


def tidy(text: str) -> str:
    """`text` as it is kept for showing: accents joined to their letters, single spaces, nothing unprintable."""
    return " ".join("".join(c if c.isprintable() else " " for c in _composed(text)).split())


def words_of_query(text: str, *, most: int) -> list[str]:
    """The words a person searched for: each once, joining words left out unless there are no others, at most `most`."""
    # Ten thousand characters are looked at as far as the words that can count.
    every = list(dict.fromkeys(word for _start, _end, word in spans(text[: most * LONGEST_WORD])))
    return ([word for word in every if word not in JOINING_WORDS] or every)[:most]


def _composed(text: str) -> str:
    # An accent that follows its letter as a character of its own would end the word there.
    return unicodedata.normalize("NFC", text)
