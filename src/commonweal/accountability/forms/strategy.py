"""What people look for in a strategy: commitments that fit, and two days to hold beside each other."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonweal.core import days
from commonweal.ui.fields import OneLineField, OneOfField
from commonweal.ui.finding import LONGEST_QUERY
from commonweal.ui.site import Words

_YEAR_FIRST = re.compile(r"([1-9]\d{3})-(\d{1,2})-(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -]([1-9]\d{3})")
_IN_WORDS = re.compile(r"(\d{1,2}) ([^\W\d_]{3,12}) ([1-9]\d{3})")


def read_day(typed: str) -> date | None:
    """The day that somebody means by `2026-06-17`, `17/6/2026` or `17 June 2026`; None for what is no day."""
    text = typed.strip()
    if not text.isascii():
        return None
    try:
        if found := _YEAR_FIRST.fullmatch(text):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _DAY_FIRST.fullmatch(text):
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found := _IN_WORDS.fullmatch(text):
            months = [str(month).casefold() for month in days.MONTHS]
            named = [number for number, month in enumerate(months, 1) if month.startswith(found[2].casefold())]
            return date(int(found[3]), named[0], int(found[1])) if named else None
    except ValueError:
        return None
    return None


def typed_day(day: date) -> str:
    """A day as the boxes for one are filled in: `17/6/2026`."""
    return f"{day.day}/{day.month}/{day.year}"


LONGEST_DAY = 40
"""Characters of a day that are read, and shown again where they are no day."""


class DayField(OneLineField):
    """A day in one box, so that its address can be read and changed; `until` is the last one that can be asked for."""

    default_error_messages = {
        "required": _("Enter %(name)s, for example 17/6/2026"),
        "unreal": _("Enter %(name)s as a day that exists, for example 17/6/2026"),
        "ahead": _("Enter %(name)s as a day up to today; nobody knows yet how it will stand after that"),
    }

    def __init__(self, *, name: Words, until: date, **kwargs: Any) -> None:
        self.until = until
        super().__init__(name=name, max_length=LONGEST_DAY, **kwargs)

    def to_python(self, value: Any) -> Any:  # as Django has it
        """The day. Raises ValidationError for what is none, or has not come."""
        typed = super().to_python(value)
        if not typed:
            return None
        day = read_day(typed)
        if day is None:
            raise ValidationError(self.error_messages["unreal"], code="unreal")
        if day > self.until:
            raise ValidationError(self.error_messages["ahead"], code="ahead")
        return day

    def run_validators(self, value: Any) -> None:
        """Nothing more: a day is no text, whose length could be too long."""


class TwoDays(forms.Form):
    """The two days to compare; `from` and `to` in the address."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hint = _("For example 17/6/2026")
        self.fields["from"] = DayField(
            name=_("the first day"), label=_("First day"), help_text=hint, until=today, required=True
        )
        self.fields["to"] = DayField(
            name=_("the second day"), label=_("Second day"), help_text=hint, until=today, required=True
        )


class OneDay(forms.Form):
    """A day in the past: how things were known at its end."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"] = DayField(
            name=_("the day"),
            label=_("As it was known on"),
            help_text=_("For example 17/6/2026. Leave it empty for now."),
            until=today,
            required=False,
        )


class FindCommitments(forms.Form):
    """What somebody looks for. Whatever the address says is looked for; nothing is refused."""

    q = OneLineField(
        name=_("what to look for"),
        label=_("Search the commitments"),
        help_text=_("A word, or a code such as C5"),
        max_length=LONGEST_QUERY,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    status = OneOfField(name=_("the status"), label=_("Status"), required=False, widget=forms.Select)
    aim = OneOfField(name=_("the aim"), label=_("Aim"), required=False, widget=forms.Select)
    flag = OneOfField(name=_("what it is marked as"), label=_("Marked as"), required=False, widget=forms.Select)
    force = OneOfField(name=_("the force"), label=_("How strongly"), required=False, widget=forms.Select)
    owner = OneOfField(name=_("the owner"), label=_("Owner"), required=False, widget=forms.Select)
    objective = OneOfField(name=_("the objective"), label=_("Objective"), required=False, widget=forms.Select)
    use = OneOfField(name=_("the use"), label=_("Use"), required=False, widget=forms.Select)
    outcome = OneOfField(name=_("the outcome"), label=_("Outcome"), required=False, widget=forms.Select)
    chapter = OneOfField(name=_("the chapter"), label=_("Chapter"), required=False, widget=forms.Select)
    section = OneOfField(name=_("the section"), label=_("Section"), required=False, widget=forms.Select)
    kind = OneOfField(name=_("the kind"), label=_("Kind"), required=False, widget=forms.Select)
    shown = OneOfField(name=_("how it is shown"), label=_("How it is shown"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, offered: Mapping[str, Sequence[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offered.items():
            field: Any = self.fields[name]  # choice fields, which have choices
            field.choices = list(choices)
