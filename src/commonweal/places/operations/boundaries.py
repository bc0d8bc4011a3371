"""The shapes of areas, put in or replaced."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from commonweal.core import audit, stamps
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.places import rules
from commonweal.places.models import Boundary, Import
from commonweal.places.operations.areas import Changes
from commonweal.places.outlines import Outline
from commonweal.places.queries import areas
from commonweal.places.queries import boundaries as queries
from commonweal.places.queries.atlas import STAMP
from commonweal.places.rows import Origin

_FIELDS = ("path", "label_x", "label_y", "min_x", "min_y", "max_x", "max_y")
_ABOUT = ("resolution_metres", "dated_on", "source", "licence")


@transaction.atomic
def keep(
    *,
    outlines: Sequence[Outline],
    resolution_metres: int,
    origin: Origin,
    by: Actor,
    at: datetime,
    taken_from: Import | None = None,
) -> Changes:
    """Put in the outlines of areas, which `places.outlines.drawn` made, in place of those they had.

    Outlines of areas that we do not have are left out. Raises RefusedError when that is all of them.
    """
    require(rules.can_import(by))
    known = areas.areas_by_code(outline.code for outline in outlines)
    if not known:
        codes = ", ".join(sorted(outline.code for outline in outlines)[:3])
        words = _("none of its areas is known here. Import areas first, or look whether these are codes: %(codes)s")
        raise RefusedError(Refused(words % {"codes": codes}, field="file"))
    there = queries.boundaries_of(list(known.values()))
    new: list[Boundary] = []
    changed: list[Boundary] = []
    for outline in (each for each in outlines if each.code in known):
        row = there.get(outline.code)
        is_new = row is None
        row = Boundary(area=known[outline.code]) if row is None else row
        if _fill(row, outline, resolution_metres, origin):
            row.taken_from = taken_from
            (new if is_new else changed).append(row)
    Boundary.objects.bulk_create(new)
    Boundary.objects.bulk_update(changed, [*_FIELDS, *_ABOUT, "taken_from"], batch_size=100)
    changes = Changes(len(outlines), len(new) + len(changed), len(outlines) - len(known))
    if changes.changed:
        facts: dict[str, audit.Fact] = {
            "new": len(new),
            "changed": len(changed),
            "left_out": changes.left_out,
            "source": origin.source,
        }
        audit.record("places.boundary.keep", (new or changed)[0], by=by, at=at, facts=facts)
        stamps.renew(STAMP, by=by, at=at)
    return changes


def _fill(row: Boundary, outline: Outline, resolution: int, origin: Origin) -> bool:
    said = dict(zip(_FIELDS, (outline.path, *outline.label, *outline.bounds), strict=True)) | dict(
        zip(_ABOUT, (resolution, origin.dated_on, origin.source, origin.licence), strict=True)
    )
    if all(getattr(row, name) == value for name, value in said.items()):
        return False
    for name, value in said.items():
        setattr(row, name, value)
    return True
