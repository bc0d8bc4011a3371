"""How a lower part tells higher ones what it is about to do, inside the same transaction, without knowing them.

The lower part declares one `Announcement`; higher parts register handlers on it, by name, when Django starts. What a
handler raises stops the whole operation: a hand-over that cannot be made is not half made.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
Answer = TypeVar("Answer")


class HandlerTakenError(Exception):
    """Two handlers of one announcement were given the same name."""


class Announcement(Generic[P, Answer]):
    """One thing that is told, for example that a person leaves; `name` is `area.what_happens`."""

    def __init__(self, name: str, like: Callable[P, Answer]) -> None:
        """`like` shows the names and types that are told and answered; it is never called."""
        self.name = name
        self.like = like
        self._handlers: dict[str, Callable[P, Answer]] = {}

    def register(self, name: str, handler: Callable[P, Answer]) -> None:
        """Have `handler` told from now on. Raises HandlerTakenError when another has the name."""
        if self._handlers.get(name, handler) is not handler:
            raise HandlerTakenError(f"{self.name}: {name}")
        self._handlers[name] = handler

    def ask(self, *args: P.args, **facts: P.kwargs) -> dict[str, Answer]:
        """Every handler's answer, by the handler's name, in the order of names."""
        return {name: self._handlers[name](*args, **facts) for name in sorted(self._handlers)}

    def tell(self, *args: P.args, **facts: P.kwargs) -> None:
        """Tell every handler, in the caller's transaction. Raises RuntimeError outside one."""
        if not transaction.get_connection().in_atomic_block:
            raise RuntimeError(f"tell {self.name} inside the transaction that makes the change")
        self.ask(*args, **facts)
