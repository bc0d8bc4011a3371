"""Concerns as everybody sees them, and as the person who raised one does, as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from statistics import median
from typing import Any
from urllib.parse import urlencode

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.accountability.models import Concern, ConcernOutcome, ConcernReply
from commonweal.accountability.presenters import strategy_words
from commonweal.accountability.queries.concern_list import Counts
from commonweal.accountability.queries.concerns import address_of
from commonweal.accountability.rules import concerns as rules
from commonweal.accountability.states.concerns import State
from commonweal.core import days
from commonweal.core.journeys import JourneyStep
from commonweal.ui.frame import breakable
from commonweal.ui.rows import Cells, Row, cells, link, row

QUESTIONS = ("accountability:concern_what", "accountability:concern_publish", "accountability:concern_reach")

SMALL = 5
"""With fewer answers than these a median says more about chance than about us, and is not shown."""


STATE_WORDS: dict[State, str | Promise] = {
    State.LATE: gettext_lazy("Waits, and is late"),
    State.WAITS: gettext_lazy("Waits, in time"),
    State.ANSWERED: gettext_lazy("Answered in time"),
    State.ANSWERED_LATE: gettext_lazy("Answered late"),
    State.WITHDRAWN: gettext_lazy("Withdrawn"),
}


def state_of(concern: Concern, today: date) -> State:
    """Where it is on a London day."""
    if concern.is_withdrawn:
        return State.WITHDRAWN
    is_late = concern.is_late_on(today)
    if concern.is_answered:
        return State.ANSWERED_LATE if is_late else State.ANSWERED
    return State.LATE if is_late else State.WAITS


# Tag and sentence.


def status_tag(concern: Concern, today: date) -> dict[str, Any]:
    """The tag that says where it is; a sentence always stands beside it."""
    if concern.is_answered:
        return {"text": concern.get_outcome_display(), "classes": _outcome_colour(concern)}
    words = {
        State.LATE: (_("Late"), "cw-tag-late"),
        State.WAITS: (_("Waits for an answer"), "govuk-tag--blue"),
        State.WITHDRAWN: (_("Withdrawn"), "govuk-tag--grey"),
    }
    text, classes = words[state_of(concern, today)]
    return {"text": text, "classes": classes}


def _outcome_colour(concern: Concern) -> str:
    return "cw-tag-soon" if concern.is_upheld else "govuk-tag--grey"


def status_sentence(concern: Concern, today: date) -> str:
    """Where it is, by when it is or was due, and how late it is or was."""
    due = days.show_day(concern.answer_by_on, with_weekday=True) if concern.answer_by_on else ""
    state = state_of(concern, today)
    if state is State.WITHDRAWN:
        on = days.show_day(concern.ended_on) if concern.ended_on else ""
        return _("The person took it back on %(day)s.") % {"day": on}
    if state is State.WAITS:
        return _("The communities team will answer by %(day)s.") % {"day": due}
    late = rules.days_late(concern, today)
    if state is State.LATE:
        return ngettext(
            "The answer was due by %(day)s. It is %(count)d working day late.",
            "The answer was due by %(day)s. It is %(count)d working days late.",
            late,
        ) % {"day": due, "count": late}
    words: dict[str, Any] = {"day": days.show_day(concern.answered_on) if concern.answered_on else "", "count": late}
    if state is State.ANSWERED_LATE:
        return (
            ngettext(
                "Answered on %(day)s, %(count)d working day late.",
                "Answered on %(day)s, %(count)d working days late.",
                late,
            )
            % words
        )
    words["took"] = took(rules.days_taken(concern, today))
    return _("Answered on %(day)s, %(took)s.") % words


def took(count: int) -> str:
    """How long an answer took, in words that follow a verb."""
    if not count:
        return _("on the day it came")
    return ngettext("after %(count)d working day", "after %(count)d working days", count) % {"count": count}


# The public list.


@dataclass(frozen=True)
class Listed:
    """One concern in the public list."""

    href: str
    reference: str
    commitment: str
    tag: SafeString
    sentence: str
    summary: str


def listed(concerns: Iterable[Concern], today: date, *, slug: str, titles: Mapping[int, object]) -> list[Listed]:
    """Concerns as public lists have them: no words of one that may not be printed, or that nobody looked at.

    `titles` are what the commitments of the strategy are called, by their keys.
    """
    return [
        Listed(
            address_of(slug, each.reference),
            str(each.reference),
            str(titles[each.commitment_id]),
            _drawn(status_tag(each, today)),
            status_sentence(each, today),
            each.public_summary,
        )
        for each in concerns
    ]


def _drawn(tag: dict[str, Any]) -> SafeString:
    return strategy_words.tag(tag["text"], tag["classes"])


@dataclass(frozen=True)
class Figures:
    """All concerns on a strategy as the database counted them. Each of them is public, so counts are as they are.

    `took` are the days on which concerns were sent and were answered in the past year, and how many were.
    """

    counts: Counts
    took: Sequence[tuple[date, date, int]]

    @property
    def total(self) -> int:
        """How many were raised."""
        return self.counts.of()

    @property
    def late(self) -> int:
        """How many wait though their day has passed."""
        return self.counts.of(State.LATE)

    @cached_property
    def median(self) -> int | None:
        """Within how many working days half of those answered in the past year were; None where they are few."""
        each_took = ([days.working_days_between(sent_on, on)] * count for sent_on, on, count in self.took)
        taken = [*chain.from_iterable(each_took)]
        return round(median(taken)) if len(taken) >= SMALL else None

    @property
    def state_rows(self) -> list[Cells]:
        """How many are where."""
        return [_counted(str(words), self.counts.of(state)) for state, words in STATE_WORDS.items()]

    @property
    def outcome_rows(self) -> list[Cells]:
        """How many were found how."""
        return [_counted(str(each.label), self.counts.outcomes.get(each.value, 0)) for each in ConcernOutcome]

    @property
    def codes(self) -> list[tuple[str, str]]:
        """The commitments that concerns were raised on, in the order of the strategy."""
        return [(each.code, str(each)) for each in self.counts.raised_on]


def _counted(words: str, count: int) -> Cells:
    return [{"text": words}, {"text": f"{count:,}", "format": "numeric"}]


def query_of(chosen: Mapping[str, str]) -> str:
    """What was chosen as it stands in an address, ready for more."""
    given = {name: value for name, value in chosen.items() if value}
    return f"{urlencode(given)}&" if given else ""


# The public record.


def public_rows(concern: Concern) -> list[Row]:
    """The key facts of a concern that anybody may know."""
    where = {"slug": concern.commitment.strategy.slug, "code": concern.commitment.code}
    rows = [row(_("Commitment"), _given(link(concern.commitment, "accountability:commitment", **where)))]
    if concern.filing is not None:
        rows.append(row(_("Document it challenges"), _given(f"{concern.filing.title} ({concern.filing.reference})")))
        if concern.filing.is_set_aside:
            rows.append(row(_("What became of it"), _("It was set aside, and no longer counts")))
    rows.append(row(_("Raised on"), _day(concern.sent_on)))
    if not concern.is_withdrawn:
        rows.append(row(_("To be answered by"), _day(concern.answer_by_on)))
    if concern.answered_on is not None:
        rows.append(row(_("Answered on"), _day(concern.answered_on)))
        rows.append(row(_("What the council finds"), concern.get_outcome_display()))
    if concern.action:
        rows.append(row(_("What will be done"), _given(linebreaksbr(concern.action))))
        rows.append(row(_("By when"), _day(concern.action_by_on)))
    return rows


def _given(words: object) -> SafeString:
    return format_html("<span data-given>{}</span>", words)


def _day(day: date | None) -> str:
    return days.show_day(day, with_weekday=True) if day else ""


@dataclass(frozen=True)
class ShownReply:
    """What a body replied, or that it may still, or that it did not."""

    body: str
    sentence: str
    words: str


def shown_replies(concern: Concern, replies: Sequence[ConcernReply], today: date) -> list[ShownReply]:
    """Every body that was asked, with what it replied as far as it may be printed."""
    if concern.is_withdrawn:
        return []
    return [
        ShownReply(
            reply.body.name,
            reply_sentence(concern, reply, today),
            "" if concern.is_silent else str(reply.words),
        )
        for reply in replies
    ]


def reply_sentence(concern: Concern, reply: ConcernReply, today: date) -> str:
    """Whether a body has replied, may still reply, or let its time go by."""
    words = {"day": days.show_day(reply.reply_by_on)}
    if reply.replied_at is not None:
        replied_on = {"day": days.show_day(days.london_day(reply.replied_at))}
        if concern.is_silent:
            return _("It replied on %(day)s. The reply is not printed, because nothing of the concern is.") % replied_on
        return _("It replied on %(day)s, in its own words:") % replied_on
    if concern.is_open and reply.is_open_on(today):
        return _("It may reply until %(day)s.") % words
    return _("It did not reply. It could until %(day)s.") % words


# For the person who raised it.


def next_question(concern: Concern) -> str:
    """The name of the page of the first question that has no answer, or of the page to check them all."""
    answered = (bool(concern.words), bool(concern.may_publish), bool(concern.reach_by))
    open_questions = [page for page, done in zip(QUESTIONS, answered, strict=True) if not done]
    return open_questions[0] if open_questions else "accountability:concern_check"


def answer_rows(concern: Concern, *, key: str, can_change: bool) -> list[Row]:
    """The summary list's rows: every answer, each with its way to change it while that can be done."""
    what, publish, reach = (reverse(page, kwargs={"key": key}) for page in QUESTIONS)

    def told(words: str, value: object, href: str, about: str) -> Row:
        return row(words, value, change=(href, _("Change"), about) if can_change else None)

    rows = [row(_("Commitment"), _given(concern.commitment))]
    if concern.filing is not None:
        rows.append(row(_("Document it challenges"), _given(concern.filing.title)))
    if concern.is_emptied:
        return rows
    rows.append(told(_("What is the matter"), _given(linebreaksbr(concern.words)), what, _("what is the matter")))
    rows.append(told(_("What we may publish"), concern.get_may_publish_display(), publish, _("what we may publish")))
    if concern.wish:
        rows.append(
            told(_("What should come of it"), _given(linebreaksbr(concern.wish)), publish, _("what should come of it"))
        )
    rows.append(told(_("How we reach you"), _reach(concern), reach, _("how we reach you")))
    if concern.name:
        rows.append(told(_("Your name"), _given(concern.name), reach, _("your name")))
    return rows


