"""Measures of success as what decisions are about: a decision adopts one, drops it, or ends its use."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.models import Measure
from commonweal.accountability.operations import measures as operations
from commonweal.accountability.queries import measures as queries
from commonweal.core import references
from commonweal.decisions import announcements, subjects
from commonweal.decisions.states import Outcome
from commonweal.decisions.subjects import Effect, Subject, SubjectKind

EFFECTS = (
    Effect("ADOPT", _("It adopts this measure of success"), outcomes=(Outcome.ADOPT,), needs_two_people=True),
    Effect("DROP", _("It drops this proposal for a measure"), needs_two_people=True),
    Effect("RETIRE", _("It ends the use of this measure"), needs_two_people=True),
)


def find(reference: str) -> Subject | None:
    """The measure with this reference, as decisions name it."""
    measure = queries.by_reference(references.tidy(reference) or "")
    return _subject(measure) if measure else None


def search(words: str, *, on: date) -> Sequence[Subject]:  # noqa: ARG001  # what is at work is, on any day
    """The measures at work that some words or a part of a reference mean."""
    return [_subject(measure) for measure in queries.found(words.strip())]


def _subject(measure: Measure) -> Subject:
    where = {"slug": measure.strategy.slug, "ref": measure.reference}
    return Subject(measure.reference, measure.title, reverse("accountability:measure_record", kwargs=where))


def register_all() -> None:
    """Say what a decision can do to a measure, and do it when one becomes public; called when Django starts."""
    subjects.register(SubjectKind(queries.SUBJECT, _("Measure of success"), find, search, EFFECTS))
    announcements.RECORDED.register("accountability.measures", operations.follow)
