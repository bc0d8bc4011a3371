"""The questions about measures of success and their figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.models import Measure, MeasureValue
from commonweal.accountability.states.measures import Direction, Period
from commonweal.ui.fields import LongTextField, Named, OneLineField, OneOfField
from commonweal.ui.forms import DateField

Choices = Sequence[tuple[str, str]]

_WHOLE_DIGITS = 11
_PLACES = 4
_SHOWN = re.compile(r"[£%\s]|,(?=\d{3}(?:\D|$))")
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?")

SET, NONE, OPEN = "SET", "NONE", "OPEN"


class FigureField(OneLineField):
    """A number as people write one: 1,250, 62.5, 62.5% or £2.40."""

    default_error_messages = {
        "unlike": _("Enter a number for %(name)s, like 1,250 or 62.5"),
        "too_fine": _("Enter %(name)s with four figures or fewer after the point"),
        "too_large": _("Enter a smaller number for %(name)s, in a larger unit if need be"),
    }

    def __init__(self, **kwargs: Any) -> None:  # Django's own signature is open, here and below
        super().__init__(max_length=40, widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)

    def to_python(self, value: Any) -> Any:
        """The number; None for nothing. Raises ValidationError for what is none."""
        if isinstance(value, Decimal):
            return value
        typed = _SHOWN.sub("", str(super().to_python(value) or ""))
        if not typed:
            return None
        if not _NUMBER.fullmatch(typed):
            raise ValidationError(self.error_messages["unlike"], code="unlike")
        try:
            number = Decimal(typed)
        except InvalidOperation:
            raise ValidationError(self.error_messages["unlike"], code="unlike") from None
        whole, _point, places = typed.lstrip("-").partition(".")
        if len(whole.lstrip("0")) > _WHOLE_DIGITS:
            raise ValidationError(self.error_messages["too_large"], code="too_large")
        if len(places.rstrip("0")) > _PLACES:
            raise ValidationError(self.error_messages["too_fine"], code="too_fine")
        return number

    def run_validators(self, value: Any) -> None:
        """None: length is a matter of what was typed, and a number has none."""

    def prepare_value(self, value: Any) -> Any:
        """A number as one would type it."""
        if isinstance(value, Decimal):
            shown = f"{value:f}"
            return shown.rstrip("0").rstrip(".") if "." in shown else shown
        return value


class SomeOfField(Named, forms.MultipleChoiceField):
    """Some of several answers, at least one where one is needed."""

    default_error_messages = {
        "required": _("Choose %(name)s"),
        "invalid_choice": _("Choose %(name)s from those that are offered"),
        "invalid_list": _("Choose %(name)s from those that are offered"),
    }


def _offer(form: forms.Form, name: str, choices: Choices) -> None:
    field: Any = form.fields[name]  # choice fields, which have choices
    field.choices = list(choices)


class Propose(forms.Form):
    """What is counted, and what its success would show."""

    title = OneLineField(
        name=_("what it is called"),
        label=_("What is it called?"),
        help_text=_("A few words, like “Requests answered in time”."),
        max_length=160,
    )
    definition = LongTextField(
        name=_("what is counted"),
        label=_("What exactly is counted?"),
        help_text=_("So that two people who count come to the same figure."),
        max_length=2000,
    )
    unit = OneLineField(
        name=_("the unit"),
        label=_("In which unit?"),
        help_text=_("Like %, organisations, or hours for each £1,000."),
        max_length=60,
    )
    numerator = OneLineField(
        name=_("the first number"),
        label=_("If it is a share: the number of what? (optional)"),
        help_text=_("Like “Requests answered in time”."),
        max_length=300,
        required=False,
    )
    denominator = OneLineField(
        name=_("the second number"),
        label=_("Out of what? (optional)"),
        help_text=_("Like “All requests”."),
        max_length=300,
        required=False,
    )
    serves = SomeOfField(
        name=_("what it would show the success of"),
        label=_("What would it show the success of?"),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, parts: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "serves", parts)


class Terms(forms.Form):
    """What a decision needs to know beside the words: whose it is, from where, to where, by when."""

    owner = OneOfField(
        name=_("who owns it"),
        label=_("Who owns it?"),
        help_text=_("The body that answers for the figure."),
        required=False,
        widget=forms.Select,
    )
    period = OneOfField(
        name=_("how often there is a figure"),
        label=_("How often is there a figure?"),
        help_text=_("Years, half-years and quarters are counted from April, as the council’s accounts are."),
        choices=Period.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    source = OneLineField(
        name=_("the source"), label=_("Where do the figures come from?"), max_length=300, required=False
    )
    confidence = OneLineField(
        name=_("how sure we are"),
        label=_("How sure can one be of them?"),
        help_text=_("High, medium or low, and why: “High: counted from live records”."),
        max_length=200,
        required=False,
    )
    caveat = LongTextField(
        name=_("what to read with care"),
        label=_("What should people know before they use it? (optional)"),
        max_length=500,
        required=False,
    )
    baseline_value = FigureField(
        name=_("the figure it starts from"), label=_("Which figure does it start from?"), required=False
    )
    baseline_on = DateField(name=_("the day of that figure"), label=_("Of which day is that?"), required=False)
    baseline_source = OneLineField(
        name=_("the source of that figure"), label=_("Where is it from?"), max_length=300, required=False
    )
    aim = OneOfField(
        name=_("whether there is a target"),
        label=_("Is there a target?"),
        choices=[
            (SET, _("Yes")),
            (NONE, _("No, and none is to be set")),
            (OPEN, _("It has not been said yet")),
        ],
        widget=forms.RadioSelect,
    )
    direction = OneOfField(
        name=_("which way is better"),
        label=_("Which way is better?"),
        choices=Direction.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    target_value = FigureField(
        name=_("the target"),
        label=_("The target"),
        help_text=_("The lower one, if it should keep between two."),
        required=False,
    )
    target_upto = FigureField(
        name=_("the upper end"), label=_("The upper end, if it should keep between two"), required=False
    )
    target_by_on = DateField(name=_("the day for the target"), label=_("By which day? (optional)"), required=False)

    def __init__(self, *args: Any, owners: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "owner", [("", str(_("Not said yet"))), *owners])

    @classmethod
    def answers_of(cls, measure: Measure) -> dict[str, Any]:
        """What is said so far."""
        names = set(cls.base_fields) - {"owner", "aim"}
        aim = SET if measure.target_value is not None else NONE if measure.has_no_target else OPEN
        owner = measure.owner.key if measure.owner else ""
        return {name: getattr(measure, name) for name in names} | {"owner": owner, "aim": aim}

    def clean(self) -> dict[str, Any]:
        """Adds an error where a target is set and not all of it is there."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("aim") != SET:
            return answers
        if "target_value" not in self.errors and answers.get("target_value") is None:
            self.add_error("target_value", _("Enter the target"))
        if "direction" not in self.errors and not answers.get("direction"):
            self.add_error("direction", _("Choose which way is better"))
        is_between = answers.get("direction") == Direction.WITHIN
        if is_between and "target_upto" not in self.errors and answers.get("target_upto") is None:
            self.add_error("target_upto", _("Enter the upper end"))
        return answers

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the operation takes it, the owner by its key."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "aim"}
        if self.cleaned_data["aim"] != SET:
            given |= {"target_value": None, "target_upto": None, "target_by_on": None}
        elif given["direction"] != Direction.WITHIN:
            given["target_upto"] = None
        return given | {"has_no_target": self.cleaned_data["aim"] == NONE}


