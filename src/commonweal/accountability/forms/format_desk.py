"""The questions of the desk about requests for another format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import time
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.forms.boxes import ChoicesWithBoxes
from commonweal.accountability.forms.formats import FORMAT_BOXES
from commonweal.accountability.forms.reaching import REACH_BOXES
from commonweal.accountability.models import Channel, Format, FormatRequest, ReachBy
from commonweal.core import days
from commonweal.ui.fields import AddressField, EnvelopeField, LongTextField, NumberField, OneLineField, OneOfField
from commonweal.ui.forms import DateField

_TIME = re.compile(r"(\d{1,2})(?:[:.]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?")


class TimeField(OneLineField):
    """A time of the day, as people write one: 14:30, 2.30pm, 9am, noon."""

    default_error_messages = {"unlike": _("Enter %(name)s like 9:30am or 14:30")}

    def clean(self, *given: Any) -> Any:  # as every named field's
        """The time. Raises ValidationError for what is none."""
        typed = super().clean(*given)
        found = time_of(typed.lower()) if typed else None
        if typed and found is None:
            raise ValidationError(self.error_messages["unlike"], code="unlike", params={"name": self.name})
        return found


def time_of(typed: str) -> time | None:
    """The time of the day that somebody meant; None for what is none, and for a bare figure that could be two."""
    spoken = {"noon": time(12), "midday": time(12), "midnight": time(0)}
    if typed in spoken:
        return spoken[typed]
    found = _TIME.fullmatch(typed)
    if not found or not (found[2] or found[3]):
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


class Press(forms.Form):
    """Nothing to answer: the button says it."""


class Enter(ChoicesWithBoxes):
    """What somebody asked for by telephone, on paper or in person, for the officer who writes it down."""

    boxes: ClassVar[Mapping[str, Mapping[str, str]]] = {"format": FORMAT_BOXES, "reach_by": REACH_BOXES}

    channel = OneOfField(
        name=_("how the person asked"),
        label=_("How did the person ask?"),
        choices=[each for each in Channel.choices if each[0] != Channel.WEB],
        widget=forms.RadioSelect,
    )
    left_on = DateField(
        name=_("the day the person asked"),
        label=_("On which day?"),
        help_text=_("The day of the call, of the message, or of the letter’s arrival, for example 12 6 2026."),
    )
    left_time = TimeField(
        name=_("the time the person asked"),
        label=_("At what time?"),
        help_text=_("The answering machine says it before each message. For a letter, the time the post comes."),
        max_length=10,
    )
    wanted = LongTextField(
        name=_("what is wanted"),
        label=_("What would the person like?"),
        help_text=_("In their own words, as far as you can."),
        max_length=2000,
    )
    format = OneOfField(
        name=_("the format they need"),
        label=_("Which format do they need?"),
        choices=Format.choices,
        widget=forms.RadioSelect,
    )
    language = OneLineField(
        name=_("the language"),
        label=_("Which language?"),
        max_length=100,
        required=False,
        error_messages={"required": _("Enter the language they need")},
    )
    other = OneLineField(
        name=_("what they need"),
        label=_("What do they need?"),
        max_length=100,
        required=False,
        error_messages={"required": _("Say what they need")},
    )
    reach_by = OneOfField(
        name=_("how to reach them"),
        label=_("How can we reach them?"),
        choices=ReachBy.choices,
        widget=forms.RadioSelect,
    )
    email = AddressField(
        label=_("E-mail address"),
        help_text=_("They get the same letter and private link as those who ask by the website."),
        required=False,
        widget=forms.EmailInput(attrs={"spellcheck": False, "autocomplete": "off"}),
    )
    phone = NumberField(
        label=_("Telephone number"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    post = EnvelopeField(
        name=_("the name and address"), label=_("Name and address for the envelope"), max_length=400, required=False
    )
    name = OneLineField(
        name=_("their name"), label=_("Their name, if they gave one (optional)"), max_length=100, required=False
    )

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the operation takes it."""
        given = self.cleaned_data
        return {name: given[name] for name in ("channel", "wanted", "format", "name", "reach_by")} | {
            "left_at": days.london_instant(given["left_on"], given["left_time"]),
            "format_detail": self.in_box(given, "format"),
            "contact": self.in_box(given, "reach_by"),
        }


class AnswerFirst(forms.Form):
    """When somebody first got back to the person."""

    answered_on = DateField(
        name=_("the day you got back to them"), label=_("On which day?"), help_text=_("For example 12 6 2026.")
    )
    answered_time = TimeField(
        name=_("the time you got back to them"),
        label=_("At what time?"),
        help_text=_("Like 9:30am or 14:30."),
        max_length=10,
    )

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the operation takes it."""
        given = self.cleaned_data
        return {"answered_at": days.london_instant(given["answered_on"], given["answered_time"])}


class SayFormat(ChoicesWithBoxes):
    """Which format the person needs, as they said by now."""

    boxes: ClassVar[Mapping[str, Mapping[str, str]]] = {"format": FORMAT_BOXES}

    format = OneOfField(
        name=_("the format they need"),
        label=_("Which format do they need?"),
        choices=Format.choices,
        widget=forms.RadioSelect,
    )
    language, other = Enter.base_fields["language"], Enter.base_fields["other"]

    @classmethod
    def answers_of(cls, asked: FormatRequest) -> dict[str, Any]:
        """What is noted so far."""
        box = FORMAT_BOXES.get(asked.format)
        return {"format": asked.format} | ({box: asked.format_detail} if box else {})

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the operation takes it."""
        return {"format": self.cleaned_data["format"], "format_detail": self.in_box(self.cleaned_data, "format")}


class Supply(forms.Form):
    """How what was asked for reaches the person."""

    note = LongTextField(
        name=_("how it was supplied"),
        label=_("How was it supplied?"),
        help_text=_("A sentence for the person who asked. It goes into our letter to them."),
        max_length=500,
    )
