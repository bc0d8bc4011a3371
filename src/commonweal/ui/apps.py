"""The ui as a Django app, so that its templates and static files are found."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Nothing to start."""

    name = "commonweal.ui"
    label = "ui"
