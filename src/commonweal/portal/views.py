"""The portal's pages. All are open to everybody, and none writes anything."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from commonweal.accountability.rules.formats import ANSWER_WITHIN_WORKING_DAYS
from commonweal.core import search as index
from commonweal.core.requests import Request
from commonweal.messaging import queries as letters
from commonweal.portal import presenters
from commonweal.portal.tested import TESTED
from commonweal.privacy import retention_page
from commonweal.ui import finding
from commonweal.ui.access import public
from commonweal.ui.pages import page
from commonweal.ui.site import SITE

RESULTS_ON_A_PAGE = 20

LETTERS_ON_A_PAGE = 25


@public
@require_safe
def home(request: Request) -> HttpResponse:
    """What this is, and what one can do here."""
    return page(request, "portal/home.html", search_box=presenters.search_box(""))


@public
@require_safe
def search(request: Request) -> HttpResponse:
    """What was found for the words in `q`; the box alone when there are none."""
    query = finding.asked_words(request)
    results = index.find(query, page=finding.asked_page(request), size=RESULTS_ON_A_PAGE)
    address = f"{reverse('portal:search')}?{urlencode({'q': query})}&page="
    return page(
        request,
        "portal/search.html",
        query=query,
        results=results,
        search_box=presenters.search_box(query),
        page_links=finding.page_links(page=results.page, pages=results.pages, address=address),
    )


@public
@require_safe
def about(request: Request) -> HttpResponse:
    """What this service is and who runs it."""
    return page(request, "portal/about.html")


@public
@require_safe
def contact(request: Request) -> HttpResponse:
    """How to reach a person."""
    return page(
        request,
        "portal/contact.html",
        post_lines=presenters.lines(SITE.address_lines),
    )


@public
@require_safe
def accessibility(request: Request) -> HttpResponse:
    """The accessibility statement: what was tested, by what, when."""
    return page(
        request,
        "portal/accessibility.html",
        tested=TESTED,
        tested_rows=presenters.tested_rows(TESTED),
        working_days=ANSWER_WITHIN_WORKING_DAYS,
    )


@public
@require_safe
def privacy(request: Request) -> HttpResponse:
    """What is kept about people, and why."""
    classes = {
        "drafts": "accountability.format_drafts",
        "requests": "accountability.format_requests",
        "letters": "messaging.letters",
    }
    kept = {name: retention_page.period_of(holding) for name, holding in classes.items()}
    return page(request, "portal/privacy.html", kept=kept)


@public
@require_safe
def cookies(request: Request) -> HttpResponse:
    """The one cookie."""
    return page(request, "portal/cookies.html")


@public
@require_safe
def open_data(request: Request) -> HttpResponse:
    """Where open data was before there was any; the address is in people's bookmarks."""
    return redirect("publishing:dataset_list", permanent=True)


@public
@require_safe
def robots(request: Request) -> HttpResponse:
    """What search engines may look at: everything but private links, and nothing of a demonstration."""
    private = reverse("accountability:format_start")
    rules = ["User-agent: *", "Disallow: /" if SITE.is_demonstration else f"Disallow: {private}*/"]
    return HttpResponse("\n".join(rules) + "\n", content_type="text/plain; charset=utf-8")


@public
@require_safe
def demonstration_letters(request: Request) -> HttpResponse:
    """The letters a demonstration has sent, newest first; there is no such page anywhere else."""
    _only_in_a_demonstration()
    pages = max(1, -(-letters.count() // LETTERS_ON_A_PAGE))
    number = min(finding.asked_page(request), pages)
    shown = letters.newest(limit=LETTERS_ON_A_PAGE, after=(number - 1) * LETTERS_ON_A_PAGE)
    return page(
        request,
        "portal/demonstration_letters.html",
        letters=[presenters.listed_letter(letter) for letter in shown],
        number=number,
        page_links=finding.page_links(page=number, pages=pages, address=f"{request.path}?page="),
    )


@public
@require_safe
def demonstration_letter(request: Request, ref: str) -> HttpResponse:
    """One letter as it was sent, links and all."""
    _only_in_a_demonstration()
    try:
        letter = letters.get(ref)
    except letters.NoSuchLetterError:
        raise Http404 from None
    return page(
        request,
        "portal/demonstration_letter.html",
        letter=letter,
        words=presenters.letter_words(letter),
        title=letter.subject,
    )


def _only_in_a_demonstration() -> None:
    if not SITE.is_demonstration:
        raise Http404
