"""Reading strategies, their packs and what they say."""

from commonweal.strategy.queries import packs, strategies

__all__ = ["packs", "strategies"]
