"""The demonstration as a Django app."""

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    """Introduces its personas to whoever visits; nothing else of it runs by itself."""

    name = "commonweal.demonstration"
    label = "demonstration"

    def ready(self) -> None:
        """Runs once; the tables must be known first."""
        from commonweal.demonstration.society.personas import PERSONAS, WAYS  # tables exist only now
        from commonweal.sign_in.demonstration import Introduced, introduce  # as above

        introduce([Introduced(one.who, one.name, one.address, WAYS[one.way], one.tries) for one in PERSONAS])
