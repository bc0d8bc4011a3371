"""The questions we ask somebody who signs in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from commonweal.ui.fields import AddressField, OneLineField

LONGEST_CODE = 40
"""Characters: a code with whatever was copied along with it."""


class Ask(forms.Form):
    """Where to send a code."""

    email = AddressField(
        label=_("Your e-mail address"),
        help_text=_("We send a code there. You need no password."),
    )


def _code(label: object, *, hint: object = "", pad: str | None = "numeric", missing: object) -> OneLineField:
    attrs = {"autocomplete": "one-time-code", "spellcheck": False} | ({"inputmode": pad} if pad else {})
    return OneLineField(
        name=_("the code"),
        label=label,
        help_text=hint,
        max_length=LONGEST_CODE,
        widget=forms.TextInput(attrs=attrs),
        error_messages={"required": missing},
    )


class TypeCode(forms.Form):
    """The code from the letter."""

    code = _code(
        _("What is the code?"),
        hint=_("Eight figures, in two groups. Spaces do not matter."),
        missing=_("Type the code from the e-mail"),
    )


class TypeAppCode(forms.Form):
    """The code that an app shows."""

    code = _code(
        _("What does your code app show?"),
        hint=_("Six figures. They change every half minute."),
        missing=_("Type the six figures that your app shows"),
    )


class TypeRecoveryCode(forms.Form):
    """One of the codes on paper."""

    code = _code(
        _("What is one of your recovery codes?"),
        hint=_("Ten letters and figures, like 7QK2M-9XDAB. Each works once."),
        pad=None,
        missing=_("Type one of your recovery codes"),
    )


class _Answer(forms.Form):
    credential = OneLineField(
        name=_("the passkey"),
        widget=forms.HiddenInput,
        required=True,
        error_messages={"required": _("Your browser sent no passkey. Switch JavaScript on, or use a code instead")},
    )


class ShowPasskey(_Answer):
    """What a passkey signed."""


class AddPasskey(_Answer):
    """A passkey that the browser made, and what its owner calls it."""

    name = OneLineField(
        name=_("a name for this passkey"),
        label=_("What do you call this passkey?"),
        help_text=_("So that you know it again, for example “my phone” or “office computer”."),
        max_length=60,
    )

    field_order = ("name", "credential")


class RenamePasskey(forms.Form):
    """Another name for a passkey."""

    name = OneLineField(
        name=_("a name for this passkey"),
        label=_("What do you call this passkey?"),
        max_length=60,
    )


class Press(forms.Form):
    """Nothing to answer: the button says it."""
