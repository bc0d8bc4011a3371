"""The public page that says how quickly people who ask for another format hear from us."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from commonweal.accountability.presenters import format_figures as presenters
from commonweal.accountability.queries import formats as queries
from commonweal.accountability.rules import formats as rules
from commonweal.core import days
from commonweal.core.requests import Request
from commonweal.ui.access import public
from commonweal.ui.pages import page


@public
@require_safe
def format_figures(request: Request) -> HttpResponse:
    """How many asked, how long until they heard from a person, and what was supplied in time."""
    today = days.london_day(request.at)
    counted = queries.left_since(days.start_of(presenters.first_month(today)))
    return page(
        request,
        "accountability/format_figures.html",
        figures=presenters.Figures(list(counted), today),
        small=presenters.SMALL,
        answer_days=rules.ANSWER_WITHIN_WORKING_DAYS,
        first_answer_hours=settings.FIRST_ANSWER_HOURS,
        office_hours=days.show_office_hours(settings.OFFICE_HOURS),
    )
