"""The nightly look for what belongs to nobody any more."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.people import announcements, kinds_of_role, queries, scopes, work
from commonweal.people.models import Orphan, OrphanKind

Found = tuple[str, str, str]
"""Kind of orphan, kind of thing, the thing's reference."""


@transaction.atomic
def look(*, by: Actor, at: datetime) -> int:
    """Note what is found, since when it is so, and what is mended; how many are open now."""
    found = _found(at=at)
    known = {(row.kind, row.subject_kind, row.subject_reference): row for row in queries.orphans.open_ones()}
    for key, row in known.items():
        if key in found:
            row.last_found_at = at
        else:
            row.mended_at = at
        row.save(update_fields=["last_found_at", "mended_at"])
    new = sorted(found - known.keys())
    for kind, subject_kind, reference in new:
        Orphan.objects.create(
            kind=kind, subject_kind=subject_kind, subject_reference=reference, first_found_at=at, last_found_at=at
        )
    if new:
        announcements.ORPHANS_FOUND.tell(count=len(new), by=by, at=at)
    return len(found)


def _found(*, at: datetime) -> set[Found]:
    day = london_day(at)
    found: set[Found] = {
        (OrphanKind.BODY_ENDED, "people.role", role.reference) for role in queries.roles.at_ended_bodies(on=day)
    }
    found |= {(OrphanKind.PAST_TERM, "people.role", role.reference) for role in queries.roles.past_term(on=day)}
    found |= {(OrphanKind.NO_ROLE, "people.person", each.reference) for each in queries.persons.without_role(on=day)}
    found |= {(OrphanKind.POWER_ON, "people.power", power.reference) for power in queries.powers.left_on(at=at)}
    found |= {(OrphanKind.WORK, item.kind, item.reference) for item in work.work_adrift(at=at)}
    found |= _bodies_without_lead(day) | _roles_for_what_is_gone()
    return {(str(kind), subject, reference) for kind, subject, reference in found}


def _bodies_without_lead(day: date) -> set[Found]:
    """Partners and the like; a council's parts are looked after by the council's own administrators."""
    found: set[Found] = set()
    for lead in kinds_of_role.LEADS:
        kinds = [kind.value for kind in kinds_of_role.kinds_led_by(lead)]
        alone = queries.bodies.without_role(lead, body_kinds=kinds, on=day)
        found |= {(OrphanKind.NO_LEAD, "people.body", body.reference) for body in alone}
    return found


def _roles_for_what_is_gone() -> set[Found]:
    roles = list(queries.roles.not_ended())
    gone: set[Found] = set()
    for name in sorted({role.scope_kind for role in roles}):
        theirs = [role for role in roles if role.scope_kind == name]
        known = scopes.names_known(name, [role.scope_reference for role in theirs])
        gone |= {
            (OrphanKind.SCOPE_GONE, "people.role", role.reference)
            for role in theirs
            if role.scope_reference not in known
        }
    return gone
