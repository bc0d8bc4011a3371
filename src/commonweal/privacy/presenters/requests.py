"""Requests and what was found for them as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.core import days, references
from commonweal.core.journeys import JourneyStep
from commonweal.people.role_kinds import KINDS, UnknownKindError
from commonweal.people.standing import Standing
from commonweal.privacy import abilities
from commonweal.privacy.bundles import CopiedHolding
from commonweal.privacy.models import (
    Decision,
    FoundItem,
    HiddenWords,
    Look,
    PrivacyRequest,
    ReachBy,
    RequestKind,
    StaffNote,
)
from commonweal.privacy.outcomes import HoldingErased
from commonweal.privacy.presenters.rows import due_words, moment
from commonweal.privacy.states import RequestStatus
from commonweal.ui.rows import Row, cells, link, row

SMALL = 5
"""Below this a public figure could point at somebody, and is not shown."""


# A request.


def status_tag(asked: PrivacyRequest, *, today: date) -> dict[str, Any]:
    """The tag that says where a request has got to; a sentence always stands beside it."""
    if asked.is_open and asked.due_on < today:
        return {"text": _("Late"), "classes": "cw-tag-late"}
    classes = {RequestStatus.ANSWERED: "cw-tag-kept", RequestStatus.RECEIVED: "govuk-tag--blue"}
    return {
        "text": asked.get_status_display(),
        "classes": classes.get(RequestStatus(asked.status), "govuk-tag--grey"),
    }


def status_sentence(asked: PrivacyRequest, *, today: date) -> str:
    """Where the request has got to and what happens next, in words for the person."""
    if asked.is_open:
        words = (
            _("The council should have answered by %(day)s, and has not. You can complain.")
            if asked.due_on < today
            else _("The council's privacy officer will answer by %(day)s.")
        )
        return words % {"day": days.show_day(asked.due_on, with_weekday=True)}
    day = days.show_day(asked.settled_on) if asked.settled_on else ""
    if asked.collect_until_on is not None and asked.collect_until_on >= today:
        return _("Your copy is ready. You can fetch it until %(until)s.") % {
            "until": days.show_day(asked.collect_until_on, with_weekday=True)
        }
    return {
        RequestStatus.ANSWERED: _("We answered on %(day)s."),
        RequestStatus.REFUSED: _("On %(day)s we told you that we cannot do it, and why."),
        RequestStatus.WITHDRAWN: _("You withdrew this request on %(day)s. Nothing more will happen."),
    }[RequestStatus(asked.status)] % {"day": day}


def request_rows(asked: PrivacyRequest) -> list[Row]:
    """What was asked, when, and what was said about it."""
    rows = [row(_("What you asked for"), asked.get_kind_display())]
    rows.append(row(_("We received it on"), days.show_day(asked.received_on)))
    if asked.about:
        rows.append(row(_("What you wrote"), linebreaksbr(asked.about)))
    if asked.extended_because:
        rows.append(row(_("Why it takes longer"), linebreaksbr(asked.extended_because)))
    if asked.answer:
        rows.append(row(_("Our answer"), linebreaksbr(asked.answer)))
    return rows


def history_rows(steps: Iterable[JourneyStep]) -> list[list[dict[str, Any]]]:
    """What happened and when, oldest first, as table rows."""
    words = {
        "begin": _("We received the request"),
        "answer": _("We answered"),
        "refuse": _("We said that we cannot do it"),
        "withdraw": _("The request was withdrawn"),
    }
    return [cells(moment(step.happened_at), words.get(step.move, step.move)) for step in steps]


def look_rows(looks: Iterable[Look], bodies: Mapping[str, str]) -> list[list[dict[str, Any]]]:
    """Who looked, by role and body, for the person whose record it is: no names."""
    return [
        cells(moment(look.looked_at), role_words(look.role_kind), bodies.get(look.body_reference, "")) for look in looks
    ]


def look_list_rows(looks: Iterable[Look], bodies: Mapping[str, str]) -> list[list[dict[str, Any]]]:
    """Who looked at which record, by key, role and body, for the privacy officer."""
    return [
        cells(
            moment(look.looked_at),
            look.subject_reference,
            look.by.partition(":")[2],
            role_words(look.role_kind),
            bodies.get(look.body_reference, ""),
        )
        for look in looks
    ]


def role_words(kind: str) -> str:
    """The title of a kind of role."""
    try:
        return str(KINDS.role(kind).title)
    except UnknownKindError:
        return _("Somebody of the council")


# The desk.


def desk_rows(requests: Iterable[PrivacyRequest], *, today: date) -> list[list[dict[str, Any]]]:
    """Open requests: reference, what is asked, by when."""
    return [
        cells(
            link(asked.reference, "privacy:desk_request", ref=asked.reference),
            asked.get_kind_display(),
            due_words(asked.due_on, today=today),
        )
        for asked in requests
    ]


def officer_rows(asked: PrivacyRequest, contacts: Sequence[str]) -> list[Row]:
    """What an officer needs to know of a request."""
    if asked.is_emptied:
        return [row(_("Asked for"), asked.get_kind_display())]
    shown = _("shown to be theirs") if asked.is_contact_shown else _("nobody has made sure yet that it is theirs")
    rows = [
        row(_("Asked for"), asked.get_kind_display()),
        row(_("Name"), asked.name or _("not given")),
        row(_("Contact"), f"{asked.contact} ({shown})" if asked.contact else _("none; write or ring")),
        row(_("Account"), asked.person_key or _("none")),
        row(_("Came"), _("on paper, by telephone or in person") if asked.is_on_paper else _("through the website")),
        row(_("Received"), days.show_day(asked.received_on)),
        row(_("Answer by"), days.show_day(asked.due_on, with_weekday=True)),
    ]
    if contacts:
        rows.append(row(_("Further contacts"), linebreaksbr("\n".join(contacts))))
    if asked.about:
        rows.append(row(_("They say"), linebreaksbr(asked.about)))
    return rows


def officers_sentence(asked: PrivacyRequest) -> str:
    """Where the request has got to, in words for an officer."""
    if asked.is_open:
        return _("To be answered by %(day)s.") % {"day": days.show_day(asked.due_on, with_weekday=True)}
    day = days.show_day(asked.settled_on) if asked.settled_on else ""
    if asked.collected_at is not None:
        return _("Answered on %(day)s. The copy was fetched.") % {"day": day}
    if asked.collect_until_on is not None:
        words = _("Answered on %(day)s. The copy can be fetched until %(until)s.")
        return words % {"day": day, "until": days.show_day(asked.collect_until_on)}
    words = _("%(status)s on %(day)s.")
    return words % {"status": asked.get_status_display(), "day": day}


def settled_rows(requests: Iterable[PrivacyRequest]) -> list[list[dict[str, Any]]]:
    """Closed requests: reference, what was asked, what came of it, and when."""
    return [
        cells(
            link(asked.reference, "privacy:desk_request", ref=asked.reference),
            asked.get_kind_display(),
            asked.get_status_display(),
            days.show_day(asked.settled_on) if asked.settled_on else "",
        )
        for asked in requests
    ]


def note_rows(notes: Iterable[StaffNote]) -> list[Row]:
    """Notes as rows of a summary list: when, and what."""
    return [row(moment(note.noted_at), linebreaksbr(note.words)) for note in notes]


def has_paper_copy(asked: PrivacyRequest) -> bool:
    """Whether the copy is for an officer to print, because the person gave no e-mail address."""
    return asked.collect_until_on is not None and not asked.is_reached_by_email and not asked.is_emptied


def how_to_tell(asked: PrivacyRequest) -> str:
    """How an officer tells somebody who has no e-mail address; nothing where letters go by themselves."""
    if asked.is_reached_by_email or asked.is_emptied:
        return ""
    return {
        ReachBy.PHONE: _("No letter goes to them by itself. Ring them when something happens: %(contact)s."),
        ReachBy.POST: _("No letter goes to them by itself. Write to them by post when something happens: %(contact)s."),
    }.get(ReachBy(asked.reach_by), _("No letter goes to them by itself. Tell them when they come to us.")) % {
        "contact": ", ".join(asked.contact.splitlines())
    }


def way_to_switch_on(standing: Standing, asked: PrivacyRequest, back: str) -> str:
    """Where the power to read is switched on, with the way back; nothing for one's own request."""
    if standing.actor.key == asked.person_key:
        return ""
    role = next(role for role in standing.roles if KINDS.may(role.kind, abilities.READ))
    where = reverse("people:power_switch_on", kwargs={"role": role.reference, "name": abilities.READ})
    return f"{where}?{urlencode({'next': back})}"


