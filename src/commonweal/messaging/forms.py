"""What messaging's pages ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from commonweal.core import days
from commonweal.messaging import rules
from commonweal.messaging.kinds import LetterKind, Topic
from commonweal.messaging.letters import MOST_CHARACTERS
from commonweal.messaging.queries import WordsInForce
from commonweal.messaging.queries.contacts import Wishes as WishesKept
from commonweal.messaging.states import When
from commonweal.ui.fields import LongTextField, OneLineField, OneOfField

MOST_IN_A_REASON = 300

SEEN_MESSAGES = dict.fromkeys(
    ("required", "invalid", "min_value"), _("This page came back without a part of it. Open it again from the list")
)
"""Which version somebody had before them is a hidden answer; only a broken page sends it back wrong."""


class Decide(forms.Form):
    """One button."""


class Words(forms.Form):
    """The words of a letter, and why they change."""

    subject = OneLineField(name=_("the subject"), label=_("Subject"), max_length=MOST_CHARACTERS)
    body = LongTextField(name=_("the letter"), label=_("Letter"), max_length=rules.MOST_IN_A_BODY)
    reason = OneLineField(
        name=_("why you change it"),
        label=_("Why do you change it?"),
        help_text=_("Your colleagues read this in the history. Name nobody."),
        max_length=MOST_IN_A_REASON,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages=SEEN_MESSAGES)

    def __init__(self, *args: Any, kind: LetterKind, **kwargs: Any) -> None:  # Django's own signature is open
        super().__init__(*args, **kwargs)
        self.kind = kind
        if "preview" in self.data:  # to look at it one need not say why yet
            self.fields["reason"].required = False

    def clean(self) -> dict[str, Any]:
        """The words, if they can be a letter of this kind; else an error at the field that cannot."""
        given = super().clean() or {}
        if "subject" in given and "body" in given:
            decision = rules.can_use_words(self.kind, subject=given["subject"], body=given["body"])
            if not decision:
                self.add_error(decision.field or None, decision.reason)
        return given

    @property
    def words(self) -> dict[str, Any]:
        """What the operation takes."""
        return {name: self.cleaned_data[name] for name in ("subject", "body", "reason", "seen")}

    @property
    def shown_words(self) -> WordsInForce | None:
        """The words that were typed, for a preview; None when they cannot be shown."""
        if not self.is_valid():
            return None
        return WordsInForce(0, self.cleaned_data["subject"], self.cleaned_data["body"])


class GoBack(forms.Form):
    """Why one goes back."""

    reason = OneLineField(
        name=_("why you go back"),
        label=_("Why do you go back?"),
        help_text=_("Your colleagues read this in the history. Name nobody."),
        max_length=MOST_IN_A_REASON,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0, error_messages=SEEN_MESSAGES)


def _hours() -> list[tuple[str, str]]:
    day = days.start_of(date(2026, 1, 1))  # any day without a change of the clocks
    times = ((hour, days.show_time(day + timedelta(hours=hour))) for hour in range(24))
    return [(str(hour), gettext("%(time)s in London") % {"time": time}) for hour, time in times]


class Wishes(forms.Form):
    """When somebody wants each topic, and between which hours nothing that can wait."""

    from_hour = OneOfField(name=_("the hour from which you want quiet"), label=_("From"), choices=[])
    until_hour = OneOfField(name=_("the hour until which you want quiet"), label=_("Until"), choices=[])

    def __init__(self, *args: Any, topics: Sequence[Topic], **kwargs: Any) -> None:  # as above
        super().__init__(*args, **kwargs)
        self.topics = topics
        hours = {"widget": forms.Select}
        for name in ("from_hour", "until_hour"):
            field = self.fields[name]
            field.widget = hours["widget"]()
            field.choices = _hours()  # type: ignore[attr-defined]  # a choice field's
        for number, topic in enumerate(topics):
            self.fields[f"topic_{number}"] = OneOfField(
                name=_("when you want these letters"),
                label=str(topic.title),
                help_text=str(topic.summary),
                widget=forms.RadioSelect,
                choices=When.choices,
            )

    @property
    def topic_fields(self) -> list[Any]:
        """The bound fields of the topics, in order."""
        return [self[f"topic_{number}"] for number in range(len(self.topics))]

    @property
    def choice(self) -> dict[str, Any]:
        """What the operation takes."""
        given = self.cleaned_data
        when = {topic.name: When(given[f"topic_{number}"]) for number, topic in enumerate(self.topics)}
        return {"when": when, "from_hour": int(given["from_hour"]), "until_hour": int(given["until_hour"])}

    @staticmethod
    def answers_of(wishes: WishesKept, topics: Sequence[Topic]) -> dict[str, Any]:
        """What was chosen before, as the form shows it."""
        chosen = {f"topic_{number}": wishes.of(topic) for number, topic in enumerate(topics)}
        return {"from_hour": wishes.from_hour, "until_hour": wishes.until_hour} | chosen
