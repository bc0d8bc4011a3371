"""Every measure of success as open data: how it stands is worked out as on its page, so a proposal is never met."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.models import Measure
from commonweal.accountability.presenters import measure_words as words
from commonweal.accountability.presenters import measures as presenters
from commonweal.accountability.queries import measures as queries
from commonweal.accountability.rules import measures as rules
from commonweal.accountability.states.measures import Direction, MeasureStatus, Period, Verdict
from commonweal.publishing import datasets, rows, suppression
from commonweal.publishing.columns import Column, Filter, Kind
from commonweal.publishing.datasets import Dataset, Query, Row


def _rows(query: Query) -> Iterable[Row]:
    table = [_row(each, query) for each in queries.everything() if each.proposed_at <= query.at]
    return rows.of_table(table, query, key=(0, 1), filters={"strategy": 0, "standing": 17})


def _row(measure: Measure, query: Query) -> Row:
    judgement = rules.judge(measure, at=query.at)
    figure = judgement.figure
    is_adopted = measure.status_at(query.at) == MeasureStatus.ADOPTED
    return (
        measure.strategy.slug,
        measure.reference,
        measure.title,
        measure.definition,
        measure.numerator or None,
        measure.denominator or None,
        measure.unit,
        measure.direction or None,
        presenters.served_words(measure) or None,
        measure.owner.name if measure.owner else None,
        measure.period or None,
        measure.source or None,
        measure.confidence or None,
        measure.caveat or None,
        measure.baseline_value,
        measure.baseline_on,
        measure.baseline_source or None,
        judgement.verdict.value,
        words.sentence(measure, judgement, at=query.at),
        words.target_words(measure) if is_adopted else None,
        measure.target_value if is_adopted else None,
        measure.target_upto if is_adopted else None,
        measure.target_by_on if is_adopted else None,
        figure.from_on if figure else None,
        figure.until_on if figure else None,
        figure.value if figure and not words.is_too_small(figure) else None,
        figure.source if figure else None,
        figure.scope if figure else None,
        figure.caveat or None if figure else None,
        measure.adoption or None,
        reverse("decisions:decision_record", kwargs={"ref": measure.adoption}) if measure.adoption else None,
        measure.adopted_on,
        presenters.address(measure),
    )


datasets.publish(
    Dataset(
        slug="success-measures",
        title=_("Measures of success"),
        summary=_(
            "What each strategy is judged by: definition, owner, start, target, latest figure, and who adopted it."
        ),
        columns=(
            Column("strategy", _("The short name of the strategy."), is_key=True),
            Column("reference", _("The measure’s reference."), is_key=True),
            Column("title", _("What it is called.")),
            Column("definition", _("What exactly is counted.")),
            Column("numerator", _("If it is a share: the number of what.")),
            Column("denominator", _("If it is a share: out of what.")),
            Column("unit", _("The unit of all its values.")),
            Column("direction", _("Which way is better."), Kind.CODE, codes=dict(Direction.choices)),
            Column("serves", _("The aims, objectives and outcomes whose success it would show.")),
            Column("owner", _("The body that answers for the figure.")),
            Column("period", _("How often there is a figure."), Kind.CODE, codes=dict(Period.choices)),
            Column("source", _("Where its figures come from.")),
            Column("confidence", _("How sure one can be of them.")),
            Column("caveat", _("What to know before using it.")),
            Column("baseline", _("The figure it starts from."), Kind.NUMBER),
            Column("baseline_on", _("The day of that figure."), Kind.DAY),
            Column("baseline_source", _("Where that figure is from.")),
            Column(
                "standing",
                _("How it stands. What nobody adopted is “proposed” whatever its figures, and never met."),
                Kind.CODE,
                codes=dict(Verdict.choices),
            ),
            Column("standing_in_words", _("The same in a sentence.")),
            Column("target_in_words", _("The target of an adopted measure, or that none is set.")),
            Column(
                "target", _("The target of an adopted measure; the lower end where it keeps between two."), Kind.NUMBER
            ),
            Column("target_upper_end", _("The upper end, where it should keep between two."), Kind.NUMBER),
            Column("target_by_on", _("The day by which the target should be reached."), Kind.DAY),
            Column("figure_from_on", _("The first day of the period of the figure that counts."), Kind.DAY),
            Column("figure_until_on", _("The last day of that period."), Kind.DAY),
            Column("figure", _("The figure that counts; of a proposal, a trial."), Kind.NUMBER),
            Column("figure_source", _("Where this figure is from.")),
            Column("figure_scope", _("Whom or what it covers.")),
            Column("figure_caveat", _("What to know about this figure.")),
            Column("adopted_by", _("The reference of the decision that adopted it.")),
            Column("decision", _("The page of that decision."), Kind.LINK),
            Column("adopted_on", _("The day of that decision."), Kind.DAY),
            Column("page", _("The measure’s page."), Kind.LINK),
        ),
        rows=_rows,
        source=_("This service: packs of strategies, recorded decisions, and figures confirmed by two people"),
        scope=_("Every measure that was ever proposed for a strategy here."),
        caveat=_("There is no total score, and measures of different strategies are not made to be compared."),
        frequency=_("Whenever a measure is proposed or decided about, or a figure is confirmed"),
        changed_at=lambda: None,  # how it stands changes with the day, too
        suppression=suppression.RULE,
        filters=(
            Filter("strategy", "strategy", _("Only measures of this strategy.")),
            Filter("standing", "standing", _("Only measures that stand so.")),
        ),
        keywords="success framework indicators kpi targets outcomes baseline",
    )
)
