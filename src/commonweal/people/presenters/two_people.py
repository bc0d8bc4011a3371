"""What stands in for a second person, as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.people import two_people
from commonweal.people.models import TwoPersonException
from commonweal.people.presenters import bodies
from commonweal.ui.rows import row


def giver_key(exception: TwoPersonException) -> str:
    """The pseudonymous key of whoever gave it."""
    return exception.given_by.partition(":")[2]


def words(exception: TwoPersonException) -> str:
    """The exception in a sentence."""
    said = {"body": exception.body.name, "decision": two_people.words_of(exception.decision)}
    if exception.is_single_person:
        return _("At %(body)s one person may do both parts. Decision: %(decision)s.") % said
    said["name"] = (exception.approver.name if exception.approver else "") or _("somebody who left")
    return _("For %(body)s, %(name)s decides from outside. Decision: %(decision)s.") % said


def _until(exception: TwoPersonException) -> str:
    said = {"from": days.show_day(exception.from_on), "until": days.show_day(exception.until_on)}
    if exception.ended_at:
        said["ended"] = days.show_day(days.london_day(exception.ended_at))
        return _("%(from)s until %(until)s; ended on %(ended)s") % said
    return _("%(from)s until %(until)s") % said


def cards(exceptions: Sequence[TwoPersonException], givers: Mapping[str, str]) -> list[dict[str, Any]]:
    """Each exception as a summary card: all that was recorded."""
    return [
        {
            "card": {"title": {"text": two_people.words_of(each.decision), "headingLevel": 3}},
            "rows": [
                row(_("Where"), bodies.link(each.body)),
                row(_("What stands in"), each.get_kind_display()),
                *([row(_("Who decides"), each.approver.name or _("Somebody who left"))] if each.approver else []),
                row(_("Why"), format_html("<span data-given>{}</span>", each.reason)),
                row(_("When"), _until(each)),
                row(_("Recorded by"), givers.get(giver_key(each)) or _("The council")),
            ],
        }
        for each in exceptions
    ]


def desk_rows(exceptions: Sequence[TwoPersonException]) -> list[list[dict[str, Any]]]:
    """What is in force or to come, each with its way to end it."""
    return [
        [
            {"text": words(each)},
            {"text": _until(each)},
            {
                "html": format_html(
                    '<a class="govuk-link" href="{}">{}<span class="govuk-visually-hidden"> {}</span></a>',
                    reverse("people:exception_end", kwargs={"ref": each.reference}),
                    _("End"),
                    each.reference,
                )
            },
        ]
        for each in exceptions
    ]
