"""What an officer shows an auditor: who looked, the record of processing, the draft impact assessment."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from commonweal.core.requests import Request
from commonweal.people.queries import bodies
from commonweal.people.standing import Standing
from commonweal.privacy import abilities, presenters, processing, queries
from commonweal.privacy.views.gate import officers_page
from commonweal.ui.pages import page


@officers_page(abilities.SEE_LOOKS)
@require_safe
def looks(request: Request, standing: Standing) -> HttpResponse:
    """Who looked at what lately."""
    rows = list(queries.looks.newest(standing))
    names = bodies.names_of([look.body_reference for look in rows])
    return page(request, "privacy/look_list.html", rows=presenters.look_list_rows(rows, names))


@officers_page(abilities.SEE_RECORDS)
@require_safe
def record_of_processing(request: Request, standing: Standing) -> HttpResponse:  # noqa: ARG001  # as every page
    """The record of processing activities, article 30, as the code has it."""
    return page(request, "privacy/processing_show.html", activities=processing.activities())


@officers_page(abilities.SEE_RECORDS)
@require_safe
def assessment(request: Request, standing: Standing) -> HttpResponse:  # noqa: ARG001  # as every page
    """The data protection impact assessment, a draft that the code can fill in."""
    return page(
        request,
        "privacy/assessment_show.html",
        activities=processing.activities(),
        measures=processing.measures(),
        risks=processing.risks(),
    )
