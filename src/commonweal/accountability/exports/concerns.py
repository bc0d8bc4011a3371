"""Concerns as open data: what anybody may know of each; never who raised it, nor words that may not be printed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.exports.declared import KEYWORDS, OF_STRATEGY, PAGE, STRATEGY
from commonweal.accountability.models import Concern, ConcernOutcome
from commonweal.accountability.presenters.concerns import STATE_WORDS, state_of
from commonweal.accountability.queries import published as queries
from commonweal.accountability.rules import concerns as rules
from commonweal.core.days import london_day
from commonweal.publishing import datasets, rows
from commonweal.publishing.columns import Column, Filter, Kind
from commonweal.publishing.datasets import Dataset, Query, Row

_SHOWN = (
    *("status", "may_publish", "summary", "sent_on", "answer_by_on", "answered_on", "settled_at", "outcome"),
    *("action", "action_by_on"),
)


def _concerns(query: Query) -> Iterable[Row]:
    today = london_day(query.at)
    return rows.of_queryset(
        queries.concerns(query.at),
        query,
        fields=("commitment__strategy__slug", "reference", "commitment__code", "filing__reference", *_SHOWN),
        key=("commitment__strategy__slug", "reference"),
        filters={"strategy": "commitment__strategy__slug", "commitment": "commitment__code", "outcome": "outcome"},
        cells=lambda row: _cells(row, today),
    )


def _cells(row: Row, today: date) -> Row:
    slug, reference, code, filing, *shown = row
    concern = Concern(**dict(zip(_SHOWN, shown, strict=True)))
    return (
        *(slug, reference, code, filing),
        *(state_of(concern, today).value, concern.sent_on, concern.answer_by_on, concern.answered_on),
        rules.days_taken(concern, today) if concern.is_answered else None,
        None if concern.is_withdrawn else rules.days_late(concern, today),
        concern.outcome or None,
        concern.public_summary or None,
        concern.action or None,
        concern.action_by_on,
        reverse("accountability:concern_show", kwargs={"slug": slug, "ref": reference}),
    )


datasets.publish(
    Dataset(
        slug="concerns",
        title=_("Concerns about commitments"),
        summary=_("Every concern that was raised: by when it was to be answered, how late it was, and what was found."),
        columns=(
            STRATEGY,
            Column("reference", _("The concern’s reference."), is_key=True),
            Column("commitment", _("The code of the commitment that it is about.")),
            Column("document", _("The reference of the document that it challenges, if it challenges one.")),
            Column(
                "state",
                _("Where it is today."),
                Kind.CODE,
                codes={state.value: words for state, words in STATE_WORDS.items()},
            ),
            Column("sent_on", _("The day it was sent."), Kind.DAY),
            Column("answer_by_on", _("The day by which it was, or is, to be answered."), Kind.DAY),
            Column("answered_on", _("The day it was answered."), Kind.DAY),
            Column("working_days_taken", _("How many working days the answer took."), Kind.NUMBER),
            Column(
                "working_days_late",
                _("How many working days the answer came late, or is late today; 0 in time; empty where withdrawn."),
                Kind.NUMBER,
            ),
            Column("outcome", _("What the council found."), Kind.CODE, codes=dict(ConcernOutcome.choices)),
            Column("summary", _("What it is, in the council’s words; empty where the person lets nothing be printed.")),
            Column("action", _("What will be done about it.")),
            Column("action_by_on", _("By which day."), Kind.DAY),
            PAGE,
        ),
        rows=_concerns,
        source=_("This service: concerns as people sent them, and the council’s answers"),
        scope=_("Every concern that was sent on a commitment here."),
        caveat=_(
            "The person’s own words, the replies of bodies and the reasons are on the page of each, as far as the "
            "person agreed. A concern that was taken back keeps its days."
        ),
        frequency=_("Whenever one is sent or answered; how late one is, every day"),
        changed_at=lambda: None,  # how late one is changes with the day, too
        filters=(
            OF_STRATEGY,
            Filter("commitment", "commitment", _("Only concerns about the commitment of this code.")),
            Filter("outcome", "outcome", _("Only concerns of which this was found.")),
        ),
        related=("commitments",),
        keywords=f"{KEYWORDS} concerns complaints answers late",
        order=14,
    )
)