class Figure(forms.Form):
    """What a measure came to in a period."""

    period = OneOfField(name=_("the period"), label=_("For which period?"), widget=forms.Select)
    value = FigureField(name=_("the figure"), label=_("The figure"), required=False)
    numerator = FigureField(name=_("the first number"), label=_("The first number"), required=False)
    denominator = FigureField(name=_("the second number"), label=_("The second number"), required=False)
    source = OneLineField(
        name=_("where the figure comes from"),
        label=_("Where does it come from?"),
        help_text=_("So that somebody else can find it: “Register of grants, taken on 12 May 2026”."),
        max_length=300,
    )
    scope = OneLineField(
        name=_("whom or what it covers"),
        label=_("Whom or what does it cover?"),
        help_text=_("Like “All new grants of the council in the year”."),
        max_length=200,
    )
    caveat = LongTextField(
        name=_("what to read with care"),
        label=_("What should people know before they use it? (optional)"),
        max_length=500,
        required=False,
    )

    def __init__(self, *args: Any, periods: Choices, measure: Measure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "period", periods)
        self.fields["value"].help_text = str(_("In: %(unit)s") % {"unit": measure.unit})
        self.has_parts = bool(measure.numerator and measure.denominator)
        if self.has_parts:
            for name, words in (("numerator", measure.numerator), ("denominator", measure.denominator)):
                field: Any = self.fields[name]  # a named field, whose name is known only now
                field.label, field.name = words, _("“%(words)s”") % {"words": words}
        else:
            del self.fields["numerator"], self.fields["denominator"]

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the operation takes it, the period aside."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "period"}
        return {"numerator": None, "denominator": None} | given


class Correct(Figure):
    """What was wrong with a figure, and what is right."""

    replaces_why = LongTextField(
        name=_("what was wrong"),
        label=_("What was wrong with the figure before?"),
        help_text=_("Everybody can read this. Name nobody."),
        max_length=500,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["period"]

    @classmethod
    def answers_of(cls, figure: MeasureValue) -> dict[str, Any]:
        """What the figure before says, to be put right."""
        parts = {"numerator": figure.numerator, "denominator": figure.denominator}
        whole = None if figure.numerator is not None else figure.value
        return parts | {"value": whole} | {name: getattr(figure, name) for name in ("source", "scope", "caveat")}


class Confirm(forms.Form):
    """Nothing to answer: the button says it."""


class Return(forms.Form):
    """Why a figure goes back."""

    why = LongTextField(
        name=_("why you return it"),
        label=_("Why do you return it?"),
        help_text=_("Say what is wrong and what would put it right. Name nobody."),
        max_length=500,
    )


class Withdraw(forms.Form):
    """Why a proposal is taken back."""

    why = LongTextField(
        name=_("why you take it back"),
        label=_("Why do you take it back?"),
        help_text=_("Everybody can read this. Name nobody."),
        max_length=500,
    )
