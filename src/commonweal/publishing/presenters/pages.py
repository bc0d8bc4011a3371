"""The catalogue, a dataset's page, the dictionary and the page about the API, as parameters of components."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core import days
from commonweal.publishing import files
from commonweal.publishing.columns import Column, Kind
from commonweal.publishing.datasets import Dataset, Row, Stamp, published
from commonweal.publishing.feeds import announced
from commonweal.publishing.files import FORMS
from commonweal.publishing.presenters import words
from commonweal.publishing.problems import KINDS
from commonweal.ui.site import Words

NUMBERS = {Kind.NUMBER, Kind.PENCE}


@dataclass(frozen=True)
class Link:
    """Somewhere to go: where, and in which words."""

    href: str
    title: Words
    note: str = ""


@dataclass(frozen=True)
class Listed:
    """A dataset in the catalogue."""

    href: str
    title: Words
    summary: Words
    when: str


def listed(datasets: Sequence[Dataset], changes: Mapping[str, datetime | None]) -> list[Listed]:
    """Every dataset, as the catalogue lists it."""
    return [Listed(page_of(each), each.title, each.summary, when(each, changes[each.slug])) for each in datasets]


def when(dataset: Dataset, changed_at: datetime | None) -> str:
    """How often it changes, and when it last did."""
    if changed_at is None:
        return _("%(frequency)s.") % {"frequency": dataset.frequency}
    day = days.show_day(days.london_day(changed_at))
    return _("%(frequency)s. Last changed on %(day)s.") % {"frequency": dataset.frequency, "day": day}


def page_of(dataset: Dataset) -> str:
    """The address of a dataset's page."""
    return reverse("publishing:dataset_show", kwargs={"slug": dataset.slug})


def downloads(dataset: Dataset, *, stamp: Stamp, at: datetime) -> list[Link]:
    """Each form in which it can be had, with its size where the file was made already."""
    links = []
    for form in FORMS.values():
        kept = files.kept(dataset, form, stamp=stamp, at=at)
        href = reverse("publishing:dataset_download", kwargs={"slug": dataset.slug, "form": form.name})
        links.append(Link(href, form.title, words.size(kept.size) if kept else ""))
    return links


def cut_cells(dataset: Dataset, *, stamp: Stamp, at: datetime) -> str:
    """A sentence where the workbook could not hold every cell whole; empty otherwise, or when nobody made it yet."""
    kept = files.kept(dataset, FORMS["xlsx"], stamp=stamp, at=at)
    count = kept.written.cut_cells if kept else 0
    if not count:
        return ""
    return ngettext(
        "%(count)d text is too long for a cell of a workbook, and ends early in the XLSX. CSV and JSON have all of it.",
        "%(count)d texts are too long for a cell of a workbook, and end early in the XLSX. CSV and JSON have all of"
        " them.",
        count,
    ) % {"count": count}


def facts(dataset: Dataset, *, changed_at: datetime | None) -> list[dict[str, Any]]:
    """What one has to know before one uses it, as rows of a summary list."""
    licence = format_html('<a class="govuk-link" href="{}">{}</a>', dataset.licence.address, dataset.licence.name)
    told: list[tuple[str, Words]] = [
        (_("What it covers"), dataset.scope),
        (_("Where it comes from"), dataset.source),
        (_("What to mind"), dataset.caveat),
        (_("What is left out"), dataset.suppression),
        (_("How often it changes"), dataset.frequency),
        (_("Last changed"), days.show_instant(changed_at) if changed_at else _("Nobody has noted when")),
    ]
    rows = [{"key": {"text": name}, "value": {"text": str(said)}} for name, said in told if said]
    return [*rows, {"key": {"text": _("Licence")}, "value": {"html": licence}}]


def columns_table(dataset: Dataset, *, caption: str = "") -> dict[str, Any]:
    """What each column means, as a table."""
    said = words.kinds()
    return {
        "caption": caption or _("What the columns mean"),
        "captionClasses": "govuk-table__caption--m",
        "classes": "cw-columns",
        "firstCellIsHeader": True,
        "head": [{"text": _("Column")}, {"text": _("What it means")}, {"text": _("What stands in it")}],
        "rows": [
            [
                {"html": format_html("<code data-given>{}</code>", column.name)},
                {"html": _meaning(column)},
                {"html": _inside(column, said[column.kind])},
            ]
            for column in dataset.columns
        ],
    }


def _meaning(column: Column) -> str:
    parts: list[Words] = [column.meaning]
    if column.why_personal:
        parts.append(_("It is about people: %(why)s") % {"why": column.why_personal})
    if column.standard:
        parts.append(_("In the standard: %(term)s") % {"term": column.standard})
    return format_html_join(SafeString("<br>"), "{}", [(part,) for part in parts])


def _inside(column: Column, kind: Words) -> str:
    shown = format_html("{}", kind)
    if column.unit and column.kind is not Kind.PENCE:
        shown = format_html("{}: {}", kind, column.unit)
    if column.is_key:
        shown = format_html("{}<br>{}", shown, _("Part of the key"))
    codes = format_html_join("", "<br><code data-given>{}</code> {}", (column.codes or {}).items())
    return shown + codes


def rows_table(dataset: Dataset, rows: Sequence[Row]) -> dict[str, Any]:
    """The first rows, as a table."""
    looks = [{"format": "numeric"} if column.kind in NUMBERS else {} for column in dataset.columns]
    return {
        "caption": _("The first rows"),
        "captionClasses": "govuk-visually-hidden",
        "firstCellIsHeader": True,
        "head": [{"text": column.name} | look for column, look in zip(dataset.columns, looks, strict=True)],
        "rows": [
            [
                {"html": words.cell(value, column)} | look
                for value, column, look in zip(row, dataset.columns, looks, strict=True)
            ]
            for row in rows
        ],
    }


def related(dataset: Dataset) -> list[Link]:
    """Other datasets that go with it; one that is not published is left out."""
    by_slug = {each.slug: each for each in published()}
    return [Link(page_of(by_slug[slug]), by_slug[slug].title) for slug in dataset.related if slug in by_slug]


def feeds() -> list[Link]:
    """Every feed."""
    return [Link(reverse(feed.url_name), feed.title, str(feed.summary)) for feed in announced()]


def interfaces() -> list[Link]:
    """Where the API has the rows of each dataset."""
    return [Link(reverse("publishing:row_list", kwargs={"slug": each.slug}), each.title) for each in published()]


def filters_table(dataset: Dataset) -> dict[str, Any] | None:
    """What the API can be asked for, as a table; None where there is no filter."""
    if not dataset.filters:
        return None
    return {
        "caption": _("What the API can be asked for"),
        "captionClasses": "govuk-table__caption--s",
        "head": [{"text": _("Word in the address")}, {"text": _("Which rows it gives")}],
        "rows": [
            [{"html": format_html("<code data-given>{}</code>", each.name)}, {"text": str(each.meaning)}]
            for each in dataset.filters
        ],
    }


@dataclass(frozen=True)
class KindOfProblem:
    """One kind of problem, as the page about the API tells it."""

    name: str
    status: int
    title: Words


def problem_kinds() -> list[KindOfProblem]:
    """Every kind of problem the API answers with."""
    return [KindOfProblem(name, int(status), title) for name, (status, title) in KINDS.items()]
