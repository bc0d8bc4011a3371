"""Reading the words of letters: those in force, every version, and where they came from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404

from commonweal.core.actors import Actor
from commonweal.messaging.kinds import KINDS, LetterKind
from commonweal.messaging.models import Wording
from commonweal.people.standing import standing_of

CHANGE_WORDS = "messaging.change_words"
"""The ability to read and change the words of letters."""


@dataclass(frozen=True)
class WordsInForce:
    """Subject and body as the next letter is made from them, and the version they are; 0 for the original.

    `is_outdated`: the original was mended after these words were written, and whoever wrote them has not seen it.
    """

    number: int
    subject: str
    body: str
    is_changed: bool = False
    is_outdated: bool = False


def get_kind_for(viewer: Actor, name: str, *, at: datetime) -> LetterKind:
    """The kind of letter called `name`, for somebody who keeps the words of letters. Raises Http404."""
    if name not in KINDS.kinds or not standing_of(viewer, at=at).may(CHANGE_WORDS):
        raise Http404
    return KINDS.kinds[name]


def kinds_for(viewer: Actor, *, at: datetime) -> list[tuple[LetterKind, WordsInForce]]:
    """Every kind of letter with its words in force, for somebody who keeps them. Raises Http404."""
    if not standing_of(viewer, at=at).may(CHANGE_WORDS):
        raise Http404
    newest: dict[str, Wording] = {}
    for wording in Wording.objects.order_by("kind", "number"):
        newest[wording.kind] = wording
    return [(kind, _in_force(kind, newest.get(kind.name))) for kind in KINDS.all()]


def words_in_force(kind: LetterKind) -> WordsInForce:
    """The words that the next letter of this kind is made from."""
    return _in_force(kind, newest(kind))


def newest(kind: LetterKind) -> Wording | None:
    """The newest version of the words of `kind`; None while nobody has changed them."""
    return Wording.objects.filter(kind=kind.name).order_by("-number").first()


def versions(kind: LetterKind) -> QuerySet[Wording]:
    """Every version of the words of `kind`, the newest first."""
    return Wording.objects.filter(kind=kind.name).order_by("-number")


def version(kind: LetterKind, number: int) -> WordsInForce:
    """The words of version `number`, 0 for the original. Raises Http404 when there is no such version."""
    if number == 0:
        return original(kind)
    found = Wording.objects.filter(kind=kind.name, number=number).first()
    if found is None:
        raise Http404
    return _in_force(kind, found)


def original(kind: LetterKind) -> WordsInForce:
    """The words as the code has them."""
    return WordsInForce(0, str(kind.subject), str(kind.body))


def _in_force(kind: LetterKind, wording: Wording | None) -> WordsInForce:
    if wording is None:
        return original(kind)
    if wording.is_original:
        return WordsInForce(wording.number, str(kind.subject), str(kind.body))
    is_outdated = wording.original_digest != kind.original_digest
    return WordsInForce(wording.number, wording.subject, wording.body, is_changed=True, is_outdated=is_outdated)
