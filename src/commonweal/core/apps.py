"""Core as a Django app: its tables, and the checks that refuse an unsafe start."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Registers core's system checks when Django starts."""

    name = "commonweal.core"
    label = "core"
