"""The tables of places, by noun."""

from commonweal.places.models.areas import Area, AreaKind, AreaSuccession
from commonweal.places.models.boundaries import Boundary
from commonweal.places.models.figures import Population, Series
from commonweal.places.models.imports import Import, ImportKind
from commonweal.places.models.postcodes import Edition, Postcode, Tally

__all__ = [
    "Area",
    "AreaKind",
    "AreaSuccession",
    "Boundary",
    "Edition",
    "Import",
    "ImportKind",
    "Population",
    "Postcode",
    "Series",
    "Tally",
]
