"""Sign-in as a Django app."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SignInConfig(AppConfig):
    """Listens to what people tell, says what it holds about them, and keeps demonstrations out of real services."""

    name = "commonweal.sign_in"
    label = "sign_in"

    def ready(self) -> None:
        """Runs once; the tables must be known first."""
        from commonweal.core.operating import checks  # its tables exist only once Django has started
        from commonweal.people import announcements, kinds_of_role  # as above
        from commonweal.people.role_kinds import KINDS, PowerKind
        from commonweal.sign_in import demonstration, holdings, rules
        from commonweal.sign_in.operations import announced

        announcements.JOINED.register("sign_in", announced.joined)
        announcements.ADDRESS_CHANGED.register("sign_in", announced.address_changed)
        announcements.ROLE_GIVEN.register("sign_in", announced.role_given)
        announcements.ROLE_ENDED.register("sign_in", announced.role_ended)
        announcements.LEFT.register("sign_in", announced.left)
        announcements.ERASED.register("sign_in", announced.erased)
        KINDS.empower(
            PowerKind(
                rules.RESET_SECOND_STEP,
                _("Reset the second step of somebody who lost their phone or passkey"),
                timedelta(hours=1),
            ),
            to=(kinds_of_role.ADMINISTRATOR,),
        )
        holdings.register_all()
        checks.register_demo_probe("sign_in.people", demonstration.what_is_invented)
