"""What is asked of somebody who imports places."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal.places.models import ImportKind
from commonweal.ui.fields import LongTextField, OneLineField, OneOfField, UploadField
from commonweal.ui.forms import DateField

LEAST_REASON = 10


class HandOver(forms.Form):
    """Which file, and what it holds."""

    kind = OneOfField(
        name=_("what the file holds"),
        label=_("What does the file hold?"),
        choices=ImportKind.choices,
        widget=forms.RadioSelect,
    )
    document = UploadField(
        name=_("the file"),
        label=_("A file from your computer"),
        help_text=format_lazy(
            _("CSV, XLSX, ODS or GeoJSON, up to {megabytes} MB. Larger and packed files go onto the server first."),
            megabytes=settings.UPLOAD_LIMIT_BYTES // (1024 * 1024),
        ),
        required=False,
    )
    ready = OneOfField(
        name=_("the file on the server"),
        label=_("Or a file that lies ready on the server"),
        required=False,
    )
    series = OneLineField(
        name=_("the name of the series"),
        label=_("For populations: what the series is called (optional)"),
        help_text=_("For example: Mid-2024 estimates. Leave it empty if the file says so itself."),
        max_length=160,
        required=False,
    )
    source = OneLineField(
        name=_("the source"),
        label=_("Who made it (optional)"),
        help_text=_("Leave it empty if it comes from the Office for National Statistics."),
        max_length=200,
        required=False,
    )
    licence = OneLineField(
        name=_("the licence"),
        label=_("Its licence (optional)"),
        help_text=_("Leave it empty for the Open Government Licence v3.0."),
        max_length=120,
        required=False,
    )
    dated_on = DateField(
        name=_("the day it tells of"),
        label=_("The day it tells of (optional)"),
        help_text=_("For example, 1 5 2026. Leave it empty if the file's name says so."),
        required=False,
    )

    def __init__(self, *args: Any, files_ready: Sequence[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if files_ready:
            choices = [("", _("None")), *((name, name) for name in files_ready)]
            self.fields["ready"].choices = choices  # type: ignore[attr-defined]  # declared above as a choice
        else:
            del self.fields["ready"]

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError unless there is exactly one file."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        chosen = [name for name in ("document", "ready") if answers.get(name)]
        if not chosen and "document" not in self.errors:
            self.add_error("document", ValidationError(_("Choose a file"), code="required"))
        if len(chosen) > 1:
            self.add_error("document", ValidationError(_("Choose one file, not two"), code="two"))
        return answers | {"ready": answers.get("ready") or ""}


class AcceptChange(forms.Form):
    """Why fewer postcodes are right."""

    reason = LongTextField(
        name=_("the reason"),
        label=_("Why is it right that postcodes are lost?"),
        help_text=_("It is kept with your name. For example: the list now leaves out postcodes for large users."),
        min_length=LEAST_REASON,
        max_length=300,
        error_messages={"required": _("Say why it is right that postcodes are lost")},
    )
