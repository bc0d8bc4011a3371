"""What jobs there are: each a function with a name, how often it may be tried, and when it comes round."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from croniter import croniter

Argument = str | int | bool | None
"""What a job can be told: references and numbers. Never a person's own details, which would stay in the queue."""

Function = TypeVar("Function", bound=Callable[..., None])

LONGEST_ARGUMENT = 200

_NAME = re.compile(r"[a-z_]+\.[a-z_]+")


class JobTakenError(Exception):
    """Two functions were given the same job name, or a name is not written `area.verb_noun`."""


class UnknownJobError(LookupError):
    """No `tasks.py` has a job of this name."""


class WrongArgumentsError(TypeError):
    """A job was enqueued with arguments it does not take, or with something that must not wait in the queue."""


class WrongScheduleError(ValueError):
    """The cron line of a job cannot be read."""


@dataclass(frozen=True)
class Definition:
    """One job as its area wrote it. `is_outside`: it speaks to the outside world, so no transaction is held open."""

    name: str
    function: Callable[..., None]
    attempts: int
    is_outside: bool
    every: str

    def check(self, arguments: Mapping[str, object]) -> None:
        """Raises WrongArgumentsError unless the function takes `arguments` and they may wait in the queue."""
        try:
            inspect.signature(self.function).bind(at=None, **arguments)
        except TypeError as error:
            raise WrongArgumentsError(f"{self.name}: {error}") from None
        for name, value in arguments.items():
            if not isinstance(value, Argument):
                raise WrongArgumentsError(
                    f"{self.name}: {name} is a {type(value).__name__}; pass a reference or a number"
                )
            # An e-mail address or a text in the queue would be personal data outside an encrypted field.
            if isinstance(value, str) and ("@" in value or len(value) > LONGEST_ARGUMENT):
                raise WrongArgumentsError(f"{self.name}: pass {name} as a reference, not as what it refers to")


_definitions: dict[str, Definition] = {}


def job(name: str, *, attempts: int = 8, outside: bool = False, every: str = "") -> Callable[[Function], Function]:
    """Make the function below a job called `name`; it is called with `at=` and the arguments it was enqueued with.

    What it writes is committed together with the note that it is done, so it takes effect exactly once however often
    it is tried; keep it short, because that is one transaction. `outside=True` is for a job that speaks to the world:
    it gets no transaction, may be run twice, and must cope. `every` is a cron line in London time. Raises JobTakenError
    or WrongScheduleError when the declaration is wrong.
    """
    if not _NAME.fullmatch(name):
        raise JobTakenError(f"{name!r} is not written area.verb_noun")
    if every and not croniter.is_valid(every):
        raise WrongScheduleError(f"{name} comes round {every!r}, which is not a cron line")

    def declare(function: Function) -> Function:
        other = _definitions.get(name)
        if other and (other.function.__module__, other.function.__qualname__) != (
            function.__module__,
            function.__qualname__,
        ):
            raise JobTakenError(f"{name} is both {other.function.__module__} and {function.__module__}")
        _definitions[name] = Definition(name, function, attempts, outside, every)
        return function

    return declare


def find(name: str) -> Definition:
    """The job called `name`. Raises UnknownJobError when there is none."""
    if name not in _definitions:
        raise UnknownJobError(name)
    return _definitions[name]


def scheduled() -> dict[str, str]:
    """The cron line of every job that comes round, by its name."""
    return {definition.name: definition.every for definition in _definitions.values() if definition.every}
