"""Maps and cartograms as plain accessible SVG: plain data in, what a template draws out. Nothing here knows a database.

Nouns: Shape (an area's outline), Region (what is said of it), AreaMap (the drawing). Doors: `maps.draw`,
`cartograms.tiles`, `classes.five_classes`; in templates `{% from "ui/area_map.html" import area_map %}`.
"""

from commonweal.ui.charts.cartograms import can_stand_in_place, tiles
from commonweal.ui.charts.classes import Classes, five_classes
from commonweal.ui.charts.maps import AreaMap, LegendRow, draw
from commonweal.ui.charts.shapes import Box, Region, Shape

__all__ = [
    "AreaMap",
    "Box",
    "Classes",
    "LegendRow",
    "Region",
    "Shape",
    "can_stand_in_place",
    "draw",
    "five_classes",
    "tiles",
]
