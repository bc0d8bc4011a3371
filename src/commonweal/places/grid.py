"""From latitude and longitude to the National Grid, and from there to the grid of our maps.

The arithmetic is that of the Ordnance Survey's guide to coordinate systems; it is right to about five metres, and our
maps count tens of metres.
"""

from __future__ import annotations

from math import atan2, cos, radians, sin, sqrt, tan
from typing import NamedTuple

METRES = 10
"""How long one step of the map grid is."""


class _Ellipsoid(NamedTuple):
    a: float
    b: float

    @property
    def e2(self) -> float:
        return 1 - (self.b / self.a) ** 2


WGS84 = _Ellipsoid(6_378_137.0, 6_356_752.314_245)
AIRY = _Ellipsoid(6_377_563.396, 6_356_256.909)

# From WGS84 to the datum of the National Grid: metres, parts in a million, seconds of arc.
SHIFT = (-446.448, 125.157, -542.060)
SCALE = 20.4894e-6
TURN = tuple(radians(seconds / 3600) for seconds in (-0.1502, -0.2470, -0.8421))

# The projection: its scale on the middle line, true origin and false origin.
F0 = 0.999_601_2717
LATITUDE_0, LONGITUDE_0 = radians(49), radians(-2)
EAST_0, NORTH_0 = 400_000, -100_000


def to_map(easting: float, northing: float) -> tuple[int, int]:
    """A point of the National Grid in the grid of our maps: tens of metres to the east, and to the south."""
    return round(easting / METRES), -round(northing / METRES)


def from_degrees(longitude: float, latitude: float) -> tuple[float, float]:
    """Easting and northing, in metres, of a point given by longitude and latitude (WGS84, as GPS gives them)."""
    x, y, z = _cartesian(radians(latitude), radians(longitude), WGS84)
    rx, ry, rz = TURN
    grow = 1 + SCALE
    moved = (
        SHIFT[0] + grow * x - rz * y + ry * z,
        SHIFT[1] + rz * x + grow * y - rx * z,
        SHIFT[2] - ry * x + rx * y + grow * z,
    )
    return _project(*_geographic(*moved, AIRY))


def _cartesian(latitude: float, longitude: float, on: _Ellipsoid) -> tuple[float, float, float]:
    nu = on.a / sqrt(1 - on.e2 * sin(latitude) ** 2)
    return (
        nu * cos(latitude) * cos(longitude),
        nu * cos(latitude) * sin(longitude),
        (1 - on.e2) * nu * sin(latitude),
    )


def _geographic(x: float, y: float, z: float, on: _Ellipsoid) -> tuple[float, float]:
    p = sqrt(x * x + y * y)
    latitude = atan2(z, p * (1 - on.e2))
    for _step in range(4):  # each gains about three places; the first is already right to centimetres
        nu = on.a / sqrt(1 - on.e2 * sin(latitude) ** 2)
        latitude = atan2(z + on.e2 * nu * sin(latitude), p)
    return latitude, atan2(y, x)


def _project(latitude: float, longitude: float) -> tuple[float, float]:
    a, b = AIRY
    n = (a - b) / (a + b)
    s, c, t2 = sin(latitude), cos(latitude), tan(latitude) ** 2
    nu = a * F0 / sqrt(1 - AIRY.e2 * s * s)
    rho = a * F0 * (1 - AIRY.e2) / (1 - AIRY.e2 * s * s) ** 1.5
    eta2 = nu / rho - 1
    away, apart = latitude - LATITUDE_0, latitude + LATITUDE_0
    arc = (b * F0) * (
        (1 + n + 5 / 4 * n**2 + 5 / 4 * n**3) * away
        - (3 * n + 3 * n**2 + 21 / 8 * n**3) * sin(away) * cos(apart)
        + (15 / 8 * n**2 + 15 / 8 * n**3) * sin(2 * away) * cos(2 * apart)
        - 35 / 24 * n**3 * sin(3 * away) * cos(3 * apart)
    )
    d = longitude - LONGITUDE_0
    north = (
        arc
        + NORTH_0
        + nu / 2 * s * c * d**2
        + nu / 24 * s * c**3 * (5 - t2 + 9 * eta2) * d**4
        + nu / 720 * s * c**5 * (61 - 58 * t2 + t2 * t2) * d**6
    )
    east = (
        EAST_0
        + nu * c * d
        + nu / 6 * c**3 * (nu / rho - t2) * d**3
        + nu / 120 * c**5 * (5 - 18 * t2 + t2 * t2 + 14 * eta2 - 58 * t2 * eta2) * d**5
    )
    return east, north
