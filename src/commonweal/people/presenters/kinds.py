"""The kinds of role, printed from the code: what each may do, and who holds it where. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.people.models import BodyKind, Role
from commonweal.people.presenters import bodies
from commonweal.people.role_kinds import Kinds, RoleKind
from commonweal.ui.rows import link

MOST_NAMED = 12
"""People at one body who are named one by one; more have a list of their own, or are counted."""


@dataclass(frozen=True)
class Section:
    """What the page of one kind of role says."""

    title: str
    summary: str
    abilities: list[str]
    powers: list[str]
    notes: list[str]
    holders: list[list[dict[str, Any]]]


def rows(kinds: Kinds, held: Sequence[Role]) -> list[dict[str, Any]]:
    """Every kind of role in the order of the code, as summary rows: its name, what it is for, how many hold it."""
    return [
        {
            "key": {"html": link(kind.title, "people:role_show", slug=slug_of(kind))},
            "value": {"html": format_html('{}<br><span class="cw-when">{}</span>', kind.summary, _held_by(kind, held))},
        }
        for kind in kinds.roles.values()
    ]


def _held_by(kind: RoleKind, held: Sequence[Role]) -> str:
    count = len({role.person_id for role in held if role.kind == kind.name})
    words = ngettext("Held by one person", "Held by %(count)d people", count) % {"count": count}
    return words if count else _("Nobody holds it at present")


def slug_of(kind: RoleKind) -> str:
    """What stands for the kind in the address of its page."""
    return kind.name.replace("_", "-")


def named(kinds: Kinds, slug: str) -> RoleKind | None:
    """The kind of role whose page has this address; none where there is no such kind."""
    return next((kind for kind in kinds.roles.values() if slug_of(kind) == slug), None)


def section(kinds: Kinds, kind: RoleKind, held: Sequence[Role]) -> Section:
    """What there is to say of one kind of role."""
    return Section(
        title=str(kind.title),
        summary=str(kind.summary),
        abilities=[str(ability.words) for ability in kinds.abilities_of(kind.name)],
        powers=[_power(power) for power in kinds.powers_of(kind.name)],
        notes=_notes(kinds, kind),
        holders=_holders(kind, [role for role in held if role.kind == kind.name]),
    )


def _power(power: Any) -> str:
    hours = int(power.longest / timedelta(hours=1))
    words = ngettext(
        "%(power)s: for an hour at most, with a reason, and each use is logged",
        "%(power)s: for %(hours)d hours at most, with a reason, and each use is logged",
        hours,
    )
    return words % {"power": power.words, "hours": hours}


def _notes(kinds: Kinds, kind: RoleKind) -> list[str]:
    notes = [
        _("It can be held at: %(kinds)s.") % {"kinds": ", ".join(str(BodyKind(each).label) for each in kind.bodies)}
    ]
    against = [
        str(other.title)
        for other in kinds.roles.values()
        if other.name in kind.conflicts_with or kind.name in other.conflicts_with
    ]
    if against:
        notes.append(
            _("Nobody can be this and “%(others)s” at the same body: each checks the other.")
            % {"others": "”, “".join(against)}
        )
    if kind.is_independent:
        notes.append(_("Only those who hold it give it; the council cannot."))
    elif kind.given_by:
        givers = "”, “".join(str(kinds.role(name).title) for name in sorted(kind.given_by))
        notes.append(_("“%(givers)s” can give it at their own body, and administrators can.") % {"givers": givers})
    if kind.has_term:
        notes.append(_("It is held for a term, and ends by itself."))
    if kind.is_staff:
        notes.append(_("It asks for a second proof at each sign-in, because it sees other people’s details."))
    return notes


def _holders(kind: RoleKind, held: Sequence[Role]) -> list[list[dict[str, Any]]]:
    """Who holds it where: by name where the role is public and they are few, else how many there are at each body."""
    found: list[list[dict[str, Any]]] = []
    for body in sorted({role.body for role in held}, key=lambda each: each.name):
        there = sorted({role.person.name for role in held if role.body_id == body.pk}, key=str.casefold)
        is_named = kind.is_public and len(there) <= MOST_NAMED
        found.append([{"html": bodies.link(body)}, {"text": ", ".join(there) if is_named else _people(len(there))}])
    return found


def _people(count: int) -> str:
    return ngettext("One person", "%(count)d people", count) % {"count": count}
