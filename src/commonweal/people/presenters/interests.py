"""Declarations of interest as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.people.models import Interest, InterestReview
from commonweal.people.presenters.councillors import interest_words


def held_rows(interests: Sequence[Interest], *, may_change: bool) -> list[dict[str, Any]]:
    """What somebody holds as summary rows, each with its ways to change and end it where that can be done."""
    rows = []
    for interest in interests:
        row: dict[str, Any] = {
            "key": {"text": interest.get_kind_display()},
            "value": {"html": interest_words(interest)},
        }
        if may_change:
            words = {"ref": interest.reference}
            row["actions"] = {
                "items": [
                    _action("people:interest_change", words, _("Change"), interest.with_whom),
                    _action("people:interest_end", words, _("End"), interest.with_whom),
                ]
            }
        rows.append(row)
    return rows


def _action(page: str, words: dict[str, str], text: str, hidden: str) -> dict[str, str]:
    return {"href": reverse(page, kwargs=words), "text": text, "visuallyHiddenText": hidden}


def past_rows(interests: Sequence[Interest]) -> list[dict[str, Any]]:
    """What was declared and no longer counts, as summary rows: ended, or replaced by a later declaration."""
    rows = []
    for interest in interests:
        why = _("Ended") if interest.is_present else _("Replaced by a later declaration")
        key = format_html('{}<br><span class="cw-when">{}</span>', interest.get_kind_display(), why)
        rows.append({"key": {"html": key}, "value": {"html": interest_words(interest)}})
    return rows


def review_sentence(review: InterestReview | None, *, is_due: bool, is_own: bool) -> str:
    """When they were last looked at, and whether it is time again."""
    if review is None:
        return _("You have not yet said that this is all.") if is_own else _("Not yet confirmed by the person.")
    words = {"day": days.show_day(days.london_day(review.reviewed_at))}
    if not is_own:
        if review.has_none:
            return _("On %(day)s the person said that there is nothing to declare.") % words
        return _("On %(day)s the person said that this is all.") % words
    if is_due:
        return _("You last looked at this on %(day)s, more than a year ago. Look again, and say whether it is all.") % (
            words
        )
    if review.has_none:
        return _("On %(day)s you said that you have nothing to declare.") % words
    return _("On %(day)s you said that this is all.") % words
