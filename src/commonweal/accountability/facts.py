"""What a status is worked out from, and what is found.

From the answers of evidence queries, documents, answers of both sides and decisions: `Facts`. What the rules make of
them: a `Finding`, put together of `Part`s where there are several.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from commonweal.accountability.states.statuses import Standing
from commonweal.strategy.evidence import Evidence
from commonweal.strategy.models import Commitment


@dataclass(frozen=True)
class Answer:
    """What one evidence query answered: its title, and the evidence, or in words why it could not be read."""

    title: str
    evidence: Evidence = field(default_factory=Evidence)
    failure: str = ""
    floor: int = 0
    """Where there are fewer records than this, the public is not told how many."""


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

    @property
    def is_past_due(self) -> bool:
        """Whether the commitment's last day is over, and no record shows that it was put off."""
        is_put_off = any(answer.evidence.is_put_off for answer in self.answers)
        return self.commitment.is_past_due(self.on) and not is_put_off


@dataclass(frozen=True)
class Finding:
    """A standing with its reason and flags; see `models.Worked` for what each means."""

    standing: Standing
    reason: str
    newest_on: date | None = None
    lapses_on: date | None = None
    overdue_since_on: date | None = None
    blocked_by: str = ""
    is_proposed: bool = False
    is_filed_only: bool = False
    is_challenged: bool = False


@dataclass(frozen=True)
class Part:
    """One of several findings that are put together: what it is about, and whether a breach of it is one of a must."""

    title: str
    finding: Finding
    is_must: bool
