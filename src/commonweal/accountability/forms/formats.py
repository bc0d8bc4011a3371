"""The questions we ask somebody who needs another format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.models import Format, FormatRequest, ReachBy
from commonweal.ui.fields import (
    AddressField,
    EnvelopeField,
    LongTextField,
    NumberField,
    OneLineField,
    OneOfField,
    UploadField,
)


class What(forms.Form):
    """What should be in another format."""

    wanted = LongTextField(
        name=_("what you would like"),
        label=_("What would you like in another format?"),
        help_text=_("A page on this website, a letter from us, or any other document of the council."),
        max_length=2000,
        error_messages={"required": _("Tell us what you would like in another format")},
    )
    document = UploadField(
        name=_("the file"),
        label=_("A photo or copy of it, if you have one (optional)"),
        help_text=format_lazy(
            _(
                "A picture from a telephone, a PDF or a Word document, up to {megabytes} MB. "
                "The place where a photo was taken is removed."
            ),
            megabytes=settings.UPLOAD_LIMIT_BYTES // (1024 * 1024),
        ),
        required=False,
        error_messages={
            "empty": _("The file is empty. Choose another, or go on without one"),
            "missing": _("The file did not arrive. Choose it again, or go on without one"),
        },
    )

    @classmethod
    def answers_of(cls, asked: FormatRequest) -> dict[str, Any]:
        """What was answered before."""
        return {"wanted": asked.wanted}


class ChoicesWithBoxes(forms.Form):
    """Choices of which some answers bring a box of their own. What stands in the boxes of the others is let go."""

    boxes: ClassVar[Mapping[str, Mapping[str, str]]]
    """By the name of a choice: the name of a box by the answer that brings it."""

    def clean(self) -> dict[str, Any]:
        """Adds an error when the box of a chosen answer is empty."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        for choice, boxes in self.boxes.items():
            self._look_into(boxes, answers, chosen=boxes.get(answers.get(choice, "")))
        return answers

    def _look_into(self, boxes: Mapping[str, str], answers: Mapping[str, Any], *, chosen: str | None) -> None:
        for box in set(boxes.values()) - {chosen}:
            self.errors.pop(box, None)
        if chosen and not answers.get(chosen) and chosen not in self.errors:
            words = self.fields[chosen].error_messages["required"]
            self.add_error(chosen, ValidationError(words, code="required"))

    def in_box(self, answers: Mapping[str, Any], choice: str) -> str:
        """What stands in the box of the answer to `choice`; nothing where it has none."""
        return str(answers.get(self.boxes[choice].get(answers.get(choice, ""), ""), ""))


FORMAT_BOXES: Mapping[str, str] = {Format.LANGUAGE: "language", Format.OTHER: "other"}
REACH_BOXES: Mapping[str, str] = {ReachBy.EMAIL: "email", ReachBy.PHONE: "phone", ReachBy.POST: "post"}


class WhichFormat(ChoicesWithBoxes):
    """Which format or language."""

    boxes: ClassVar[Mapping[str, Mapping[str, str]]] = {"format": FORMAT_BOXES}

    format = OneOfField(
        name=_("the format you need"),
        label=_("Which format do you need?"),
        choices=[each for each in Format.choices if each[0] != Format.UNSAID],
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose one of the formats, or “Something else”")},
    )
    language = OneLineField(
        name=_("the language"),
        label=_("Which language?"),
        max_length=100,
        required=False,
        error_messages={"required": _("Enter the language you need")},
    )
    other = OneLineField(
        name=_("what you need"),
        label=_("What do you need?"),
        max_length=100,
        required=False,
        error_messages={"required": _("Say what you need")},
    )

    @classmethod
    def answers_of(cls, asked: FormatRequest) -> dict[str, Any]:
        """What was answered before."""
        answers = {"format": asked.format}
        if box := FORMAT_BOXES.get(asked.format):
            answers[box] = asked.format_detail
        return answers

    def clean(self) -> dict[str, Any]:
        """Adds `format_detail`: the language or other words, when the chosen format asks for them."""
        answers = super().clean()
        return answers | {"format_detail": self.in_box(answers, "format")}


class HowToReach(ChoicesWithBoxes):
    """How to send it, or to say that it is ready."""

    boxes: ClassVar[Mapping[str, Mapping[str, str]]] = {"reach_by": REACH_BOXES}

    reach_by = OneOfField(
        name=_("how we can reach you"),
        label=_("How shall we reach you?"),
        help_text=_(
            "We use this to send you what you asked for, and for nothing else. Only the staff who answer you see it."
        ),
        choices=ReachBy.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose e-mail, telephone or post")},
    )
    email = AddressField(label=_("E-mail address"), required=False)
    phone = NumberField(
        label=_("Telephone number"), help_text=_("A message service or text relay number is fine."), required=False
    )
    post = EnvelopeField(
        name=_("the name and address"), label=_("Name and address for the envelope"), max_length=400, required=False
    )
    name = OneLineField(
        name=_("your name"),
        label=_("Your name (optional)"),
        help_text=_("However you like to be called."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    @classmethod
    def answers_of(cls, asked: FormatRequest) -> dict[str, Any]:
        """What was answered before."""
        answers = {"name": asked.name, "reach_by": asked.reach_by}
        return answers | ({REACH_BOXES[asked.reach_by]: asked.contact} if asked.reach_by else {})

    def clean(self) -> dict[str, Any]:
        """Adds `contact`: the address or number that was asked for."""
        answers = super().clean()
        return answers | {"contact": self.in_box(answers, "reach_by")}


class Send(forms.Form):
    """Nothing to answer: the button says it."""


class Withdraw(forms.Form):
    """Nothing to answer: the button says it."""


class RemoveDocument(forms.Form):
    """Nothing to answer: the button says it."""


class Start(forms.Form):
    """Nothing to answer: the button says it."""
