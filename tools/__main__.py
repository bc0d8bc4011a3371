"""`./run COMMAND …`: one table of commands, and what each is for."""

import importlib
import sys
from dataclasses import dataclass

from commonweal.config.environment import SettingError
from tools.assets import BuildError


@dataclass(frozen=True)
class Command:
    """A word after `./run`: the module of `tools` whose `main(arguments)` does it, and its line in the list."""

    module: str
    usage: str
    meaning: str


COMMANDS = {
    "demo": Command("demo", "demo [--port N] [--fresh]", "an invented county on this machine, with everything set up"),
    "test": Command(
        "testing", "test [--all] [pytest arguments]", "the suite; --all adds PostgreSQL, browser, kill, fuzz"
    ),
    "check": Command("check", "check [NAME …]", "lint, types, layers, migrations, docs in step, licences, lock hosts"),
    "bench": Command("bench", "bench [NAME]", "what we promise about speed, as tables"),
    "manage": Command("manage", "manage COMMAND …", "Django's commands; `./run manage help` lists ours"),
    "serve": Command("manage", "serve", "the web server, as an operator runs it"),
    "worker": Command("manage", "worker", "a background worker, as an operator runs it"),
    "backup": Command("manage", "backup FILE", "everything that must not be lost, into one file"),
    "restore": Command("manage", "restore FILE", "everything back from such a file"),
    "assets": Command("assets", "assets", "build the stylesheet, the scripts and the typeface when they changed"),
    "docs": Command("reference", "docs [--check]", "write docs/reference anew from the code; --check only looks"),
    "screenshots": Command("screenshots", "screenshots", "take the pictures in docs/images anew"),
    "lock": Command("locks", "lock", "resolve the dependencies anew, for maintainers"),
}


def main(words: list[str]) -> int:
    """Do the command that `words` begin with; its exit code. Without one, list them."""
    if not words or words[0] in {"help", "--help", "-h"}:
        print("Commonweal\n")
        for command in COMMANDS.values():
            print(f"  ./run {command.usage:34} {command.meaning}")
        print("\nStart with ./run demo. The manual is in docs/.")
        return 0
    name, *arguments = words
    if name not in COMMANDS:
        print(f"There is no ./run {name}. Run ./run alone to see what there is.", file=sys.stderr)
        return 2
    module = importlib.import_module(f"tools.{COMMANDS[name].module}")
    try:
        return int(module.main(arguments if COMMANDS[name].module != "manage" or name == "manage" else words) or 0)
    except SettingError as error:
        print(f"{error}. See docs/reference/settings.md.", file=sys.stderr)
        return 2
    except BuildError as error:
        print(error, file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
