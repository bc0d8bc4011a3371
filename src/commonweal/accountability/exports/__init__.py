"""What accountability publishes as open data, by noun."""

from commonweal.accountability.exports import commitments, concerns, evidence, facts, measures, provisions

__all__ = ["commitments", "concerns", "evidence", "facts", "measures", "provisions"]
