"""The tables of accountability, by noun."""

from commonweal.accountability.models.concerns import (
    Concern,
    ConcernOutcome,
    ConcernReply,
    MayPublish,
    ReachRaiserBy,
)
from commonweal.accountability.models.filings import Attestation, Filing, Note, Obstacle, Shows, Side
from commonweal.accountability.models.formats import REQUEST_LINE, Channel, Format, FormatRequest, ReachBy
from commonweal.accountability.models.measures import Measure, MeasureValue
from commonweal.accountability.models.statuses import CommitmentStatus, EvidenceReading, StatusStep, Worked

__all__ = [
    "REQUEST_LINE",
    "Attestation",
    "Channel",
    "CommitmentStatus",
    "Concern",
    "ConcernOutcome",
    "ConcernReply",
    "EvidenceReading",
    "Filing",
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
