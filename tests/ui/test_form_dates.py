"""Dates in forms: three boxes in, one date out, and only the wrong box turns red."""

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.core.exceptions import ValidationError

from commonweal.ui.forms import DateField, error_summary, render_field

UNREAL = "Enter a date that exists for the date it is needed, for example 27 3 2027"


def parsed(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


class Needed(forms.Form):
    """One date."""

    on = DateField(name="the date it is needed")


def typed(day: str, month: str, year: str) -> dict[str, str]:
    return {"on_day": day, "on_month": month, "on_year": year}


@pytest.mark.parametrize(
    ("boxes", "day"),
    [
        (("27", "3", "2027"), date(2027, 3, 27)),
        ((" 07 ", "03", "2027"), date(2027, 3, 7)),
        (("29", "2", "2028"), date(2028, 2, 29)),
    ],
)
def test_date_that_was_typed(boxes: tuple[str, str, str], day: date) -> None:
    form = Needed(typed(*boxes))

    form.full_clean()

    assert form.cleaned_data == {"on": day}


@pytest.mark.parametrize(
    ("boxes", "words", "wrong"),
    [
        (("", "", ""), "Enter the date it is needed", ["day", "month", "year"]),
        (("27", "", "2027"), "Add a month to the date it is needed", ["month"]),
        (("", "", "2027"), "Add a day and a month to the date it is needed", ["day", "month"]),
        (("31", "2", "2027"), UNREAL, None),
        (
            ("27", "March", "2027"),
            UNREAL,
            ["month"],
        ),
        (("27", "3", "27"), UNREAL, ["year"]),
        (("27", "3", "0027"), UNREAL, ["year"]),
        (("²", "3", "2027"), UNREAL, ["day"]),
        (("9" * 5000, "3", "2027"), UNREAL, None),
        (("9" * 100, "3", "2027"), UNREAL, None),
    ],
)
def test_date_that_is_not_one(boxes: tuple[str, str, str], words: str, wrong: list[str] | None) -> None:
    form = Needed(typed(*boxes))

    question = parsed(render_field(form["on"]))

    red = [str(box["id"]).removeprefix("id_on_") for box in question.select("input.govuk-input--error")]
    assert form.errors == {"on": [words]}
    assert red == (wrong or ["day", "month", "year"])
    assert error_summary(form)["errorList"] == [{"text": words, "href": f"#id_on_{red[0]}"}]
    assert [box.get("value", "") for box in question.select("input")] == list(boxes)


def test_date_refused_by_a_rule_turns_all_boxes_red() -> None:
    form = Needed(typed("27", "3", "2027"))
    form.add_error("on", ValidationError("Choose a later date"))

    question = parsed(render_field(form["on"]))

    assert len(question.select("input.govuk-input--error")) == 3


def test_date_that_need_not_be_given() -> None:
    class Perhaps(forms.Form):
        on = DateField(name="the date", required=False)

    form = Perhaps(typed("", "", ""))

    form.full_clean()

    assert form.cleaned_data == {"on": None}


def test_date_of_before_is_shown_in_its_boxes() -> None:
    form = Needed(initial={"on": date(2027, 3, 27)})

    question = parsed(render_field(form["on"]))

    assert [box["value"] for box in question.select("input")] == ["27", "3", "2027"]


@pytest.mark.parametrize(("day", "has_changed"), [("27", False), ("28", True)])
def test_date_compared_with_the_one_before(day: str, has_changed: bool) -> None:
    form = Needed(typed(day, "3", "2027"), initial={"on": date(2027, 3, 27)})

    changed = form.changed_data

    assert changed == (["on"] if has_changed else [])
