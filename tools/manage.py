"""`./run manage …`, and the operator's words that are management commands: serve, worker, backup, restore."""

import os
from pathlib import Path

from commonweal.config import commands
from tools import assets

NAMES_A_FILE = {"backup", "restore"}
TAKES_A_WORD = {"-v", "--verbosity", "--settings", "--pythonpath"}


def main(arguments: list[str]) -> int:
    """Run one management command in this process; its exit code."""
    if arguments[:1] in (["serve"], ["upgrade"]):
        assets.build()
    return commands.run(["./run manage", *_from_where_the_person_stands(arguments)])


def _from_where_the_person_stands(arguments: list[str]) -> list[str]:
    """The same words, but a file is named by its whole path: `./run` has gone to the checkout's folder meanwhile."""
    folder = os.environ.get("CALLED_FROM")
    if not folder or not arguments or arguments[0] not in NAMES_A_FILE:
        return arguments
    found = list(arguments)
    for place, word in enumerate(arguments[1:], start=1):
        if not word.startswith("-") and arguments[place - 1] not in TAKES_A_WORD:
            # A stroke at the end says that a folder is meant.
            found[place] = str(Path(folder, word)) + ("/" if word.endswith("/") else "")
            break
    return found
