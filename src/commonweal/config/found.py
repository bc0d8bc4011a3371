"""What an operator has set, as the checks and the reference page tell it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commonweal.config.environment import SETTINGS


@dataclass(frozen=True)
class Found:
    """One setting as it was found when the process started; `shown` is never a secret."""

    name: str
    meaning: str
    default: str
    is_secret: bool
    is_set: bool
    shown: str


def settings_found(environment: Mapping[str, str]) -> list[Found]:
    """Every setting, in the order of declaration, and what `environment` makes of it."""
    rows: list[Found] = []
    for setting in SETTINGS:
        text = environment.get(setting.name, "").strip()
        shown = ("(set, not shown)" if text else "(default)") if setting.is_secret else text or setting.default
        rows.append(Found(setting.name, setting.meaning, setting.default, setting.is_secret, bool(text), shown))
    return rows


def unknown_names(environment: Mapping[str, str]) -> list[str]:
    """The names in `environment` that begin as ours do and that no setting has: most often a slip of the pen."""
    ours = {setting.name for setting in SETTINGS}
    return sorted(name for name in environment if name.startswith("COMMONWEAL_") and name not in ours)
