"""The demonstration as a Django app."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """Only a command; nothing of it runs in a real service."""

    name = "commonweal.demonstration"
    label = "demonstration"
