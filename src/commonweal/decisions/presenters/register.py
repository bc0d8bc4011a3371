"""The public register and record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.decisions import subjects
from commonweal.decisions.models import Correction, Decision
from commonweal.decisions.presenters import words
from commonweal.decisions.queries import Wanted
from commonweal.people.models import Body
from commonweal.ui import finding, rows
from commonweal.ui.rows import Row

SUMMARY_CHARACTERS = 220


@dataclass(frozen=True)
class Listed:
    """A decision in the list: its title, who decided and when, its first words, and whether it still stands."""

    href: str
    title: str
    who: str
    day: str
    summary: str
    is_replaced: bool


def listed(decisions: Sequence[Decision]) -> list[Listed]:
    """Decisions as the register lists them."""
    return [
        Listed(
            href=reverse("decisions:decision_record", kwargs={"ref": decision.reference}),
            title=decision.title,
            who=words.who(decision),
            day=words.day(decision),
            summary=_shortened(decision.what),
            is_replaced=decision.replaced_by is not None,
        )
        for decision in decisions
    ]


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SUMMARY_CHARACTERS else f"{line[:SUMMARY_CHARACTERS].rsplit(' ', 1)[0]} …"


def offered(
    *, bodies: Sequence[Body], years: Sequence[int], kinds: Sequence[str], wanted: Wanted
) -> dict[str, list[tuple[str, str]]]:
    """The choices of the filters, by the names of their boxes."""
    about = [(name, _title_of(name)) for name in kinds]
    if wanted.reference:
        found = subjects.find(wanted.kind, wanted.reference)
        title = f"{wanted.reference} {found.title}" if found else wanted.reference
        about.append((about_value(wanted), title))
    return {
        "body": [("", _("Anybody’s")), *((body.slug, body.name) for body in bodies)],
        "year": [("", _("Any year")), *((str(year), str(year)) for year in years)],
        "about": [("", _("Anything")), *about],
    }


def _title_of(name: str) -> str:
    known = subjects.kind_of(name)
    return str(known.title) if known else name


def about_value(wanted: Wanted) -> str:
    """What the box for what it is about holds: a kind, or a kind and a reference."""
    return subjects.named_as(wanted.kind, wanted.reference)


def asked(wanted: Wanted) -> dict[str, str]:
    """The words of the address that ask for this; those that ask for nothing are left out."""
    words_of = {
        "q": wanted.words,
        "body": wanted.body,
        "year": str(wanted.year or ""),
        "about": about_value(wanted),
    }
    return {name: value for name, value in words_of.items() if value}


def page_links(wanted: Wanted, *, page: int, pages: int) -> dict[str, Any] | None:
    """The way to the other pages of what was asked for; None where there is one page."""
    words_of = urlencode(asked(wanted) | {"page": ""})
    return finding.page_links(page=page, pages=pages, address=f"{reverse('decisions:decision_list')}?{words_of}")


def sentence(decision: Decision) -> SafeString | str:
    """Whether the decision stands, in a sentence."""
    if later := decision.replaced_by:
        said = _("On %(day)s another decision took its place:") % {"day": words.day(later)}
        return format_html("{} {}", said, words.link(later))
    return _("No later decision has taken its place.")


def tag(decision: Decision) -> dict[str, Any]:
    """The tag beside that sentence."""
    if decision.replaced_by:
        return {"text": _("Replaced"), "classes": "govuk-tag--grey"}
    return {"text": _("Stands"), "classes": "cw-tag-kept"}


def fact_rows(decision: Decision) -> list[Row]:
    """The key facts of the public record."""
    facts = [
        rows.row(_("Who decided"), words.given(_office_of(decision))),
        rows.row(_("For"), rows.link(decision.body.name, "people:body_record", slug=decision.body.slug)),
        rows.row(_("When"), words.day(decision)),
        rows.row(_("Sort of decision"), decision.get_outcome_display()),
        rows.row(_("Under what power"), words.given(decision.power)),
    ]
    if decision.replaces:
        facts.append(rows.row(_("Takes the place of"), words.link(decision.replaces)))
    facts.append(rows.row(_("Public since"), _public_since(decision)))
    return facts


def _office_of(decision: Decision) -> str:
    if decision.member_name:
        return _("%(who)s (%(name)s)") % {"who": decision.who, "name": decision.member_name}
    return decision.who


def _public_since(decision: Decision) -> str:
    day = days.show_day(decision.recorded_on) if decision.recorded_on else ""
    if not decision.is_by_two_people:
        return day
    if decision.exception_id is not None:
        return _("%(day)s. One person recorded and confirmed it, under a public exception") % {"day": day}
    return _("%(day)s. One person recorded it and another confirmed it") % {"day": day}


@dataclass(frozen=True)
class CorrectionItem:
    """A correction as it stands beside the record."""

    title: str
    wrong: SafeString
    right: SafeString


def corrections(made: Sequence[Correction]) -> list[CorrectionItem]:
    """The corrections by number, each with its day."""
    return [
        CorrectionItem(
            title=_("Correction %(number)d, %(day)s")
            % {"number": each.number, "day": days.show_day(days.london_day(each.made_at))},
            wrong=words.given(each.wrong),
            right=words.given(each.right),
        )
        for each in made
    ]
