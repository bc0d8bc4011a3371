"""The `commonweal` command of an installed copy, and what `./run manage` stands on: management commands as we run them.

Django brings some that would pass by every check a start makes, or show secrets; those are named here with what to use
instead, and `help` puts ours first.
"""

from __future__ import annotations

import os
import sys
import textwrap

import django
from django.core.management import execute_from_command_line, get_commands, load_command_class
from django.db import OperationalError, ProgrammingError

from commonweal.config.environment import SettingError

NOT_OURS = {
    "runserver": "To serve: ./run serve; to look at it on this machine: ./run demo.",
    "testserver": "To look at it on this machine: ./run demo.",
    "db_worker": "To do background jobs: ./run worker.",
    "prune_db_task_results": "Jobs that are done are cleared away by a worker: ./run worker.",
    "flush": "To begin again from nothing: ./run demo --fresh, or an empty database and ./run manage upgrade.",
    "startapp": "How an area is made: docs/developers/adding.md.",
    "startproject": "This is the project.",
    "test": "To run the tests: ./run test.",
    "diffsettings": "It would print secrets. To see the settings: ./run manage check_settings.",
    "sendtestemail": "It would pass by our mail settings. To see letters and send one again: ./run manage letters.",
}
"""Commands of Django's and of its libraries that we refuse, and what to use instead."""

OURS = "commonweal."

NOT_FOR_OTHERS = 0o077

# What a shell gives a program that wrote to a pipe nobody reads any more: 128 and SIGPIPE.
PIPE_CLOSED = 141


def main() -> None:
    """Run the command of the command line; a setting that cannot be read ends it with a sentence, not a traceback."""
    try:
        sys.exit(run(["commonweal", *sys.argv[1:]]))
    except SettingError as error:
        sys.exit(f"{error}. See docs/reference/settings.md.")


def run(words: list[str]) -> int:
    """Run the management command in `words`, which begin with the program's own name; the exit code.

    Raises SettingError when a setting cannot be read. Whatever the command writes is for its owner alone: the database
    and the files hold what people told us.
    """
    os.umask(NOT_FOR_OTHERS)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    name = words[1] if len(words) > 1 else "help"
    if name in NOT_OURS:
        print(f"{words[0]} {name} is not used here. {NOT_OURS[name]}", file=sys.stderr)
        return 2
    try:
        try:
            return _do(words)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        # Whoever read has read enough, as `| head -1` does. Python would write once more when it ends, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


def _do(words: list[str]) -> int:
    if words[1:] in ([], ["help"], ["--help"], ["-h"]):
        print(_help(words[0]))
        return 0
    try:
        execute_from_command_line(words)
    except (OperationalError, ProgrammingError):
        from commonweal.core.operating import checks  # has models, so only once Django is set up

        problems = checks.database_problems() if str(get_commands()[words[1]]).startswith(OURS) else []
        if not problems:
            raise
        print(*problems, sep="\n", file=sys.stderr)
        return 1
    return 0


def _help(program: str) -> str:
    django.setup()
    owners = {name: str(owner) for name, owner in sorted(get_commands().items())}
    ours = [name for name, owner in owners.items() if owner.startswith(OURS)]
    others = [name for name in owners if name not in ours and name not in NOT_OURS]
    width = max(map(len, ours)) + 2
    lines = [
        textwrap.fill(
            load_command_class(owners[name], name).help,
            width=110,
            initial_indent=f"  {name:{width}}",
            subsequent_indent=" " * (width + 2),
        )
        for name in ours
    ]
    rest = textwrap.fill(", ".join(others), width=110, initial_indent="  ", subsequent_indent="  ")
    return "\n".join(
        [
            f"{program} COMMAND --help tells what a command takes.",
            *("", "Ours", *lines),
            *("", "Django's own, for programmers", rest),
        ]
    )


if __name__ == "__main__":
    main()
