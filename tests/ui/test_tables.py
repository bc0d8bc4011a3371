"""Tables that become cards where the screen is narrow."""

from __future__ import annotations

from commonweal.ui.tables import as_cards


def test_table_as_cards_tells_each_cell_its_heading() -> None:
    table = {
        "caption": "Requests",
        "classes": "cw-other",
        "head": [{"text": "Reference"}, {"text": "Answer by"}],
        "rows": [[{"text": "AF-7QK2-M9XD"}, {"html": "<b>Monday</b>", "attributes": {"data-given": ""}}]],
    }

    cards = as_cards(table)

    assert cards == {
        "caption": "Requests",
        "classes": "cw-cards cw-other",
        "head": [{"text": "Reference"}, {"text": "Answer by"}],
        "rows": [
            [
                {"text": "AF-7QK2-M9XD", "attributes": {"data-heading": "Reference"}},
                {"html": "<b>Monday</b>", "attributes": {"data-given": "", "data-heading": "Answer by"}},
            ]
        ],
    }


def test_table_as_cards_without_rows() -> None:
    assert as_cards({"head": [{"text": "Name"}], "rows": []}) == {
        "head": [{"text": "Name"}],
        "rows": [],
        "classes": "cw-cards",
    }
