"""The questions of the desk about concerns, and of the bodies that may reply to them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.models import FINDS_FOR_RAISER, Concern, ConcernOutcome
from commonweal.ui.fields import LongTextField, OneOfField
from commonweal.ui.forms import DateField

YES, NO = "YES", "NO"


class SumUp(forms.Form):
    """What the public reads of a concern."""

    summary = LongTextField(
        name=_("the summary"),
        label=_("What is the concern, in a few sentences?"),
        help_text=_("Fair to the person and to those it is about. Name nobody, and nothing that tells who wrote it."),
        max_length=2000,
    )
    has_words_shown = OneOfField(
        name=_("whether their own words are printed"),
        label=_("Print the person’s own words as well?"),
        choices=((YES, _("Yes, whole")), (NO, _("No, the summary only"))),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, concern: Concern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not concern.lets_words_be_shown:
            del self.fields["has_words_shown"]

    @classmethod
    def answers_of(cls, concern: Concern) -> dict[str, Any]:
        """What is there so far."""
        shown = (YES if concern.has_words_shown else NO) if concern.summary else ""
        return {"summary": concern.summary, "has_words_shown": shown}

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the operation takes it."""
        given = self.cleaned_data
        return {"summary": given["summary"], "has_words_shown": given.get("has_words_shown") == YES}


class AskReply(forms.Form):
    """Which body is asked for its reply."""

    body = OneOfField(
        name=_("the body"),
        label=_("Which body is the concern about?"),
        choices=(),
        widget=forms.Select,
        error_messages={"invalid_choice": _("Choose a body from those that are offered")},
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]  # a choice field, whose choices are known only now
        field.choices = [("", _("Choose a body")), *bodies]


class Answer(forms.Form):
    """What the council finds, why, and what will be done."""

    outcome = OneOfField(
        name=_("what you find"), label=_("What do you find?"), choices=ConcernOutcome.choices, widget=forms.RadioSelect
    )
    answer = LongTextField(
        name=_("why you find so"),
        label=_("Why?"),
        help_text=_("Write to the person. Everybody can read it, so name nobody."),
        max_length=4000,
    )
    action = LongTextField(
        name=_("what will be done"),
        label=_("What will be done? (may stay empty if nothing was wrong)"),
        max_length=1000,
        required=False,
    )
    action_by_on = DateField(
        name=_("the day by which it will be done"),
        label=_("By which day?"),
        help_text=_("For example 1 9 2026."),
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Adds what is missing of what will be done and by when, all of it at once."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        is_wrong = given.get("outcome") in FINDS_FOR_RAISER
        missing = {name for name in ("action", "action_by_on") if not given.get(name)} - set(self.errors)
        if "action" in missing and is_wrong:
            self.add_error("action", _("Say what will be done; you found that something is wrong"))
        elif "action" in missing and given.get("action_by_on"):
            self.add_error("action", _("Say what will be done by that day, or leave the day empty"))
        if "action_by_on" in missing and (is_wrong or given.get("action")):
            self.add_error("action_by_on", _("Enter the day by which it will be done"))
        return given


class ReplyFor(forms.Form):
    """What a body replies to a concern that touches it."""

    words = LongTextField(
        name=_("the reply"),
        label=_("What does your body reply?"),
        max_length=5000,
        error_messages={
            "max_length": _(
                "The reply has %(show_value)d characters, and %(limit_value)d fit here. Nothing is lost: shorten it "
                "below"
            ),
        },
    )


class SetAside(forms.Form):
    """Why a document no longer counts."""

    why = LongTextField(name=_("why it no longer counts"), label=_("Why does it no longer count?"), max_length=500)


class LookAtReply(forms.Form):
    """Whether the person's reply is printed."""

    is_shown = OneOfField(
        name=_("whether the reply is printed"),
        label=_("Print the reply?"),
        help_text=_("The person agreed to have their words printed. It is printed whole, or not at all."),
        choices=((YES, _("Yes, whole")), (NO, _("No: it names or hurts somebody"))),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, concern: Concern, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not concern.lets_words_be_shown:
            del self.fields["is_shown"]

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the operation takes it."""
        return {"is_shown": self.cleaned_data.get("is_shown") == YES}


class Narrow(forms.Form):
    """What the public list is narrowed down to. What the address says and is not offered is left out."""

    state = OneOfField(name=_("where they are"), label=_("Where they are"), required=False, widget=forms.Select)
    commitment = OneOfField(
        name=_("the commitment"), label=_("On which commitment"), required=False, widget=forms.Select
    )

    def __init__(self, *args: Any, states: list[tuple[str, str]], codes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, offered in (("state", states), ("commitment", codes)):
            field: Any = self.fields[name]  # a choice field, whose choices are known only now
            field.choices = [("", _("All")), *offered]
