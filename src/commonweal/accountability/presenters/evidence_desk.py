"""The desk for evidence: what needs somebody, goes stale or stands in the way, as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accountability.models import CommitmentStatus, Filing, Obstacle
from commonweal.accountability.presenters.filings import document_words, given, record_rows
from commonweal.accountability.presenters.strategy_words import standing_tag
from commonweal.accountability.queries.bringing import status_of
from commonweal.accountability.states.statuses import Standing
from commonweal.core import days
from commonweal.core.journeys import JourneyStep
from commonweal.strategy.models import Commitment, NamedBody
from commonweal.ui.rows import Cells, Row, cells, link_to, row


def bring_address(commitment: Commitment) -> str:
    """The page of the desk where something is brought for a commitment."""
    where = {"slug": commitment.strategy.slug, "code": commitment.code}
    return reverse("accountability:evidence_bring", kwargs=where)


def _commitment(commitment: Commitment) -> SafeString:
    return format_html('<a class="govuk-link" data-given href="{}">{}</a>', bring_address(commitment), commitment)


def _filing(filing: Filing) -> SafeString:
    href = reverse("accountability:filing_handle", kwargs={"ref": filing.reference})
    return format_html('<a class="govuk-link" data-given href="{}">{}</a>', href, filing.title)


def _since(day: date, today: date) -> str:
    count = (today - day).days
    if not count:
        return _("Since today")
    return ngettext("For %(count)d day", "For %(count)d days", count) % {"count": count}


def waiting_rows(filings: Iterable[Filing], *, today: date) -> list[Cells]:
    """Documents that wait: which, for what, filed by whom, since when."""
    return [
        cells(_filing(each), given(each.commitment), given(each.filed_as), _since(each.filed_on, today))
        for each in filings
    ]


def returned_rows(filings: Iterable[Filing]) -> list[Cells]:
    """Documents that came back: which, for what, and why."""
    return [cells(_filing(each), given(each.commitment), given(each.settled_why)) for each in filings]


def pending_rows(filings: Iterable[Filing]) -> list[Cells]:
    """Documents for a commitment that are not public: which, where it has got to, and filed by whom."""
    return [cells(_filing(each), each.get_status_display(), given(each.filed_as)) for each in filings]


def settled_rows(filings: Iterable[Filing]) -> list[Cells]:
    """Documents that were accepted lately, and what became of them."""
    return [
        cells(
            _filing(each),
            given(each.commitment),
            each.get_status_display(),
            days.show_day(days.london_day(each.settled_at)) if each.settled_at else "",
        )
        for each in filings
    ]


def stale_rows(statuses: Iterable[CommitmentStatus], *, today: date) -> list[Cells]:
    """What stops counting soon: which commitment, how it stands, when it lapses, and who can renew it."""
    rows = []
    for each in statuses:
        if each.lapses_on is None:
            continue
        left = (each.lapses_on - today).days
        when = ngettext("%(day)s, in %(count)d day", "%(day)s, in %(count)d days", left)
        rows.append(
            cells(
                _commitment(each.commitment),
                standing_tag(Standing(each.standing)),
                when % {"day": days.show_day(each.lapses_on), "count": left},
                given(each.commitment.supplier),
            )
        )
    return rows


def obstacle_rows(obstacles: Iterable[Obstacle], *, today: date) -> list[Cells]:
    """What stands in the way: of which commitment, what, who can take it away, for how long."""
    rows = []
    for each in obstacles:
        since = _since(days.london_day(each.found_at), today)
        rows.append(cells(_commitment(each.commitment), given(each.what), given(each.unblocker), since))
    return rows


def commitment_rows(commitments: Iterable[Commitment]) -> list[Cells]:
    """Commitments to choose from: which, and how it stands."""
    rows = []
    for each in commitments:
        status = status_of(each)
        rows.append(cells(_commitment(each), standing_tag(Standing(status.standing) if status else None)))
    return rows


def about_rows(commitment: Commitment, owner: NamedBody) -> list[Row]:
    """Whose a commitment is, and what would show it."""
    return [
        row(_("Owner"), given(owner)),
        row(_("What would show it"), given(commitment.shown_by)),
        row(_("Who can supply it"), given(commitment.supplier)),
    ]


def filing_rows(filing: Filing, *, document_href: str) -> list[Row]:
    """All about a document, for those who file and accept."""
    commitment = row(_("Commitment"), _commitment(filing.commitment))
    rows = [commitment, *record_rows_at_desk(filing)]
    if filing.document is not None:
        words = _("Fetch the document (%(kind)s)") % {"kind": document_words(filing)}
        rows.insert(1, row(_("Document"), link_to(document_href, words)))
    if filing.link:
        rows.insert(2 if filing.document else 1, row(_("Link"), outside_link(filing.link)))
    return rows


def record_rows_at_desk(filing: Filing) -> list[Row]:
    """The public rows of a document that was accepted; of another, the same as far as it got."""
    if filing.is_public:
        return record_rows(filing)
    rows = [
        row(_("What it shows"), given(linebreaksbr(filing.words))),
        row(_("How much of the commitment"), filing.get_shows_display()),
        row(_("Day of the document"), days.show_day(filing.dated_on)),
        row(_("Filed"), format_html("<span data-given>{}</span>, {}", filing.filed_as, days.show_day(filing.filed_on))),
    ]
    if filing.settled_why:
        rows.append(row(_("Why it was returned"), given(linebreaksbr(filing.settled_why))))
    return rows


def outside_link(href: str) -> SafeString:
    """A link that leads away from us, shown as it is."""
    return format_html('<a class="govuk-link" rel="external nofollow" data-given href="{0}">{0}</a>', href)


def history_rows(steps: Sequence[JourneyStep]) -> list[Cells]:
    """What happened to a document and when, oldest first."""
    words = {
        "begin": _("It was filed"),
        "accept": _("It was accepted"),
        "return_": _("It was returned"),
        "withdraw": _("It was withdrawn"),
        "set_aside": _("It was set aside"),
    }
    return [cells(days.show_instant(step.happened_at), words[step.move]) for step in steps]


def status_line(commitment: Commitment) -> dict[str, Any]:
    """How it stands with a commitment: the tag, and the sentence beside it."""
    status = status_of(commitment)
    if status is None:
        return {
            "tag": standing_tag(None),
            "reason": _("It is worked out every night, and soon after a change."),
        }
    return {"tag": standing_tag(Standing(status.standing)), "reason": status.reason}
