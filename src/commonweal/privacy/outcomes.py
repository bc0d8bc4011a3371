"""What comes of erasing somebody, by holding."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.core.personal import Holding, Kept


@dataclass(frozen=True)
class HoldingErased:
    """What was erased in one holding, by reference, and what was kept there and why."""

    holding: Holding
    erased: tuple[str, ...]
    kept: tuple[Kept, ...]
