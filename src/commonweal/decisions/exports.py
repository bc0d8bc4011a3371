"""Public decisions as open data. Withheld: who recorded and confirmed, and what members declared (see the page)."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.decisions import queries
from commonweal.decisions.states import Outcome, TakenBy
from commonweal.publishing import datasets, rows
from commonweal.publishing.columns import Column, Filter, Kind
from commonweal.publishing.datasets import Dataset, Query, Row

OUTCOMES = {outcome.value: outcome.label for outcome in Outcome}
DECIDERS = {taken_by.value: taken_by.label for taken_by in TakenBy}

_FIELDS = (
    *("reference", "title", "body__name", "taken_by", "office", "decided_on", "outcome", "what", "why"),
    *("alternatives", "power", "recorded_on", "is_by_two_people", "replaces__reference", "later", "times_corrected"),
)


def _decisions(query: Query) -> Iterable[Row]:
    return rows.of_queryset(
        queries.public_rows(),
        query,
        fields=_FIELDS,
        key=("reference",),
        filters={"outcome": "outcome", "taken_by": "taken_by"},
        cells=lambda row: (*row, _page_of(row[0])),
    )


def _subjects(query: Query) -> Iterable[Row]:
    return rows.of_queryset(
        queries.subject_rows(),
        query,
        fields=("decision__reference", "kind", "reference", "title", "effect", "until_on"),
        key=("decision__reference", "kind", "reference"),
        filters={"decision": "decision__reference", "kind": "kind", "reference": "reference"},
    )


def _page_of(reference: str) -> str:
    return reverse("decisions:decision_record", kwargs={"ref": reference})


datasets.publish(
    Dataset(
        slug="decisions",
        title=_("Decisions"),
        summary=_("What was decided, by whom, when, why, under what power, and what else was considered."),
        columns=(
            Column("reference", _("The decision's reference."), is_key=True),
            Column("title", _("What was decided, in a line.")),
            Column("body", _("Whose decision it is.")),
            Column("taken_by", _("What sort of office or meeting decided."), Kind.CODE, codes=DECIDERS),
            Column("office", _("Which office, committee or board; empty for the full council and the cabinet.")),
            Column("decided_on", _("The day it was decided."), Kind.DAY),
            Column("outcome", _("What sort of decision it is."), Kind.CODE, codes=OUTCOMES),
            Column("what", _("What was decided, in full.")),
            Column("why", _("The reasons.")),
            Column("alternatives", _("What else was considered, and why not.")),
            Column("power", _("The law or the delegation that lets them decide.")),
            Column("recorded_on", _("The day it became public."), Kind.DAY),
            Column("is_by_two_people", _("Whether a second person confirmed the record first."), Kind.YES_NO),
            Column("replaces", _("The reference of the earlier decision whose place it takes.")),
            Column("replaced_by", _("The reference of the later decision that took its place.")),
            Column("corrections", _("How many corrections stand beside it on its page."), Kind.NUMBER),
            Column("page", _("Its page on this service."), Kind.LINK),
        ),
        rows=_decisions,
        source=_("Records that officers of the council and its partners make of decisions"),
        scope=_("Every decision recorded here since the register was opened."),
        caveat=_("The words are as they were recorded. Corrections and the names of members are on the page."),
        frequency=_("At once, when a decision is recorded"),
        changed_at=queries.last_changed_at,
        version=queries.version,
        filters=(
            Filter("outcome", "outcome", _("Only decisions of this sort.")),
            Filter("taken_by", "taken_by", _("Only decisions of this sort of office or meeting.")),
        ),
        related=("decision-subjects",),
        keywords="decision record cabinet committee officer minutes",
    )
)

datasets.publish(
    Dataset(
        slug="decision-subjects",
        title=_("What decisions are about"),
        summary=_("Which commitment, measure or other thing each decision is about, and what it does to it."),
        columns=(
            Column("decision", _("The decision's reference."), is_key=True),
            Column("kind", _("What sort of thing it is about."), is_key=True),
            Column("reference", _("The thing's reference."), is_key=True),
            Column("title", _("What the thing was called when it was decided.")),
            Column("effect", _("What the decision does to it, as a word of the service.")),
            Column("until_on", _("The last day of what it extends."), Kind.DAY),
        ),
        rows=_subjects,
        source=_("Records that officers of the council and its partners make of decisions"),
        scope=_("Every public decision that is about something on this service."),
        caveat=_("A thing can have another title today."),
        frequency=_("At once, when a decision is recorded"),
        changed_at=queries.last_changed_at,
        version=queries.version,
        filters=(
            Filter("decision", "decision", _("Only what this decision is about.")),
            Filter("kind", "kind", _("Only things of this sort.")),
            Filter("reference", "reference", _("Only the thing with this reference.")),
        ),
        related=("decisions",),
        keywords="commitment measure adopted effect",
    )
)
