"""Rows of summary lists and tables: text is shown as it was given, markup as it is."""

from __future__ import annotations

from django.utils.html import format_html

from commonweal.ui.rows import cells, link, link_to, row


def test_link_to_a_named_page() -> None:
    assert link("<Privacy>", "portal:privacy") == '<a class="govuk-link" href="/privacy/">&lt;Privacy&gt;</a>'


def test_link_to_a_page_about_one_thing() -> None:
    found = link("Marsh", "people:body_record", slug="marsh")

    assert found == '<a class="govuk-link" href="/bodies/marsh/">Marsh</a>'


def test_link_to_a_known_address() -> None:
    assert link_to("/there/?a=1&b=2", "There") == '<a class="govuk-link" href="/there/?a=1&amp;b=2">There</a>'


def test_row_with_words() -> None:
    assert row("Who", "A & B") == {"key": {"text": "Who"}, "value": {"html": "A &amp; B"}}


def test_row_that_can_be_changed() -> None:
    assert row("Who", format_html("<b>{}</b>", "A"), change=("/change/", "Change", "who")) == {
        "key": {"text": "Who"},
        "value": {"html": "<b>A</b>"},
        "actions": {"items": [{"href": "/change/", "text": "Change", "visuallyHiddenText": "who"}]},
    }


def test_cells_of_words_numbers_and_markup() -> None:
    assert cells("A & B", 3, format_html("<b>{}</b>", "C")) == [{"text": "A & B"}, {"text": "3"}, {"html": "<b>C</b>"}]
