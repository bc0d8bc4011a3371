"""The portal as a Django app."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Opens the portal's footer links when Django starts."""

    name = "commonweal.portal"
    label = "portal"
