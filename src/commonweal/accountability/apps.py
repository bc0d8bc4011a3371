"""Accountability as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from commonweal.ui.site import SITE, Door, FooterLink


class AccountabilityConfig(AppConfig):
    """Opens the area's door when Django starts."""

    name = "commonweal.accountability"
    label = "accountability"

    def ready(self) -> None:
        """Runs once, when Django starts."""
        # Here, because its tables exist only once Django has started.
        from commonweal.accountability import registering

        registering.register_all()
        SITE.open(
            Door(
                "accountability:strategy_home",
                _("Our strategy"),
                _("What the council promised to groups and volunteers, and whether it is kept, down to the records."),
                order=10,
                in_header=True,
                keywords="strategy promise commitment kept status evidence aim objective target progress",
            ),
            Door(
                "accountability:format_start",
                _("Ask for another format"),
                _("Large print, easy read, audio, braille, British Sign Language or another language. Free."),
                order=70,
                in_header=True,
                keywords="accessible braille bsl translation language large print easy read audio paper alternative",
            ),
            FooterLink("accountability:format_start", _("Another format or language"), order=50),
        )
