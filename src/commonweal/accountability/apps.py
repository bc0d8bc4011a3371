"""Accountability as a Django app."""

from django.apps import AppConfig


class AccountabilityConfig(AppConfig):
    """Opens the area's door when Django starts."""

    name = "commonweal.accountability"
    label = "accountability"
