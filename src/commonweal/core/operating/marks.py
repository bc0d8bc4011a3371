"""Marks on a database: a few named words about the whole of it, which travel with it into every copy.

There are two so far: that everything in it is invented (a demonstration), and that the service is closed for a while.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models

DEMONSTRATION = "demonstration"
CLOSED = "closed"


class Mark(models.Model):
    """One mark: its name, what it says, and since when."""

    name = models.CharField(max_length=40, primary_key=True)
    text = models.TextField(blank=True)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


def put(name: str, *, text: str = "", at: datetime) -> None:
    """Set the mark `name`, or write it anew."""
    Mark.objects.update_or_create(name=name, defaults={"text": text, "set_at": at})


def remove(name: str) -> None:
    """Take the mark `name` away, if it is there."""
    Mark.objects.filter(name=name).delete()


def read(name: str) -> str | None:
    """What the mark `name` says; None when it is not set."""
    return Mark.objects.filter(name=name).values_list("text", flat=True).first()
