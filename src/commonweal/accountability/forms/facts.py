"""What officers say of a newer figure."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.ui.fields import LongTextField, OneLineField


class AddFigure(forms.Form):
    """A newer figure, with all that a public figure carries."""

    words = OneLineField(
        name=_("the figure in a sentence"),
        label=_("What is the figure now, in a sentence?"),
        help_text=_("Like “In 2025 there were 3,102 groups at work.”"),
        max_length=300,
    )
    source = OneLineField(
        name=_("who says so"),
        label=_("Who says so, and in what?"),
        help_text=_("Like “Register of charities, extract of 1 May 2026”."),
        max_length=300,
    )
    link = OneLineField(
        name=_("the link"),
        label=_("Where can one read it? (optional)"),
        help_text=_("The whole address, which begins with https://"),
        max_length=300,
        required=False,
        widget=forms.URLInput(attrs={"spellcheck": False}),
    )
    year = OneLineField(
        name=_("the year"), label=_("Of which year is it?"), help_text=_("Like 2025, or 2024/25."), max_length=60
    )
    scope = OneLineField(
        name=_("what it covers"),
        label=_("Which area and whom does it cover?"),
        help_text=_("Name the area, so that nobody takes it for another."),
        max_length=200,
    )
    caveat = OneLineField(
        name=_("the caveat"),
        label=_("What should people be careful about? (optional)"),
        help_text=_("Say if it was counted in another way than the figure in the strategy."),
        max_length=300,
        required=False,
    )


class TakeAway(forms.Form):
    """Why a newer figure no longer stands."""

    why = LongTextField(
        name=_("why it no longer stands"),
        label=_("Why do you take it away?"),
        help_text=_("Everybody can read it."),
        max_length=300,
    )
