"""Strategy as a Django app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class StrategyConfig(AppConfig):
    """Finds what every area says its records prove."""

    name = "commonweal.strategy"
    label = "strategy"

    def ready(self) -> None:
        """Runs once, when Django starts: every area's `evidence.py` registers its queries."""
        autodiscover_modules("evidence")
