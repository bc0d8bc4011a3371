"""Core as a Django app: its tables, and the checks that refuse an unsafe start."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class CoreConfig(AppConfig):
    """Registers core's system checks when Django starts."""

    name = "commonweal.core"
    label = "core"

    def ready(self) -> None:
        """Find every area's jobs, so that they can be enqueued by name."""
        autodiscover_modules("tasks")
