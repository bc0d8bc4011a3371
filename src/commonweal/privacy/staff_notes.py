"""A note that staff write about somebody, on any page: it always says that the person can ask to read it.

`StaffNoteField` is the field; `privacy/staff_note.html` has the macro `staff_notes` that shows notes with the same
words above them. Nobody writes a note without having read that.
"""

from __future__ import annotations

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal.ui.fields import LongTextField
from commonweal.ui.site import Words

WARNING = _(
    "The person can ask to read this, and so can anybody who asks by the Freedom of Information Act. Write what you "
    "know and how you know it, as you would say it to them."
)

LONGEST = 2000

NOTE = _("the note")


class StaffNoteField(LongTextField):
    """Words about somebody, under the warning that they can be disclosed. What is given as help comes after it."""

    def __init__(self, *, name: Words = NOTE, help_text: Words = "", **kwargs: Any) -> None:
        words = format_lazy("{} {}", WARNING, help_text) if help_text else WARNING
        super().__init__(**{"name": name, "help_text": words, "max_length": LONGEST} | kwargs)
