"""People as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Adds the kinds of role and of scope when Django starts."""

    name = "commonweal.people"
    label = "people"

    def ready(self) -> None:
        """Runs once; the tables must be known first."""
        from commonweal.people import kinds_of_role, scopes  # its tables exist only once Django has started
        from commonweal.people.queries import bodies  # as above

        kinds_of_role.add_all()
        scopes.register(scopes.ScopeKind("people.body", _("Body"), bodies.names_of, bodies.choices))
