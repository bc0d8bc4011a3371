"""What the health page says about what belongs to nobody."""

from datetime import datetime

from commonweal.core.operating import health
from commonweal.core.operating.health import Finding
from commonweal.people.queries import orphans


def orphaned(at: datetime) -> Finding:  # noqa: ARG001  # as every check is called
    """Well unless the nightly look found something that nobody has mended."""
    count = orphans.open_ones().count()
    words = "some roles or work belong to nobody: see /desk/orphans/" if count else ""
    return Finding(not count, words, {"open": count})


def watch() -> None:
    """Add the check; called when Django starts."""
    health.register("orphans", orphaned)
