"""The `commonweal` command of an installed copy: Django's commands under our settings."""

import os
import sys

from commonweal.config.environment import SettingError


def main() -> None:
    """Run one management command; a setting that cannot be read ends it with a sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    from django.core.management import execute_from_command_line  # after the settings module is named

    try:
        execute_from_command_line(sys.argv)
    except SettingError as error:
        sys.exit(f"{error}. See docs/reference/settings.md.")


if __name__ == "__main__":
    main()
