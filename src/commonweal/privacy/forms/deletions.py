"""Why a record stays, and what is held until when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.core import personal, references
from commonweal.privacy.models import HoldKind
from commonweal.privacy.staff_notes import StaffNoteField
from commonweal.ui.fields import OneLineField, OneOfField
from commonweal.ui.forms import DateField


class TakeOut(forms.Form):
    """Why a record is left alone, and until when."""

    because = StaffNoteField(name=_("the reason"), label=_("Why does it stay?"))
    again_on = DateField(
        name=str(_("the day to look again")),
        label=_("When shall we look at it again?"),
        help_text=_("A year from now is usual."),
    )


class PlaceHold(forms.Form):
    """What is held, why and until when."""

    kind = OneOfField(
        name=_("what is held"), label=_("What is to be kept?"), choices=HoldKind.choices, widget=forms.RadioSelect
    )
    person = OneLineField(
        name=_("the person"),
        label=_("Their e-mail address, or the reference of their account"),
        max_length=254,
        required=False,
    )
    record_holding = OneOfField(name=_("the class of the record"), label=_("Which class?"), choices=(), required=False)
    record_reference = OneLineField(
        name=_("the reference of the record"), label=_("Reference of the record"), max_length=40, required=False
    )
    holding = OneOfField(name=_("the class of records"), label=_("Which class?"), choices=(), required=False)
    because = StaffNoteField(
        name=_("the reason"), label=_("Why?"), help_text=_("For example the claim or inquiry it is for.")
    )
    until_on = DateField(name=str(_("the day until which it is held")), label=_("Until when?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        classes = [(each.name, str(each.title)) for each in personal.holdings()]
        for name in ("holding", "record_holding"):
            self.fields[name].choices = [("", _("Choose one")), *classes]  # type: ignore[attr-defined]  # both are choices

    def clean(self) -> dict[str, Any]:
        """Adds `what`: the arguments that name what is held."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        kind = answers.get("kind")
        needed: dict[str, tuple[str, ...]] = {
            HoldKind.PERSON: ("person",),
            HoldKind.RECORD: ("record_holding", "record_reference"),
            HoldKind.HOLDING: ("holding",),
        }
        for name in needed.get(kind or "", ()):
            if not answers.get(name) and name not in self.errors:
                self.add_error(name, self._missing(name))
        return answers | {"what": self._what(answers)}

    def _missing(self, name: str) -> str:
        words = {
            "person": _("Enter their e-mail address, or the reference of their account"),
            "record_holding": _("Choose the class of the record"),
            "record_reference": _("Enter the reference of the record"),
            "holding": _("Choose the class of records"),
        }
        return str(words[name])

    @staticmethod
    def _what(answers: dict[str, Any]) -> dict[str, str]:
        kind, person = answers.get("kind"), answers.get("person") or ""
        if kind == HoldKind.PERSON:
            return {"contact": person} if "@" in person else {"person_key": references.tidy(person) or person}
        if kind == HoldKind.RECORD:
            typed = answers.get("record_reference") or ""
            reference = references.tidy(typed) or typed
            return {"holding": answers.get("record_holding") or "", "record_reference": reference}
        return {"holding": answers.get("holding") or ""}


class LiftHold(forms.Form):
    """Why a hold ends."""

    because = StaffNoteField(name=_("the reason"), label=_("Why does it end?"))
