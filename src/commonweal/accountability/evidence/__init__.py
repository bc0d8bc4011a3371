"""What accountability's own records prove, by noun."""

from commonweal.accountability.evidence import formats

__all__ = ["formats"]
