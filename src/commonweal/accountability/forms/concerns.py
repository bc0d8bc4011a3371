"""The questions we ask somebody who raises a concern on a commitment."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.forms.reaching import ReachFields
from commonweal.accountability.models import Concern, MayPublish, ReachRaiserBy
from commonweal.ui.fields import LongTextField, OneOfField

MOST_WORDS = 5000


class Press(forms.Form):
    """Nothing to answer: the button says it."""


class What(forms.Form):
    """What is the matter."""

    words = LongTextField(
        name=_("what is the matter"),
        label=_("What is the matter?"),
        help_text=_(
            "In your own words: what happened, when, and what you expected instead. Please name no private person but "
            "yourself."
        ),
        max_length=MOST_WORDS,
        error_messages={
            "required": _("Tell us what is the matter"),
            "max_length": _(
                "You have written %(show_value)d characters, and %(limit_value)d fit here. Nothing is lost: shorten it "
                "below, or write the main points here and send us the rest by e-mail"
            ),
        },
    )

    @classmethod
    def answers_of(cls, concern: Concern) -> dict[str, Any]:
        """What was answered before."""
        return {"words": concern.words}


class Wishes(forms.Form):
    """What may be printed, and what should come of it."""

    may_publish = OneOfField(
        name=_("whether we may publish your words"),
        label=_("May we publish your words?"),
        help_text=_(
            "Your name and how to reach you are never published. Everybody can see that there is a concern, what it is "
            "about, when it is to be answered and what we find."
        ),
        choices=MayPublish.choices,
        widget=forms.RadioSelect,
    )
    wish = LongTextField(
        name=_("what you want to come of it"),
        label=_("What would you like to come of it? (optional)"),
        max_length=1000,
        required=False,
    )

    @classmethod
    def answers_of(cls, concern: Concern) -> dict[str, Any]:
        """What was answered before."""
        return {"may_publish": concern.may_publish, "wish": concern.wish}


class HowToReach(ReachFields):
    """How to send the answer, if at all."""

    reach_by = OneOfField(
        name=_("how we can reach you"),
        label=_("How shall we send you the answer?"),
        help_text=_("We use this to answer you, and for nothing else. Only the staff who answer you see it."),
        choices=ReachRaiserBy.choices,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Choose e-mail, telephone, post, or that we do not contact you")},
    )


class Reply(forms.Form):
    """The last word of the person who raised it."""

    words = LongTextField(
        name=_("your reply"),
        label=_("What would you like to say to our answer?"),
        max_length=2000,
        error_messages={"required": _("Write your reply, or go back and say that you are done")},
    )
