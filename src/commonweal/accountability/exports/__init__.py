"""What accountability publishes as open data, by noun."""

from commonweal.accountability.exports import commitments, facts, measures, provisions

__all__ = ["commitments", "facts", "measures", "provisions"]
