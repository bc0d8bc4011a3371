"""The portal as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from commonweal.ui.site import SITE, Door, FooterLink


class PortalConfig(AppConfig):
    """Opens the portal's own doors and the footer's links, and offers its pages to search."""

    name = "commonweal.portal"
    label = "portal"

    def ready(self) -> None:
        """Runs once, when Django starts."""
        from commonweal.core import search  # its tables exist only once Django has started
        from commonweal.portal import findable, scopes  # as above
        from commonweal.portal.people_letters import hearing  # as above
        from commonweal.portal.places_desk import abilities, sections  # as above

        SITE.open(
            Door(
                "portal:contact",
                _("Ask us"),
                _("Write, ring or use text relay. A person answers."),
                order=90,
                in_header=True,
            ),
            Door(
                "portal:about",
                _("About this service"),
                _("What it is, who runs it, and what makes it different."),
                order=95,
            ),
            FooterLink("portal:accessibility", _("Accessibility statement"), order=10),
            FooterLink("portal:privacy", _("Privacy"), order=20),
            FooterLink("portal:cookies", _("Cookies"), order=30),
            FooterLink("portal:about", _("About this service"), order=60),
        )
        search.register_source("pages", findable.entries)
        scopes.register()
        abilities.say_who_may()
        sections.register()
        hearing.begin()