def hidden_rows(hidden: Iterable[HiddenWords], asked: PrivacyRequest) -> list[Row]:
    """The words that are blacked out everywhere, why, and the way to show them again."""
    rows = []
    for each in hidden:
        href = reverse("privacy:found_show_again", kwargs={"ref": asked.reference, "words": each.reference})
        change = (href, _("Show again"), each.words) if asked.is_open else None
        rows.append(row(each.words, each.because, change=change))
    return rows


def decision_made(item: FoundItem) -> dict[str, str]:
    """What was decided about an item before, for the form."""
    return {"decision": "" if item.decision == Decision.OPEN else item.decision, "because": item.because}


def left_out_rows(items: Iterable[FoundItem]) -> list[Row]:
    """The items that do not go out whole, and why."""
    return [
        row(
            item.title,
            _("%(decision)s: %(because)s") % {"decision": item.get_decision_display(), "because": item.because},
        )
        for item in items
        if item.decision in {Decision.REDACTED, Decision.WITHHELD}
    ]


def going_rows(outcome: Iterable[HoldingErased]) -> list[Row]:
    """What an erasure takes away, by class of record."""
    return [row(str(each.holding.title), _called(each.erased)) for each in outcome if each.erased]


def _called(erased: Iterable[str]) -> str:
    """The references people know; a record without one is told in words."""
    return ", ".join(filter(references.tidy, erased)) or _("everything in it that names the person")


