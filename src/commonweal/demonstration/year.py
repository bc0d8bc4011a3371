"""The chapters of the invented year. A later feature adds its own to `chapters`, and names it here."""

from __future__ import annotations

from commonweal.demonstration.chapters import (
    council,
    disclosures,
    formats,
    interests,
    letters,
    opening,
    privacy,
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
)
"""In the order in which what falls on one instant happens."""
