"""The ui as a Django app, so that its templates and static files are found."""

from django.apps import AppConfig
from django.urls import register_converter

from commonweal.ui.addresses import NumberConverter


class UiConfig(AppConfig):
    """Lets addresses hold numbers."""

    name = "commonweal.ui"
    label = "ui"

    def ready(self) -> None:
        """Runs once, when Django starts."""
        register_converter(NumberConverter, "number")
