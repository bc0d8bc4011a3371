"""Lying bars: one scale from nought, marks across, every value in words."""

from commonweal.ui.charts import bars
from commonweal.ui.charts.bars import Bar, Mark


def test_bars_share_one_scale_that_begins_at_nought() -> None:
    chart = bars.draw([Bar("2024/25", "50%", 50), Bar("2025/26", "25%", 25)], id="figures", title="Half of it")

    assert [(drawn.left, drawn.width) for drawn in chart.bars] == [(0, 320), (0, 160)]
    assert chart.description == "2024/25: 50%; 2025/26: 25%"


def test_mark_beyond_every_bar() -> None:
    chart = bars.draw([Bar("2025/26", "25%", 25)], id="figures", title="A quarter", marks=[Mark("Target 100%", 100)])

    assert [(drawn.left, drawn.width) for drawn in chart.bars] == [(0, 80)]
    assert [(mark.x, mark.anchor) for mark in chart.marks] == [(319, "end")]


def test_values_below_nought() -> None:
    chart = bars.draw([Bar("a", "-10", -10), Bar("b", "30", 30)], id="figures", title="Up")

    assert (chart.nought, [(drawn.left, drawn.width) for drawn in chart.bars]) == (80, [(0, 80), (80, 240)])


def test_nothing_but_noughts() -> None:
    chart = bars.draw([Bar("a", "0", 0)], id="figures", title="None")

    assert [(drawn.left, drawn.width) for drawn in chart.bars] == [(0, bars.LEAST)]
