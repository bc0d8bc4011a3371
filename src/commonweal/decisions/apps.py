"""Decisions as a Django app."""

from django.apps import AppConfig


class DecisionsConfig(AppConfig):
    """Names the area."""

    name = "commonweal.decisions"
    label = "decisions"
