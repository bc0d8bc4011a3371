"""The feed of datasets that changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import days
from commonweal.publishing.datasets import changes_of, published
from commonweal.publishing.feeds import Entry, Feed


def entries(at: datetime) -> Iterator[Entry]:
    """When each dataset last changed; those of which nobody knows are left out."""
    changes = changes_of(published())
    for dataset in published():
        changed_at = changes[dataset.slug]
        if changed_at is not None and changed_at <= at:
            yield Entry(
                key=f"{dataset.slug}/{changed_at:%Y-%m-%dT%H:%M:%S}",
                title=dataset.title,
                summary=_("“%(title)s” changed on %(when)s.")
                % {"title": dataset.title, "when": days.show_instant(changed_at)},
                href=reverse("publishing:dataset_show", kwargs={"slug": dataset.slug}),
                updated_at=changed_at,
            )


FEED = Feed(
    url_name="publishing:changes_feed",
    title=gettext_lazy("Open data that changed"),
    summary=gettext_lazy("Each dataset, on the day something in it changed."),
    about="publishing:dataset_list",
    entries=entries,
)
