"""The desk of those who record and confirm decisions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.core.journeys import JourneyStep
from commonweal.decisions.models import Decision
from commonweal.decisions.presenters import words
from commonweal.ui import rows
from commonweal.ui.rows import Cells

QUESTIONS = ("what", "who", "office", "when", "why", "about", "papers", "check")
"""The pages of the flow in their order, by the ends of their names."""


def questions_of(decision: Decision) -> list[str]:
    """The pages of the flow that this decision needs: which office decided is asked only where there are several."""
    return [question for question in QUESTIONS if question != "office" or decision.needs_office]


def page_after(question: str, decision: Decision) -> str:
    """The end of the name of the page that follows a question."""
    questions = questions_of(decision)
    return questions[questions.index(question) + 1]


def page_before(question: str, decision: Decision) -> str:
    """The address of the page before a question; the record's own before the first."""
    questions = questions_of(decision)
    place = questions.index(question)
    name = f"desk_{questions[place - 1]}" if place else "desk_record"
    return reverse(f"decisions:{name}", kwargs={"ref": decision.reference})


def step(question: str, decision: Decision) -> str:
    """Where one is in the flow."""
    questions = questions_of(decision)
    said = {"number": questions.index(question) + 1, "count": len(questions) - 1}
    return _("Record a decision: question %(number)d of %(count)d") % said


def open_question(decision: Decision) -> str:
    """The first question that has to be answered and is not; empty when there is none."""
    answered = {
        "what": decision.what,
        "who": decision.taken_by,
        "office": decision.office or not decision.needs_office,
        "when": decision.power,
        "why": decision.why,
    }
    return next((name for name, answer in answered.items() if not answer), "")


def question_after_thing(decision: Decision) -> str:
    """Where one goes on when a thing was added: what it is about, or what is to be answered before that."""
    return open_question(decision) or "about"


def first_open(decision: Decision) -> str:
    """The name of the page of the first question without an answer, or of the page to check them all."""
    return f"decisions:desk_{open_question(decision) or 'check'}"


def _title(decision: Decision) -> SafeString:
    address = reverse("decisions:desk_record", kwargs={"ref": decision.reference})
    title = decision.title or _("Without a title yet")
    return format_html('<a class="govuk-link" data-given href="{}">{}</a>', address, title)


def own_rows(decisions: Sequence[Decision]) -> list[Cells]:
    """What one writes: title, for whom, and where it is."""
    return [rows.cells(_title(each), each.body.name, str(each.get_status_display())) for each in decisions]


def waiting_rows(decisions: Sequence[Decision], names: Mapping[str, str]) -> list[Cells]:
    """What waits for a second person: title, for whom, who sent it, and since when."""
    return [
        rows.cells(
            _title(each),
            each.body.name,
            names.get(each.recorded_by.partition(":")[2]) or _("Somebody who left"),
            days.show_day(days.london_day(each.sent_at)) if each.sent_at else "",
        )
        for each in decisions
    ]


def recorded_rows(decisions: Sequence[Decision]) -> list[Cells]:
    """What is public: title, for whom, and when it was decided."""
    return [rows.cells(_title(each), each.body.name, words.day(each)) for each in decisions]


def sentence(decision: Decision, *, is_own: bool) -> str:
    """Where the record has got to, and who does what next."""
    if decision.is_public:
        return _("Everybody can read it. Its words stay as they are.")
    if decision.is_awaiting:
        return _("It is public once a second person has confirmed it.")
    if decision.is_returned and is_own:
        return _("Change what is wrong, and send it again.")
    if is_own:
        return _("Only you can see it. It is public when you have sent it.")
    return _("It is not public.")


def history_rows(steps: Sequence[JourneyStep], names: Mapping[str, str]) -> list[Cells]:
    """What happened, when and by whom, oldest first."""
    said = {
        "record": _("It was recorded, and is public"),
        "send": _("It was sent to a second person"),
        "confirm": _("It was confirmed, and is public"),
        "send_back": _("It was returned"),
    }
    return [
        rows.cells(
            days.show_instant(each.happened_at),
            said[each.move],
            names.get(each.by.partition(":")[2]) or _("Somebody who left"),
        )
        for each in steps
    ]


def paper_rows(decision: Decision) -> list[Cells]:
    """The papers so far, each with its way out."""
    items = words.paper_items(decision, decision.papers.all(), page="decisions:desk_paper")
    numbers = [paper.number for paper in decision.papers.all()]
    return [
        rows.cells(
            format_html('<a class="govuk-link" data-given href="{}">{}</a>', item.href, item.title),
            item.detail,
            _remove_link("decisions:paper_remove", item.title, ref=decision.reference, number=number),
        )
        for item, number in zip(items, numbers, strict=True)
    ]


def about_rows(decision: Decision, things: words.Things) -> list[Cells]:
    """What it is about so far, each with its way out."""
    about = list(decision.subjects.all())
    return [
        rows.cells(
            format_html("<span data-given>{} {}</span>", item.reference, item.title),
            item.effect,
            _remove_link(
                "decisions:subject_remove", item.reference, ref=decision.reference, kind=row.kind, thing=row.reference
            ),
        )
        for item, row in zip(words.about_items(about, things), about, strict=True)
    ]


def _remove_link(name: str, what: str, **where: Any) -> SafeString:
    return format_html(
        '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden" data-given> {}</span></a>',
        reverse(name, kwargs=where),
        _("Remove"),
        what,
    )
