"""The tables of people, by noun."""

from commonweal.people.models.bodies import Body, BodyKind, BodySuccession
from commonweal.people.models.hand_overs import HandOver
from commonweal.people.models.interests import PECUNIARY, Interest, InterestKind, InterestReview
from commonweal.people.models.orphans import Orphan, OrphanKind
from commonweal.people.models.persons import Person
from commonweal.people.models.powers import Power, PowerUse
from commonweal.people.models.roles import Role, RoleEnd
from commonweal.people.models.two_people import StandIn, TwoPersonException

__all__ = [
    "PECUNIARY",
    "Body",
    "BodyKind",
    "BodySuccession",
    "HandOver",
    "Interest",
    "InterestKind",
    "InterestReview",
    "Orphan",
    "OrphanKind",
    "Person",
    "Power",
    "PowerUse",
    "Role",
    "RoleEnd",
    "StandIn",
    "TwoPersonException",
]
