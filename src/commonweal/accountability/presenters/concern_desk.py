"""Concerns as officers and the bodies that may reply see them, as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accountability.models import Concern, ConcernReply, Filing
from commonweal.accountability.presenters.concerns import reply_sentence, status_sentence
from commonweal.accountability.rules import concerns as rules
from commonweal.core import days
from commonweal.strategy.models import Commitment
from commonweal.ui.frame import breakable
from commonweal.ui.rows import Cells, Row, cells, link, row


class Queue:
    """What waits for an answer, in three parts, each with what is due first on top."""

    def __init__(self, concerns: Iterable[Concern], *, officer: str, today: date) -> None:
        waiting = list(concerns)
        late = [each for each in waiting if each.is_late_on(today)]
        others = [each for each in waiting if not each.is_late_on(today)]
        needing = [each for each in others if _needs_today(each, officer, today)]
        self.late = waiting_rows(late, today)
        self.today = waiting_rows(needing, today)
        self.coming = waiting_rows([each for each in others if each not in needing], today)

    @property
    def is_empty(self) -> bool:
        """Whether nobody waits."""
        return not (self.late or self.today or self.coming)


def _needs_today(concern: Concern, officer: str, today: date) -> bool:
    """Whether something is to be done now: nobody has it, it is due, or it is yours and can be gone on with."""
    if concern.handler is None or concern.answer_by_on == today:
        return True
    is_blocked = any(each.is_open_on(today) for each in concern.replies.all())
    return concern.handler.reference == officer and not is_blocked


def waiting_rows(concerns: Sequence[Concern], today: date) -> list[Cells]:
    """What waits: reference, on what, by when, what is next, and who has it in hand."""
    return [
        [
            {"html": _link(each)},
            {"html": format_html("<span data-given>{}</span>", each.commitment)},
            {"text": _due(each, today)},
            {"text": next_thing(each, today)},
            {"html": format_html("<span data-given>{}</span>", each.handler.name)}
            if each.handler
            else {"text": _("Nobody yet")},
        ]
        for each in concerns
    ]


def _link(concern: Concern) -> SafeString:
    address = reverse("accountability:concern_handle", kwargs={"ref": concern.reference})
    return format_html('<a class="govuk-link cw-reference" data-given href="{}">{}</a>', address, concern.reference)


def _due(concern: Concern, today: date) -> str:
    day = days.show_day(concern.answer_by_on, with_weekday=True) if concern.answer_by_on else ""
    late = rules.days_late(concern, today)
    if not late:
        return day
    return ngettext("%(day)s: %(count)d working day late", "%(day)s: %(count)d working days late", late) % {
        "day": day,
        "count": late,
    }


def next_thing(concern: Concern, today: date) -> str:
    """What is to be done next."""
    if not concern.summary:
        return _("Read it and sum it up")
    for reply in concern.replies.all():
        if reply.is_open_on(today):
            words = {"body": reply.body.words, "day": days.show_day(reply.reply_by_on)}
            return _("%(body)s may reply until %(day)s") % words
    return _("Answer it")


def answered_rows(concerns: Sequence[Concern], today: date) -> list[Cells]:
    """What was answered or withdrawn: reference, on what, and how it ended."""
    return [
        [
            {"html": _link(each)},
            {"html": format_html("<span data-given>{}</span>", each.commitment)},
            {"text": f"{each.get_outcome_display() or each.get_status_display()}. {status_sentence(each, today)}"},
        ]
        for each in concerns
    ]


def reply_rows(concerns: Sequence[Concern]) -> list[Cells]:
    """Replies to our answers that nobody has read yet."""
    return [
        [
            {"html": _link(each)},
            {"html": format_html("<span data-given>{}</span>", each.commitment)},
            {"text": days.show_instant(each.replied_at) if each.replied_at else ""},
        ]
        for each in concerns
    ]


def sentence(concern: Concern, today: date) -> str:
    """Where it is, and who has it in hand."""
    told = status_sentence(concern, today)
    if not concern.is_open:
        return told
    if concern.handler is None:
        return _("%(told)s Nobody has it in hand yet.") % {"told": told}
    return _("%(told)s In hand: %(name)s.") % {"told": told, "name": concern.handler.name}


def record_rows(concern: Concern) -> list[Row]:
    """All that the person said, for the officer who answers."""
    rows = [row(_("Commitment"), _given(concern.commitment))]
    if concern.filing is not None:
        rows.append(row(_("Document it challenges"), _filing(concern.filing, concern.commitment)))
    if not concern.is_emptied:
        rows.append(row(_("What is the matter"), _given(linebreaksbr(concern.words))))
        if concern.wish:
            rows.append(row(_("What they want to come of it"), _given(linebreaksbr(concern.wish))))
        rows.append(row(_("What may be printed"), concern.get_may_publish_display()))
        if concern.name:
            rows.append(row(_("Name"), _given(concern.name)))
        rows.append(row(_("How to reach the person"), _reach(concern)))
    rows.append(row(_("Sent"), days.show_instant(concern.sent_at) if concern.sent_at else ""))
    return rows


def _reach(concern: Concern) -> object:
    if concern.is_reached_by_nothing:
        return _("Not at all: they read the answer by their private link")
    return format_html("{}: {}", concern.get_reach_by_display(), breakable(concern.contact))


def _given(words: object) -> SafeString:
    return format_html("<span data-given>{}</span>", words)


def _filing(filing: Filing, commitment: Commitment) -> SafeString:
    """The document with the way to its page: whoever answers has to read it."""
    where = {"slug": commitment.strategy.slug, "ref": filing.reference}
    return format_html(
        '<a class="govuk-link" data-given href="{}">{}</a> (<span class="cw-reference" data-given>{}</span>)',
        reverse("accountability:filing_show", kwargs=where),
        filing.title,
        filing.reference,
    )


def outcome_rows(concern: Concern) -> list[Row]:
    """What the council said so far: summary, finding, why, what will be done; and the person's reply."""
    rows = []
    if concern.summary:
        rows.append(row(_("Summary"), _given(linebreaksbr(concern.summary))))
        rows.append(row(_("What everybody reads"), _printed(concern)))
    if concern.is_answered:
        rows.append(row(_("What the council finds"), concern.get_outcome_display()))
        rows.append(row(_("Why"), _given(linebreaksbr(concern.answer))))
    if concern.action:
        day = days.show_day(concern.action_by_on) if concern.action_by_on else ""
        rows.append(row(_("What will be done"), _given(linebreaksbr(concern.action))))
        rows.append(row(_("By when"), day))
    if concern.raiser_reply:
        rows.append(row(_("The person’s reply"), _given(linebreaksbr(concern.raiser_reply))))
    return rows


