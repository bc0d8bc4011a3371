"""The strategy's tables."""

from commonweal.strategy.models.commitments import Commitment, EvidenceClass, Force, Kind, Succession
from commonweal.strategy.models.facts import Contradiction, Fact, LaterFigure
from commonweal.strategy.models.packs import Change, Edition, Pack
from commonweal.strategy.models.parts import Part, PartKind
from commonweal.strategy.models.provisions import Provision, ProvisionKind
from commonweal.strategy.models.strategies import NamedBody, Strategy
from commonweal.strategy.models.touches import Touch

__all__ = [
    "Change",
    "Commitment",
    "Contradiction",
    "Edition",
    "EvidenceClass",
    "Fact",
    "Force",
    "Kind",
    "LaterFigure",
    "NamedBody",
    "Pack",
    "Part",
    "PartKind",
    "Provision",
    "ProvisionKind",
    "Strategy",
    "Succession",
    "Touch",
]
