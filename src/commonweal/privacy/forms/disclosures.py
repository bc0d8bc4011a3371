"""Which case is asked for by law, and what of it does not go out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.core import references
from commonweal.privacy import cases, redaction
from commonweal.privacy.models import Exemption, Regime
from commonweal.privacy.staff_notes import StaffNoteField
from commonweal.ui.fields import LongTextField, OneLineField, OneOfField
from commonweal.ui.forms import DateField


class BeginDisclosure(forms.Form):
    """Which case is asked for, by which law, and when it was."""

    regime = OneOfField(
        name=_("the law"), label=_("Under which law?"), choices=Regime.choices, widget=forms.RadioSelect
    )
    case_kind = OneOfField(name=_("the kind of case"), label=_("What kind of case is it?"), choices=())
    case_reference = OneLineField(name=_("the reference"), label=_("Reference of the case"), max_length=40)
    asked_for = LongTextField(
        name=_("what they ask for"),
        label=_("What do they ask for?"),
        help_text=_("In their words. It is not part of what is sent."),
        max_length=2000,
    )
    received_on = DateField(
        name=str(_("the day it came")),
        label=_("When did it come?"),
        help_text=_("Twenty working days run from this day."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["case_kind"]  # a choice, whose choices are known only now
        field.choices = [(kind.name, kind.title) for kind in cases.kinds()]

    def clean_case_reference(self) -> str:
        """The reference as it is written, however it was typed."""
        typed = str(self.cleaned_data["case_reference"])
        return references.tidy(typed) or typed


class Withhold(forms.Form):
    """The exemption that lets a passage stay here."""

    exemption = OneOfField(
        name=_("the exemption"), label=_("Which exemption?"), choices=Exemption.choices, widget=forms.RadioSelect
    )
    because = StaffNoteField(
        name=_("the reason"),
        label=_("Why does it apply? (optional)"),
        help_text=_("For our own record, with the public interest test where there is one. It is not sent."),
        max_length=1000,
        required=False,
    )


class BlackOut(forms.Form):
    """Words to black out everywhere."""

    words = OneLineField(
        name=_("the words"),
        label=_("Which words?"),
        help_text=_("A name or phrase. It is blacked out wherever it stands, inside longer words too."),
        min_length=redaction.FEWEST_CHARACTERS,
        max_length=200,
    )
    exemption = OneOfField(name=_("the exemption"), label=_("Which exemption?"), choices=Exemption.choices)
