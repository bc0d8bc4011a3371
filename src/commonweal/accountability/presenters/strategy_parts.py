"""The parts of a strategy and the bodies it names, with their commitments; and the list of strategies. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.queries.commitments import Stands
from commonweal.accountability.queries.strategy_texts import BodyText, CommitmentText, PartText, Texts
from commonweal.core import days
from commonweal.strategy.models import PartKind, Strategy


def kind_titles() -> dict[str, str]:
    """The sorts of part as headings, by their word in the address."""
    return {
        "aims": _("Aims"),
        "objectives": _("Objectives"),
        "uses": _("Uses"),
        "outcomes": _("Outcomes of the wider plan"),
        "chapters": _("Chapters"),
    }


def kind_leads() -> dict[str, str]:
    """What each sort of part is, in a sentence."""
    return {
        "aims": _("What the strategy is for. Each commitment serves one aim or several."),
        "objectives": _("What the help for groups and charities is to reach."),
        "uses": _("What the council does with the strategy."),
        "outcomes": _("The wider good that the strategy serves. A commitment may serve several."),
        "chapters": _("The commitments in the order of the text."),
    }


@dataclass(frozen=True)
class Section:
    """Commitments under a heading: those of a section of a chapter."""

    code: str
    title: str
    text: str
    commitments: Sequence[words.Listed]


@dataclass(frozen=True)
class PartPage:
    """An aim, use, objective, outcome or chapter with its commitments."""

    slug: str
    texts: Texts
    standings: Mapping[str, Stands]
    part: PartText

    @property
    def commitments(self) -> list[CommitmentText]:
        """Those that serve it."""
        return self.texts.serving(self.part.kind, self.part.code)

    @property
    def sentence(self) -> str:
        """How it stands with them."""
        return words.finding(words.counted(self.commitments, words.standings_alone(self.standings)))

    @property
    def groups(self) -> list[words.Group]:
        """Them by status."""
        return words.by_standing(words.listed(self.slug, self.commitments, self.standings))

    @property
    def finder(self) -> str:
        """The same in the finder, where they can be narrowed."""
        name = words.KIND_IN_ADDRESS[self.part.kind].removesuffix("s")
        return f"{reverse('accountability:commitments', kwargs={'slug': self.slug})}?{name}={self.part.code}"

    @property
    def is_chapter(self) -> bool:
        """Whether it has sections, by which its commitments stand."""
        return self.part.kind == PartKind.CHAPTER

    @property
    def sections(self) -> list[Section]:
        """The sections of a chapter with their commitments."""
        return [
            Section(
                each.code,
                each.title,
                each.words,
                words.listed(self.slug, self.texts.serving(PartKind.SECTION, each.code), self.standings),
            )
            for each in self.texts.sections_of(self.part.code)
        ]


@dataclass(frozen=True)
class OwnerPage:
    """A body that the strategy names, with the commitments it owns."""

    slug: str
    texts: Texts
    standings: Mapping[str, Stands]
    body: BodyText

    @property
    def commitments(self) -> list[CommitmentText]:
        """Those it owns."""
        return self.texts.owned_by(self.body.key)

    @property
    def sentence(self) -> str:
        """How it stands with them."""
        if not self.commitments:
            return _("The strategy names it, and gives it no commitment.")
        return words.finding(words.counted(self.commitments, words.standings_alone(self.standings)))

    @property
    def groups(self) -> list[words.Group]:
        """Them by status."""
        return words.by_standing(words.listed(self.slug, self.commitments, self.standings))

    @property
    def finder(self) -> str:
        """The same in the finder."""
        return f"{reverse('accountability:commitments', kwargs={'slug': self.slug})}?owner={self.body.key}"

    @property
    def other_names(self) -> str:
        """What else the text calls it."""
        return ", ".join(self.body.other_names)

    def change(self, on: date) -> tuple[str, str, str] | None:
        """That the body is no more on a London day, with the address and name of who took its place, if anybody."""
        ended_on = self.body.ended_on
        if ended_on is None or ended_on >= on:
            return None
        sentence = _("It ended on %(day)s.") % {"day": days.show_day(ended_on)}
        holder = self.texts.holder(self.body.key, on)
        if holder.key == self.body.key:
            return sentence, "", ""
        return sentence, words.owner_address(self.slug, holder.key), holder.name

    @property
    def stands_in_for(self) -> list[tuple[str, str]]:
        """The bodies whose place it took: addresses and names."""
        return [
            (words.owner_address(self.slug, each.key), each.name)
            for each in self.texts.bodies.values()
            if each.successor == self.body.key
        ]


def owner_line(texts: Texts, slug: str, key: str, on: date) -> dict[str, Any]:
    """Who owns a commitment as of a London day: the body that the text names, and who stands in its place now."""
    body, holder = texts.bodies[key], texts.holder(key, on)
    return {
        "name": body.name,
        "href": words.owner_address(slug, key),
        "ended": days.show_day(body.ended_on) if body.ended_on and body.ended_on < on else "",
        "holder": holder.name if holder.key != key else "",
        "holder_href": words.owner_address(slug, holder.key),
    }


@dataclass(frozen=True)
class StrategyLine:
    """A strategy in the list of all."""

    href: str
    title: str
    term: str
    sentence: str


def strategy_lines(every: Sequence[Strategy], *, in_force: Strategy | None, on: date) -> list[StrategyLine]:
    """Every strategy, the newest first, with what took its place."""
    return [
        StrategyLine(
            href=reverse("accountability:strategy", kwargs={"slug": each.slug}),
            title=each.title,
            term=_("%(from)s to %(until)s")
            % {"from": days.show_day(each.from_on), "until": days.show_day(each.until_on)},
            sentence=_place_of(each, every, in_force=in_force, on=on),
        )
        for each in every
    ]


def _place_of(strategy: Strategy, every: Sequence[Strategy], *, in_force: Strategy | None, on: date) -> str:
    later = next((each for each in every if each.succeeds_id == strategy.pk and each.is_adopted), None)
    if later is not None and later.from_on <= on:
        return _("“%(title)s” took its place on %(day)s.") % {
            "title": later.title,
            "day": days.show_day(later.from_on),
        }
    if not strategy.is_adopted:
        return _("A draft that nobody adopted yet.")
    if strategy == in_force:
        return _("In force.")
    if strategy.from_on > on:
        return _("It has not begun.")
    return _("Kept here beside the one that is in force.")
