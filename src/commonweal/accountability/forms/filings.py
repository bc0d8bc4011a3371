"""The questions about evidence that people bring: documents, answers, notes and obstacles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.forms.boxes import ChoicesWithBoxes
from commonweal.accountability.models import Filing, Shows
from commonweal.ui.fields import LongTextField, OneLineField, OneOfField, UploadField
from commonweal.ui.forms import DateField

MOST_PEOPLE = 10_000_000
"""More than live in any county."""

SOMEBODY_ELSE = "else"


class LinkField(OneLineField):
    """A public address in full. What is behind it is not looked at."""

    default_error_messages = {"unlike": _("Enter %(name)s in full, like https://www.example.org/report")}

    def clean(self, *given: Any) -> Any:  # as every named field's
        """The address. Raises ValidationError for what does not begin like one."""
        typed = super().clean(*given)
        host = typed.partition("://")[2].partition("/")[0]
        if typed and (not typed.startswith(("https://", "http://")) or "." not in host or " " in typed):
            raise ValidationError(self.error_messages["unlike"], code="unlike", params={"name": self.name})
        return typed


class CountField(OneLineField):
    """A whole number of people."""

    default_error_messages = {
        "unlike": _("Enter %(name)s as a whole number, like 25"),
        "too_many": _("Enter %(name)s as a number below ten million"),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=12, widget=forms.TextInput(attrs={"inputmode": "numeric"}), **kwargs)

    def clean(self, *given: Any) -> Any:  # as every named field's
        """The number. Raises ValidationError for what is none."""
        typed = super().clean(*given).replace(",", "")
        if not typed.isascii() or not typed.isdigit():
            raise ValidationError(self.error_messages["unlike"], code="unlike", params={"name": self.name})
        if int(typed) >= MOST_PEOPLE:
            raise ValidationError(self.error_messages["too_many"], code="too_many", params={"name": self.name})
        return int(typed)


class Press(forms.Form):
    """Nothing to answer: the button says it."""


class File(forms.Form):
    """A document, and what it shows."""

    title = OneLineField(
        name=_("what the document is called"),
        label=_("What is the document called?"),
        help_text=_("As it stands on its first page."),
        max_length=200,
    )
    dated_on = DateField(
        name=_("the day of the document"),
        label=_("Of which day is it?"),
        help_text=_("The day it was finished or published, for example 12 6 2026. Evidence is counted from then."),
    )
    words = LongTextField(
        name=_("what it shows"),
        label=_("What does it show?"),
        help_text=_("For the public, in your own words: on which page one finds what. Name nobody."),
        max_length=2000,
    )
    shows = OneOfField(
        name=_("how much it shows"),
        label=_("How much of the commitment does it show?"),
        choices=Shows.choices,
        widget=forms.RadioSelect,
    )
    document = UploadField(
        name=_("the file"),
        label=_("The document"),
        help_text=format_lazy(
            _(
                "A PDF, a Word or Excel document, or a picture, up to {megabytes} MB. Everybody can fetch it once it "
                "is accepted, so take out what is about private people."
            ),
            megabytes=settings.UPLOAD_LIMIT_BYTES // (1024 * 1024),
        ),
        required=False,
    )
    link = LinkField(
        name=_("the link"),
        label=_("Or a link to it"),
        help_text=_("Where it is published, like https://www.example.org/report. You can give both."),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": False, "inputmode": "url"}),
    )

    @classmethod
    def answers_of(cls, filing: Filing) -> dict[str, Any]:
        """What was filed before and returned, to begin again from; a file has to be chosen anew."""
        names = ("title", "dated_on", "words", "shows", "link")
        return {name: getattr(filing, name) for name in names}

    def clean(self) -> dict[str, Any]:
        """Adds an error where there is neither a file nor a link."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not given.get("document") and not given.get("link") and not {"document", "link"} & set(self.errors):
            self.add_error("document", _("Choose a file, or enter a link to the document"))
        return given


