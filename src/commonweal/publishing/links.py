"""How other pages lead to open data: an address of a file, and the line of downloads under a table."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from commonweal.publishing import datasets
from commonweal.publishing.presenters import pages


def link_to(slug: str, *, form: str = "") -> str:
    """The address of a dataset's page, or of its file in `form`: csv, xlsx or json. Raises NoSuchDatasetError."""
    dataset = datasets.get(slug)
    if not form:
        return pages.page_of(dataset)
    return reverse("publishing:dataset_download", kwargs={"slug": dataset.slug, "form": form})


def downloads_of(slug: str, *, at: datetime) -> SafeString:
    """One line for under a table: "Download: CSV (12 kB), XLSX, JSON. About this data". Raises NoSuchDatasetError.

    A view puts it into its page as it is; it asks the database what the dataset's `changed_at` and `version` ask.
    """
    dataset = datasets.get(slug)
    stamp = datasets.stamp_of(dataset)
    context = {
        "dataset": dataset,
        "about": pages.page_of(dataset),
        "downloads": pages.downloads(dataset, stamp=stamp, at=at),
    }
    return SafeString(render_to_string("publishing/downloads.html", context, using="jinja2"))
