"""docs/reference/commands.md: every command of `./run`, its checks and its parts, and our own of `./run manage`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from django.core.management import get_commands, load_command_class
from django.core.management.base import BaseCommand

from tools import check, testing
from tools.__main__ import COMMANDS
from tools.reference.markdown import code, link, page, table

WORDS = """\
`./run` alone lists these; `./run COMMAND --help`, where a command takes options, tells them. An installed copy has
`commonweal` in the place of `./run manage`."""


def text() -> str:
    """The commands, then what is inside `check`, `test` and `manage`."""
    body = [
        *table(
            ("command", "what it does"), ((code(f"./run {each.usage}"), each.meaning) for each in COMMANDS.values())
        ),
        *("## Checks", "", "`./run check` does them all, `./run check types layers` only those.", ""),
        *table(("check", "what must be so"), ((code(name), each.meaning) for name, each in check.CHECKS.items())),
        *(
            "## Parts of the suite",
            "",
            "`./run test` runs *quick*; `--all` adds the others; `--but PART` leaves one out.",
            "",
        ),
        *table(("part", "what it is"), ((code(name), each.noun) for name, each in testing.PARTS.items())),
        *("## Our commands of `./run manage`", ""),
        *(line for name in _ours() for line in _section(name)),
    ]
    return page("Commands", written_from="`tools/__main__.py` and the management commands", words=WORDS, body=body)


def _ours() -> list[str]:
    return sorted(name for name, owner in get_commands().items() if str(owner).startswith("commonweal."))


def _section(name: str) -> Iterator[str]:
    owner = str(get_commands()[name])
    command = load_command_class(owner, name)
    file = f"src/{owner.replace('.', '/')}/management/commands/{name}.py"
    yield from (f"### {name}", "", command.help, "", link(f"`{file}`", file), "")
    rows = [(code(_call(each)), each.help or "") for each in _arguments(command)]
    if rows:
        yield from table(("word", "meaning"), rows)


def _arguments(command: BaseCommand) -> list[argparse.Action]:
    """What the command takes beside what every command of Django's takes."""
    of_all = {action.dest for action in BaseCommand().create_parser("", "")._actions}
    return [action for action in command.create_parser("", "")._actions if action.dest not in of_all]


def _call(action: argparse.Action) -> str:
    word = "|".join(map(str, action.choices)) if action.choices else str(action.metavar or action.dest.upper())
    if not action.option_strings:
        return word
    return action.option_strings[-1] + ("" if action.nargs == 0 else f" {word}")
