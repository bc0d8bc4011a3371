"""The bridge from Django's forms to components: a bound field in, the component's parameters out.

The form owns questions, words and validation, by the fields of `ui.fields` and the date here; the page owns looks:
`{{ govuk_field(form.name, classes="…") }}`.
Errors of one part of a date travel in `ValidationError.params["parts"]`, so that only the wrong box turns red.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NoReturn

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.html import conditional_escape
from django.utils.translation import gettext_lazy as _
from markupsafe import Markup

from commonweal.ui import components
from commonweal.ui.site import Words

PARTS = ("day", "month", "year")
_FOUR_FIGURES = re.compile("[1-9][0-9]{3}")  # `27` and `0027` are slips, not years
PART_LABELS = {"day": _("Day"), "month": _("Month"), "year": _("Year")}
PART_WORDS = {"day": _("a day"), "month": _("a month"), "year": _("a year")}


class DateInput(forms.MultiWidget):
    """Three text boxes: day, month, year."""

    use_fieldset = True

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({part: forms.TextInput() for part in PARTS}, attrs)

    def decompress(self, value: date | None) -> list[str]:
        """The three boxes' values for a date, as they would be typed."""
        return [str(value.day), str(value.month), str(value.year)] if value else ["", "", ""]


class DateField(forms.MultiValueField):
    """A date asked for in three boxes; what is wrong is said about the box that is wrong.

    `name` is how the date is called in a sentence, with its article: `the date it is needed`.
    """

    widget = DateInput
    default_error_messages = {
        "required": _("Enter %(name)s"),
        "incomplete": _("Add %(missing)s to %(name)s"),
        "unreal": _("Enter a date that exists for %(name)s, for example 27 3 2027"),
    }

    def __init__(self, *, name: Words, **kwargs: Any) -> None:
        self.name = name
        parts = tuple(forms.CharField(required=False) for _part in PARTS)
        super().__init__(parts, require_all_fields=False, **kwargs)

    def _refuse(self, code: str, parts: Sequence[str], **words: str) -> NoReturn:
        params = {"name": self.name, "parts": list(parts), **words}
        raise ValidationError(self.error_messages[code], code=code, params=params)

    def clean(self, value: Sequence[str | None] | None) -> date | None:
        """The date that was typed. Raises ValidationError naming the parts that are missing or wrong."""
        typed = {part: (text or "").strip() for part, text in zip(PARTS, value or ("", "", ""), strict=True)}
        missing = [part for part in PARTS if not typed[part]]
        if len(missing) == len(PARTS):
            if self.required:
                self._refuse("required", PARTS)
            return None
        if missing:
            self._refuse("incomplete", missing, missing=str(_(" and ")).join(str(PART_WORDS[part]) for part in missing))
        wrong = [part for part in PARTS if not (typed[part].isascii() and typed[part].isdigit())]
        if not wrong and not _FOUR_FIGURES.fullmatch(typed["year"]):
            wrong = ["year"]
        if wrong:
            self._refuse("unreal", wrong)
        try:
            return date(int(typed["year"]), int(typed["month"]), int(typed["day"]))
        except (ValueError, OverflowError):  # a month of a hundred figures is no month either
            self._refuse("unreal", PARTS)

    def compress(self, data_list: list[Any]) -> Any:
        """Not used: `clean` reads the three boxes itself."""
        return data_list


COMPONENT_OF: dict[type[forms.Widget], str] = {
    forms.Textarea: "textarea",
    forms.RadioSelect: "radios",
    forms.CheckboxSelectMultiple: "checkboxes",
    forms.CheckboxInput: "checkboxes",
    forms.Select: "select",
    forms.FileInput: "file-upload",
    forms.PasswordInput: "password-input",
    DateInput: "date-input",
    Input: "input",
}
_OFFERED = ", ".join(sorted(kind.__name__ for kind in COMPONENT_OF))


class NoComponentError(TypeError):
    """A field's widget is one that no component shows."""