def _reach(concern: Concern) -> object:
    if concern.is_reached_by_nothing:
        return _("Not at all. The private link is the only way between us")
    return format_html("{}: {}", concern.get_reach_by_display(), breakable(concern.contact))


def own_sentence(concern: Concern, today: date) -> str:
    """Where it is and what happens next, for the person whose concern it is."""
    if concern.is_withdrawn:
        sentence = _("You took this concern back on %(day)s. Nothing more will happen.") % {
            "day": days.show_day(concern.ended_on) if concern.ended_on else ""
        }
    else:
        sentence = status_sentence(concern, today)
        if concern.is_replyable and concern.held_until_on is not None and concern.held_until_on >= today:
            until = days.show_day(concern.held_until_on, with_weekday=True)
            sentence = _("%(told)s You may reply once, until %(day)s.") % {"told": sentence, "day": until}
    if concern.emptied_at is None:
        return sentence
    erased = _("On %(day)s we erased what you wrote and how to reach you.") % {
        "day": days.show_day(days.london_day(concern.emptied_at))
    }
    return f"{sentence} {erased}"


def history_rows(steps: Sequence[JourneyStep], replies: Sequence[ConcernReply]) -> list[Cells]:
    """What happened and when, oldest first, in words that fit everybody who reads them."""
    words = {
        "send": _("The concern was sent"),
        "answer": _("The council answered"),
        "reply": _("The person replied to the answer, and it was closed"),
        "close": _("It was closed"),
        "withdraw": _("The person took it back"),
    }
    told = [(step.happened_at, words[step.move]) for step in steps]
    for each in replies:
        body = {"body": each.body.name}
        told.append((each.asked_at, _("%(body)s was asked for its reply") % body))
        if each.replied_at is not None:
            told.append((each.replied_at, _("%(body)s replied") % body))
    return [cells(days.show_instant(at), what) for at, what in sorted(told, key=lambda each: each[0])]
