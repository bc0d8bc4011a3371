"""The questions we ask people about their own data, and officers about requests, deletions, holds and disclosures."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.core import personal, references
from commonweal.privacy import cases, redaction
from commonweal.privacy.models import Decision, Exemption, HoldKind, Regime, RequestKind
from commonweal.privacy.staff_notes import StaffNoteField
from commonweal.ui.fields import AddressField, LongTextField, OneLineField, OneOfField
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


class Paper(forms.Form):
    """A request that came on paper, by telephone or across a desk."""

    kind = OneOfField(
        name=_("what they ask for"),
        label=_("What does the person ask for?"),
        choices=RequestKind.choices,
        widget=forms.RadioSelect,
    )
    name = OneLineField(name=_("their name"), label=_("Their name"), max_length=100)
    email = AddressField(label=_("Their e-mail address, if they have one"), required=False)
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


class Contact(forms.Form):
    """A further contact of the person."""

    contact = AddressField(label=_("Another e-mail address of theirs"))
    how_shown = StaffNoteField(
        name=_("how you made sure that it is theirs"), label=_("How did you make sure that it is theirs?")
    )


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


class Decide(forms.Form):
    """What becomes of one item in somebody's copy."""

    decision = OneOfField(
        name=_("what becomes of it"),
        label=_("What becomes of it?"),
        choices=[choice for choice in Decision.choices if choice[0] != Decision.OPEN],
        widget=forms.RadioSelect,
    )
    hide = LongTextField(
        name=_("the words to black out"),
        label=_("Which words are blacked out?"),
        help_text=_("One name or phrase on each line. Each is blacked out wherever it stands in this item."),
        max_length=2000,
        required=False,
    )
    because = LongTextField(
        name=_("the reason"),
        label=_("Why?"),
        help_text=_(
            "The person reads it, for example: “It is about somebody else (Data Protection Act 2018, schedule 2)”."
        ),
        max_length=500,
        required=False,
    )

    def shown(self, words: str) -> str:
        """`words` with what is to be hidden blacked out, as the person will read it."""
        lines = [line.strip() for line in self.cleaned_data["hide"].splitlines()]
        marked = redaction.black_out(words, [(line, str(_("somebody else"))) for line in lines if line])
        return marked if any(lines) else words


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
    because = LongTextField(
        name=_("the reason"),
        label=_("Why does it apply? (optional)"),
        help_text=_("For your own record, with the public interest test where there is one. It is not sent."),
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