def component_of(field: BoundField) -> str:
    """Which component shows `field`. Raises NoComponentError for a widget that has none."""
    kinds = type(field.field.widget).__mro__
    component = next((COMPONENT_OF[kind] for kind in kinds if kind in COMPONENT_OF), "")
    if not component or issubclass(kinds[0], forms.SelectMultiple):
        raise NoComponentError(f"no component shows {kinds[0].__name__} ({field.name}); choose {_OFFERED}")
    limited = component == "textarea" and getattr(field.field, "max_length", None)
    return "character-count" if limited else component


def params_for(
    field: BoundField,
    *,
    size: str = "m",
    is_heading: bool = False,
    reveals: Mapping[str, str] | None = None,
    hints: Mapping[str, str] | None = None,
    **looks: Any,
) -> dict[str, Any]:
    """The component parameters for `field`.

    `size` is the label's (s, m, l, xl); `is_heading` makes the label or legend the page's one h1; `reveals` and `hints`
    are markup and words by choice value; whatever else is given goes to the component as it is.
    """
    component = component_of(field)
    shape = _SHAPES.get(component, _text_shape)
    heading = {"isPageHeading": True} if is_heading else {}
    params: dict[str, Any] = {
        "label": {"text": field.label, "classes": f"govuk-label--{size}"} | heading,
        "fieldset": {"legend": {"text": field.label, "classes": f"govuk-fieldset__legend--{size}"} | heading},
        "hint": {"html": conditional_escape(field.help_text)} if field.help_text else None,
        "errorMessage": {"text": field.errors[0], "visuallyHiddenText": _("Error")} if field.errors else None,
    }
    params |= shape(field)
    if reveals or hints:
        _add_beside(params["items"], reveals or {}, hints or {})
    params.pop("fieldset" if "id" in params and component != "date-input" else "label")
    return {name: value for name, value in (params | looks).items() if value is not None}


def render_field(field: BoundField, **looks: Any) -> Markup:
    """The markup of `field`, by the right component; a hidden field is only its input."""
    if field.is_hidden:
        return Markup(field)  # noqa: S704  # Django escaped it
    return components.render(component_of(field), params_for(field, **looks))


def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """Parameters for the error summary: every error in field order, each linking to its input."""
    entries: list[dict[str, str]] = [{"text": str(text)} for text in form.non_field_errors()]
    for field in form:
        for error in _errors(field):
            entry = {"text": " ".join(error.messages)}
            # Nobody can go to a hidden input.
            entries.append(entry if field.is_hidden else entry | {"href": f"#{_anchor(field, error)}"})
    return {"titleText": _("There is a problem"), "errorList": entries}


def _errors(field: BoundField) -> list[ValidationError]:
    return field.errors.as_data() if field.errors else []


def _wrong_parts(error: ValidationError) -> Sequence[str]:
    """The boxes of a date that `error` is about: those it names, else all."""
    return (error.params or {}).get("parts") or PARTS


def _anchor(field: BoundField, error: ValidationError) -> str:
    if component_of(field) == "date-input":
        return f"{field.auto_id}_{_wrong_parts(error)[0]}"
    return str(field.auto_id)


def _flat(choices: Any) -> Iterator[tuple[str, str]]:
    """Value and words of every choice; the design system has no groups, so theirs stand among the rest."""
    for value, text in choices:
        if isinstance(text, list | tuple):
            yield from _flat(text)
        else:
            yield str(value), str(text)


def _choices(field: BoundField) -> list[dict[str, Any]]:
    choice_field: Any = field.field  # only choice fields are shown with these components
    return [{"value": value, "text": text} for value, text in _flat(choice_field.choices)]


def _add_beside(items: list[dict[str, Any]], reveals: Mapping[str, str], hints: Mapping[str, str]) -> None:
    """Put hints and what a choice reveals beside the choices they belong to."""
    hint_of = {str(value): words for value, words in hints.items()}
    reveal_of = {str(value): markup for value, markup in reveals.items()}
    for item in items:
        if item["value"] in hint_of:
            item["hint"] = {"text": hint_of[item["value"]]}
        if item["value"] in reveal_of:
            item["conditional"] = {"html": conditional_escape(reveal_of[item["value"]])}


