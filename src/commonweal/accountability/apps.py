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
        from commonweal.accountability.cases import formats as format_cases
        from commonweal.accountability.holdings import formats as format_holdings
        from commonweal.accountability.work import formats as format_work

        format_cases.register_all()
        format_holdings.register_all()
        format_work.register_all()
        SITE.open(
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