def _printed(concern: Concern) -> str:
    if concern.is_silent:
        return _("Neither words nor summary; bodies that are asked for a reply read the summary")
    return _("The summary and the person’s own words") if concern.has_words_shown else _("The summary")


def body_rows(concern: Concern, today: date, *, unmanned: Collection[int]) -> list[Cells]:
    """The bodies that were asked, and what came of it; for an `unmanned` one an officer types in what it sent."""
    return [
        [
            {"html": _given(reply.body.name)},
            {"text": reply_sentence(concern, reply, today)},
            {"html": _written(concern, reply, today, is_unmanned=reply.body_id in unmanned)},
        ]
        for reply in concern.replies.all()
    ]


def _written(concern: Concern, reply: ConcernReply, today: date, *, is_unmanned: bool) -> SafeString:
    if reply.words:
        return _given(linebreaksbr(reply.words))
    if not (is_unmanned and concern.is_open and reply.is_open_on(today)):
        return SafeString("–")
    where = {"ref": str(concern.reference), "slug": reply.body.slug}
    return link(_("Type in what it sent by letter"), "accountability:concern_reply_write", **where)


def asked_rows(replies: Sequence[ConcernReply], today: date) -> list[Cells]:
    """What a body was asked to reply to: concern, on what, and until when or that it has replied."""
    rows = []
    for reply in replies:
        where = {"ref": reply.concern.reference, "slug": reply.body.slug}
        address = reverse("accountability:concern_reply_write", kwargs=where)
        reference = format_html(
            '<a class="govuk-link cw-reference" data-given href="{}">{}</a>', address, reply.concern.reference
        )
        body, commitment = _given(reply.body.name), _given(reply.concern.commitment)
        rows.append(cells(reference, body, commitment, reply_sentence(reply.concern, reply, today)))
    return rows


def preview(concern: Concern, *, summary: str, has_words_shown: bool) -> dict[str, Any]:
    """What everybody would read with this summary."""
    return {
        "summary": "" if concern.is_silent else summary,
        "words": str(concern.words) if has_words_shown else "",
        "is_silent": concern.is_silent,
    }
