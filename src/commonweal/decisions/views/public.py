"""The public register, the record of one decision, and its papers."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from commonweal.core import files
from commonweal.core.requests import Request
from commonweal.decisions import feed, forms, queries, subjects
from commonweal.decisions.presenters import register as presenters
from commonweal.decisions.presenters import words
from commonweal.decisions.queries import Wanted
from commonweal.publishing import feeds as publishing_feeds
from commonweal.publishing import links
from commonweal.ui import finding
from commonweal.ui.access import public
from commonweal.ui.pages import page

ON_A_PAGE = 20


def _wanted(request: Request) -> Wanted:
    """What the address asks for. What it cannot mean asks for nothing, so that an old link still opens the register."""
    asked = {name: request.GET.get(name, "").replace("\0", "").strip() for name in ("q", "body", "year", "about")}
    kind, reference = subjects.named(asked["about"])
    is_year = len(asked["year"]) == 4 and asked["year"].isascii() and asked["year"].isdigit()
    return Wanted(
        words=asked["q"][: queries.LONGEST_QUERY],
        body=asked["body"][:60],
        year=(int(asked["year"]) or None) if is_year else None,
        kind=kind,
        reference=reference,
    )


@public
@require_safe
def decision_list(request: Request) -> HttpResponse:
    """Every public decision that fits, the latest first."""
    wanted = _wanted(request)
    offered = presenters.offered(
        bodies=queries.deciding_bodies(), years=queries.years(), kinds=queries.kinds_decided_about(), wanted=wanted
    )
    found = Paginator(queries.register(wanted), ON_A_PAGE).get_page(finding.asked_page(request))
    return page(
        request,
        "decisions/decision_list.html",
        form=forms.Find(offered=offered, initial=presenters.asked(wanted)),
        is_narrowed=bool(presenters.asked(wanted)),
        is_empty=len(offered["year"]) == 1,
        has_kinds=len(offered["about"]) > 1,
        count=found.paginator.count,
        listed=presenters.listed(list(found)),
        downloads=links.downloads_of("decisions", at=request.at),
        page_links=presenters.page_links(wanted, page=found.number, pages=found.paginator.num_pages),
    )


@public
@require_safe
def decision_feed(request: Request) -> HttpResponseBase:
    """What was decided and corrected lately, for whoever follows it with a reader."""
    return publishing_feeds.answer(request, feed.FEED)


@public
@require_safe
def decision_record(request: Request, ref: str) -> HttpResponse:
    """One decision: what, who, when, why, what else was considered, what it is about, and what came after."""
    decision = queries.get_public(ref)
    about = list(decision.subjects.all())
    things = subjects.find_all((each.kind, each.reference) for each in about)
    return page(
        request,
        "decisions/decision_record.html",
        decision=decision,
        tag=presenters.tag(decision),
        sentence=presenters.sentence(decision),
        facts=presenters.fact_rows(decision),
        what=words.given(decision.what),
        why=words.given(decision.why),
        alternatives=words.given(decision.alternatives),
        interests=words.given(decision.interests) if decision.interests else "",
        about=words.about_items(about, things),
        papers=words.paper_items(decision, decision.papers.all(), page="decisions:paper_fetch"),
        corrections=presenters.corrections(list(decision.corrections.all())),
    )


@public
@require_safe
def paper_fetch(request: Request, ref: str, number: str) -> HttpResponseBase:
    """A paper of a public decision, as a file."""
    return files.send(queries.get_public_file(ref, number))
