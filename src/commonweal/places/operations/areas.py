"""Areas and their successions, put in or brought up to date. Nothing is ever taken away: codes are for ever."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from commonweal.core import audit, stamps
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.places import rules
from commonweal.places.models import Area, AreaKind, AreaSuccession
from commonweal.places.queries import areas as queries
from commonweal.places.queries.atlas import STAMP
from commonweal.places.rows import AreaRow, SuccessionRow

# What lies in something is put in after it.
IN_ORDER = (AreaKind.COUNTRY, AreaKind.COUNTY, AreaKind.DISTRICT, AreaKind.DIVISION, AreaKind.WARD)

LONGEST_SLUG = 140


@dataclass(frozen=True)
class Changes:
    """What came of taking rows in: how many were read, how many changed something, how many had no area here."""

    read: int
    changed: int
    left_out: int = 0


@transaction.atomic
def keep(
    *,
    areas: Sequence[AreaRow],
    successions: Sequence[SuccessionRow] = (),
    source: str,
    by: Actor,
    at: datetime,
) -> Changes:
    """Put in areas and successions that are new, and bring the others up to date.

    What a row leaves empty stays as it is. Raises RefusedError for an area of two kinds, or in one that there is not.
    """
    require(rules.can_import(by))
    known = queries.areas_by_code(
        {row.code for row in areas}
        | {row.parent_code for row in areas}
        | {code for row in successions for code in (row.before_code, row.after_code)}
    )
    changed = 0
    for kind in IN_ORDER:
        changed += _keep_kind([row for row in areas if row.kind == kind], known)
    changed += _keep_successions(successions, known, source)
    if changed:
        first = known[areas[0].code if areas else successions[0].before_code]
        facts: dict[str, audit.Fact] = {"rows": len(areas) + len(successions), "changed": changed, "source": source}
        audit.record("places.area.keep", first, by=by, at=at, facts=facts)
        stamps.renew(STAMP, by=by, at=at)
    return Changes(len(areas) + len(successions), changed)


def _keep_kind(rows: Sequence[AreaRow], known: dict[str, Area]) -> int:
    new, changed = [], []
    for row in rows:
        area = known.get(row.code)
        if area is None:
            new.append(Area(code=row.code, kind=row.kind))
            _fill(new[-1], row, known)
        elif area.kind != row.kind:
            raise RefusedError(Refused(_two_kinds(area, row), field="file"))
        elif _fill(area, row, known):
            changed.append(area)
    Area.objects.bulk_create(new)
    known.update({area.code: area for area in new})
    fields = ["name", "slug", "parent", "began_on", "ended_on", "has_ended_undated"]
    Area.objects.bulk_update(changed, fields, batch_size=500)
    return len(new) + len(changed)


def _two_kinds(area: Area, row: AreaRow) -> str:
    return _("%(code)s is a %(now)s here, and a %(then)s in the file. Look whether its columns moved") % {
        "code": row.code,
        "now": area.get_kind_display().lower(),
        "then": str(row.kind.label).lower(),
    }


def _fill(area: Area, row: AreaRow, known: Mapping[str, Area]) -> bool:
    """Bring `area` up to what `row` says; whether that changed anything."""
    parent = known.get(row.parent_code) if row.parent_code else area.parent
    if row.parent_code and parent is None:
        words = _(
            "no area has the code %(parent)s, in which %(code)s lies. Import areas first, with a list that has it"
        )
        raise RefusedError(Refused(words % {"parent": row.parent_code, "code": row.code}, field="file"))
    said = {
        "name": row.name,
        "slug": slugify(row.name)[:LONGEST_SLUG] or row.code.lower(),
        "parent_id": parent.pk if parent else None,
        "began_on": row.began_on or area.began_on,
        "ended_on": row.ended_on or area.ended_on,
    }
    said["has_ended_undated"] = said["ended_on"] is None and (row.has_ended_undated or area.has_ended_undated)
    if all(getattr(area, name) == value for name, value in said.items()):
        return False
    for name, value in said.items():
        setattr(area, name, value)
    area.parent = parent
    return True


def _keep_successions(rows: Sequence[SuccessionRow], known: Mapping[str, Area], source: str) -> int:
    missing = sorted({code for row in rows for code in (row.before_code, row.after_code)} - set(known))
    if missing:
        words = _("no area has the code %(code)s. Import areas first, with a list that has it")
        raise RefusedError(Refused(words % {"code": missing[0]}, field="file"))
    pairs = {(known[row.before_code].pk, known[row.after_code].pk): row for row in rows}
    wanted = models.Q(before__in={before for before, _after in pairs})
    there = {(each.before_id, each.after_id): each for each in AreaSuccession.objects.filter(wanted)}
    new = [
        AreaSuccession(before_id=before, after_id=after, from_on=row.from_on, source=source)
        for (before, after), row in pairs.items()
        if (before, after) not in there
    ]
    AreaSuccession.objects.bulk_create(new)
    dated = [each for pair, each in there.items() if pair in pairs and pairs[pair].from_on not in {None, each.from_on}]
    for each in dated:
        each.from_on = pairs[each.before_id, each.after_id].from_on
    AreaSuccession.objects.bulk_update(dated, ["from_on"])
    return len(new) + len(dated)
