"""Accountability's jobs, by noun."""

from commonweal.accountability.tasks import formats, statuses

__all__ = ["formats", "statuses"]
