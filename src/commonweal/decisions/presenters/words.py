"""What a decision says, as rows and sentences, for the public and for the desk alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.decisions import subjects
from commonweal.decisions.models import Decision, DecisionSubject, Paper
from commonweal.decisions.subjects import Subject
from commonweal.ui import rows
from commonweal.ui.rows import Row

Things = Mapping[tuple[str, str], Subject]
"""What a decision is about as it is today, by kind and reference."""


def given(words: str) -> SafeString:
    """Words that somebody typed, with their lines; they are shown as they are in every language."""
    return format_html("<span data-given>{}</span>", linebreaksbr(words))


def who(decision: Decision) -> str:
    """Who decided, in a line: the office, the member where one is named, and the body."""
    said = {"who": decision.who, "name": decision.member_name, "body": decision.body.name}
    if decision.member_name:
        return _("%(who)s (%(name)s), %(body)s") % said
    return _("%(who)s, %(body)s") % said


def day(decision: Decision) -> str:
    """The day it was decided."""
    return days.show_day(decision.decided_on) if decision.decided_on else ""


def link(decision: Decision) -> SafeString:
    """The decision's title, leading to its public page."""
    address = reverse("decisions:decision_record", kwargs={"ref": decision.reference})
    return format_html('<a class="govuk-link" data-given href="{}">{}</a>', address, decision.title)


@dataclass(frozen=True)
class AboutItem:
    """One thing that a decision is about: what it is called, its page, its reference, and what the decision does."""

    title: str
    reference: str
    href: str
    kind: str
    effect: str


def about_items(about: Iterable[DecisionSubject], things: Things) -> list[AboutItem]:
    """What the decision is about, under the title that the thing had when it was recorded."""
    items = []
    for each in about:
        known = subjects.kind_of(each.kind)
        thing = things.get((each.kind, each.reference))
        items.append(
            AboutItem(
                title=each.title,
                reference=each.reference,
                href=thing.address if thing else "",
                kind=str(known.title) if known else "",
                effect=effect_words(each),
            )
        )
    return items


def effect_words(about: DecisionSubject) -> str:
    """What the decision does to a thing, and until which day where it extends it."""
    said = subjects.words_of(about.kind, about.effect)
    if about.until_on is None:
        return said
    return _("%(effect)s, until %(day)s") % {"effect": said, "day": days.show_day(about.until_on)}


@dataclass(frozen=True)
class PaperItem:
    """One paper: what it is called, where it is, and what sort of file or website that is."""

    title: str
    href: str
    detail: str


def paper_items(decision: Decision, papers: Iterable[Paper], *, page: str) -> list[PaperItem]:
    """The papers, those that we keep led to by the page called `page`."""
    return [
        PaperItem(
            title=paper.title,
            href=paper.link or reverse(page, kwargs={"ref": decision.reference, "number": paper.number}),
            detail=_paper_detail(paper),
        )
        for paper in papers
    ]


def _paper_detail(paper: Paper) -> str:
    if paper.document is None:
        return _("on another website")
    said = {"kind": paper.document.kind, "size": max(1, round(paper.document.size / 1000))}
    return _("%(kind)s, %(size)d kB") % said


def written_rows(decision: Decision, things: Things, *, can_change: bool) -> list[Row]:
    """Every answer for the person who checks it, each with its way to change it while that can be done."""

    def row(words: str, value: object, question: str) -> Row:
        address = reverse(f"decisions:desk_{question}", kwargs={"ref": decision.reference})
        change = (f"{address}?then=check", _("Change") if value else _("Answer"), words) if can_change else None
        return rows.row(words, value or missing, change=change)

    missing = format_html("<em>{}</em>", _("Not answered yet"))
    outcome = str(decision.get_outcome_display()) if decision.outcome else ""
    return [
        row(_("In one line"), given(decision.title) if decision.title else "", "what"),
        row(_("Sort of decision"), outcome, "what"),
        row(_("What was decided"), given(decision.what) if decision.what else "", "what"),
        *([row(_("Takes the place of"), link(decision.replaces), "what")] if decision.replaces else []),
        row(_("Who decided"), _who_took_it(decision), "who"),
        *([row(_("Which of them"), _office(decision), "office")] if decision.needs_office else []),
        row(_("When"), day(decision), "when"),
        row(_("Under what power"), given(decision.power) if decision.power else "", "when"),
        row(_("Why"), given(decision.why) if decision.why else "", "why"),
        row(_("What else was considered"), given(decision.alternatives) if decision.alternatives else "", "why"),
        row(_("Interests declared"), given(decision.interests) if decision.interests else "", "why"),
        row(_("What it is about"), _about_lines(decision, things) or _("Nothing that is on this website"), "about"),
        row(_("Papers"), _paper_lines(decision) or _("None"), "papers"),
    ]


def _who_took_it(decision: Decision) -> str:
    if not decision.taken_by:
        return ""
    return _("%(who)s, %(body)s") % {"who": decision.get_taken_by_display(), "body": decision.body.name}


def _office(decision: Decision) -> SafeString | str:
    if not decision.member_name:
        return given(decision.office) if decision.office else ""
    return given(_("%(office)s (%(name)s)") % {"office": decision.office, "name": decision.member_name})


def _about_lines(decision: Decision, things: Things) -> SafeString | str:
    items = about_items(decision.subjects.all(), things)
    lines = [(each.effect, each.reference, each.title) for each in items]
    return format_html_join(SafeString("<br>"), "{}: <span data-given>{} {}</span>", lines) if lines else ""


def _paper_lines(decision: Decision) -> SafeString | str:
    items = paper_items(decision, decision.papers.all(), page="decisions:desk_paper")
    lines = [(each.href, each.title, each.detail) for each in items]
    shape = '<a class="govuk-link" data-given href="{}">{}</a> ({})'
    return format_html_join(SafeString("<br>"), shape, lines) if lines else ""


def status_tag(decision: Decision) -> dict[str, Any]:
    """The tag that says where a record has got to; a sentence always stands beside it."""
    if decision.is_public:
        return {"text": _("Public"), "classes": "cw-tag-kept"}
    if decision.is_returned:
        return {"text": _("Returned"), "classes": "cw-tag-soon"}
    if decision.is_awaiting:
        return {"text": _("Waiting for a second person"), "classes": "govuk-tag--blue"}
    return {"text": _("Being written"), "classes": "govuk-tag--grey"}
