"""Decisions as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from commonweal.ui.site import SITE, Door


class DecisionsConfig(AppConfig):
    """Opens the register's door, and says who records decisions, when Django starts."""

    name = "commonweal.decisions"
    label = "decisions"

    def ready(self) -> None:
        """Runs once, when Django starts."""
        from commonweal.decisions import abilities, feed, findable, holdings, work  # tables exist only now

        abilities.say_who_may()
        holdings.register_all()
        work.register_all()
        findable.register()
        feed.announce()
        SITE.open(
            Door(
                "decisions:decision_list",
                _("What was decided"),
                _("Every recorded decision: who decided, when, why, and what else was considered."),
                order=50,
                keywords="decision record cabinet committee minutes why power adopted alternatives",
            )
        )
