"""The one question places ask the public: which postcode?"""

from __future__ import annotations

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonweal.ui.fields import OneLineField

FIRST_HALF = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?(?:[0-9][A-Z]?)?", re.IGNORECASE)


class FindPostcode(forms.Form):
    """A postcode, typed in any way."""

    q = OneLineField(
        name=_("the postcode"),
        label=_("Postcode"),
        help_text=_("All of it, like SW1A 1AA. We do not keep what you type."),
        max_length=40,
        error_messages={"required": _("Enter a postcode")},
    )

    def clean_q(self) -> str:
        """What was typed. Raises ValidationError when it is only the first half."""
        typed: str = self.cleaned_data["q"]
        if len("".join(typed.split())) < 5 and FIRST_HALF.fullmatch("".join(typed.split())):
            raise ValidationError(_("Type all of the postcode, the part after the space too"), code="half")
        return typed
