"""What becomes of what was found about somebody: given, blacked out, withheld, handed over."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.privacy import redaction
from commonweal.privacy.models import Decision
from commonweal.privacy.staff_notes import StaffNoteField
from commonweal.ui.fields import LongTextField, OneLineField, OneOfField


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


class HideWords(forms.Form):
    """Words to black out in all of somebody's copy, and why."""

    words = OneLineField(
        name=_("the words"),
        label=_("Which words?"),
        help_text=_("A name or phrase. It is blacked out wherever it stands in the copy, inside longer words too."),
        min_length=redaction.FEWEST_CHARACTERS,
        max_length=200,
    )
    because = LongTextField(
        name=_("the reason"),
        label=_("Why?"),
        help_text=_(
            "The person reads it, for example: “It is about somebody else (Data Protection Act 2018, schedule 2)”."
        ),
        max_length=500,
    )


class HandOver(forms.Form):
    """How the copy came to the person."""

    how = StaffNoteField(
        name=_("how the copy was handed over"),
        label=_("How was it handed over?"),
        help_text=_("For example: posted today, signed for; or given across the desk, after seeing a passport."),
    )
