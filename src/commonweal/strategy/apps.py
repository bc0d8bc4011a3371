"""Strategy as a Django app."""

from django.apps import AppConfig


class StrategyConfig(AppConfig):
    """Names the area."""

    name = "commonweal.strategy"
    label = "strategy"
