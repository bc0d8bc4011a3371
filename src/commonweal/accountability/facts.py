"""What a status is worked out from: the answers of evidence queries, documents, answers of both sides, decisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from commonweal.strategy.evidence import Evidence
from commonweal.strategy.models import Commitment


@dataclass(frozen=True)
class Answer:
    """What one evidence query answered: its title, and the evidence, or in words why it could not be read."""

    title: str
    evidence: Evidence = field(default_factory=Evidence)
    failure: str = ""


@dataclass(frozen=True)
class FiledDocument:
    """A document that was filed and not returned: whether it was accepted, shows the whole, and its day."""

    reference: str
    is_accepted: bool
    shows_whole: bool
    dated_on: date


@dataclass(frozen=True)
class SideAnswered:
    """The newest answers of one side of the relationship."""

    side: str
    asked_on: date
    answered: int
    agreed: int


@dataclass(frozen=True)
class RecordedDecision:
    """A public decision about the commitment."""

    reference: str
    decided_on: date
    replaces: str = ""
    """What takes the commitment's place, in words, where the decision says that something does."""


@dataclass(frozen=True)
class Facts:
    """All that a standing rests on, as it was known on a London day."""

    commitment: Commitment
    on: date
    is_adopted: bool = True
    carried_to: str = ""
    """The commitment or strategy that took this one's place, in words."""
    answers: tuple[Answer, ...] = ()
    documents: tuple[FiledDocument, ...] = ()
    sides: tuple[SideAnswered, ...] = ()
    decisions: tuple[RecordedDecision, ...] = ()
    obstacles: tuple[str, ...] = ()
    is_challenged: bool = False
    attested_share_percent: int = 50