def _one_choice(field: BoundField) -> dict[str, Any]:
    items = [item for item in _choices(field) if item["value"]]
    return {"name": field.html_name, "idPrefix": field.auto_id, "items": items, "value": _shown(field)}


def _select(field: BoundField) -> dict[str, Any]:
    return {
        "name": field.html_name,
        "id": field.auto_id,
        "items": _choices(field),
        "value": _shown(field),
    }


def _several_choices(field: BoundField) -> dict[str, Any]:
    shape: dict[str, Any] = {"name": field.html_name, "idPrefix": field.auto_id}
    if isinstance(field.field.widget, forms.CheckboxInput):
        ticked = bool(field.value())
        return shape | {"fieldset": None, "items": [{"value": "on", "text": field.label, "checked": ticked}]}
    return shape | {"items": _choices(field), "values": [str(value) for value in field.value() or []]}


def _date_boxes(field: BoundField) -> dict[str, Any]:
    wrong = {part for error in _errors(field) for part in _wrong_parts(error)}
    value: Any = field.value()
    typed = value if isinstance(value, list) else DateInput().decompress(value)
    boxes = [
        {
            "name": f"{field.html_name}_{part}",
            "id": f"{field.auto_id}_{part}",
            "label": str(PART_LABELS[part]),
            "value": text or "",
            "classes": f"govuk-input--width-{4 if part == 'year' else 2}"
            + (" govuk-input--error" if part in wrong else ""),
        }
        for part, text in zip(PARTS, typed, strict=True)
    ]
    return {"id": field.auto_id, "items": boxes}


def _file(field: BoundField) -> dict[str, Any]:
    attrs = field.field.widget.attrs
    accepted = {"accept": attrs["accept"]} if "accept" in attrs else None
    return {
        "name": field.html_name,
        "id": field.auto_id,
        "multiple": getattr(field.field.widget, "allow_multiple_selected", False) or None,
        "attributes": accepted,
    }


def _secret(field: BoundField) -> dict[str, Any]:
    # What was typed is not sent back.
    return {"name": field.html_name, "id": field.auto_id, "autocomplete": field.field.widget.attrs.get("autocomplete")}


def _limited_text(field: BoundField) -> dict[str, Any]:
    limit: Any = field.field  # only fields with a limit are shown with a count
    return {
        "name": field.html_name,
        "id": field.auto_id,
        "value": _shown(field),
        "maxlength": limit.max_length,
        "textareaDescriptionText": _("You can enter up to %{count} characters"),
    }


def _long_text(field: BoundField) -> dict[str, Any]:
    return {"name": field.html_name, "id": field.auto_id, "value": _shown(field)}


def _text_shape(field: BoundField) -> dict[str, Any]:
    widget: Any = field.field.widget  # an Input, which has a type
    attrs = widget.attrs
    is_number = widget.input_type == "number"
    return {
        "name": field.html_name,
        "id": field.auto_id,
        "value": _shown(field),
        # A number box drops what it cannot read and changes as one scrolls; the keyboard of figures is what is wanted.
        "type": "text" if is_number else widget.input_type,
        "autocomplete": attrs.get("autocomplete"),
        "inputmode": attrs.get("inputmode", "numeric" if is_number else None),
        "spellcheck": attrs.get("spellcheck", False if is_number or widget.input_type == "email" else None),
    }


_SHAPES = {
    "radios": _one_choice,
    "select": _select,
    "checkboxes": _several_choices,
    "date-input": _date_boxes,
    "file-upload": _file,
    "password-input": _secret,
    "character-count": _limited_text,
    "textarea": _long_text,
}


def _shown(field: BoundField) -> str:
    value = field.value()
    return "" if value is None else str(value)
