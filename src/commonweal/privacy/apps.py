"""Privacy as a Django app."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    """Requests, retention, holds, views."""

    name = "commonweal.privacy"
    label = "privacy"
