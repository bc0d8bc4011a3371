"""The questions we ask about a decision, and the box with which people look for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from commonweal.decisions.models import Decision
from commonweal.decisions.states import Outcome, TakenBy
from commonweal.decisions.subjects import SubjectKind
from commonweal.ui.fields import LongTextField, OneLineField, OneOfField, UploadField
from commonweal.ui.forms import DateField
from commonweal.ui.site import Words

LONGEST = 5000
"""Characters of an answer: two pages. What is longer is a paper."""


class Find(forms.Form):
    """What somebody looks for in the register. Whatever the address says is looked for; nothing is refused."""

    q = OneLineField(
        name=_("what to look for"),
        label=_("Search the decisions"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    body = OneOfField(name=_("whose decision"), label=_("Whose decision"), required=False, widget=forms.Select)
    year = OneOfField(name=_("the year"), label=_("Year"), required=False, widget=forms.Select)
    about = OneOfField(name=_("what it is about"), label=_("About"), required=False, widget=forms.Select)

    def __init__(self, *args: Any, offered: Mapping[str, Sequence[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in offered.items():
            field: Any = self.fields[name]  # choice fields, which have choices
            field.choices = list(choices)


class Start(forms.Form):
    """Nothing to answer: the button says it."""


class What(forms.Form):
    """What was decided."""

    title = OneLineField(
        name=_("what was decided, in a line"),
        label=_("In one line"),
        help_text=_("What somebody would look for, like “Three community officers for two years”."),
        max_length=200,
    )
    outcome = OneOfField(
        name=_("what sort of decision it is"),
        label=_("What sort of decision is it?"),
        choices=Outcome.choices,
        widget=forms.RadioSelect,
    )
    what = LongTextField(
        name=_("what was decided"),
        label=_("What was decided, in full"),
        help_text=_("The words of the decision. With money, say how much and from where. Name no officer."),
        max_length=LONGEST,
    )
    replaces = OneLineField(
        name=_("the earlier decision"),
        label=_("Does it take the place of an earlier decision? (optional)"),
        help_text=_("Its reference, like DR-7QK2-M9XD. Both stay in the register, and each says so."),
        max_length=20,
        required=False,
    )

    @classmethod
    def answers_of(cls, decision: Decision) -> dict[str, Any]:
        """What was answered before."""
        earlier = decision.replaces.reference if decision.replaces else ""
        return {name: getattr(decision, name) for name in ("title", "outcome", "what")} | {"replaces": earlier}


class Who(forms.Form):
    """Who decided, and for which body."""

    body = OneOfField(name=_("whose decision it is"), label=_("For which body?"), widget=forms.Select)
    taken_by = OneOfField(name=_("who decided"), label=_("Who took it?"), widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, bodies: Sequence[tuple[str, str]], takers: Sequence[TakenBy], **kwargs: Any
    ) -> None:  # Django's own is open
        super().__init__(*args, **kwargs)
        body: Any = self.fields["body"]  # choice fields, which have choices
        taken_by: Any = self.fields["taken_by"]
        body.choices = list(bodies)
        taken_by.choices = [(each.value, each.label) for each in takers]
        if len(takers) == 1:
            self.initial["taken_by"] = takers[0]

    @classmethod
    def answers_of(cls, decision: Decision) -> dict[str, Any]:
        """What was answered before."""
        return {"taken_by": decision.taken_by, "body": decision.body.reference}


OFFICES: dict[str, tuple[Words, Words]] = {
    TakenBy.CABINET_MEMBER: (_("Which cabinet member decided?"), _("Their office, like “Cabinet Member for Health”.")),
    TakenBy.COMMITTEE: (_("Which committee decided?"), _("Its name, like “Planning Committee”.")),
    TakenBy.OFFICER: (
        _("Which officer decided?"),
        _("The post, like “Head of Communities”. An officer’s decision is that of the post: give nobody’s name."),
    ),
    TakenBy.PARTNER_BOARD: (_("Which board decided?"), _("Its name, like “Board of trustees”.")),
    TakenBy.GROUP: (_("Which group decided?"), _("Its name, like “Civil Society Steering Group”.")),
}
"""What is asked about those of whom there are several, and how to answer it."""


class Office(forms.Form):
    """Which office, committee or board decided; asked where there are several of them."""

    office = OneLineField(
        name=_("the office, committee or board"),
        max_length=160,
        error_messages={"required": _("Say which office, committee or board decided")},
    )
    member_name = OneLineField(
        name=_("the member’s name"),
        label=_("The member’s name (optional)"),
        help_text=_("They hold public office, so their name is public."),
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:  # Django's own is open
        super().__init__(*args, **kwargs)
        office: Any = self.fields["office"]  # words that are translated later are words to a field
        office.label, office.help_text = OFFICES[decision.taken_by]
        if not decision.may_name_member:
            del self.fields["member_name"]

    @classmethod
    def answers_of(cls, decision: Decision) -> dict[str, Any]:
        """What was answered before."""
        return {"office": decision.office, "member_name": decision.member_name}


class When(forms.Form):
    """When it was decided, and what lets them decide it."""

    decided_on = DateField(name=_("the day it was decided"), label=_("When was it decided?"))
    power = LongTextField(
        name=_("the power"),
        label=_("Under what power?"),
        help_text=_("The law or the part of the constitution that lets them decide this."),
        max_length=1000,
    )

    @classmethod
    def answers_of(cls, decision: Decision) -> dict[str, Any]:
        """What was answered before."""
        return {"decided_on": decision.decided_on, "power": decision.power}


class Why(forms.Form):
    """Why, what else was considered, and who declared an interest."""

    why = LongTextField(
        name=_("why it was decided"),
        label=_("Why was it decided?"),
        help_text=_("The reasons, so that somebody who was not there understands them."),
        max_length=LONGEST,
    )
    alternatives = LongTextField(
        name=_("what else was considered"),
        label=_("What else was considered, and why not?"),
        help_text=_("“None, because …” is an answer, too."),
        max_length=LONGEST,
    )
    interests = LongTextField(
        name=_("the interests that were declared"),
        label=_("Did anybody declare an interest?"),
        help_text=_("“None” if nobody did. Name members only; an officer is named by the post."),
        max_length=1000,
    )

    @classmethod
    def answers_of(cls, decision: Decision) -> dict[str, Any]:
        """What was answered before."""
        return {name: getattr(decision, name) for name in cls.base_fields}


class FindThing(forms.Form):
    """What it is about: the words to look for it with."""

    words = OneLineField(
        name=_("what to look for"),
        label=_("What is the decision about?"),
        help_text=_("Type its reference, or a word of its title."),
        max_length=100,
    )


class SayEffect(forms.Form):
    """What the decision does to a thing, and until which day where that needs one."""

    effect = OneOfField(
        name=_("what the decision does to it"), label=_("What does the decision do?"), widget=forms.RadioSelect
    )
    until_on = DateField(name=_("the day until which it goes on"), label=_("Until which day?"), required=False)

    def __init__(self, *args: Any, kind: SubjectKind, outcome: str, **kwargs: Any) -> None:  # Django's own is open
        super().__init__(*args, **kwargs)
        effect: Any = self.fields["effect"]  # a choice field, which has choices
        offered = [each for each in kind.effects if not outcome or each.suits(outcome)]
        effect.choices = [(each.name, str(each.words)) for each in offered]
        self.ending = [each.name for each in offered if each.needs_until]

    def clean(self) -> dict[str, Any]:
        """Forgets a day that stands in a box which the choice hides."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        if answers.get("effect") not in self.ending:
            self.errors.pop("until_on", None)
            answers["until_on"] = None
        return answers


