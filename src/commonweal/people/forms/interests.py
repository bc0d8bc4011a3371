"""What we ask about an interest, and about what stands in for a second person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.people import two_people
from commonweal.people.models import Interest, InterestKind, StandIn
from commonweal.ui.fields import LongTextField, OneLineField, OneOfField
from commonweal.ui.forms import DateField


class Declare(forms.Form):
    """One interest."""

    kind = OneOfField(
        name=_("what sort of interest it is"),
        label=_("What sort of interest is it?"),
        choices=InterestKind.choices,
        widget=forms.RadioSelect,
    )
    with_whom = OneLineField(
        name=_("with whom"),
        label=_("With whom, or where?"),
        help_text=_("The name of the organisation, the firm or the land."),
        max_length=200,
    )
    detail = LongTextField(
        name=_("what you add"),
        label=_("What else should somebody know? (optional)"),
        help_text=_("Name a person only if it cannot be understood without."),
        max_length=500,
        required=False,
    )
    is_partners = forms.BooleanField(
        label=_("It is the interest of my husband, wife or partner"), required=False, widget=forms.CheckboxInput
    )
    is_sensitive = forms.BooleanField(
        label=_("It should stay off the public register, because somebody could be threatened or harmed"),
        required=False,
        widget=forms.CheckboxInput,
    )
    from_on = DateField(name=_("the day it began"), label=_("Since when?"))

    @classmethod
    def answers_of(cls, interest: Interest) -> dict[str, Any]:
        """What was declared before."""
        return {name: getattr(interest, name) for name in cls.base_fields}


class EndInterest(forms.Form):
    """When an interest ended."""

    until_on = DateField(name=_("the day it ended"), label=_("When did it end?"))


class Review(forms.Form):
    """Nothing to answer: the button says it."""


class NewException(forms.Form):
    """What stands in for a second person, where, for which decision, how long and why."""

    body = OneOfField(name=_("the body"), label=_("Where are two people not possible?"), widget=forms.Select)
    decision = OneOfField(name=_("the decision"), label=_("For which decision?"), widget=forms.RadioSelect)
    kind = OneOfField(
        name=_("what stands in"),
        label=_("What stands in for the second person?"),
        choices=StandIn.choices,
        widget=forms.RadioSelect,
    )
    approver = OneOfField(
        name=_("who decides from outside"),
        label=_("Who decides from outside?"),
        required=False,
        widget=forms.Select,
        error_messages={"required": _("Choose who decides from outside")},
    )
    reason = LongTextField(
        name=_("the reason"),
        label=_("Why are two people not possible?"),
        help_text=_("Everybody can read it. Name nobody."),
        max_length=300,
    )
    from_on = DateField(name=_("the first day"), label=_("First day"))
    until_on = DateField(name=_("the last day"), label=_("Last day"), help_text=_("Within a year."))

    def __init__(
        self, *args: Any, bodies: Sequence[tuple[str, str]], people: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "body": [("", _("Choose one")), *bodies],
            "approver": [("", _("Choose one")), *people],
            "decision": [(each.name, each.words) for each in two_people.decisions()],
        }
        for name, offered in choices.items():
            self.fields[name].choices = offered  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Lets go of the person where one person does both, and asks for one where somebody decides from outside."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("kind") == StandIn.SINGLE_PERSON:
            self.errors.pop("approver", None)
            answers["approver"] = ""
        elif answers.get("kind") and not answers.get("approver") and "approver" not in self.errors:
            self.add_error("approver", self.fields["approver"].error_messages["required"])
        return answers


class EndException(forms.Form):
    """Nothing to answer: the button says it."""
