"""How to reach somebody who asks the council for something: the boxes that every such question has."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Protocol

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.forms.boxes import ChoicesWithBoxes
from commonweal.accountability.models import ReachBy
from commonweal.ui.fields import AddressField, EnvelopeField, NumberField, OneLineField

REACH_BOXES: Mapping[str, str] = {ReachBy.EMAIL: "email", ReachBy.PHONE: "phone", ReachBy.POST: "post"}


class Reached(Protocol):
    """What somebody asked for, with how to reach them."""

    name: str
    reach_by: str
    contact: str


class ReachFields(ChoicesWithBoxes):
    """The address or number of whoever asks, and a name. Each form that has them says in `reach_by` what it asks."""

    boxes: ClassVar[Mapping[str, Mapping[str, str]]] = {"reach_by": REACH_BOXES}
    field_order = ["reach_by", "email", "phone", "post", "name"]

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
        help_text=_("However you like to be called. It is never published."),
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    @classmethod
    def answers_of(cls, asked: Reached) -> dict[str, Any]:
        """What was answered before."""
        answers = {"name": asked.name, "reach_by": asked.reach_by}
        box = REACH_BOXES.get(asked.reach_by)
        return answers | ({box: asked.contact} if box else {})

    def clean(self) -> dict[str, Any]:
        """Adds `contact`: the address or number that was asked for, or nothing."""
        answers = super().clean()
        return answers | {"contact": self.in_box(answers, "reach_by")}
