"""Messaging as a Django app."""

from django.apps import AppConfig


class MessagingConfig(AppConfig):
    """Nothing to start."""

    name = "commonweal.messaging"
    label = "messaging"
