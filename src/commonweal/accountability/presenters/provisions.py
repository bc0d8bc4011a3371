"""Words explained, rules by date, grants and bands, principles, and the bodies that a strategy names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.presenters.amounts import amount
from commonweal.accountability.presenters.coded import links
from commonweal.accountability.presenters.strategy_words import Listed
from commonweal.accountability.queries.commitments import Stands
from commonweal.accountability.queries.strategy_texts import Texts
from commonweal.core import days, money
from commonweal.strategy.models import NamedBody, Provision

CONFIDENCE = {
    "confirmed": gettext_lazy("It was read in the law, in guidance or on a public body’s page."),
    "partly": gettext_lazy("Some of it was read, or it was read at second hand."),
    "unconfirmed": gettext_lazy("Nobody has checked it at its source. Check it before you lean on it."),
}
CONFIDENCE_TAGS = {
    "confirmed": (gettext_lazy("Confirmed"), "cw-tag-kept"),
    "partly": (gettext_lazy("Partly confirmed"), "cw-tag-soon"),
    "unconfirmed": (gettext_lazy("Unconfirmed"), "cw-tag-late"),
}


# Words explained.


@dataclass(frozen=True)
class Term:
    """A word, what it means, what says so, and whether the meaning is ours."""

    key: str
    term: str
    meaning: str
    note: str
    source: str
    source_link: SafeString | None


def terms(provisions: Iterable[Provision], texts: Texts, slug: str) -> list[Term]:
    """The words by the alphabet."""
    found = [_term(each, texts, slug) for each in provisions]
    return sorted(found, key=lambda each: each.term.casefold())


def _term(provision: Provision, texts: Texts, slug: str) -> Term:
    says = provision.content
    source = says.get("source", "")
    found = links([source], texts, slug) if source else []
    return Term(provision.code, says["term"], says["meaning"].strip(), _note(says), source, found[0] if found else None)


def _note(says: Mapping[str, Any]) -> str:
    return str(says.get("note", "")).strip()


# Rules by date.


@dataclass(frozen=True)
class Version:
    """What held from a day to a day, where it is written, and how sure we are."""

    value: str
    held: str
    citation: str
    tag: SafeString
    confidence: str
    note: str


@dataclass(frozen=True)
class Rule:
    """A rule: what holds on the day, if anything does, and what held before or is known to hold later."""

    key: str
    title: str
    words: str
    note: str
    holds: Version | None
    others: Sequence[Version]
    links: Sequence[SafeString]


def rules(provisions: Iterable[Provision], texts: Texts, slug: str, *, on: date) -> list[Rule]:
    """Every rule as it is on a London day; those that hold something come first."""
    found = [_rule(each, texts, slug, on=on) for each in provisions]
    return sorted(found, key=lambda each: each.holds is None)


def _rule(provision: Provision, texts: Texts, slug: str, *, on: date) -> Rule:
    says = provision.content
    versions: list[Mapping[str, Any]] = says.get("versions", [])
    holding = next((each for each in versions if holds_on(each, on)), None)
    others = sorted((each for each in versions if each is not holding), key=lambda each: str(each["from_on"]))
    return Rule(
        provision.code,
        says["title"],
        says["words"].strip(),
        _note(says),
        _version(holding) if holding else None,
        [_version(each) for each in reversed(others)],
        links([*says.get("commitments", []), *says.get("gaps", [])], texts, slug),
    )


def holds_on(version: Mapping[str, Any], on: date) -> bool:
    """Whether a version of a rule holds on a London day; both its ends are in it."""
    from_on, until_on = read_day(version["from_on"]), read_day(version.get("until_on"))
    return from_on is not None and from_on <= on and (until_on is None or on <= until_on)


def read_day(value: object) -> date | None:
    """A day of a pack, which is kept as text."""
    return date.fromisoformat(str(value)) if value else None


def _version(version: Mapping[str, Any]) -> Version:
    tag, classes = CONFIDENCE_TAGS[version["confidence"]]
    return Version(
        amount(version["value"], version.get("unit", "")),
        _held(read_day(version["from_on"]), read_day(version.get("until_on"))),
        version["citation"],
        words.tag(tag, classes),
        str(CONFIDENCE[version["confidence"]]),
        _note(version),
    )


def _held(from_on: date | None, until_on: date | None) -> str:
    said = {"from": words.day_of(from_on), "until": words.day_of(until_on)}
    return (_("From %(from)s to %(until)s") if until_on else _("From %(from)s on")) % said


def rules_finding(found: Sequence[Rule], *, on: date) -> str:
    """How many rules hold something on the day, and how many of those nobody has confirmed."""
    held = [each.holds for each in found if each.holds]
    unsure = sum(each.confidence == str(CONFIDENCE["unconfirmed"]) for each in held)
    said = {"count": len(held), "all": len(found), "day": days.show_day(on), "unsure": unsure}
    first = ngettext(
        "On %(day)s %(count)d of %(all)d rule holds.", "On %(day)s %(count)d of %(all)d rules hold.", len(found)
    )
    if not unsure:
        return first % said
    second = ngettext("%(unsure)d of them is unconfirmed.", "%(unsure)d of them are unconfirmed.", unsure)
    return f"{first % said} {second % said}"


# Grants.


@dataclass(frozen=True)
class Titled:
    """Something with a title, words, a note, and what it rests on."""

    key: str
    title: str
    words: str
    note: str
    links: Sequence[SafeString]


def titled(provisions: Iterable[Provision], texts: Texts, slug: str) -> list[Titled]:
    """Types of grant, criteria, standards or principles."""
    return [
        Titled(
            each.code,
            each.content["title"],
            each.content["words"].strip(),
            _note(each.content),
            links(each.content.get("commitments", []), texts, slug),
        )
        for each in provisions
    ]


def bands_table(provisions: Sequence[Provision]) -> dict[str, Any]:
    """The bands of income, with both edges: the lower one is in the band and the upper one is not."""
    return {
        "caption": _("Bands of yearly income"),
        "captionClasses": "govuk-table__caption--m",
        "firstCellIsHeader": True,
        "head": [
            {"text": _("Band")},
            {"text": _("From, this sum included")},
            {"text": _("Up to, this sum not included")},
            {"text": _("What to know")},
        ],
        "rows": [_band(each.content) for each in provisions],
    }


def _band(says: Mapping[str, Any]) -> list[dict[str, Any]]:
    from_pence, below_pence = says.get("from_pence"), says.get("below_pence")
    return [
        {"html": words.given(says["title"])},
        {"text": money.show_pence(from_pence) if from_pence is not None else _("Nothing")},
        {"text": money.show_pence(below_pence) if below_pence is not None else _("No upper end")},
        {"html": words.given(_note(says) or says.get("words", ""))},
    ]


# Principles.


@dataclass(frozen=True)
class Principle:
    """A principle of the former Compact, and the commitments that carry it with how it stands with each."""

    title: str
    words: str
    note: str
    finding: str
    commitments: Sequence[Listed]


def principles(
    provisions: Iterable[Provision], texts: Texts, standings: Mapping[str, Stands], slug: str
) -> list[Principle]:
    """Every principle."""
    return [_principle(each.content, texts, standings, slug) for each in provisions]


def _principle(says: Mapping[str, Any], texts: Texts, standings: Mapping[str, Stands], slug: str) -> Principle:
    carried = [texts.commitments[code] for code in says["commitments"] if code in texts.commitments]
    finding = words.finding(words.counted(carried, words.standings_alone(standings)))
    listed = words.listed(slug, carried, standings)
    return Principle(says["title"], says["words"].strip(), _note(says), finding, listed)


# Bodies.


@dataclass(frozen=True)
class Named:
    """A body: its names, what became of it, what it owns, and its own page here."""

    key: str
    name: str
    also: str
    change: str
    owns: str
    owner_href: str
    page_href: str


def bodies(named: Iterable[NamedBody], texts: Texts, slug: str, *, on: date) -> list[Named]:
    """The bodies by the order of the pack."""
    return [_named(each, texts, slug, on=on) for each in named]


def _named(body: NamedBody, texts: Texts, slug: str, *, on: date) -> Named:
    also = [each for each in (body.short_name, *body.other_names) if each and each != body.name]
    owned = len(texts.owned_by(body.key))
    count = ngettext("It owns %(count)d commitment.", "It owns %(count)d commitments.", owned) % {"count": owned}
    page = reverse("people:body_record", kwargs={"slug": body.body.slug}) if body.body else ""
    return Named(
        body.key,
        body.name[:1].upper() + body.name[1:],
        " · ".join(also),
        _change(body, on=on),
        count if owned else "",
        words.owner_address(slug, body.key) if owned else "",
        page,
    )


def _change(body: NamedBody, *, on: date) -> str:
    if body.ended_on is None:
        return ""
    said = {"day": days.show_day(body.ended_on), "successor": body.successor.name if body.successor else ""}
    if body.ended_on >= on:
        if body.successor:
            return _("It ends on %(day)s. %(successor)s takes its place.") % said
        return _("It ends on %(day)s.") % said
    if body.successor:
        return _("It ended on %(day)s. %(successor)s took its place.") % said
    return _("It ended on %(day)s, and nobody took its place.") % said
