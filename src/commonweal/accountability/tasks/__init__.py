"""Accountability's jobs, by noun."""

from commonweal.accountability.tasks import concerns, follows, formats, obstacles, statuses

__all__ = ["concerns", "follows", "formats", "obstacles", "statuses"]
