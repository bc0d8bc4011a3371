"""What we ask somebody who wants to follow: where to write, and how often."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.models import ASKED_FOR
from commonweal.messaging.states import When
from commonweal.ui.fields import AddressField, OneOfField


class FollowAsGuest(forms.Form):
    """Of somebody without an account."""

    email = AddressField(
        label=_("Your e-mail address"),
        help_text=_("We send one letter there. You follow once you press the button behind its link."),
    )
    when = OneOfField(
        name=_("how often we write"),
        label=_("How often do you want to hear?"),
        choices=[(each.value, each.label) for each in ASKED_FOR],
        initial=When.AT_ONCE,
        widget=forms.RadioSelect,
    )


class FollowSignedIn(forms.Form):
    """Of somebody who is signed in: how often. It holds for everything they follow."""

    when = OneOfField(
        name=_("how often we write"),
        label=_("How often do you want to hear?"),
        help_text=_("This holds for everything you follow."),
        choices=[(each.value, each.label) for each in ASKED_FOR],
        widget=forms.RadioSelect,
    )

    @staticmethod
    def answers_of(when: When) -> dict[str, Any]:
        """What is chosen already; at once where nothing, or no letters at all, was chosen."""
        return {"when": when if when in ASKED_FOR else When.AT_ONCE}


class Press(forms.Form):
    """A button without a question."""
