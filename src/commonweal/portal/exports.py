"""Places and their figures as open data. Places know nothing of publishing, which stands above them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.core import stamps
from commonweal.places.models import AreaKind
from commonweal.places.queries import areas, figures
from commonweal.places.queries.atlas import STAMP
from commonweal.publishing import datasets, rows
from commonweal.publishing.columns import Column, Filter, Kind
from commonweal.publishing.datasets import Dataset, Query, Row

KINDS = {kind.value: kind.label for kind in AreaKind}
CODES_OF_AREAS = "GSS code"

_changed_at, _version = partial(stamps.renewed_at, STAMP), partial(stamps.stamp_of, STAMP)

_PLACE_FIELDS = ("code", "name", "kind", "parent__code", "parent__name", "began_on", "ended_on", "has_ended_undated")


def _places(query: Query) -> Iterable[Row]:
    return rows.of_queryset(
        areas.every_area(),
        query,
        fields=(*_PLACE_FIELDS, "slug"),
        key=("code",),
        filters={"kind": "kind", "lies_in": "parent__code"},
        cells=_place,
    )


def _place(row: Row) -> Row:
    code, name, kind, parent, parent_name, began_on, ended_on, has_ended_undated, slug = row
    page = reverse("places:place_page", kwargs={"code": code, "slug": slug})
    return (code, name, kind, parent, parent_name, began_on, ended_on, has_ended_undated, page)


def _figures(query: Query) -> Iterable[Row]:
    return rows.of_queryset(
        figures.every_population(),
        query,
        fields=(
            *("series__slug", "area__code", "area__name", "area__kind", "count", "series__reference_on"),
            *("series__rounded_to", "series__name", "series__source", "series__licence", "series__published_on"),
        ),
        key=("series__slug", "area__code"),
        filters={"series": "series__slug", "area": "area__code", "kind": "area__kind"},
    )


datasets.publish(
    Dataset(
        slug="places",
        title=_("Places"),
        summary=_("The county, its districts, wards and divisions: their official codes, and what lies in what."),
        columns=(
            Column("code", _("The official nine-character code of the area."), is_key=True, standard=CODES_OF_AREAS),
            Column("name", _("What the area is called.")),
            Column("kind", _("What sort of area it is."), Kind.CODE, codes=KINDS),
            Column("lies_in", _("The code of the area that it lies in."), standard=CODES_OF_AREAS),
            Column("lies_in_name", _("What the area that it lies in is called.")),
            Column("began_on", _("The first day it was there under this code, where our source tells it."), Kind.DAY),
            Column("ended_on", _("The first day it was there no longer under this code."), Kind.DAY),
            Column("has_ended_undated", _("Whether it has ended on a day that our source does not tell."), Kind.YES_NO),
            Column("page", _("Its page on this service."), Kind.LINK),
        ),
        rows=_places,
        source=_("Lists of official codes, as they were put in here"),
        scope=_("Every area of the county that this service knows, also those that have ended."),
        caveat=_("A code stands for one boundary: when a boundary changes, the area gets another code."),
        frequency=_("When boundaries change, mostly in May"),
        changed_at=_changed_at,
        version=_version,
        filters=(
            Filter("kind", "kind", _("Only areas of this kind.")),
            Filter("lies_in", "lies_in", _("Only what lies directly in the area with this code.")),
        ),
        related=("figures",),
        keywords="areas wards districts divisions GSS codes geography",
    )
)

datasets.publish(
    Dataset(
        slug="figures",
        title=_("How many people live where"),
        summary=_("Population of each area, as each census and each estimate counted it."),
        columns=(
            Column("series", _("The short name of the count that the figure belongs to."), is_key=True),
            Column("area", _("The official code of the area."), is_key=True, standard=CODES_OF_AREAS),
            Column("area_name", _("What the area is called.")),
            Column("kind", _("What sort of area it is."), Kind.CODE, codes=KINDS),
            Column("people", _("How many people lived there."), Kind.NUMBER, unit=_("people")),
            Column("counted_on", _("The day the figure is true for."), Kind.DAY),
            Column(
                "rounded_to", _("What the figure was rounded to; 1 where it was not."), Kind.NUMBER, unit=_("people")
            ),
            Column("series_name", _("What the count is called.")),
            Column("source", _("Who counted.")),
            Column("licence", _("The licence of the count.")),
            Column("published_on", _("The day its source published it."), Kind.DAY),
        ),
        rows=_figures,
        source=_("Censuses and estimates, each named in its row"),
        scope=_("Every figure on the pages about places, for every area and year we hold."),
        caveat=_("Counts are made in different ways: compare places and years within one series only."),
        frequency=_("Once a year, when new estimates come out"),
        changed_at=_changed_at,
        version=_version,
        filters=(
            Filter("series", "series", _("Only the figures of this count.")),
            Filter("area", "area", _("Only the figures of the area with this code.")),
            Filter("kind", "kind", _("Only areas of this kind.")),
        ),
        related=("places",),
        keywords="population census estimate people",
    )
)
