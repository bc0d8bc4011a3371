"""Publishing as a Django app."""

from django.apps import AppConfig


class PublishingConfig(AppConfig):
    """Names the area."""

    name = "commonweal.publishing"
    label = "publishing"
