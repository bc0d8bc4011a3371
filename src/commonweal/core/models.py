"""Core's tables, gathered for Django; each is defined beside what it is for."""

from commonweal.core.idempotency import IdempotencyKey
from commonweal.core.journeys import JourneyStep

__all__ = ["IdempotencyKey", "JourneyStep"]
