"""Core's tables, gathered for Django; each is defined beside what it is for."""

from commonweal.core.audit import AuditEvent, AuditName, AuditSeal, SealHead, UnsealedEvent
from commonweal.core.files.stored import StoredFile
from commonweal.core.idempotency import IdempotencyKey
from commonweal.core.jobs import Job, Schedule, WorkerBeat
from commonweal.core.journeys import JourneyStep
from commonweal.core.operating.marks import Mark
from commonweal.core.search.entries import SearchEntry
from commonweal.core.stamps import Stamp

__all__ = [
    "AuditEvent",
    "AuditName",
    "AuditSeal",
    "IdempotencyKey",
    "Job",
    "JourneyStep",
    "Mark",
    "Schedule",
    "SealHead",
    "SearchEntry",
    "Stamp",
    "StoredFile",
    "UnsealedEvent",
    "WorkerBeat",
]
