"""A rule answers with a decision: allowed, or refused with the reason in words for the person who asks.

The same decision hides a button, guards an operation and words an error, so it is written once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Allowed:
    """The person may."""

    reason: Literal[""] = ""

    def __bool__(self) -> Literal[True]:
        return True


@dataclass(frozen=True)
class Refused:
    """The person may not; `reason` says why and what would help, `field` names the form field it is about, if one."""

    reason: str
    field: str = ""

    def __bool__(self) -> Literal[False]:
        return False


Decision = Allowed | Refused

ALLOWED = Allowed()


class RefusedError(Exception):
    """An operation was asked for something its rules refuse."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.reason)
        self.refused = refused


def all_of(*decisions: Decision) -> Decision:
    """The first refusal among `decisions`, else allowed."""
    return next((decision for decision in decisions if not decision), ALLOWED)


def require(*decisions: Decision) -> None:
    """Go on only when every decision allows it. Raises RefusedError with the first refusal."""
    decision = all_of(*decisions)
    if isinstance(decision, Refused):
        raise RefusedError(decision)
