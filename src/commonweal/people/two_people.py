"""The decisions that ask for two people, as areas name them; what can stand in for the second is recorded in public."""

from __future__ import annotations

from dataclasses import dataclass

from commonweal.ui.site import Words


@dataclass(frozen=True)
class Decision:
    """A kind of decision that two people make: its name `area.verb_noun`, in words as a sentence without full stop."""

    name: str
    words: Words


_decisions: dict[str, Decision] = {}


def register(decision: Decision) -> None:
    """Add `decision`; areas call it when Django starts. Raises ValueError for another of that name."""
    if _decisions.get(decision.name, decision) != decision:
        raise ValueError(f"{decision.name} is registered twice")
    _decisions[decision.name] = decision


def decisions() -> list[Decision]:
    """Every kind of decision, in the order of names."""
    return [_decisions[name] for name in sorted(_decisions)]


def words_of(name: str) -> str:
    """The decision in words; its name where no area names it any more."""
    return str(_decisions[name].words) if name in _decisions else name