class Why(forms.Form):
    """The reason for something, which those concerned or everybody will read."""

    why = LongTextField(name=_("the reason"), label=_("Why?"), max_length=500)

    def __init__(self, *args: Any, label: str = "", hint: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["why"].label = label or self.fields["why"].label
        self.fields["why"].help_text = hint


class Answers(forms.Form):
    """What one side of the relationship answered when it was asked."""

    question = OneLineField(
        name=_("the question"), label=_("What was asked?"), help_text=_("Word for word."), max_length=300
    )
    asked_by = OneLineField(name=_("who asked"), label=_("Who asked?"), max_length=200)
    asked_whom = OneLineField(
        name=_("who was asked"),
        label=_("Who was asked, and how were they chosen?"),
        help_text=_("Groups of people, no names: “all 34 team leaders”, “every group on our list of 210”."),
        max_length=300,
    )
    asked_on = DateField(
        name=_("the day the answers were in"),
        label=_("When were the answers in?"),
        help_text=_("For example 12 6 2026."),
    )
    asked = CountField(name=_("how many were asked"), label=_("How many were asked?"))
    answered = CountField(
        name=_("how many answered"),
        label=_("How many answered?"),
        help_text=_("Fewer than five are too few to count. The page then says so, and not what they answered."),
    )
    agreed = CountField(name=_("how many agreed"), label=_("How many of them said that the commitment is kept?"))
    words = LongTextField(
        name=_("what else they said"),
        label=_("What else should the public know? (optional)"),
        help_text=_("How it was asked, what people said. Quote nobody who could be recognised."),
        max_length=2000,
        required=False,
    )
    link = LinkField(
        name=_("the link"),
        label=_("A link to the survey or its results (optional)"),
        max_length=400,
        required=False,
        widget=forms.TextInput(attrs={"spellcheck": False, "inputmode": "url"}),
    )


class WriteNote(forms.Form):
    """A note, and in which office it is signed."""

    words = LongTextField(
        name=_("the note"),
        label=_("What would you like to say?"),
        help_text=_("It is printed as you write it, and cannot be changed. Name nobody else."),
        max_length=2000,
    )
    role = OneOfField(
        name=_("in which office you sign"),
        label=_("In which office do you sign it?"),
        choices=(),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, roles: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.only_role = next(iter(roles)) if len(roles) == 1 else ""
        field: Any = self.fields["role"]  # a choice field, whose choices are known only now
        field.choices = list(roles.items())
        if self.only_role:
            del self.fields["role"]

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the operation takes it."""
        return {"words": self.cleaned_data["words"], "role": self.cleaned_data.get("role") or self.only_role}


class ReportObstacle(ChoicesWithBoxes):
    """What stands in the way, and who can take it away."""

    boxes: ClassVar[Mapping[str, Mapping[str, str]]] = {"body": {SOMEBODY_ELSE: "unblocker"}}

    what = LongTextField(
        name=_("what stands in the way"),
        label=_("What stands in the way?"),
        help_text=_("In a sentence or two. It is public at once, so name nobody."),
        max_length=500,
    )
    body = OneOfField(
        name=_("who can take it away"),
        label=_("Who can take it away?"),
        choices=(),
        widget=forms.Select,
    )
    unblocker = OneLineField(
        name=_("who can take it away"),
        label=_("Who else can take it away?"),
        help_text=_("Only if you chose “Somebody else”: a body or an office, not a person’s name."),
        max_length=200,
        required=False,
        error_messages={"required": _("Say who can take it away, or choose a body above")},
    )

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["body"]  # as above
        field.choices = [("", _("Choose a body")), *bodies, (SOMEBODY_ELSE, _("Somebody else"))]

    @property
    def answers(self) -> dict[str, Any]:
        """What was answered, as the operation takes it."""
        given = self.cleaned_data
        body = "" if given["body"] == SOMEBODY_ELSE else given["body"]
        return {"what": given["what"], "body": body, "unblocker": self.in_box(given, "body")}
