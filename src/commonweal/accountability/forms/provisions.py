"""The day on which rules are looked at."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.forms.strategy import read_day
from commonweal.ui.fields import OneLineField


class AnyDayField(OneLineField):
    """A day in one box, past or to come."""

    default_error_messages = {"unreal": _("Enter %(name)s as a day that exists, for example 17/6/2026")}

    def __init__(self, **kwargs: Any) -> None:  # Django's own signature is open, here and below
        super().__init__(max_length=40, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The day; None for nothing. Raises ValidationError for what is none."""
        typed = super().to_python(value)
        if not typed:
            return None
        day = read_day(typed)
        if day is None:
            raise ValidationError(self.error_messages["unreal"], code="unreal")
        return day

    def run_validators(self, value: Any) -> None:
        """Nothing more: a day is no text, whose length could be too long."""


class RulesOn(forms.Form):
    """Which rules held, or will hold, on a day."""

    on = AnyDayField(
        name=_("the day"),
        label=_("What holds on this day"),
        help_text=_("For example 17/6/2026. Leave it empty for today."),
        required=False,
    )
