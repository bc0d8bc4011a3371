"""Reading strategies, their packs and what they say."""

from commonweal.strategy.queries import commitments, packs, strategies

__all__ = ["commitments", "packs", "strategies"]
