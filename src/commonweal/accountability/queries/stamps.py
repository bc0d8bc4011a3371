"""When what is published of strategies last changed, and what tells that state from any other."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Count, Max

from commonweal.accountability.models import StatusStep
from commonweal.strategy.models import LaterFigure, Pack


def packs_changed_at() -> datetime | None:
    """When a version of any strategy was loaded last."""
    newest: datetime | None = Pack.objects.aggregate(newest=Max("loaded_at"))["newest"]
    return newest


def packs_version() -> str:
    """Which versions of which strategies are loaded."""
    return ",".join(Pack.objects.order_by("pk").values_list("digest", flat=True))


def statuses_changed_at() -> datetime | None:
    """When a version was loaded last, or a status was worked out otherwise than before; a check alone is no change."""
    newest: datetime | None = StatusStep.objects.aggregate(newest=Max("from_at"))["newest"]
    return max(filter(None, (newest, packs_changed_at())), default=None)


def statuses_version() -> str:
    """Which versions are loaded, and how many steps statuses have taken."""
    told = StatusStep.objects.aggregate(count=Count("id"), last=Max("id"))
    return f"{packs_version()} {told['count']} {told['last']}"


def figures_changed_at() -> datetime | None:
    """When a newer figure was put beside a fact, or taken away, or a version was loaded."""
    told = LaterFigure.objects.aggregate(added=Max("added_at"), withdrawn=Max("withdrawn_at"))
    return max(filter(None, (told["added"], told["withdrawn"], packs_changed_at())), default=None)


def figures_version() -> str:
    """Which versions are loaded, and how many newer figures were added and taken away."""
    told = LaterFigure.objects.aggregate(count=Count("id"), withdrawn=Count("withdrawn_at"))
    return f"{packs_version()} {told['count']} {told['withdrawn']}"
