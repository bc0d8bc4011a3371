"""Whether places are still as they were."""

from __future__ import annotations

from datetime import datetime

from django.db import connection

from commonweal.places.models import Stamp


def stamp() -> str:
    """What stands for places as they are now; empty when nothing was ever put in through operations."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM places_stamp")  # written out, as every page about a place asks it
        row = cursor.fetchone()
    return str(row[0]) if row else ""


def renewed_at() -> datetime | None:
    """When places last changed; None when nothing was ever put in through operations."""
    return Stamp.objects.values_list("renewed_at", flat=True).first()
