"""Filed documents in public: the page of each, and the document itself."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from commonweal.accountability.presenters import evidence_desk as desk
from commonweal.accountability.presenters import filings as presenters
from commonweal.accountability.queries import filings as queries
from commonweal.core import files
from commonweal.core.requests import Request
from commonweal.ui.access import public
from commonweal.ui.pages import page


@public
@require_safe
def filing_show(request: Request, slug: str, ref: str) -> HttpResponse:
    """One document that was accepted: what it shows, who stands behind it, how to challenge it, what came of that."""
    filing = queries.get_public(slug, ref)
    where = {"slug": slug, "code": filing.commitment.code}
    return page(
        request,
        "accountability/filing_show.html",
        filing=filing,
        commitment=filing.commitment,
        commitment_page=reverse("accountability:commitment", kwargs=where),
        tag=presenters.status_tag(filing),
        sentence=presenters.sentence(filing),
        rows=presenters.record_rows(filing),
        document=presenters.document_words(filing) if filing.is_accepted else "",
        link=desk.outside_link(filing.link) if filing.link and filing.is_accepted else "",
        challenge=f"{reverse('accountability:concern_start', kwargs=where)}?document={filing.reference}",
        challenges=presenters.challenge_rows(queries.challenges_of(filing)),
    )


@public
@require_safe
def filing_document(request: Request, slug: str, ref: str) -> HttpResponseBase:
    """The document, as long as it counts."""
    return files.send(queries.get_public_document(slug, ref))
