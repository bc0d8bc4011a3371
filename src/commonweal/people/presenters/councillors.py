"""Councillors and what they declared, as component parameters. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.people.models import Interest, Person, Role
from commonweal.people.presenters.persons import days_words
from commonweal.people.scopes import Names


def _is_over(role: Role, today: date) -> bool:
    return role.ended_at is not None or (role.until_on is not None and role.until_on < today)


def _link(person: Person) -> SafeString:
    address = reverse("people:councillor_record", kwargs={"ref": person.reference})
    return SafeString(format_html('<a class="govuk-link" data-given href="{}">{}</a>', address, person.name))


def _division(role: Role, names: Names) -> str:
    return names[role.scope_kind, role.scope_reference]


def _rows(roles: Sequence[Role], names: Names, *, today: date) -> list[list[dict[str, Any]]]:
    return [
        [
            {"text": _division(role, names)},
            {"html": _link(role.person)},
            {"text": days_words(role, today=today)},
        ]
        for role in sorted(roles, key=lambda each: (_division(each, names), -each.from_on.toordinal()))
    ]


@dataclass(frozen=True)
class InOffice:
    """A councillor in the list of divisions. `term` is empty where it is the term of everybody."""

    division: str
    name: str
    href: str
    term: str


def common_term(roles: Sequence[Role], *, today: date) -> str:
    """The days of the term that most councillors in office share; nothing where no two share one."""
    terms = Counter(days_words(role, today=today) for role in roles if not _is_over(role, today))
    words, count = terms.most_common(1)[0] if terms else ("", 0)
    return words if count > 1 else ""


def in_office(roles: Sequence[Role], names: Names, *, today: date) -> list[InOffice]:
    """The councillors in office by division, each with the term where it is another than that of most."""
    common = common_term(roles, today=today)
    found = []
    for role in sorted(roles, key=lambda each: (_division(each, names), -each.from_on.toordinal())):
        if not _is_over(role, today):
            term = days_words(role, today=today)
            address = reverse("people:councillor_record", kwargs={"ref": role.person.reference})
            found.append(InOffice(_division(role, names), role.person.name, address, "" if term == common else term))
    return found


def past_rows(roles: Sequence[Role], names: Names, *, today: date) -> list[list[dict[str, Any]]]:
    """Those who were in office before, by division, the latest first."""
    return _rows([role for role in roles if _is_over(role, today)], names, today=today)


def sentence(person: Person, roles: Sequence[Role], names: Names, *, today: date) -> str:
    """For which division and until when; or that the term is over."""
    present = [role for role in roles if not _is_over(role, today)]
    if not present:
        return _("%(name)s is no longer a county councillor.") % {"name": person.name}
    role = present[0]
    words = {"name": person.name, "division": _division(role, names), "since": days.show_day(role.from_on)}
    if role.until_on is None:
        return _("%(name)s has been the county councillor for %(division)s since %(since)s.") % words
    words["until"] = days.show_day(role.until_on)
    return _("%(name)s is the county councillor for %(division)s, from %(since)s until %(until)s.") % words


def term_rows(roles: Sequence[Role], names: Names, *, today: date) -> list[list[dict[str, Any]]]:
    """The terms of one councillor, the latest first."""
    return [[{"text": _division(role, names)}, {"text": days_words(role, today=today)}] for role in roles]


def interest_rows(interests: Sequence[Interest]) -> list[dict[str, Any]]:
    """Declared interests as summary rows: the sort, with whom, whose it is, and since when."""
    return [
        {
            "key": {"text": interest.get_kind_display()},
            "value": {"html": interest_words(interest)},
        }
        for interest in sorted(interests, key=lambda each: (each.kind, each.from_on))
    ]


def interest_words(interest: Interest) -> SafeString:
    """One interest below its sort."""
    since = _("Since %(day)s") % {"day": days.show_day(interest.from_on)}
    if interest.until_on:
        since = _("From %(from)s until %(until)s") % {
            "from": days.show_day(interest.from_on),
            "until": days.show_day(interest.until_on),
        }
    declared = _("declared on %(day)s") % {"day": days.show_day(days.london_day(interest.declared_at))}
    detail = format_html("<br><span data-given>{}</span>", interest.detail) if interest.detail else ""
    partner = format_html("<br>{}", _("The interest of a husband, wife or partner")) if interest.is_partners else ""
    small = format_html('<br><span class="cw-when">{}, {}</span>', since, declared)
    return SafeString(format_html("<span data-given>{}</span>{}{}{}", interest.with_whom, detail, partner, small))
