"""Messaging as a Django app."""

from importlib import import_module

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Adds what the health page asks of the outbox when Django starts."""

    name = "commonweal.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Register the health check, which needs the tables to be known first."""
        import_module("commonweal.messaging.health")
