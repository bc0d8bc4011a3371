"""The chapters of the invented year. A later feature adds its own to `chapters`, and names it here."""

from __future__ import annotations

from commonweal.demonstration.chapters import (
    brought,
    concerns,
    council,
    decisions,
    disclosures,
    formats,
    interests,
    letters,
    measures,
    opening,
    privacy,
    strategy,
)
from commonweal.demonstration.telling import Chapter

CHAPTERS: tuple[Chapter, ...] = (
    opening.tell,
    council.tell,
    interests.tell,
    formats.tell,
    letters.tell,
    privacy.tell,
    disclosures.tell,
    decisions.tell,
    concerns.tell,
    measures.tell,
    brought.tell,
    strategy.tell,
)
"""In the order in which what falls on one instant happens."""
