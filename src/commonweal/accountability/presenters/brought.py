"""What both sides answered, signed notes and obstacles, as the page of a commitment shows them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from commonweal.accountability.models import Attestation, Note, Obstacle
from commonweal.core import days


@dataclass(frozen=True)
class Answered:
    """What one side answered: which side and when, the count in a sentence, how it was asked, and more in words."""

    reference: str
    side: str
    count: str
    how: str
    question: str
    words: str
    link: str
    withdrawn: str


def answered(attestations: Sequence[Attestation]) -> list[Answered]:
    """What both sides answered; of fewer than five answers, only that they are too few."""
    return [
        Answered(
            reference=each.reference,
            side=str(each.get_side_display()),
            count=_count(each),
            how=_how(each),
            question=each.question,
            # What few people said could tell who said it.
            words="" if each.is_too_few else each.words,
            link=each.link,
            withdrawn=_withdrawn(each.withdrawn_why, each),
        )
        for each in attestations
    ]


def _count(attestation: Attestation) -> str:
    words = {"asked": f"{attestation.asked:,}", "day": days.show_day(attestation.asked_on)}
    if attestation.is_too_few:
        return _("Of %(asked)s asked, fewer than five answered by %(day)s: too few to count.") % words
    words |= {"answered": f"{attestation.answered:,}", "agreed": f"{attestation.agreed:,}"}
    return _("%(agreed)s of the %(answered)s who answered say it is kept. %(asked)s were asked (%(day)s).") % words


def _how(attestation: Attestation) -> str:
    words = {"by": attestation.asked_by, "whom": attestation.asked_whom, "office": attestation.recorded_as}
    return _("Asked by %(by)s. Who was asked: %(whom)s. Recorded by: %(office)s.") % words


def _withdrawn(why: str, thing: Attestation | Note) -> str:
    if thing.withdrawn_at is None:
        return ""
    day = days.show_day(days.london_day(thing.withdrawn_at))
    return _("Withdrawn on %(day)s: %(why)s") % {"day": day, "why": why}


@dataclass(frozen=True)
class Signed:
    """A note: what it says, who signed it in which office and when; of a withdrawn one, when and why."""

    reference: str
    words: str
    signature: str
    withdrawn: str


def signed(notes: Sequence[Note]) -> list[Signed]:
    """The notes beside a status, as they were written; the words of withdrawn ones are no longer printed."""
    return [
        Signed(
            reference=each.reference,
            words="" if each.is_withdrawn else each.words,
            signature=_signature(each),
            withdrawn=_withdrawn(each.withdrawn_why, each),
        )
        for each in notes
    ]


def _signature(note: Note) -> str:
    day = days.show_day(days.london_day(note.written_at))
    # Whoever was erased has no name any more; the office signed as well.
    names = [note.author.name] if note.author.name and not note.is_withdrawn else []
    return ", ".join([*names, note.signed_as, day])


@dataclass(frozen=True)
class InTheWay:
    """An obstacle: what it is, who can take it away, since when it stands, and how it went."""

    reference: str
    what: str
    who: str
    since: str
    gone: str


def in_the_way(obstacles: Sequence[Obstacle]) -> list[InTheWay]:
    """What stands, or stood, in the way."""
    return [
        InTheWay(
            reference=each.reference,
            what=each.what,
            who=each.unblocker,
            since=_since(each),
            gone=_gone(each),
        )
        for each in obstacles
    ]


def _since(obstacle: Obstacle) -> str:
    words = {"day": days.show_day(days.london_day(obstacle.found_at)), "office": obstacle.found_as}
    return _("Noted on %(day)s by: %(office)s.") % words


def _gone(obstacle: Obstacle) -> str:
    if obstacle.gone_at is None:
        return ""
    day = days.show_day(days.london_day(obstacle.gone_at))
    return _("Gone since %(day)s: %(how)s") % {"day": day, "how": obstacle.gone_how}
