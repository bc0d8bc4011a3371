"""The retention schedule: for each class of record how long it is kept, from when, why, and what happens then.

It is a TOML file, `retention.toml` here or the one that the setting names: a table for each holding, by its name. A
file with any fault is refused whole, with the file, the line and what to write.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from commonweal.core import personal
from commonweal.privacy.clocks import Period, read_period

SHIPPED = Path(__file__).with_name("retention.toml")

WORDS = ("trigger", "period", "action", "law", "controller", "purpose")
OPTIONAL = ("confirm", "unattended_because", "recipients")


class Action(StrEnum):
    """What happens when the time is up."""

    EMPTY = "empty"
    DELETE = "delete"
    REVIEW = "review"


class ScheduleError(Exception):
    """The schedule cannot be used; the message names the file, the line, the entry and what is wrong."""


@dataclass(frozen=True)
class Rule:
    """One class of record. `needs_person` says whether somebody confirms each deletion; if not, `unattended_because`
    says why nobody needs to."""

    holding: str
    trigger: str
    period: Period
    action: Action
    law: str
    controller: str
    purpose: str
    recipients: tuple[str, ...] = ()
    needs_person: bool = True
    unattended_because: str = ""


def schedule() -> Mapping[str, Rule]:
    """The rules of the schedule in force, by holding. Raises ScheduleError."""
    path = Path(settings.RETENTION_SCHEDULE) if settings.RETENTION_SCHEDULE else SHIPPED
    return read(path)


@lru_cache(maxsize=4)
def read(path: Path) -> Mapping[str, Rule]:
    """The rules in the file at `path`. Raises ScheduleError; nothing of a faulty file is used."""
    try:
        text = path.read_text(encoding="utf-8")
        tables = tomllib.loads(text)
    except FileNotFoundError:
        raise ScheduleError(f"{path}: there is no such file") from None
    except UnicodeDecodeError:
        raise ScheduleError(f"{path}: save it as UTF-8 text") from None
    except tomllib.TOMLDecodeError as error:
        raise ScheduleError(f"{path}: this is not TOML: {error}") from None
    if not tables:
        raise ScheduleError(f"{path}: it has no entries")
    return {name: _rule(path, text, name, entry) for name, entry in tables.items()}


def faults() -> list[str]:
    """Holdings without a rule and rules without a holding, in sentences; nothing when they match."""
    rules = schedule()
    held = {holding.name for holding in personal.holdings()}
    return [
        *(
            f"{name} holds personal data and has no entry in the retention schedule"
            for name in sorted(held - set(rules))
        ),
        *(f"the retention schedule has an entry for {name}, which nothing holds" for name in sorted(set(rules) - held)),
    ]


def _rule(path: Path, text: str, name: str, entry: Any) -> Rule:  # TOML's own values, of any type
    def refuse(key: str, words: str) -> ScheduleError:
        return ScheduleError(f"{path}, line {_line(text, name, key)}, [{name}] {key}: {words}")

    if not isinstance(entry, dict):
        raise refuse(name, 'write it as a table: ["area.records"]')
    for key in entry.keys() - {*WORDS, *OPTIONAL}:
        raise refuse(key, f"there is no such key; the keys are {', '.join((*WORDS, *OPTIONAL))}")
    for key in WORDS:
        if not isinstance(entry.get(key), str) or not entry[key].strip():
            raise refuse(key, "write it in words, between quotation marks")
    try:
        period = read_period(entry["period"])
    except ValueError as error:
        raise refuse("period", str(error)) from None
    if entry["action"] not in set(Action):
        raise refuse("action", f"write {', '.join(Action)}")
    _check_options(entry, refuse)
    return Rule(
        holding=name,
        period=period,
        action=Action(entry["action"]),
        **{key: entry[key] for key in ("trigger", "law", "controller", "purpose")},
        recipients=tuple(entry.get("recipients", [])),
        needs_person=entry.get("confirm", True),
        unattended_because=entry.get("unattended_because", ""),
    )


def _check_options(entry: dict[str, Any], refuse: Callable[[str, str], ScheduleError]) -> None:
    confirm, why = entry.get("confirm", True), entry.get("unattended_because", "")
    if not isinstance(confirm, bool):
        raise refuse("confirm", "write true or false")
    if not isinstance(why, str) or bool(why) == confirm:
        raise refuse("unattended_because", "say why nobody needs to confirm it, where confirm = false and only there")
    recipients = entry.get("recipients", [])
    if not isinstance(recipients, list) or not all(isinstance(each, str) for each in recipients):
        raise refuse("recipients", 'write a list of words: ["the NHS"]')


def _line(text: str, name: str, key: str) -> int:
    """The line of `key` in the table `name`, or of the table's head where the key is missing."""
    head = 0
    for number, line in _numbered(text):
        if line.startswith("["):
            if head:
                break
            head = number if line.strip("[]\" '") == name else 0
        elif head and line.partition("=")[0].strip(" \"'") == key:
            return number
    return head or 1


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        yield number, line.split("#", 1)[0].strip()
