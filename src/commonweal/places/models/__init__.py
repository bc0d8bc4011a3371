"""The tables of places, by noun."""

from commonweal.places.models.areas import Area, AreaKind, AreaSuccession

__all__ = ["Area", "AreaKind", "AreaSuccession"]
