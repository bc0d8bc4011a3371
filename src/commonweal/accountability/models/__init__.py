"""The tables of accountability, by noun."""

from commonweal.accountability.models.concerns import (
    FINDS_FOR_RAISER,
    Concern,
    ConcernOutcome,
    ConcernReply,
    MayPublish,
    ReachRaiserBy,
)
from commonweal.accountability.models.filings import FEWEST_ANSWERS, Attestation, Filing, Note, Obstacle, Shows, Side
from commonweal.accountability.models.follows import ASKED_FOR, Follow
from commonweal.accountability.models.formats import (
    REQUEST_LINE,
    Channel,
    Enclosure,
    Format,
    FormatRequest,
    ReachBy,
)
from commonweal.accountability.models.measures import Measure, MeasureValue
from commonweal.accountability.models.statuses import CommitmentStatus, EvidenceReading, StatusStep, Worked

__all__ = [
    "ASKED_FOR",
    "FEWEST_ANSWERS",
    "FINDS_FOR_RAISER",
    "REQUEST_LINE",
    "Attestation",
    "Channel",
    "CommitmentStatus",
    "Concern",
    "ConcernOutcome",
    "ConcernReply",
    "Enclosure",
    "EvidenceReading",
    "Filing",
    "Follow",
    "Format",
    "FormatRequest",
    "MayPublish",
    "Measure",
    "MeasureValue",
    "Note",
    "Obstacle",
    "ReachBy",
    "ReachRaiserBy",
    "Shows",
    "Side",
    "StatusStep",
    "Worked",
]