class AddPaper(forms.Form):
    """A paper that lay before whoever decided."""

    title = OneLineField(
        name=_("what the paper is called"),
        label=_("What is the paper called?"),
        help_text=_("Like “Report to the cabinet, 3 June 2026”."),
        max_length=160,
    )
    document = UploadField(
        name=_("the file"),
        label=_("The file"),
        help_text=format_lazy(
            _("A PDF, document, spreadsheet or picture, up to {megabytes} MB. It becomes public with the decision."),
            megabytes=settings.UPLOAD_LIMIT_BYTES // (1024 * 1024),
        ),
        required=False,
    )
    link = OneLineField(
        name=_("its address"),
        label=_("Or its address, where it is public already"),
        help_text=_("Like https://www.example.org/report"),
        max_length=500,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Adds an error unless there is one of the two, and the address is one."""
        answers: dict[str, Any] = super().clean() or self.cleaned_data
        link = answers.get("link", "")
        if link and not link.startswith(("https://", "http://")):
            self.add_error("link", _("Enter the address in full, like https://www.example.org/report.pdf"))
        elif not self.errors.keys() & {"document", "link"} and bool(answers.get("document")) == bool(link):
            self.add_error("document", _("Choose a file or enter an address, one of the two"))
        return answers


class Send(forms.Form):
    """Nothing to answer: the button says it."""


class Confirm(forms.Form):
    """Nothing to answer: the button says it."""


class Discard(forms.Form):
    """Nothing to answer: the button says it."""


class Remove(forms.Form):
    """Nothing to answer: the button says it."""


class SendBack(forms.Form):
    """Why the record is returned."""

    because = LongTextField(
        name=_("why you return it"),
        label=_("Why do you return it?"),
        help_text=_("Say what is wrong and what would put it right. Name nobody: this is kept."),
        max_length=500,
    )


class Correct(forms.Form):
    """What is wrong in a public record, and what is right."""

    wrong = LongTextField(
        name=_("what is wrong"),
        label=_("What does the record say that is wrong?"),
        help_text=_("Copy the words. They stay as they are; your correction stands beside them."),
        max_length=1000,
    )
    right = LongTextField(name=_("what is right"), label=_("What is right?"), max_length=1000)
