"""The public pages of the success framework: all measures of a strategy, and each one with its figures."""

from __future__ import annotations

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from commonweal.accountability.presenters import measure_words as words
from commonweal.accountability.presenters import measures as presenters
from commonweal.accountability.queries import measures as queries
from commonweal.accountability.rules import measures as rules
from commonweal.core import journeys
from commonweal.core.requests import Request
from commonweal.people.standing import standing_of
from commonweal.publishing.links import downloads_of
from commonweal.strategy.models import PartKind
from commonweal.strategy.queries import strategies
from commonweal.ui.access import public
from commonweal.ui.pages import page


@public
@require_safe
def measure_list(request: Request, slug: str) -> HttpResponse:
    """Every measure of a strategy: adopted, proposed by us and adopted by nobody, and no longer used."""
    strategy = strategies.get(slug)
    aims = [part for part in queries.parts_served(strategy) if part.kind == PartKind.AIM]
    return page(
        request,
        "accountability/measure_list.html",
        strategy=strategy,
        framework=presenters.Framework(queries.of_strategy(strategy), aims, at=request.at),
        crumbs=presenters.crumbs(strategy),
        downloads=downloads_of("success-measures", at=request.at),
        may_work=rules.is_at_desk(standing_of(request.actor, at=request.at)),
    )


@public
@require_safe
def measure_record(request: Request, slug: str, ref: str) -> HttpResponse:
    """One measure: what is counted, how it stands, its figures, and who adopted it."""
    measure = queries.get(slug, ref)
    judgement = rules.judge(measure, at=request.at)
    return page(
        request,
        "accountability/measure_record.html",
        measure=measure,
        tag=words.tag(judgement),
        sentence=words.sentence(measure, judgement, at=request.at),
        rows=presenters.fact_rows(measure),
        chart=presenters.chart(measure, at=request.at),
        figures=presenters.figure_rows(measure),
        history=presenters.history_rows(measure, journeys.steps_of(measure)),
        crumbs=presenters.crumbs(measure.strategy, last=measure.title),
        downloads=downloads_of("success-measures", at=request.at),
    )
