"""The questions we ask somebody who needs another format."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.models import Format, FormatRequest, ReachBy
from commonweal.ui.forms import LongTextField

NEEDS_DETAIL: dict[str, str] = {Format.LANGUAGE: "language", Format.OTHER: "other"}

_NUMBER = re.compile(r"\+?[0-9 ()-]{10,20}")


class What(forms.Form):
    """What should be in another format."""

    wanted = LongTextField(
        label=_("What would you like in another format?"),
        help_text=_("A page on this website, a letter from us, or any other document of the council."),
        max_length=2000,
        error_messages={
            "required": _("Tell us what you would like in another format"),
            "max_length": _("Use %(limit_value)d characters or fewer; you have used %(show_value)d"),
        },
    )
    document = forms.FileField(
        label=_("A photo or copy of it, if you have one (optional)"),
        help_text=_(
            "A picture from a telephone, a PDF or a Word document. The place where a photo was taken is removed."
        ),
        required=False,
        error_messages={
            "empty": _("The file is empty. Choose another, or go on without one"),
            "max_length": _("The name of the file is too long. Rename it and choose it again"),
            "missing": _("The file did not arrive. Choose it again, or go on without one"),
        },
    )

    @classmethod
    def answers_of(cls, asked: FormatRequest) -> dict[str, Any]:
        """What was answered before."""
        return {"wanted": asked.wanted}


class WhichFormat(forms.Form):
    """Which format or language."""

    format = forms.ChoiceField(
        label=_("Which format do you need?"),
        choices=Format.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose the format you need"),
            "invalid_choice": _("Choose one of the formats, or “Something else”"),
        },
    )
    language = forms.CharField(label=_("Which language?"), max_length=100, required=False)
    other = forms.CharField(label=_("What do you need?"), max_length=100, required=False)

    @classmethod
    def answers_of(cls, asked: FormatRequest) -> dict[str, Any]:
        """What was answered before."""
        answers = {"format": asked.format}
        if field := NEEDS_DETAIL.get(asked.format):
            answers[field] = asked.format_detail
        return answers

    def clean(self) -> dict[str, Any]:
        """Adds `format_detail`: the language or other words, when the chosen format asks for them."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        field = NEEDS_DETAIL.get(answers.get("format", ""))
        answers["format_detail"] = answers.get(field, "") if field else ""
        if field and not answers["format_detail"] and field not in self.errors:
            words = gettext("Enter the language you need") if field == "language" else gettext("Say what you need")
            self.add_error(field, words)
        return answers


class HowToReach(forms.Form):
    """How to send it, or to say that it is ready."""

    name = forms.CharField(
        label=_("Your name (optional)"),
        help_text=_("However you like to be called."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    reach_by = forms.ChoiceField(
        label=_("How shall we reach you?"),
        choices=ReachBy.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose how we can reach you"),
            "invalid_choice": _("Choose e-mail, telephone or post"),
        },
    )
    email = forms.CharField(
        label=_("E-mail address"),
        max_length=254,
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": False}),
    )
    phone = forms.CharField(
        label=_("Telephone number"),
        help_text=_("A message service or text relay number is fine."),
        max_length=30,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )
    post = LongTextField(
        label=_("Name and address for the envelope"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"autocomplete": "street-address"}),
    )

    @classmethod
    def answers_of(cls, asked: FormatRequest) -> dict[str, Any]:
        """What was answered before."""
        answers = {"name": asked.name, "reach_by": asked.reach_by}
        return answers | ({asked.reach_by.lower(): asked.contact} if asked.reach_by else {})

    def clean(self) -> dict[str, Any]:
        """Adds `contact`: the address or number that was asked for, checked; the others are let go."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        field = str(answers.get("reach_by", "")).lower()
        if not field:
            return answers
        contact = answers.get(field, "")
        if (reason := self._refusal(field, contact)) and field not in self.errors:
            self.add_error(field, reason)
        answers["contact"] = contact
        return answers

    @staticmethod
    def _refusal(field: str, contact: str) -> str:
        if field == "email":
            try:
                EmailValidator()(contact)
            except ValidationError:
                return gettext("Enter an e-mail address in full, like name@example.com")
        if field == "phone" and not _NUMBER.fullmatch(contact):
            return gettext("Enter a telephone number with its area code, like 01632 960 001")
        if field == "post" and len(contact.split()) < 3:
            return gettext("Enter a name and an address with its postcode")
        return ""


class Send(forms.Form):
    """Nothing to answer: the button says it."""


class Withdraw(forms.Form):
    """Nothing to answer: the button says it."""


class RemoveDocument(forms.Form):
    """Nothing to answer: the button says it."""


class Start(forms.Form):
    """Nothing to answer: the button says it."""
