"""Reading the notices that Notify's callback left."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import QuerySet

from commonweal.messaging.models import ProviderNotice

ARE_KEPT = timedelta(days=30)
"""Notify sends a notice again for some hours at most; after that nobody asks for one."""


def by_key(key: int) -> ProviderNotice | None:
    """The notice with this key; None when it is gone."""
    return ProviderNotice.objects.filter(pk=key).first()


def lock(notice: ProviderNotice) -> ProviderNotice:
    """The same, for the caller's transaction to change."""
    return ProviderNotice.objects.select_for_update().get(pk=notice.pk)


def checked_before(instant: datetime) -> QuerySet[ProviderNotice]:
    """Notices that were received before the instant and have been checked."""
    return ProviderNotice.objects.filter(received_at__lt=instant, checked_at__isnull=False)
