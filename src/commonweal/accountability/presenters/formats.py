"""Requests for another format as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accountability.models import Channel, FormatRequest, ReachBy
from commonweal.accountability.states.formats import Status
from commonweal.core import days
from commonweal.core.journeys import JourneyStep
from commonweal.people.role_kinds import KINDS
from commonweal.privacy.models import Look
from commonweal.ui.frame import breakable

QUESTIONS = ("accountability:format_what", "accountability:format_which", "accountability:format_reach")


def next_question(asked: FormatRequest) -> str:
    """The name of the page of the first question that has no answer, or of the page to check them all."""
    answered = (bool(asked.wanted), bool(asked.format), bool(asked.contact))
    open_questions = [page for page, done in zip(QUESTIONS, answered, strict=True) if not done]
    return open_questions[0] if open_questions else "accountability:format_check"


def answer_rows(asked: FormatRequest, *, key: str, can_change: bool) -> list[dict[str, Any]]:
    """The summary list's rows: every answer, each with its way to change it while that can be done."""

    def row(words: str, value: SafeString, page: str, what: str) -> dict[str, Any]:
        change = {"href": reverse(page, kwargs={"key": key}), "text": _("Change"), "visuallyHiddenText": what}
        return {"key": {"text": words}, "value": {"html": value}} | (
            {"actions": {"items": [change]}} if can_change else {}
        )

    what, which, reach = QUESTIONS
    if asked.is_emptied:
        return [row(_("Format"), format_html("{}", asked.format_words), which, _("the format"))]
    rows = [row(_("What you would like"), linebreaksbr(asked.wanted), what, _("what you would like"))]
    if asked.files:
        name = ngettext("Your file", "Your files", len(asked.files))
        rows.append(row(name, file_links(asked, "accountability:format_document", key=key), what, _("your file")))
    rows.append(row(_("Format"), format_html("{}", asked.format_words), which, _("the format")))
    if asked.name:
        rows.append(row(_("Your name"), format_html("{}", asked.name), reach, _("your name")))
    rows.append(row(str(ReachBy(asked.reach_by).label), breakable(asked.contact), reach, _("how to reach you")))
    return rows


def file_links(asked: FormatRequest, page: str, **where: str) -> SafeString:
    """Every file that came with it, a line each, led to by the page called `page`."""
    links = [
        (reverse(page, kwargs=where | {"number": str(number)}), stored.name)
        for number, stored in enumerate(asked.files, start=1)
    ]
    return format_html_join(SafeString("<br>"), '<a class="govuk-link" data-given href="{}">{}</a>', links)


def status_tag(asked: FormatRequest) -> dict[str, Any]:
    """The tag that says where a request has got to; a sentence always stands beside it."""
    classes = {Status.SUPPLIED: "cw-tag-kept", Status.RECEIVED: "govuk-tag--blue"}
    return {"text": asked.get_status_display(), "classes": classes.get(Status(asked.status), "govuk-tag--grey")}


def status_sentence(asked: FormatRequest, *, at: datetime) -> str:
    """Where the request has got to and what happens next, as it is at that instant."""
    sentence = _what_is_next(asked, at=at) if asked.is_open else _how_it_ended(asked)
    if asked.emptied_at is None:
        return sentence
    erased = _("On %(day)s we erased what you wrote and how to reach you.") % {
        "day": days.show_day(days.london_day(asked.emptied_at))
    }
    return f"{sentence} {erased}"


def _what_is_next(asked: FormatRequest, *, at: datetime) -> str:
    if asked.answer_by_on is None:
        return ""
    words = {"day": days.show_day(asked.answer_by_on, with_weekday=True)}
    if asked.answer_by_on < days.london_day(at):
        return _("We said that we would answer by %(day)s, and are late. If you cannot wait, ring us.") % words
    answer = _("The communities team will answer by %(day)s.") % words
    if asked.is_first_answered or asked.first_answer_by_at is None:
        return answer
    instant = {"instant": days.show_instant(asked.first_answer_by_at)}
    if asked.first_answer_by_at < at:
        first = _("Somebody should have got in touch with you by %(instant)s, and has not yet.") % instant
    else:
        first = _("Somebody gets in touch with you by %(instant)s.") % instant
    return f"{answer} {first}"


def _how_it_ended(asked: FormatRequest) -> str:
    settled = days.show_day(days.london_day(asked.settled_at)) if asked.settled_at else ""
    if asked.status == Status.SUPPLIED:
        return _("We supplied it on %(day)s.") % {"day": settled}
    return _("You withdrew this request on %(day)s. Nothing more will happen.") % {"day": settled}


def envelope(asked: FormatRequest) -> SafeString:
    """Name and address as they stand on the envelope, for somebody who is reached by post."""
    return linebreaksbr(asked.contact)


def history_rows(asked: FormatRequest, steps: list[JourneyStep]) -> list[list[dict[str, Any]]]:
    """What happened and when, oldest first, as table rows."""
    sent = _("You sent the request") if asked.channel == Channel.WEB else _("We wrote down your request")
    words = {"send": sent, "supply": _("We supplied it"), "withdraw": _("You withdrew it")}
    told = [(step.happened_at, words[step.move]) for step in steps]
    if asked.channel != Channel.WEB and asked.left_at is not None:
        told.insert(0, (asked.left_at, _("You asked (%(channel)s)") % {"channel": asked.get_channel_display()}))
    if asked.first_answered_at is not None:
        told.append((asked.first_answered_at, _("We got back to you")))
    return [[{"text": days.show_instant(at)}, {"text": what}] for at, what in sorted(told, key=lambda each: each[0])]


def look_rows(looks: list[Look], bodies: Mapping[str, str]) -> list[list[dict[str, Any]]]:
    """Who looked, by role and body, for the person whose request it is: no names."""
    return [
        [
            {"text": days.show_instant(look.looked_at)},
            {"text": str(KINDS.role(look.role_kind).title) if look.role_kind in KINDS.roles else ""},
            {"text": bodies.get(look.body_reference, "")},
        ]
        for look in looks
    ]
