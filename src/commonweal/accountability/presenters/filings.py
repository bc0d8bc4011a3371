"""Filed documents as everybody sees them: always "filed, not proved by records", by office and not by name. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat, linebreaksbr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.accountability.models import Concern, Filing
from commonweal.accountability.queries.concerns import public_address
from commonweal.core import days
from commonweal.ui.rows import Cells, Row, cells, link_to, row

Tag = dict[str, Any]


@dataclass(frozen=True)
class Shown:
    """A document in the list of a commitment's page: where it leads, what it is, what it shows, and if it counts."""

    href: str
    title: str
    tag: Tag
    detail: str
    words: str


def shown(filings: Sequence[Filing], *, slug: str) -> list[Shown]:
    """The accepted documents of a commitment, those that were set aside last."""
    return [
        Shown(
            reverse("accountability:filing_show", kwargs={"slug": slug, "ref": each.reference}),
            each.title,
            status_tag(each),
            _detail(each),
            each.words,
        )
        for each in filings
    ]


def _detail(filing: Filing) -> str:
    words = {"day": days.show_day(filing.dated_on), "shows": str(filing.get_shows_display())}
    if filing.is_set_aside:
        return _("Of %(day)s. It no longer counts.") % words
    return _("Of %(day)s. Shows: %(shows)s.") % words


def status_tag(filing: Filing) -> Tag:
    """The tag of a document; a sentence always stands beside it."""
    if filing.is_accepted:
        return {"text": _("Filed, not proved by records"), "classes": "govuk-tag--blue"}
    classes = {"is_waiting": "cw-tag-soon", "is_returned": "cw-tag-late"}
    found = next((value for name, value in classes.items() if getattr(filing, name)), "govuk-tag--grey")
    return {"text": filing.get_status_display(), "classes": found}


def sentence(filing: Filing) -> str:
    """Where a document has got to, and what that means."""
    settled = days.show_day(days.london_day(filing.settled_at)) if filing.settled_at else ""
    if filing.is_set_aside and filing.set_aside_at is not None:
        return _("Set aside on %(day)s: it no longer counts.") % {
            "day": days.show_day(days.london_day(filing.set_aside_at))
        }
    if filing.is_accepted:
        return (
            _("One person filed it and another accepted it. It shows all of the commitment, as they see it.")
            if filing.shows_whole
            else _("One person filed it and another accepted it. It shows a part of the commitment, as they see it.")
        )
    if filing.is_returned:
        return _("Returned on %(day)s. It does not count.") % {"day": settled}
    if filing.is_withdrawn:
        return _("Withdrawn on %(day)s by the one who filed it. It does not count.") % {"day": settled}
    return _("It counts once a second person accepts it.")


def record_rows(filing: Filing) -> list[Row]:
    """The key facts of a public document."""
    rows = [
        row(_("What it shows"), given(linebreaksbr(filing.words))),
        row(_("How much of the commitment"), filing.get_shows_display()),
        row(_("Day of the document"), days.show_day(filing.dated_on)),
        row(_("Filed"), _by(filing.filed_as, days.show_day(filing.filed_on))),
    ]
    if filing.settled_at is not None:
        rows.append(row(_("Accepted"), _by(filing.settled_as, days.show_day(days.london_day(filing.settled_at)))))
    if filing.exception is not None:
        rows.append(row(_("Why one person did both"), _exception(filing)))
    if filing.set_aside_at is not None:
        rows.append(row(_("Set aside"), _by(filing.set_aside_as, days.show_day(days.london_day(filing.set_aside_at)))))
        rows.append(row(_("Why it no longer counts"), given(linebreaksbr(filing.set_aside_why))))
    return rows


def _by(office: str, day: str) -> SafeString:
    """Who did it by office, and when."""
    return format_html("<span data-given>{}</span>, {}", office, day)


def _exception(filing: Filing) -> SafeString:
    return link_to(reverse("people:exception_list"), filing.exception)


def given(words: object) -> SafeString:
    """Words that somebody typed, marked so."""
    return format_html("<span data-given>{}</span>", words)


def document_words(filing: Filing) -> str:
    """The document's kind and size, for the words of its link."""
    if filing.document is None:
        return ""
    return f"{filing.document.kind.upper()}, {filesizeformat(filing.document.size)}"


def challenge_rows(concerns: Sequence[Concern]) -> list[Cells]:
    """What became of the challenges: which, when, and what was found."""
    return [
        cells(
            format_html('<a class="govuk-link cw-reference" data-given href="{}">{}</a>', public_address(each), each),
            days.show_day(each.sent_on) if each.sent_on else "",
            each.get_outcome_display() if each.is_answered else _became(each),
        )
        for each in concerns
    ]


def _became(concern: Concern) -> str:
    if concern.is_withdrawn:
        return _("Withdrawn by the person")
    day = days.show_day(concern.answer_by_on) if concern.answer_by_on else ""
    return _("To be answered by %(day)s") % {"day": day}
