"""docs/reference/settings.md: every setting an operator can make."""

from __future__ import annotations

from commonweal.config import environment
from commonweal.config.environment import Setting
from tools.reference.markdown import cell, page, table

# Defaults that depend on where the checkout stands, as they are told to readers.
PLACES = {
    str(environment.ROOT): "the checkout",
    str(environment.ROOT.parent): "the folder beside the checkout",
}

WORDS = """\
Everything an operator can set is an environment variable, and nothing else reads the environment. What is not
set, or is set to nothing, has its default. A fresh copy runs with none of them, but only for trying out:
`./run serve` refuses to start until the keys, the address and the mail server are real.
`./run manage check_settings` prints what is set, where it comes from and whether it is fit, without secrets."""


def text() -> str:
    """Every setting: its name, its default and what it means."""
    rows = [(f"`{setting.name}`", _default(setting), setting.meaning) for setting in environment.SETTINGS]
    return page(
        "Settings",
        written_from="`src/commonweal/config/environment.py`",
        words=WORDS,
        body=table(("name", "default", "meaning"), rows),
    )


def _default(setting: Setting[object]) -> str:
    if setting.default.startswith(environment.INSECURE) or f":{environment.INSECURE}" in setting.default:
        return "one for trying out, which is refused"
    for place, words in sorted(PLACES.items(), key=lambda each: -len(each[0])):
        if setting.default.startswith(f"{place}/"):
            return f"`{setting.default.removeprefix(f'{place}/')}` in {words}"
    return f"`{cell(setting.default)}`" if setting.default else "nothing"
