"""What we ask about a body."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.people.models import Body, BodyKind
from commonweal.ui.fields import AddressField, LongTextField, NumberField, OneLineField, OneOfField, UploadField
from commonweal.ui.forms import DateField


class BodyPage(forms.Form):
    """What the body's page says."""

    name = OneLineField(name=_("the name"), label=_("Name"), max_length=120)
    short_name = OneLineField(
        name=_("the short name"),
        label=_("Short name (optional)"),
        help_text=_("For lists, where there is little room."),
        max_length=40,
        required=False,
    )
    purpose = LongTextField(
        name=_("what it is for"), label=_("What it is for, in a sentence or two"), max_length=300, required=False
    )
    email = AddressField(label=_("E-mail address for the public (optional)"), required=False)
    phone = NumberField(label=_("Telephone number for the public (optional)"), required=False)
    website = OneLineField(
        name=_("the website"),
        label=_("Website (optional)"),
        help_text=_("In full, like https://www.example.org"),
        max_length=200,
        required=False,
        error_messages={"unlike": _("Enter the website in full, like https://www.example.org")},
    )

    @classmethod
    def answers_of(cls, body: Body) -> dict[str, Any]:
        """What the page says now."""
        return {name: getattr(body, name) for name in cls.base_fields}

    def clean_website(self) -> str:
        """An address that begins as one does, so that a link to it can do nothing else."""
        website: str = self.cleaned_data["website"]
        if website and not website.startswith(("https://", "http://")):
            raise forms.ValidationError(self.fields["website"].error_messages["unlike"], code="unlike")
        return website


class NewBody(BodyPage):
    """A body that is added."""

    kind = OneOfField(name=_("what it is"), label=_("What is it?"), choices=BodyKind.choices, widget=forms.RadioSelect)
    parent = OneOfField(
        name=_("what it is a part of"), label=_("What is it a part of?"), required=False, widget=forms.Select
    )
    began_on = DateField(name=_("the day it began"), label=_("When did it begin?"))

    def __init__(self, *args: Any, parents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("Nothing: it stands by itself")), *parents]  # type: ignore[attr-defined]  # a choice field


class Look(forms.Form):
    """How the part that a body runs itself looks."""

    colour = OneLineField(
        name=_("the colour"),
        label=_("Colour"),
        help_text=_(
            "A # and six figures or letters, like #1d4f7a. White words stand on it, so it has to be dark enough; we "
            "work that out."
        ),
        max_length=7,
    )
    logo = UploadField(
        name=_("the logo"),
        label=_("Logo (optional)"),
        help_text=_("A PNG or JPEG picture. It is shown 48 pixels high, beside the name."),
        required=False,
    )


class DropLook(forms.Form):
    """Nothing to answer: the button says it."""


class EndBody(forms.Form):
    """The end of a body, and what comes after it."""

    on = DateField(name=_("its last day"), label=_("Which is its last day?"))
    successors = forms.MultipleChoiceField(
        label=_("What comes after it? (optional)"),
        help_text=_("Choose every body that takes over some of its work."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose what comes after it from those that are offered")},
    )
    what = OneLineField(
        name=_("what goes over"), label=_("Which of its work goes over (optional)"), max_length=200, required=False
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["successors"].choices = bodies  # type: ignore[attr-defined]  # a choice field
