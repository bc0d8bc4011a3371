"""The questions we ask people about their own data, and officers about a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from commonweal.privacy.models import ReachBy, RequestKind
from commonweal.privacy.staff_notes import StaffNoteField
from commonweal.ui.fields import AddressField, EnvelopeField, LongTextField, NumberField, OneLineField, OneOfField
from commonweal.ui.forms import DateField
from commonweal.ui.site import Words


class Press(forms.Form):
    """Nothing to answer: the button says it."""


def _about(words: Words, **kwargs: Any) -> LongTextField:
    return LongTextField(name=_("what it is about"), label=words, max_length=2000, **kwargs)


class Ask(forms.Form):
    """Who asks about their own data, and what."""

    name = OneLineField(
        name=_("your name"),
        label=_("Your name"),
        help_text=_("As you gave it to us, so that we find what is yours."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = AddressField(label=_("Your e-mail address"), help_text=_("We write to you here about this request."))
    about = _about(
        _("What should we know? (optional)"),
        help_text=_("For example what you came to us for and when. You need not give a reason."),
        required=False,
    )


class AskInWords(Ask):
    """As above, where words are what it is about: putting right, objecting."""

    about = _about(
        _("What is it about?"),
        help_text=_("Say what is wrong and what is right, or what we should stop doing and why."),
    )


class _HowToReach(forms.Form):
    """A contact of any kind: the choice of which, and a box for each. Needs nobody to have an e-mail address."""

    boxes: ClassVar[Mapping[str, str]] = {ReachBy.EMAIL: "email", ReachBy.PHONE: "phone", ReachBy.POST: "post"}

    reach_by = OneOfField(
        name=_("how to reach them"),
        label=_("How do we reach them?"),
        choices=ReachBy.choices,
        widget=forms.RadioSelect,
    )
    email = AddressField(label=_("Their e-mail address"), required=False)
    phone = NumberField(label=_("Their telephone number"), required=False)
    post = EnvelopeField(
        name=_("the name and address"), label=_("Name and address for the envelope"), max_length=400, required=False
    )

    def clean(self) -> dict[str, Any]:
        """The box of the chosen kind has to be filled."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        box = self.boxes.get(answers.get("reach_by", ""))
        for other in set(self.boxes.values()) - {box}:
            self.errors.pop(other, None)
        if box and not answers.get(box) and box not in self.errors:
            self.add_error(box, ValidationError(self.fields[box].error_messages["required"], code="required"))
        return answers

    @property
    def contact(self) -> str:
        """What stands in the box of the chosen kind; nothing for somebody who comes to us."""
        box = self.boxes.get(self.cleaned_data["reach_by"], "")
        return str(self.cleaned_data[box]) if box else ""


class Paper(_HowToReach):
    """A request that came on paper, by telephone or across a desk."""

    kind = OneOfField(
        name=_("what they ask for"),
        label=_("What does the person ask for?"),
        choices=RequestKind.choices,
        widget=forms.RadioSelect,
    )
    name = OneLineField(name=_("their name"), label=_("Their name"), max_length=100)
    received_on = DateField(
        name=str(_("the day it came")),
        label=_("When did it come?"),
        help_text=_("The month to answer runs from this day, for example 12 6 2026."),
    )
    how_shown = StaffNoteField(
        name=_("how you made sure who they are"),
        label=_("How did you make sure who they are?"),
        help_text=_("Leave it empty if you have not yet: nothing is looked for until you have."),
        required=False,
    )
    about = _about(_("What do they say about it? (optional)"), required=False)

    field_order = ("kind", "name", "reach_by", "email", "phone", "post", "received_on", "how_shown", "about")

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the operation takes it."""
        names = ("kind", "name", "reach_by", "received_on", "how_shown", "about")
        return {name: self.cleaned_data[name] for name in names} | {"contact": self.contact}


class Contact(_HowToReach):
    """A further contact of the person."""

    reach_by = OneOfField(
        name=_("what you add"),
        label=_("What do you add?"),
        choices=(
            (ReachBy.EMAIL, _("Another e-mail address")),
            (ReachBy.PHONE, _("A telephone number")),
            (ReachBy.POST, _("A postal address")),
        ),
        widget=forms.RadioSelect,
    )
    how_shown = StaffNoteField(
        name=_("how you made sure that it is theirs"), label=_("How did you make sure that it is theirs?")
    )

    field_order = ("reach_by", "email", "phone", "post", "how_shown")

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the operation takes it."""
        return {"contact": self.contact, "how_shown": self.cleaned_data["how_shown"]}


class Note(forms.Form):
    """A note on a request."""

    words = StaffNoteField(label=_("Your note"))


class Extend(forms.Form):
    """Why it takes longer."""

    because = LongTextField(
        name=_("why it takes longer"),
        label=_("Why does it take longer?"),
        help_text=_(
            "The person gets these words. The law allows two more months where a request is complex or there are many."
        ),
        max_length=1000,
    )


class Answer(forms.Form):
    """The answer in words."""

    answer = LongTextField(
        name=_("your answer"),
        label=_("Your answer"),
        help_text=_("The person gets these words as they are. Say what you changed, or what you decided and why."),
        max_length=3000,
    )


class Refuse(forms.Form):
    """Why it cannot be done."""

    answer = LongTextField(
        name=_("the reason"),
        label=_("Why can we not do it?"),
        help_text=_(
            "The person gets these words. Name the law, for example that the request is manifestly excessive "
            "(UK GDPR article 12(5)), or that we must keep the data by law (article 17(3)(b))."
        ),
        max_length=3000,
    )


class Code(forms.Form):
    """The code that was sent to the contact of the request."""

    code = OneLineField(
        name=_("the code"),
        label=_("The six figures from our e-mail"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )

    def clean_code(self) -> str:
        """Its figures alone."""
        return "".join(sign for sign in str(self.cleaned_data["code"]) if sign.isdigit())
