"""Publishing as a Django app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from commonweal.ui.site import SITE, Door, FooterLink


class PublishingConfig(AppConfig):
    """Opens the door to open data, offers datasets to search, and finds every area's `exports.py`."""

    name = "commonweal.publishing"
    label = "publishing"

    def ready(self) -> None:
        """Runs once, when Django starts."""
        from commonweal.core import search  # its tables exist only once Django has started
        from commonweal.publishing import changes, feeds, findable  # as above

        SITE.open(
            Door(
                "publishing:dataset_list",
                _("Take the data"),
                _("Everything that is published: as pages, as files and for programs."),
                order=80,
                in_header=True,
                keywords="open data download csv xlsx excel json api spreadsheet statistics",
            ),
            FooterLink("publishing:dataset_list", _("Open data"), order=40),
        )
        search.register_source("datasets", findable.entries)
        feeds.announce(changes.FEED)
        autodiscover_modules("exports")
