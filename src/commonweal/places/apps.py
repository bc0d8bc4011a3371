"""Places as a Django app."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Areas, postcodes and figures about them."""

    name = "commonweal.places"
    label = "places"
