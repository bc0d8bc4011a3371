"""What we ask about people, their roles, and who takes over their work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from commonweal.people import scopes
from commonweal.people.models import Body, RoleEnd
from commonweal.people.role_kinds import KINDS
from commonweal.people.work import WorkItem
from commonweal.ui.fields import AddressField, LongTextField, OneLineField, OneOfField
from commonweal.ui.forms import DateField

Choices = Sequence[tuple[str, str]]


def _choose(form: forms.Form, field: str, choices: Sequence[tuple[Any, Any]]) -> None:
    form.fields[field].choices = choices  # type: ignore[attr-defined]  # a choice field


class GiveRole(forms.Form):
    """A role: which, where, for what, from when until when."""

    kind = OneOfField(name=_("the role"), label=_("Which role?"), widget=forms.RadioSelect)
    body = OneOfField(name=_("where"), label=_("Where?"), widget=forms.Select)
    division = OneOfField(
        name=_("the division"),
        label=_("Which division?"),
        required=False,
        widget=forms.Select,
        error_messages={"required": _("Choose the division that the councillor was elected for")},
    )
    from_on = DateField(
        name=_("the first day"), label=_("First day"), help_text=_("Leave it empty for today."), required=False
    )
    until_on = DateField(
        name=_("the last day"),
        label=_("Last day"),
        help_text=_("Leave it empty where there is none. A councillor's term has one."),
        required=False,
    )

    def __init__(self, *args: Any, kinds: Sequence[str], bodies: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "kind", [(name, KINDS.role(name).title) for name in kinds])
        self.summaries = {name: KINDS.role(name).summary for name in kinds}
        _choose(self, "body", [("", _("Choose one")), *bodies] if len(bodies) > 1 else bodies)
        areas = _areas(kinds)
        _choose(self, "division", [("", _("Choose one")), *areas])

    @property
    def has_divisions(self) -> bool:
        """Whether a role for an area is among those that are offered."""
        return len(self.fields["division"].choices) > 1  # type: ignore[attr-defined]  # a choice field

    def clean(self) -> dict[str, Any]:
        """Adds `scope`: the division where the role is for one, else nothing."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        kind = KINDS.roles.get(answers.get("kind", ""))
        answers["scope"] = None
        if kind and "people.body" not in kind.scope_kinds:
            if not answers.get("division"):
                self.add_error("division", self.fields["division"].error_messages["required"])
            answers["scope"] = (kind.scope_kinds[0], answers.get("division", ""))
        return answers


def _areas(kinds: Sequence[str]) -> list[tuple[str, str]]:
    """What there is to choose for the kinds of role that are held for something else than a body."""
    names = {scope for kind in kinds for scope in KINDS.role(kind).scope_kinds if scope != "people.body"}
    return [choice for name in sorted(names) for choice in scopes.choices_of(name)]


class NewPerson(GiveRole):
    """Somebody new, and their first role."""

    name = OneLineField(name=_("the name"), label=_("Name"), help_text=_("As they like to be called."), max_length=100)
    address = AddressField(
        label=_("E-mail address"),
        help_text=_("They sign in with it. A code is sent there each time, so it has to be theirs alone."),
    )
    field_order = ("name", "address", "kind", "body", "division", "from_on", "until_on")


class Name(forms.Form):
    """How somebody is called."""

    name = OneLineField(
        name=_("your name"),
        label=_("What is your name?"),
        help_text=_("As you like to be called. Colleagues see it, and so do people whom you answer."),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class HandOver(forms.Form):
    """Who takes over what is open: one person for all, or somebody else for some of it."""

    to_all = OneOfField(
        name=_("who takes it over"),
        label=_("Who takes over what is open?"),
        required=False,
        widget=forms.Select,
    )

    def __init__(self, *args: Any, items: Sequence[WorkItem], takers: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = list(items)
        if not self.items:
            del self.fields["to_all"]
            return
        _choose(self, "to_all", [("", _("Choose one")), *takers])
        for number, item in enumerate(self.items):
            self.fields[f"to_{number}"] = OneOfField(
                name=_("who takes it over"),
                label=f"{item.title} ({item.reference})",
                required=False,
                widget=forms.Select,
                choices=[("", _("As chosen above")), *takers],
            )

    @property
    def item_fields(self) -> list[forms.BoundField]:
        """The boxes for single things, where there is more than one."""
        return [self[f"to_{number}"] for number in range(len(self.items))] if len(self.items) > 1 else []

    @property
    def takers(self) -> dict[tuple[str, str], str]:
        """The reference of whoever takes over each thing; nothing is said of what nobody was chosen for."""
        chosen = {
            (item.kind, item.reference): self.cleaned_data.get(f"to_{number}") or self.cleaned_data.get("to_all", "")
            for number, item in enumerate(self.items)
        }
        return {work: reference for work, reference in chosen.items() if reference}


class EndRole(HandOver):
    """Why a role ends, and who takes over what is open."""

    reason = OneOfField(
        name=_("why it ends"),
        label=_("Why does the role end?"),
        choices=[each for each in RoleEnd.choices if each[0] not in {RoleEnd.TERM, RoleEnd.BODY_ENDED}],
        widget=forms.RadioSelect,
    )
    field_order = ("reason", "to_all")


class ComeBack(forms.Form):
    """Nothing to answer: the button says it."""


class SwitchOn(forms.Form):
    """Why a power is needed, and for how long."""

    reason = LongTextField(
        name=_("what you need it for"),
        label=_("What do you need it for?"),
        help_text=_("A few words that name nobody. They are kept for good, and those who oversee powers read them."),
        max_length=300,
    )
    hours = OneOfField(name=_("for how long"), label=_("For how long?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, longest: timedelta, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        most = int(longest / timedelta(hours=1))
        offered = sorted({hours for hours in (1, 4, 8, 24) if hours < most} | {most})
        words = [(str(hours), ngettext("An hour", "%(hours)d hours", hours) % {"hours": hours}) for hours in offered]
        _choose(self, "hours", words)


class SwitchOff(forms.Form):
    """Nothing to answer: the button says it."""


def body_choices(bodies: Sequence[Body]) -> list[tuple[str, str]]:
    """Reference and name of bodies."""
    return [(body.reference, body.name) for body in bodies]
