"""Populations, a series at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commonweal.core import audit, stamps
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.places import rules
from commonweal.places.models import Import, Population, Series
from commonweal.places.operations.areas import Changes
from commonweal.places.queries import areas, figures
from commonweal.places.queries.atlas import STAMP
from commonweal.places.rows import SeriesRow

LONGEST_SLUG = 80


@transaction.atomic
def keep(
    *, series: SeriesRow, counts: Mapping[str, int], by: Actor, at: datetime, taken_from: Import | None = None
) -> Changes:
    """Put in a series and its counts, by code of area, or bring them up to date.

    Counts of areas that we do not have are left out. Raises RefusedError when that is all of them.
    """
    require(rules.can_import(by))
    known = areas.areas_by_code(counts)
    if not known:
        words = _("none of its areas is known here. Import areas first, or look whether these are codes: %(codes)s")
        raise RefusedError(Refused(words % {"codes": ", ".join(sorted(counts)[:3])}, field="file"))
    kept, is_new = _keep_series(series)
    there = figures.populations_in(list(known.values()), series=kept)
    new = [
        Population(area=area, series=kept, count=counts[code], taken_from=taken_from)
        for code, area in sorted(known.items(), key=lambda pair: pair[0])  # always the same rows in the same order
        if code not in there
    ]
    Population.objects.bulk_create(new)
    changed = [row for code, row in there.items() if row.count != counts[code]]
    for row in changed:
        row.count, row.taken_from = counts[row.area.code], taken_from
    Population.objects.bulk_update(changed, ["count", "taken_from"], batch_size=500)
    changes = Changes(len(counts), len(new) + len(changed) + is_new, len(counts) - len(known))
    if changes.changed:
        facts: dict[str, audit.Fact] = {
            "series": kept.name,
            "new": len(new),
            "changed": len(changed),
            "left_out": changes.left_out,
        }
        audit.record("places.series.keep", kept, by=by, at=at, facts=facts)
        stamps.renew(STAMP, by=by, at=at)
    return changes


def _keep_series(row: SeriesRow) -> tuple[Series, bool]:
    """The series as it is now kept, and whether anything was said about it that was not known."""
    said = {
        "name": row.name,
        "reference_on": row.reference_on,
        "rounded_to": row.rounded_to,
        "source": row.source,
        "licence": row.licence,
        "published_on": row.published_on,
    }
    kept, is_new = Series.objects.get_or_create(slug=slugify(row.name)[:LONGEST_SLUG], defaults=said)
    if is_new or all(getattr(kept, name) == value for name, value in said.items()):
        return kept, is_new
    for name, value in said.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(said))
    return kept, True
