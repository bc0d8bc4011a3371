"""The forms bridge: every kind of question as its component, errors beside their boxes, links that reach them."""

from datetime import date
from typing import Any

import pytest
from bs4 import BeautifulSoup, Tag
from django import forms
from django.db import models
from django.utils.safestring import mark_safe

from commonweal.ui import components
from commonweal.ui.forms import DateField, NoComponentError, component_of, error_summary, params_for, render_field


class Way(models.TextChoices):
    """How somebody wants it."""

    POST = "POST", "By post"
    EMAIL = "EMAIL", "By e-mail"


class Everything(forms.Form):
    """One question of every kind."""

    name = forms.CharField(label="Your name", help_text="As it is <written>", max_length=80)
    email = forms.EmailField(widget=forms.EmailInput(attrs={"autocomplete": "email"}))
    phone = forms.CharField(widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}))
    copies = forms.IntegerField(min_value=1)
    story = forms.CharField(widget=forms.Textarea)
    reason = forms.CharField(widget=forms.Textarea, max_length=200)
    way = forms.ChoiceField(choices=[("", "---------"), *Way.choices], widget=forms.RadioSelect)
    parts = forms.MultipleChoiceField(choices=[("1", "One"), ("2", "Two")], widget=forms.CheckboxSelectMultiple)
    place = forms.ChoiceField(choices=[("", "Choose one"), ("n", "North"), ("s", "South")])
    agrees = forms.BooleanField(label="I agree")
    paper = forms.FileField(widget=forms.FileInput(attrs={"accept": ".pdf"}))
    secret = forms.CharField(widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    needed_on = DateField(name="the date it is needed", label="When do you need it?")
    key = forms.CharField(widget=forms.HiddenInput, required=False)


GIVEN: dict[str, Any] = {
    "name": "Ann <Price>",
    "email": "ann@example.org",
    "phone": "01632 960 001",
    "copies": "2",
    "story": "Once",
    "reason": "Because",
    "way": "POST",
    "parts": ["1", "2"],
    "place": "s",
    "agrees": "on",
    "secret": "open sesame",
    "needed_on_day": "27",
    "needed_on_month": "3",
    "needed_on_year": "2027",
    "key": 'a"b',
}

COMPONENTS = {
    "name": "input",
    "email": "input",
    "phone": "input",
    "copies": "input",
    "story": "textarea",
    "reason": "character-count",
    "way": "radios",
    "parts": "checkboxes",
    "place": "select",
    "agrees": "checkboxes",
    "paper": "file-upload",
    "secret": "password-input",
    "needed_on": "date-input",
}

each_question = pytest.mark.parametrize("name", COMPONENTS)


def parsed(markup: str) -> BeautifulSoup:
    return BeautifulSoup(markup, "html.parser")


def only(markup: str, selector: str) -> Tag:
    (found,) = parsed(markup).select(selector)
    return found


@each_question
def test_question_is_shown_by_its_component(name: str) -> None:
    field = Everything()[name]

    component = component_of(field)

    assert component == COMPONENTS[name]


@each_question
def test_question_says_its_label_once(name: str) -> None:
    field = Everything()[name]

    page = parsed(render_field(field))

    names = [" ".join(each.get_text().split()) for each in page.select("label, legend")]
    assert names.count(str(field.label)) == 1


@each_question
def test_error_is_said_beside_the_question_and_linked_to_its_input(name: str) -> None:
    form = Everything({})

    summary = parsed(components.render("error-summary", error_summary(form)))
    question = parsed(render_field(form[name]))

    (message,) = question.select(".govuk-error-message")
    words = message.get_text().replace("Error:", "").strip()
    assert words == form.errors[name][0]
    (target,) = [link["href"] for link in summary.select("a") if question.select(f'[id="{str(link["href"])[1:]}"]')]
    (reached,) = question.select(f'[id="{str(target)[1:]}"]')
    assert reached.name in {"input", "select", "textarea"}


@each_question
def test_question_without_error_says_none(name: str) -> None:
    form = Everything(GIVEN)
    form.errors.pop("paper")

    question = parsed(render_field(form[name]))

    assert form.errors == {}
    assert question.select(".govuk-error-message, .govuk-form-group--error") == []


def test_error_summary_is_in_the_order_of_the_questions() -> None:
    form = Everything({})

    summary = error_summary(form)

    assert [entry["href"] for entry in summary["errorList"]] == [
        "#id_name",
        "#id_email",
        "#id_phone",
        "#id_copies",
        "#id_story",
        "#id_reason",
        "#id_way",
        "#id_parts",
        "#id_place",
        "#id_agrees",
        "#id_paper",
        "#id_secret",
        "#id_needed_on_day",
    ]


def test_error_summary_begins_with_errors_of_the_whole_form() -> None:
    form = Everything(GIVEN)
    form.add_error(None, "This was answered before")

    summary = error_summary(form)

    assert summary["errorList"] == [
        {"text": "This was answered before"},
        {"text": "This field is required.", "href": "#id_paper"},
    ]


def test_error_of_a_hidden_field_is_said_without_a_link() -> None:
    form = Everything(GIVEN)
    form.errors.clear()
    form.add_error("key", "Begin again")

    summary = error_summary(form)

    assert summary["errorList"] == [{"text": "Begin again"}]


def test_error_links_of_a_form_with_a_prefix_reach_their_inputs() -> None:
    form = Everything({}, prefix="second")

    summary = error_summary(form)

    page = parsed("".join(render_field(field) for field in form.visible_fields()))
    assert [each["href"] for each in summary["errorList"] if not page.select(f'[id="{each["href"][1:]}"]')] == []


@pytest.mark.parametrize(
    ("name", "selector", "value"),
    [
        ("name", "input", "Ann <Price>"),
        ("email", "input", "ann@example.org"),
        ("copies", "input", "2"),
        ("way", "input[checked]", "POST"),
        ("place", "option[selected]", "s"),
        ("agrees", "input[checked]", "on"),
        ("key", "input", 'a"b'),
    ],
)
def test_answer_is_shown_again(name: str, selector: str, value: str) -> None:
    form = Everything(GIVEN)

    question = only(render_field(form[name]), selector)

    assert question["value"] == value


@pytest.mark.parametrize(("name", "words"), [("story", "Once"), ("reason", "Because")])
def test_long_answer_is_shown_again(name: str, words: str) -> None:
    form = Everything(GIVEN)

    question = only(render_field(form[name]), "textarea")

    assert question.get_text() == words


def test_ticked_boxes_are_shown_again() -> None:
    form = Everything({**GIVEN, "parts": ["2"]})

    question = parsed(render_field(form["parts"]))

    assert [box["value"] for box in question.select("input[checked]")] == ["2"]


def test_password_is_never_sent_back() -> None:
    form = Everything(GIVEN)

    question = render_field(form["secret"])

    assert "open sesame" not in question
    assert only(question, "input")["autocomplete"] == "current-password"


def test_initial_choice_of_an_enumeration_is_chosen() -> None:
    form = Everything(initial={"way": Way.EMAIL, "parts": [1], "needed_on": date(2027, 3, 27)})

    chosen = [
        str(box["value"]) for name in ("way", "parts") for box in parsed(render_field(form[name])).select("[checked]")
    ]

    assert chosen == ["EMAIL", "1"]


def test_radios_leave_the_empty_choice_out() -> None:
    field = Everything()["way"]

    page = parsed(render_field(field))

    assert [box["value"] for box in page.select("input")] == ["POST", "EMAIL"]


def test_number_is_typed_as_text_with_a_keyboard_of_figures() -> None:
    field = Everything()["copies"]

    box = only(render_field(field), "input")

    assert {name: box.get(name) for name in ("type", "inputmode", "spellcheck")} == {
        "type": "text",
        "inputmode": "numeric",
        "spellcheck": "false",
    }


def test_widgets_attributes_reach_the_input() -> None:
    form = Everything()

    boxes = {name: only(render_field(form[name]), "input") for name in ("email", "phone", "paper")}

    assert (boxes["email"]["type"], boxes["email"]["autocomplete"]) == ("email", "email")
    assert (boxes["phone"]["inputmode"], boxes["phone"]["autocomplete"]) == ("tel", "tel")
    assert boxes["paper"]["accept"] == ".pdf"


def test_limited_answer_says_its_limit() -> None:
    field = Everything()["reason"]

    page = parsed(render_field(field))

    assert (
        page.select(".govuk-character-count__message")[0].get_text(strip=True) == "You can enter up to 200 characters"
    )


def test_help_text_is_escaped_and_described() -> None:
    field = Everything()["name"]

    page = parsed(render_field(field))

    (hint,) = page.select(".govuk-hint")
    assert hint.get_text(strip=True) == "As it is <written>"
    assert page.select("input")[0]["aria-describedby"] == hint["id"]


def test_hint_and_reveal_belong_to_their_choice() -> None:
    field = Everything()["way"]
    reveals = {Way.POST: mark_safe("<p>Your address</p>"), "EMAIL": "<p>Your e-mail</p>"}

    page = parsed(render_field(field, hints={Way.EMAIL: "Quicker <by days>"}, reveals=reveals))

    hints = {box["value"]: box.get("aria-describedby") for box in page.select("input")}
    assert hints == {"POST": None, "EMAIL": "id_way-2-item-hint"}
    assert page.select("#id_way-2-item-hint")[0].get_text(strip=True) == "Quicker <by days>"
    revealed = {
        box["value"]: page.select(f"#{box['data-aria-controls']}")[0].decode_contents().strip()
        for box in page.select("input")
    }
    assert revealed == {"POST": "<p>Your address</p>", "EMAIL": "&lt;p&gt;Your e-mail&lt;/p&gt;"}


def test_grouped_choices_stand_among_the_rest() -> None:
    class Grouped(forms.Form):
        place = forms.ChoiceField(choices=[("", "Choose"), ("Coast", [("n", "North"), ("s", "South")])])

    page = parsed(render_field(Grouped()["place"]))

    assert [option["value"] for option in page.select("option")] == ["", "n", "s"]


def test_looks_of_the_page_reach_the_component() -> None:
    field = Everything()["name"]

    params = params_for(field, size="l", classes="govuk-input--width-20")

    assert params == {
        "label": {"text": "Your name", "classes": "govuk-label--l"},
        "hint": {"html": "As it is &lt;written&gt;"},
        "name": "name",
        "id": "id_name",
        "value": "",
        "type": "text",
        "classes": "govuk-input--width-20",
    }


@pytest.mark.parametrize("widget", [forms.SelectMultiple, forms.SplitDateTimeWidget, forms.SelectDateWidget])
def test_widget_without_a_component_is_refused(widget: type[forms.Widget]) -> None:
    class Odd(forms.Form):
        odd = forms.CharField(widget=widget)

    with pytest.raises(NoComponentError, match=f"no component shows {widget.__name__}"):
        render_field(Odd()["odd"])
