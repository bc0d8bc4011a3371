"""Messaging as a Django app."""

from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class MessagingConfig(AppConfig):
    """Gathers every area's kinds of letter, and opens the desk's doors, when Django starts."""

    name = "commonweal.messaging"
    label = "messaging"

    def ready(self) -> None:
        """Runs once; the tables must be known first."""
        from commonweal.messaging import holdings, queries, waiting  # its tables exist only once Django has started
        from commonweal.people import desk, kinds_of_role  # as above
        from commonweal.people.role_kinds import KINDS, Ability  # as above

        import_module("commonweal.messaging.correspondence")
        import_module("commonweal.messaging.health")
        holdings.register_all()
        KINDS.allow(
            Ability(queries.CHANGE_WORDS, _("read and change the words of our letters")),
            to=(kinds_of_role.COMMUNITIES_OFFICER,),
        )
        KINDS.allow(
            Ability(queries.LOOK_AFTER_OUTBOX, _("see which letters did not arrive, and decide about them")),
            to=(kinds_of_role.COMMUNITIES_OFFICER,),
        )
        desk.open_door(
            desk.DeskDoor(
                "messaging:outbox_list",
                _("Letters that did not arrive"),
                _("Held, failed or sent back: look at each and decide."),
                order=60,
                ability=queries.LOOK_AFTER_OUTBOX,
                waiting=waiting.letters,
            ),
            desk.DeskDoor(
                "messaging:kind_list",
                _("The words of our letters"),
                _("Read every letter we send, and change what it says."),
                order=65,
                ability=queries.CHANGE_WORDS,
            ),
        )
        autodiscover_modules("emails")
