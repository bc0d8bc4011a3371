"""The retention schedule in words, as the public page and the record of processing show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from commonweal.core import personal
from commonweal.core.personal import Holding
from commonweal.privacy.schedule import Action, Rule, schedule


@dataclass(frozen=True)
class KeptClass:
    """One class of record, with its holding and its rule."""

    holding: Holding
    rule: Rule

    @property
    def how_long(self) -> str:
        """From when, for how long, and what happens then, in a sentence."""
        if not self.rule.period.count:
            return _("Until %(trigger)s. %(then)s") % {"trigger": self.rule.trigger, "then": self.then}
        told = {"period": self.rule.period, "trigger": self.rule.trigger, "then": self.then}
        return _("%(period)s from the day %(trigger)s. %(then)s") % told

    @property
    def in_short(self) -> str:
        """How long, in a few words for a table."""
        if not self.rule.period.count:
            return _("until %(trigger)s") % {"trigger": self.rule.trigger}
        return _("%(period)s from the day %(trigger)s") % {"period": self.rule.period, "trigger": self.rule.trigger}

    @property
    def then(self) -> str:
        """What happens when the time is up, and whether a person confirms it."""
        words = {
            Action.EMPTY: _("Then what is about a person is erased; dates and figures stay."),
            Action.DELETE: _("Then it is deleted."),
            Action.REVIEW: _("Then a person looks whether it is still needed."),
        }[self.rule.action]
        if self.rule.needs_person:
            return words
        return _("%(then)s Nobody needs to confirm it: %(because)s.") % {
            "then": words,
            "because": self.rule.unattended_because,
        }


def find(name: str) -> KeptClass | None:
    """The class of record called `name`; None where there is none, or no rule for it."""
    return next((kept for kept in classes() if kept.holding.name == name), None)


def period_of(name: str) -> str:
    """How long the class of record called `name` is kept, as the schedule in force says: “400 days”."""
    rule = schedule().get(name)
    return str(rule.period) if rule else _("no fixed time")  # a council's own schedule may leave a class out


def classes() -> list[KeptClass]:
    """Every class of record that is held and has a rule, in the order of their titles."""
    rules = schedule()
    kept = [KeptClass(holding, rules[holding.name]) for holding in personal.holdings() if holding.name in rules]
    return sorted(kept, key=lambda each: str(each.holding.title))
