"""Places as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from commonweal.ui.site import SITE, Door


class PlacesConfig(AppConfig):
    """Opens the door to places when Django starts, and offers them to search."""

    name = "commonweal.places"
    label = "places"

    def ready(self) -> None:
        """Runs once, when Django starts."""
        from commonweal.core import search  # its tables exist only once Django has started
        from commonweal.places import findable  # as above

        SITE.open(
            Door(
                "places:place_list",
                _("Places"),
                _("Districts, wards and divisions on a map, with who lives there. Or find them by a postcode."),
                order=60,
                in_header=True,
                keywords="postcode ward district division county map boundary population councillor",
            )
        )
        search.register_source("places", findable.entries)
