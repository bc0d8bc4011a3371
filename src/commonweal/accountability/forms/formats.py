"""The questions we ask somebody who needs another format."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.forms.boxes import ChoicesWithBoxes
from commonweal.accountability.forms.reaching import ReachFields
from commonweal.accountability.models import Format, FormatRequest, ReachBy
from commonweal.ui.fields import (
    LongTextField,
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


FORMAT_BOXES: Mapping[str, str] = {Format.LANGUAGE: "language", Format.OTHER: "other"}


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


class HowToReach(ReachFields):
    """How to send it, or to say that it is ready."""

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


class Send(forms.Form):
    """Nothing to answer: the button says it."""


class Withdraw(forms.Form):
    """Nothing to answer: the button says it."""


class RemoveDocument(forms.Form):
    """Nothing to answer: the button says it."""


class Start(forms.Form):
    """Nothing to answer: the button says it."""
