"""`./run manage check_settings`: every setting, where it comes from, and whether the service is fit to start."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from commonweal.core.operating import checks
from commonweal.core.operating.checks import Problem


class Command(BaseCommand):
    """Prints the settings and what is wrong with them; never a secret."""

    help = "Print every setting, where it comes from, and what keeps the service from starting."
    requires_system_checks = ()

    def handle(self, *_arguments: Any, **_options: Any) -> None:  # Django's own signature is open
        """Print them. Raises CommandError, and so ends with 1, when the service would refuse to start."""
        problems = checks.setting_problems() + checks.standing_problems() + checks.demonstration_problems()
        for setting in settings.SETTINGS_FOUND:
            source = "environment" if setting.is_set else "default"
            fit = "not fit" if _is_about(setting.name, problems) else "fit"
            self.stdout.write(f"{setting.name:42} {source:12} {fit:8} {setting.shown}")
        if problems:
            raise CommandError("\n".join(["The service would refuse to start:", *map(str, problems)]))
        self.stdout.write("\nFit to start.")


def _is_about(name: str, problems: list[Problem]) -> bool:
    # A sentence about a setting begins with its name, and another setting's name may begin the same way.
    return any(problem.sentence.split()[0] == name for problem in problems)