def staying_rows(outcome: Iterable[HoldingErased]) -> list[Row]:
    """What an erasure leaves, by class of record, and why."""
    return [
        row(str(each.holding.title), f"{kept.reference}: {kept.why}" if references.tidy(kept.reference) else kept.why)
        for each in outcome
        for kept in each.kept
    ]


def found_groups(
    items: Sequence[FoundItem], titles: Mapping[str, str], asked: PrivacyRequest, *, shown: Callable[[str], str]
) -> list[dict[str, Any]]:
    """What was found, by holding and record: a heading, and a summary list with what becomes of each item.

    `shown` blacks out what is hidden everywhere, so that the officer reads what the person will.
    """
    groups: dict[tuple[str, str], dict[str, Any]] = {}
    for item in items:
        key = (item.holding, item.record_reference)
        group = groups.setdefault(
            key,
            {
                "place": place(titles.get(item.holding, item.holding), item.record_reference),
                "title": item.record_title,
                "rows": [],
            },
        )
        group["rows"].append(_found_row(item, asked, shown))
    return list(groups.values())


def copied_groups(holdings: Iterable[CopiedHolding]) -> list[dict[str, Any]]:
    """What is in the copy, by record, as it is printed: a heading, and a summary list."""
    return [
        {
            "place": place(holding.title, record.reference),
            "title": record.title,
            "rows": [row(item["title"], _copied_words(item)) for item in record.items],
        }
        for holding in holdings
        for record in holding.records
    ]


def place(holding: str, reference: str) -> str:
    """Where a record is kept: its class, and its reference where it has one that people know."""
    return f"{holding}, {reference}" if references.tidy(reference) else holding


def _copied_words(item: Mapping[str, str]) -> SafeString:
    if "withheld" in item:
        return linebreaksbr(_("Left out: %(why)s") % {"why": item["withheld"]})
    if "file" in item:
        return linebreaksbr(_("A file, given with this: %(name)s") % {"name": item["file"]})
    words = item["words"]
    if "left_out" in item:
        words = "\n".join((words, _("Some words are blacked out: %(why)s") % {"why": item["left_out"]}))
    return linebreaksbr(words)


def _found_row(item: FoundItem, asked: PrivacyRequest, shown: Callable[[str], str]) -> Row:
    words = format_html('<span class="cw-when">{}</span><br>', _found_note(item))
    value = format_html("{}{}", words, _("a file") if item.is_file else linebreaksbr(shown(item.words)))
    href = reverse("privacy:found_decide", kwargs={"ref": asked.reference, "item": item.reference})
    change = (href, _("Decide"), item.title) if asked.is_open else None
    return row(item.title, value, change=change)


def _found_note(item: FoundItem) -> str:
    if item.decision == Decision.OPEN:
        return _("Shows somebody else. To be decided")
    if item.decision == Decision.GIVEN:
        return _("Given")
    return _("%(decision)s: %(because)s") % {"decision": item.get_decision_display(), "because": item.because}


# Figures.


def figure_rows(figures: Iterable[Mapping[str, Any]]) -> list[list[dict[str, Any]]]:
    """Requests closed and answered in time, by year and kind; few are not shown."""
    rows = []
    for figure in figures:
        is_small = figure["count"] < SMALL
        share = round(100 * figure["in_time"] / figure["count"])
        rows.append(
            cells(
                figure["year"],
                RequestKind(figure["kind"]).label,
                _("fewer than 5") if is_small else figure["count"],
                _("not shown") if is_small else f"{share} %",
            )
        )
    return rows
