"""People as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from commonweal.ui.notices import register
from commonweal.ui.site import SITE, Door, FooterLink


class PeopleConfig(AppConfig):
    """Adds the kinds of role and of scope, and says what each may do, when Django starts."""

    name = "commonweal.people"
    label = "people"

    def ready(self) -> None:
        """Runs once; the tables must be known first."""
        from commonweal.people import (  # tables exist only now
            abilities,
            health,
            holdings,
            kinds_of_role,
            notices,
            scopes,
        )
        from commonweal.people.queries import bodies  # as above

        kinds_of_role.add_all()
        scopes.register(scopes.ScopeKind("people.body", _("Body"), bodies.names_of, bodies.choices))
        abilities.say_who_may()
        abilities.open_desk()
        holdings.register_all()
        health.watch()
        register("people.powers", notices.powers_on)
        SITE.open(
            Door(
                "people:body_list",
                _("Who runs it"),
                _("The council, its partners and the sector's own Steering Group: what each does, and who to ask."),
                order=60,
                keywords="bodies partners district council nhs volunteer centre foundation funder steering group",
            ),
            Door(
                "people:councillor_list",
                _("Your county councillors"),
                _("Who was elected for each division, until when, and the interests they declared."),
                order=65,
                keywords="councillor member division election term register of interests",
            ),
            FooterLink("people:role_list", _("Roles, and what each may do"), order=55),
        )
