"""Privacy as a Django app."""

from django.apps import AppConfig
from django.core.checks import register
from django.utils.translation import gettext_lazy as _

from commonweal.ui.site import SITE, FooterLink


class PrivacyConfig(AppConfig):
    """Says what privacy and core hold of people, who may do what, and opens the doors."""

    name = "commonweal.privacy"
    label = "privacy"

    def ready(self) -> None:
        """Runs once, when Django starts."""
        from commonweal.people.desk import DeskDoor, open_door  # its tables exist only once Django has started
        from commonweal.privacy import abilities, checks, core_holdings, desk, holdings  # as above

        abilities.add_all()
        core_holdings.register_all()
        holdings.register_all()
        register(checks.schedule_is_whole)
        SITE.open(FooterLink("privacy:request_start", _("Your data"), order=22))
        open_door(
            DeskDoor(
                "privacy:desk_show",
                _("Privacy"),
                _("Answer people who ask about their data, and confirm what is deleted."),
                order=60,
                ability=abilities.ANSWER,
                waiting=desk.waiting,
            )
        )
