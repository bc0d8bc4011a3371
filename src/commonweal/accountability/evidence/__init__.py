"""What accountability's own records prove, by noun."""

from commonweal.accountability.evidence import formats, measures

__all__ = ["formats", "measures"]
