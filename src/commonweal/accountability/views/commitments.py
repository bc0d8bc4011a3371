"""The public pages of commitments: the finder, the record of one, and every record behind its status."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from tempfile import TemporaryFile
from typing import Any
from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from markupsafe import Markup

from commonweal.accountability import asking
from commonweal.accountability.forms.strategy import LONGEST_DAY, FindCommitments, OneDay
from commonweal.accountability.presenters import brought
from commonweal.accountability.presenters import commitments_beside as beside
from commonweal.accountability.presenters import commitments_evidence as proof
from commonweal.accountability.presenters import commitments_found as finder
from commonweal.accountability.presenters import commitments_record as record
from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.queries import attestations, concern_list, filings, notes
from commonweal.accountability.queries import commitments as queries
from commonweal.accountability.queries.statuses import COMMITMENT
from commonweal.accountability.queries.strategy_texts import Texts, texts_of
from commonweal.accountability.rules import bringing
from commonweal.core import invented, tabular
from commonweal.core.days import end_of, london_day
from commonweal.core.requests import Request
from commonweal.decisions import queries as decisions
from commonweal.decisions import rules as decision_rules
from commonweal.decisions import subjects
from commonweal.people.standing import standing_of
from commonweal.publishing.links import downloads_of
from commonweal.strategy import evidence
from commonweal.strategy.evidence import Asked, EvidenceQuery, RestrictedRow
from commonweal.strategy.models import Commitment, Edition
from commonweal.strategy.queries import packs, strategies
from commonweal.ui.access import public
from commonweal.ui.finding import asked_page, page_links
from commonweal.ui.forms import render_field
from commonweal.ui.pages import page

ON_A_PAGE = 30
ROWS_ON_A_PAGE = 25
DEEPEST_PAGE = 40
"""Each page reads all before it; whoever wants more than so many takes the file."""
RAISED_SHOWN = 5
UNAVAILABLE = 503


@public
@require_safe
def commitments(request: Request, slug: str) -> HttpResponse:
    """Every commitment that fits what the address asks for."""
    strategy = strategies.get(slug)
    texts, standings = texts_of(strategy), queries.standings_of(strategy)
    wanted = finder.read(request.GET)
    found = finder.found(texts, standings, wanted)
    pages = max(1, -(-len(found) // ON_A_PAGE))
    number = min(asked_page(request), pages)
    return page(
        request,
        "accountability/commitments.html",
        strategy=strategy,
        boxes=_boxes(texts, wanted),
        is_narrowed=bool(wanted.asked),
        has_more=wanted.has_more,
        count=finder.count_words(found),
        sentence=finder.finding(found, standings),
        listed=words.listed(slug, found[(number - 1) * ON_A_PAGE : number * ON_A_PAGE], standings),
        page_links=page_links(page=number, pages=pages, address=finder.page_address(request.path, wanted)),
        downloads=downloads_of("commitments", at=request.at),
    )


@dataclass(frozen=True)
class Boxes:
    """The boxes of the finder: for words, the filters that stand beside it, and the others."""

    words: Markup
    shown: Sequence[Markup]
    more: Sequence[Markup]


def _boxes(texts: Texts, wanted: finder.Wanted) -> Boxes:
    empty = _filters(texts, words.language())
    asked = wanted.asked
    form = FindCommitments(offered=finder.offered(texts), initial=asked) if asked else None
    shown = {name: render_field(form[name], size="s") if form and name in asked else box for name, box in empty.items()}
    always = [shown[name] for name in finder.ALWAYS_SHOWN]
    return Boxes(shown.pop("q"), always, [box for name, box in shown.items() if name not in finder.ALWAYS_SHOWN])


# What they look like while nothing is asked follows from what the strategy says; drawing them costs more than all else.
@lru_cache(maxsize=8)
def _filters(texts: Texts, language: str) -> dict[str, Markup]:
    del language  # a part of the key
    form = FindCommitments(offered=finder.offered(texts))
    return {field.name: render_field(field, size="s") for field in form}


@dataclass(frozen=True)
class Beside:
    """What stands beside a status: documents, answers, notes, concerns, decisions."""

    filed: Sequence[beside.Item]
    answered: Sequence[brought.Answered]
    signed: Sequence[brought.Signed]
    raised: Sequence[beside.Item]
    all_raised: str
    decided: Sequence[beside.Item]


@public
@require_safe
def commitment(request: Request, slug: str, code: str) -> HttpResponse:
    """One commitment: what is promised, how it stands and why, down to the records."""
    try:
        shown = queries.get(slug, code)
    except Http404:
        if code != code.upper() and (meant := texts_of(strategies.get(slug)).by_small_code.get(code.casefold())):
            return redirect("accountability:commitment", slug=slug, code=meant, permanent=True)
        raise
    texts, today = texts_of(shown.strategy), london_day(request.at)
    text, there = texts.commitments.get(shown.code), queries.beside(shown)
    sub_rules = texts.sub_rules.get(shown.code, ())
    stands, when = queries.standing_with(shown, parts=[each.code for each in sub_rules]) or (None, None)
    steps = queries.steps_of(shown)
    readings = queries.readings_of(shown) if there.readings else {}
    return page(
        request,
        "accountability/commitment.html",
        commitment=shown,
        strategy=shown.strategy,
        parent=text.parent if text else shown.parent and shown.parent.code,
        tag=words.standing_tag(stands.standing if stands else None),
        stands=stands,
        when=record.when_words(stands, when) if stands and when else "",
        flags=words.flags_of(stands),
        facts=record.fact_rows(shown, text, texts, on=today),
        supplier=record.supplier(shown, text, texts),
        sub_rules=words.listed(slug, sub_rules, queries.standings_in(shown) if sub_rules else {}),
        sections=proof.sections(shown, evidence.queries_for(shown.code), readings),
        beside=_beside(request, shown, there),
        contradictions=record.contradiction_items(text, texts, slug),
        stated=record.fact_items(text, texts, slug),
        carried=record.carried_items(texts.before.get(shown.code, ()), texts.after.get(shown.code)),
        chart=record.history_chart(steps, at=request.at),
        history=record.history_table(steps),
        history_id=record.HISTORY_TABLE_ID,
        wordings=record.wordings(_editions(shown, text.wordings if text else 2)),
        follow=words.address("follow", slug=slug, code=shown.code),
        feed=words.address("commitment_changes", slug=slug, code=shown.code),
        at_desk=_at_desk(request, shown),
    )


def _at_desk(request: Request, shown: Commitment) -> list[tuple[str, str]]:
    """What somebody can do about it at their desk: addresses, and what is there."""
    standing = standing_of(request.actor, at=request.at)
    found = []
    if standing.roles and bringing.is_bringer(standing, shown, at=request.at):
        where = {"slug": shown.strategy.slug, "code": shown.code}
        found.append((reverse("accountability:evidence_bring", kwargs=where), _("Bring what shows it")))
    if decision_rules.is_recorder(standing):
        about = urlencode({"about": subjects.named_as(COMMITMENT, shown.reference)})
        found.append((f"{reverse('decisions:desk_start')}?{about}", _("Record a decision about it")))
    return found


def _beside(request: Request, shown: Commitment, there: queries.Beside) -> Beside:
    """What stands beside the status, as far as there is any."""
    about = decisions.named_about(COMMITMENT, shown.reference, at=request.at) if there.decisions else []
    raised = concern_list.newest_on(shown, most=RAISED_SHOWN + 1) if there.concerns else []
    return Beside(
        filed=beside.filed(shown, filings.public_for(shown)) if there.filings else [],
        answered=brought.answered(attestations.public_for(shown)) if there.attestations else [],
        signed=brought.signed(notes.public_for(shown)) if there.notes else [],
        raised=beside.raised(shown, raised[:RAISED_SHOWN], london_day(request.at)),
        all_raised=beside.all_raised(shown) if len(raised) > RAISED_SHOWN else "",
        decided=beside.decided(about),
    )


def _editions(shown: Commitment, wordings: int) -> Sequence[Edition]:
    return packs.editions_of(shown.strategy, "commitments", shown.code) if wordings > 1 else ()


# The records behind it.


def _query(shown: Commitment, name: str) -> EvidenceQuery:
    """The query of this name that speaks for the commitment. Raises Http404."""
    found = evidence.query_for(shown.code, name)
    if found is None:
        raise Http404(_("No records of this name speak for the commitment."))
    return found


def _asked(request: Request, shown: Commitment, form: OneDay) -> Asked:
    """What is asked: now, or the end of a day in the past."""
    on = form.cleaned_data["on"]
    if on is None or on >= london_day(request.at):
        return Asked(shown, request.at)
    return Asked(shown, end_of(on) - timedelta(microseconds=1))


@public
@require_safe
def evidence_show(request: Request, slug: str, code: str, query: str) -> HttpResponse:
    """Every public record behind one part of a status, as it is now or was known at the end of a day."""
    shown = queries.get(slug, code)
    speaks = _query(shown, query)
    form = OneDay({"on": request.GET.get("on", "")[:LONGEST_DAY]}, today=london_day(request.at))
    context: dict[str, Any] = {"commitment": shown, "strategy": shown.strategy, "query": speaks, "form": form}
    if not form.is_valid():
        return page(request, "accountability/commitment_evidence.html", **context, found=None, failure="")
    asked = _asked(request, shown, form)
    outcome = proof.asked_outcome(request.GET.get("outcome", ""))
    number = min(asked_page(request), DEEPEST_PAGE)
    try:
        start = (number - 1) * ROWS_ON_A_PAGE
        rows = asking.some_rows(speaks, asked, start=start, size=ROWS_ON_A_PAGE, outcome=outcome)
        restricted = asking.restricted_rows(speaks, asked)
    except asking.UnreadableError as error:
        template = "accountability/commitment_evidence.html"
        return page(request, template, status=UNAVAILABLE, **context, found=None, failure=str(error))
    on = request.GET.get("on", "") if asked.at != request.at else ""
    return page(
        request,
        "accountability/commitment_evidence.html",
        **context,
        failure="",
        found=proof.Found(
            shown,
            speaks,
            proof.row_lines(rows.rows),
            proof.row_lines(_seen_by(request, restricted)),
            len(restricted),
            asked.on,
            is_past=asked.at != request.at,
            is_withheld=rows.is_withheld,
            ends_after=number * ROWS_ON_A_PAGE if rows.has_more and number == DEEPEST_PAGE else 0,
        ),
        outcomes=proof.outcome_links(request.path, chosen=outcome.value if outcome else "", on=on),
        page_links=_around(request, number, has_more=rows.has_more and number < DEEPEST_PAGE),
        file=proof.file_address(shown, speaks.name, on=on),
    )


def _seen_by(request: Request, restricted: Iterable[RestrictedRow]) -> list[RestrictedRow]:
    """The restricted records that who asks may see, by the ability that each names."""
    standing = standing_of(request.actor, at=request.at)
    return [row for row in restricted if row.ability and standing.may(row.ability)]


def _around(request: Request, number: int, *, has_more: bool) -> dict[str, dict[str, str]] | None:
    """The ways to the page before and the page after; how many there are is not counted, so that none is slow."""
    given = request.GET.copy()

    def to(page_number: int) -> dict[str, str]:
        given["page"] = str(page_number)
        return {"href": f"{request.path}?{given.urlencode()}"}

    before = {"previous": to(number - 1)} if number > 1 else {}
    after = {"next": to(number + 1)} if has_more else {}
    return before | after or None


@public
@require_safe
def evidence_csv(request: Request, slug: str, code: str, query: str) -> HttpResponseBase:
    """The same records as a file. It is made whole before any of it is sent: half a file would look like a whole."""
    shown = queries.get(slug, code)
    speaks = _query(shown, query)
    form = OneDay({"on": request.GET.get("on", "")[:LONGEST_DAY]}, today=london_day(request.at))
    if not form.is_valid():
        raise Http404(_("There is no file of a day that does not exist or has not come."))
    asked = _asked(request, shown, form)
    content = TemporaryFile()  # noqa: SIM115  # the response closes it
    try:
        is_withheld = asking.is_withheld(speaks, asked)
        with asking.readable(speaks, asked):
            rows = (proof.table_row(shown, speaks, row) for row in speaks.rows(asked))
            tabular.write_csv(proof.COLUMNS, [proof.withheld_row(shown, speaks)] if is_withheld else rows, content)
    except asking.UnreadableError as error:
        content.close()
        template = "accountability/commitment_evidence.html"
        context: dict[str, Any] = {"commitment": shown, "strategy": shown.strategy, "query": speaks, "form": form}
        return page(request, template, status=UNAVAILABLE, **context, found=None, failure=str(error))
    content.seek(0)
    name = invented.file_name(proof.file_name(shown, speaks.name, asked.on))
    return FileResponse(content, as_attachment=True, filename=name, content_type="text/csv; charset=utf-8")
