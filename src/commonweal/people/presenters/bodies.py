"""Bodies as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.people.models import Body, BodyKind, BodySuccession, Role
from commonweal.people.role_kinds import KINDS
from commonweal.ui import rows
from commonweal.ui.frame import mail_link


def link(body: Body) -> SafeString:
    """The body's name, leading to its page."""
    return rows.link(body.name, "people:body_record", slug=body.slug)


def links(bodies: Sequence[Body]) -> SafeString:
    """Bodies below one another, each leading to its page."""
    return format_html_join(SafeString("<br>"), "{}", ((link(body),) for body in bodies))


@dataclass(frozen=True)
class Entry:
    """A body in the list of all, with the parts it has."""

    name: str
    href: str
    purpose: str
    parts: list[Entry]


@dataclass(frozen=True)
class Group:
    """Bodies of one kind, under its words in the plural."""

    title: str
    entries: list[Entry]
    are_many: bool


MANY = 4
"""From so many on, bodies of one kind stand in columns."""


def by_kind(bodies: Sequence[Body]) -> list[Group]:
    """The bodies in the order of their kinds; one that is part of another in the list stands under that one."""
    listed = {body.pk for body in bodies}
    parts: dict[int | None, list[Body]] = {}
    for body in bodies:
        parts.setdefault(body.parent_id if body.parent_id in listed else None, []).append(body)
    order = list(BodyKind)
    tops = sorted(parts.get(None, []), key=lambda body: order.index(BodyKind(body.kind)))
    groups = []
    for kind, same in groupby(tops, key=lambda body: body.kind):
        entries = [_entry(body, parts) for body in same]
        groups.append(Group(_plural(BodyKind(kind)), entries, are_many=len(entries) >= MANY))
    return groups


def _entry(body: Body, parts: Mapping[int | None, list[Body]]) -> Entry:
    address = reverse("people:body_record", kwargs={"slug": body.slug})
    return Entry(body.name, address, body.purpose, [_entry(part, parts) for part in parts.get(body.pk, [])])


def _plural(kind: BodyKind) -> str:
    words = {
        BodyKind.COUNCIL: _("The council"),
        BodyKind.DIRECTORATE: _("Directorates"),
        BodyKind.TEAM: _("Teams"),
        BodyKind.DISTRICT: _("District and borough councils"),
        BodyKind.NHS: _("The NHS"),
        BodyKind.COMMUNITY_FOUNDATION: _("Community foundation"),
        BodyKind.VOLUNTEER_CENTRE: _("Volunteer centres"),
        BodyKind.FUNDER: _("Partner funders"),
        BodyKind.STEERING_GROUP: _("The sector's own voice"),
        BodyKind.GROUP: _("Groups and charities"),
    }
    return words[kind]


def fact_rows(
    body: Body,
    *,
    parts: Sequence[Body],
    area: str,
    before: Sequence[BodySuccession],
    after: Sequence[BodySuccession],
) -> list[dict[str, Any]]:
    """The summary list of a body's page: what there is to say, and nothing else."""
    facts: list[tuple[str, Any]] = [(_("What it is"), body.get_kind_display())]
    if body.parent:
        facts.append((_("Part of"), link(body.parent)))
    if parts:
        facts.append((_("Its parts"), links(parts)))
    if area:
        facts.append((_("Area"), area))
    if body.email:
        facts.append((_("E-mail"), SafeString(mail_link(body.email))))
    if body.phone:
        facts.append((_("Telephone"), body.phone))
    if body.website:
        facts.append((_("Website"), format_html('<a class="govuk-link" href="{0}">{0}</a>', body.website)))
    facts.append((_("Since"), days.show_day(body.began_on)))
    if body.ended_on:
        facts.append((_("Until"), days.show_day(body.ended_on)))
    if before:
        facts.append((_("Came after"), _successions([(each.before, each) for each in before])))
    if after:
        facts.append((_("What comes after it"), _successions([(each.after, each) for each in after])))
    return [rows.row(key, value) for key, value in facts]


def _successions(found: Sequence[tuple[Body, BodySuccession]]) -> SafeString:
    words = (
        (link(body), days.show_day(each.from_on), format_html(": {}", each.what) if each.what else "")
        for body, each in found
    )
    return format_html_join(SafeString("<br>"), "{} ({}{})", words)


def status_sentence(body: Body, *, today: Any) -> str:
    """Whether the body is still there; nothing where it simply is."""
    if body.ended_on is None:
        return ""
    words = {"name": body.name, "day": days.show_day(body.ended_on)}
    if body.ended_on < today:
        return _("%(name)s ended on %(day)s. What it did is kept, and shown as it was.") % words
    return _("%(name)s ends on %(day)s.") % words


def role_rows(roles: Sequence[Role], names: dict[tuple[str, str], str]) -> list[list[dict[str, Any]]]:
    """Who holds which public role at a body, as table rows; for a councillor with the division."""
    shown = []
    for role in roles:
        title = str(KINDS.role(role.kind).title)
        if role.scope_kind != "people.body":
            title = f"{title}, {names[role.scope_kind, role.scope_reference]}"
        shown.append(rows.cells(role.person.name, title))
    return shown


def desk_rows(bodies: Sequence[Body]) -> list[list[dict[str, Any]]]:
    """The desk's list of bodies: each leads to where it is changed."""
    return [
        rows.cells(
            rows.link(body.name, "people:body_change", slug=body.slug),
            body.get_kind_display(),
            body.parent.words if body.parent else "",
            days.show_day(body.ended_on) if body.ended_on else "",
        )
        for body in bodies
    ]
