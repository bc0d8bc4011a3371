"""`./run manage index_search`: make the search index anew from every source."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from commonweal.core import search


class Command(BaseCommand):
    """Reads every source; rows that stay as they were are not written."""

    help = "Make the search index anew from every source. Safe at any time; run it after an upgrade."

    def handle(self, *_arguments: Any, **_options: Any) -> None:  # Django's own signature is open
        """Rebuild, and say what there is to be found."""
        for kind, count in search.rebuild().items():
            words = ngettext("%(count)d entry", "%(count)d entries", count) % {"count": count}
            self.stdout.write(f"{kind}: {words}")
