"""People, roles and what they hold, as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core import days
from commonweal.people import powers_in_words
from commonweal.people.models import Orphan, Person, Power, Role
from commonweal.people.role_kinds import KINDS
from commonweal.people.scopes import Names
from commonweal.people.work import WorkItem, kind_of
from commonweal.ui import finding
from commonweal.ui.rows import Cells, link, link_to


def role_words(role: Role, names: Names | None = None) -> str:
    """A role in words: `Partner lead, Marsh Volunteer Centre`; a councillor's with the division."""
    where = role.body.words
    if names and role.scope_kind != "people.body":
        where = names[role.scope_kind, role.scope_reference]
    return _("%(role)s, %(where)s") % {"role": KINDS.title_of(role.kind), "where": where}


def days_words(role: Role, *, today: date) -> str:
    """Since when, and until when if there is a last day."""
    since, until = days.show_day(role.from_on), days.show_day(role.until_on) if role.until_on else ""
    if role.until_on and (role.ended_at or role.until_on < today):
        return _("%(since)s to %(until)s") % {"since": since, "until": until}
    if role.from_on > today:
        return _("from %(since)s on") % {"since": since}
    return (
        _("since %(since)s, until %(until)s") % {"since": since, "until": until}
        if until
        else (_("since %(since)s") % {"since": since})
    )


def search_box(asked: str) -> SafeString:
    """The box above the list of people."""
    label = _("Find somebody by name, role or body")
    return finding.search_box(asked, label=label, address=reverse("people:person_list"))


def person_rows(people: Sequence[Any]) -> list[list[dict[str, Any]]]:
    """The desk's list of people, each with the roles they hold."""
    return [
        [
            {"html": link(person.name, "people:person_record", ref=person.reference)},
            {"html": _below([role_words(role) for role in person.held_roles]) or _("No role")},
        ]
        for person in people
    ]


def _below(words: Sequence[str]) -> SafeString:
    return format_html_join(SafeString("<br>"), "{}", ((each,) for each in words))


def role_rows(roles: Sequence[Role], names: Names, *, today: date, may_end: Mapping[int, bool]) -> list[dict[str, Any]]:
    """The roles somebody holds as summary rows, each with its way to end it where that can be done."""
    rows = []
    for role in roles:
        row: dict[str, Any] = {
            "key": {"text": role_words(role, names)},
            "value": {"text": days_words(role, today=today)},
        }
        if may_end.get(role.pk):
            address = reverse("people:role_end", kwargs={"ref": role.person.reference, "role": role.reference})
            hidden = role_words(role, names)
            row["actions"] = {"items": [{"href": address, "text": _("End"), "visuallyHiddenText": hidden}]}
        rows.append(row)
    return rows


def past_role_rows(roles: Sequence[Role], names: Names, *, today: date) -> list[list[dict[str, Any]]]:
    """The roles somebody held, with why they ended, as table rows."""
    return [
        [
            {"text": role_words(role, names)},
            {"text": days_words(role, today=today)},
            {"text": role.get_end_display() if role.end else ""},
        ]
        for role in roles
    ]


def ended_role_rows(roles: Sequence[Role], *, today: date) -> list[list[dict[str, Any]]]:
    """The roles that ended at a body as table rows, under their references: who held them is named no longer."""
    return [
        [
            {"html": format_html("<span data-given>{}</span>", role.reference)},
            {"text": role_words(role)},
            {"text": days_words(role, today=today)},
            {"text": role.get_end_display() if role.end else ""},
        ]
        for role in roles
    ]


def work_rows(items: Sequence[WorkItem]) -> list[list[dict[str, Any]]]:
    """Open work as table rows: what, and by when."""
    return [
        [
            {"html": _work_link(item)},
            {"text": str(kind_of(item.kind).title)},
            {"text": days.show_day(item.due_on) if item.due_on else ""},
        ]
        for item in items
    ]


def _work_link(item: WorkItem) -> SafeString:
    words = f"{item.title} ({item.reference})"
    return link_to(item.href, words) if item.href else format_html("{}", words)


def power_rows(powers: Sequence[Power], *, at: datetime) -> list[Cells]:
    """Powers that were switched on: by whom, which, why, when, and each use."""
    return [
        [{"text": power.role.person.name or _("Somebody who left")}, *powers_in_words.cells_of(power, at=at)]
        for power in powers
    ]


def orphan_rows(
    orphans: Sequence[Orphan], *, roles: Mapping[str, Role], names: Mapping[str, str]
) -> list[list[dict[str, Any]]]:
    """What belongs to nobody: in what way, what it is with a way to it, and since when."""
    return [
        [
            {"text": orphan.get_kind_display()},
            {"html": _orphan_words(orphan, roles, names)},
            {"text": days.show_day(days.london_day(orphan.first_found_at))},
        ]
        for orphan in orphans
    ]


def _orphan_words(orphan: Orphan, roles: Mapping[str, Role], names: Mapping[str, str]) -> SafeString:
    reference = orphan.subject_reference
    if orphan.subject_kind == "people.role" and reference in roles:
        role = roles[reference]
        return _person_link(role.person.reference, f"{role.person.name}: {role_words(role)}")
    if orphan.subject_kind == "people.person":
        return _person_link(reference, names.get(reference, reference))
    return SafeString(format_html("{}", names.get(reference, reference)))


def _person_link(reference: str, words: str) -> SafeString:
    address = reverse("people:person_record", kwargs={"ref": reference})
    return SafeString(format_html('<a class="govuk-link" data-given href="{}">{}</a>', address, words))


def left_rows(people: Sequence[Person]) -> list[list[dict[str, Any]]]:
    """The people who left, and when."""
    return [
        [
            {"html": _person_link(person.reference, person.name)},
            {"text": days.show_day(days.london_day(person.left_at)) if person.left_at else ""},
        ]
        for person in people
    ]


def open_work_sentence(count: int) -> str:
    """How much is open."""
    if not count:
        return _("Nothing is open under it, so nothing has to be handed over.")
    return ngettext(
        "One thing is open, and somebody has to take it over.",
        "%(count)d things are open, and somebody has to take them over.",
        count,
    ) % {"count": count}
