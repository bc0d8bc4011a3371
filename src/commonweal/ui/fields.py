"""The fields that forms ask with: they say in our words what is wrong and what to do, and keep out what nobody sees.

Each is called by its name in a sentence, with its article: `name=_("the language")`. Django's own words for an error
never reach a person.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from commonweal.core import contacts
from commonweal.ui.site import Words

_JOINERS = "\u200c\u200d"  # Nepali and Persian join and part their letters with them
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and signs that show nothing
_FEWEST_LETTERS = 10

ADDRESS, NUMBER = _("the e-mail address"), _("the telephone number")


def without_unseen(text: str) -> str:
    """`text` without control and format characters: they show nothing, and can forge lines or order a terminal about.

    A joiner stays where it stands between two letters. What shows nothing at all becomes nothing.
    """
    kept = "".join(sign for place, sign in enumerate(text) if not contacts.has_unseen(sign) or _joins(text, place))
    return kept if any(unicodedata.category(sign)[0] in "LNPS" and sign not in _BLANKS for sign in kept) else ""


def one_line(text: str) -> str:
    """`text` on one line with single spaces, without what cannot be seen."""
    return " ".join(without_unseen(" ".join(text.split())).split())


def several_lines(text: str) -> str:
    """`text` with its lines parted by one character each, without what cannot be seen."""
    return "\n".join(without_unseen(line.replace("\t", " ")) for line in text.splitlines())


def _joins(text: str, place: int) -> bool:
    beside = text[place - 1 : place] + text[place + 1 : place + 2]
    return (
        text[place] in _JOINERS and len(beside) == 2 and all(unicodedata.category(sign)[0] in "LMS" for sign in beside)
    )


class Named(forms.Field):
    """A field that is called by its name in what it says: `%(name)s`, or `%(Name)s` where a sentence begins."""

    default_error_messages = {"required": _("Enter %(name)s")}

    def __init__(self, *, name: Words, **kwargs: Any) -> None:
        self.name = name
        super().__init__(**kwargs)

    def clean(self, *given: Any) -> Any:  # a file's is given what was there before as well
        """The answer. Raises ValidationError in words that name the field."""
        try:
            return super().clean(*given)
        except ValidationError as error:
            for each in error.error_list:
                each.params = {**(each.params or {}), "name": self.name, "Name": capfirst(str(self.name))}
            raise


class _Text(Named, forms.CharField):
    default_error_messages = {
        "max_length": _("%(Name)s must be %(limit_value)d characters or fewer; you have used %(show_value)d"),
        "min_length": _("%(Name)s must be %(limit_value)d characters or more; you have used %(show_value)d"),
        # Never said by the fields below, which take such characters out.
        "null_characters_not_allowed": _("Type %(name)s again; there is a character in it that cannot be seen"),
    }


class OneLineField(_Text):
    """Text on a single line."""

    def to_python(self, value: Any) -> Any:  # Django's own signature is open, here and below
        """The text on one line, without what cannot be seen."""
        return super().to_python(one_line(value) if isinstance(value, str) else value)


class LongTextField(_Text):
    """Text of several lines. A line break is one character, as the count beside the box has it."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> Any:
        """The text with each line break made one character, without what cannot be seen."""
        return super().to_python(several_lines(value) if isinstance(value, str) else value)


class AddressField(_Text):
    """One e-mail address, in the one form in which it is kept, digested and written to."""

    widget = forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": False})
    default_error_messages = {
        "required": _("Enter an e-mail address in full, like name@example.com"),
        "unlike": _("Enter an e-mail address in full, like name@example.com"),
        "unseen": _("Type the e-mail address yourself; the one you pasted has a character in it that cannot be seen"),
    }

    def __init__(self, *, name: Words = ADDRESS, **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The address in its one form. Raises ValidationError for what is none."""
        typed = super().to_python(value)
        if not typed or not without_unseen(typed):
            return ""
        if contacts.has_unseen(typed):
            raise ValidationError(self.error_messages["unseen"], code="unseen")
        try:
            return contacts.canonical_address(typed)
        except contacts.NotAnAddressError:
            raise ValidationError(self.error_messages["unlike"], code="unlike") from None


class NumberField(_Text):
    """One telephone number, in the one form in which it is kept and digested."""

    widget = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
    default_error_messages = {
        "required": _("Enter a telephone number with its area code, like 01632 960 001"),
        "unlike": _("Enter a telephone number with its area code, like 01632 960 001"),
    }

    def __init__(self, *, name: Words = NUMBER, **kwargs: Any) -> None:
        super().__init__(name=name, **kwargs)

    def to_python(self, value: Any) -> Any:
        """The number in its one form. Raises ValidationError for what is none."""
        typed = one_line(super().to_python(value) or "")
        try:
            return contacts.canonical_number(typed) if typed else ""
        except contacts.NotANumberError:
            raise ValidationError(self.error_messages["unlike"], code="unlike") from None


class EnvelopeField(LongTextField):
    """What stands on an envelope. Addresses abroad have no postcode of ours, so only their make-up is looked at."""

    default_error_messages = {
        "required": _("Enter a name and an address with its postcode"),
        "unlike": _("Enter a name and an address with its postcode"),
    }

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """As any long text, and what a browser knows of where somebody lives."""
        return super().widget_attrs(widget) | {"autocomplete": "street-address"}

    def to_python(self, value: Any) -> Any:
        """The lines. Raises ValidationError unless there are two, or a comma, and a few letters."""
        typed = super().to_python(value)
        letters = sum(unicodedata.category(sign)[0] == "L" for sign in typed)
        parts = [part for part in re.split("[\n,،、]", typed) if part.strip()]
        if typed and (letters < _FEWEST_LETTERS or len(parts) < 2):
            raise ValidationError(self.error_messages["unlike"], code="unlike")
        return typed


class OneOfField(Named, forms.ChoiceField):
    """One of several answers."""

    default_error_messages = {
        "required": _("Choose %(name)s"),
        "invalid_choice": _("Choose %(name)s from those that are offered"),
    }


class UploadField(Named, forms.FileField):
    """A file. What may be in it is for `core.files` to say."""

    default_error_messages = {
        "required": _("Choose %(name)s"),
        "invalid": _("%(Name)s did not arrive. Choose it again"),
        "missing": _("%(Name)s did not arrive. Choose it again"),
        "empty": _("%(Name)s is empty. Choose another"),
        "max_length": _("The name of %(name)s is too long. Rename it and choose it again"),
        "contradiction": _("Choose %(name)s or say that there is none, not both"),
    }
