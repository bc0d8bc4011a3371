"""`./run manage …`, and the operator's words that are management commands: serve, worker, backup, restore."""

import os
import sys

from tools import assets


def main(arguments: list[str]) -> int:
    """Run one management command in this process."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    if arguments[:1] in (["serve"], ["upgrade"]):
        assets.build()
    from django.core.management import execute_from_command_line  # after the settings module is named

    sys.argv = ["./run manage", *(arguments or ["help"])]
    execute_from_command_line(sys.argv)
    return 0
