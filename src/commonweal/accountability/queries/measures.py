"""Reading measures of success. Proposals and confirmed figures are public; a figure that waits is for the desk."""

from __future__ import annotations

from django.db.models import Max, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.states.measures import FigureStatus, MeasureStatus
from commonweal.decisions.models import Decision, DecisionSubject
from commonweal.decisions.states import Status as DecisionStatus
from commonweal.strategy.models import NamedBody, Part, PartKind, Provision, ProvisionKind, Strategy

SUBJECT = "accountability.measure"
"""What decisions call a measure."""

TOUCHED = "accountability.measure"
"""What operations on measures touch."""

SERVED = (PartKind.AIM, PartKind.OBJECTIVE, PartKind.OUTCOME)
"""The parts of a strategy whose success a measure can show."""

MOST_FOUND = 20


def _whole() -> QuerySet[Measure]:
    rows = Measure.objects.select_related("strategy", "owner", "adopted_by")
    return rows.prefetch_related("serves", "figures")


def of_strategy(strategy: Strategy) -> list[Measure]:
    """Every measure of a strategy in its order, with what it serves and its figures."""
    return list(_whole().filter(strategy=strategy))


def get(slug: str, reference: str) -> Measure:
    """The measure of this strategy with this reference. Raises Http404."""
    found = _whole().filter(strategy__slug=slug, reference=reference).first()
    if found is None:
        raise Http404(_("There is no measure at this address."))
    return found


def get_for_desk(reference: str) -> Measure:
    """The measure with this reference, for officers. Raises Http404."""
    found = by_reference(reference)
    if found is None:
        raise Http404
    return found


def by_reference(reference: str) -> Measure | None:
    """The measure with this reference; None when there is none."""
    return _whole().filter(reference=reference).first()


def at_work() -> list[Measure]:
    """Every measure that is proposed or adopted, of any strategy, with its figures. For the desk."""
    return list(_whole().filter(status__in=[MeasureStatus.PROPOSED, MeasureStatus.ADOPTED]))


def everything() -> list[Measure]:
    """Every measure of every strategy, for open data."""
    return list(_whole())


def found(words: str) -> list[Measure]:
    """Measures whose reference or title has these words, those at work only."""
    rows = _whole().filter(status__in=[MeasureStatus.PROPOSED, MeasureStatus.ADOPTED])
    titled = rows.filter(title__icontains=words) | rows.filter(reference__icontains=words)
    return list(titled.distinct()[:MOST_FOUND])


def of_pack(strategy: Strategy) -> dict[str, Measure]:
    """The measures that the pack proposed, by their key."""
    return {each.key: each for each in Measure.objects.filter(strategy=strategy).exclude(key="")}


def provisions(strategy: Strategy) -> list[Provision]:
    """What the newest version of the pack proposes."""
    return list(strategy.provisions.filter(kind=ProvisionKind.MEASURE, is_withdrawn=False))


def parts_served(strategy: Strategy) -> list[Part]:
    """The aims, objectives and outcomes that a measure can serve, in their order."""
    found = strategy.parts.filter(kind__in=SERVED, is_withdrawn=False)
    return sorted(found, key=lambda part: (SERVED.index(PartKind(part.kind)), part.position))


def parts_by_code(strategy: Strategy) -> dict[str, Part]:
    """The same by `kind:code`."""
    return {f"{part.kind}:{part.code}": part for part in parts_served(strategy)}


def owners(strategy: Strategy) -> list[NamedBody]:
    """The bodies of the strategy that can own a measure: those that there still are."""
    return list(strategy.bodies.filter(is_withdrawn=False, ended_on=None))


def owner_by_key(strategy: Strategy, key: str) -> NamedBody | None:
    """The body that the strategy calls by this key; None for none."""
    return strategy.bodies.filter(key=key).first() if key else None


def last_position(strategy: Strategy) -> int:
    """Where the last measure of a strategy stands; nought while there is none."""
    return Measure.objects.filter(strategy=strategy).aggregate(last=Max("position"))["last"] or 0


def lock(measure: Measure) -> Measure:
    """The same measure, read anew and held until the transaction ends."""
    return Measure.objects.select_for_update(of=("self",)).select_related("strategy").get(pk=measure.pk)


def lock_by_reference(reference: str) -> Measure | None:
    """The measure with this reference, held until the transaction ends; None when there is none."""
    rows = Measure.objects.select_for_update(of=("self",)).select_related("strategy")
    return rows.filter(reference=reference).first()


# Figures.


def get_figure(reference: str) -> MeasureValue:
    """The figure with this reference and its measure, for officers. Raises Http404."""
    found = _figures().filter(reference=reference).first()
    if found is None:
        raise Http404
    return found


def figure_by_reference(reference: str) -> MeasureValue | None:
    """The figure with this reference; None when there is none."""
    return _figures().filter(reference=reference).first()


def _figures() -> QuerySet[MeasureValue]:
    return MeasureValue.objects.select_related("measure__strategy", "recorded_by", "settled_by", "replaces")


def lock_figure(figure: MeasureValue) -> MeasureValue:
    """The same figure, read anew and held until the transaction ends."""
    rows = MeasureValue.objects.select_for_update(of=("self",))
    return rows.select_related("measure__strategy", "recorded_by", "replaces").get(pk=figure.pk)


def figures_of(measure: Measure) -> list[MeasureValue]:
    """Every figure of a measure with who entered and settled it, the newest period and entry first. For the desk."""
    return list(_figures().filter(measure=measure).order_by("-from_on", "-recorded_at", "-id"))


def waiting_figures() -> list[MeasureValue]:
    """The figures that wait for a second person, the oldest first."""
    return list(_figures().filter(status=FigureStatus.WAITING).order_by("recorded_at", "id"))


def returned_to(person_key: str) -> list[MeasureValue]:
    """The figures that somebody entered and got back, unless another was entered for the period since."""
    rows = _figures().filter(status=FigureStatus.RETURNED, recorded_by__reference=person_key)
    later = MeasureValue.objects.exclude(status=FigureStatus.RETURNED).values_list("measure_id", "from_on")
    taken = set(later)
    return [each for each in rows.order_by("-settled_at") if (each.measure_id, each.from_on) not in taken]


# Decisions.


def awaiting_decision(measure: Measure) -> Decision | None:
    """A decision about the measure whose record waits for a second person; None when there is none."""
    rows = DecisionSubject.objects.filter(kind=SUBJECT, reference=measure.reference)
    waits = rows.filter(decision__status=DecisionStatus.AWAITING).select_related("decision").first()
    return waits.decision if waits else None
