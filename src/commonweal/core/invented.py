"""What a demonstration says of itself in whatever leaves it: nothing of it may pass for real once it is in a mailbox.

Pages and letters say so in their frames. Here is what files say: in a column of every table (`core.tabular` does that
by itself), in their names, and in the head of a JSON document. Elsewhere nothing is added.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

PREFIX = "demonstration-"


def notice() -> str:
    """One sentence for the head of a file; empty where the service is real."""
    return _("This is a demonstration: everything in it is invented.") if settings.IS_DEMONSTRATION else ""


def file_name(name: str) -> str:
    """The name of a file that goes out: `places.csv`, and `demonstration-places.csv` where everything is invented."""
    return f"{PREFIX}{name}" if settings.IS_DEMONSTRATION and not name.startswith(PREFIX) else name


def marked(document: Mapping[str, Any]) -> dict[str, Any]:
    """A JSON document, with the notice first where everything is invented."""
    return {"demonstration": notice(), **document} if settings.IS_DEMONSTRATION else dict(document)
