"""Imports as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core import days
from commonweal.core.journeys import JourneyStep
from commonweal.places.models import Edition, Import, ImportKind
from commonweal.places.states import ImportStatus
from commonweal.ui.rows import link

TAGS = {
    ImportStatus.DONE: "cw-tag-kept",
    ImportStatus.UNCHANGED: "govuk-tag--grey",
    ImportStatus.REFUSED: "govuk-tag--red",
    ImportStatus.RUNNING: "govuk-tag--blue",
    ImportStatus.WAITING: "govuk-tag--blue",
}


def tag(each: Import) -> dict[str, Any]:
    """Where an import has got to; a sentence always stands beside it."""
    status = ImportStatus(each.status)
    return {"text": str(status.label), "classes": TAGS[status]}


def sentence(each: Import) -> str:
    """Where it has got to and what happens next."""
    if each.status == ImportStatus.WAITING:
        return _("A worker will begin in a moment. You can leave this page.")
    if each.status == ImportStatus.RUNNING:
        if each.rows_total is None:
            return _("The file is being read. Nothing that people see has changed yet. You can leave this page.")
        return _(
            "%(done)s of %(total)s rows are in, %(percent)d in 100. People see what was there before until all are in."
        ) % {"done": f"{each.rows_done:,}", "total": f"{each.rows_total:,}", "percent": each.percent_done}
    if each.status == ImportStatus.REFUSED:
        return _("Nothing that people see has changed.")
    if each.status == ImportStatus.UNCHANGED:
        return _("The file says what we had already, so nothing was changed.")
    rows = _("%(done)s rows are in use.") % {"done": f"{each.rows_done:,}"}
    if not each.rows_left_out:
        return rows
    left_out = _("%(count)s were left out, because they are of areas we do not have.")
    return f"{rows} {left_out % {'count': f'{each.rows_left_out:,}'}}"


def fact_rows(each: Import) -> list[dict[str, Any]]:
    """The summary list of one import."""
    facts = [
        (_("File"), each.file_name),
        (_("What it holds"), str(ImportKind(each.kind).label)),
        (_("Made by"), each.source),
        (_("Licence"), each.licence),
        (_("Tells of"), days.show_day(each.dated_on) if each.dated_on else ""),
        (_("Asked for"), days.show_instant(each.asked_at)),
        (_("Ended"), days.show_instant(each.ended_at) if each.ended_at else ""),
        (_("Why fewer postcodes are right"), each.accept_change),
    ]
    return [{"key": {"text": words}, "value": {"text": value}} for words, value in facts if value]


def history_rows(steps: Sequence[JourneyStep]) -> list[list[dict[str, Any]]]:
    """What happened and when, oldest first."""
    words = {
        "start": _("A worker began to read the file"),
        "go_on": _("A worker went on where it had been cut short"),
        "finish": _("Put in use"),
        "leave_unchanged": _("Found to say nothing new"),
        "refuse": _("Refused"),
    }
    return [
        [{"text": days.show_instant(step.happened_at)}, {"text": words[step.move]}]
        for step in steps
        if step.move in words
    ]


def list_rows(imports: Sequence[Import]) -> list[list[dict[str, Any]]]:
    """A table row for each import."""
    return [
        [
            {
                "html": format_html(
                    '{}<br><span class="cw-when">{}</span>',
                    link(each.file_name, "portal:import_record", ref=str(each.reference)),
                    ImportKind(each.kind).label,
                )
            },
            {
                "html": format_html(
                    '{}{}<br><span class="cw-when">{}</span>',
                    ImportStatus(each.status).label,
                    _progress(each),
                    days.show_instant(each.ended_at or each.asked_at),
                )
            },
        ]
        for each in imports
    ]


def _progress(each: Import) -> str:
    if each.status != ImportStatus.RUNNING or each.rows_total is None:
        return ""
    return _(", %(percent)d in 100") % {"percent": each.percent_done}


def edition_sentence(edition: Edition | None) -> str:
    """Which postcodes people are answered from."""
    if edition is None:
        return _("No postcodes have been imported yet, so the postcode finder finds nothing.")
    words = ngettext(
        "People are answered from %(live)s postcode in use: %(source)s.",
        "People are answered from %(live)s postcodes in use: %(source)s.",
        edition.live_postcodes,
    )
    return words % {
        "live": f"{edition.live_postcodes:,}",
        "source": str(edition) if not edition.dated_on else f"{edition.source}, {days.show_day(edition.dated_on)}",
    }


def can_be_accepted(each: Import) -> bool:
    """Whether the import can be asked for again with a reason why postcodes are lost."""
    return each.kind == ImportKind.POSTCODES and each.status == ImportStatus.REFUSED and not each.accept_change
