"""The words that every page about a strategy shares: tags, flags, what a force and a class of evidence mean. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from commonweal.accountability.queries.commitments import Stands
from commonweal.accountability.queries.strategy_texts import CommitmentText, PartText
from commonweal.accountability.states.statuses import Standing
from commonweal.core import days
from commonweal.strategy.evidence import Outcome
from commonweal.strategy.models import EvidenceClass, Force, PartKind
from commonweal.ui import components

FORCES = {
    Force.MUST: gettext_lazy(
        "“Must”: a duty or a rule. It is broken as soon as a single record shows the opposite, however many others "
        "are in order."
    ),
    Force.WILL: gettext_lazy(
        "“Will”: a promise. It can be broken: when records show the opposite, or when its last day is over and nothing "
        "was done."
    ),
    Force.SHOULD: gettext_lazy(
        "“Should”: something the strategy wants and does not promise. It is never called broken, only not yet done."
    ),
    Force.MAY: gettext_lazy(
        "“May”: something to be looked at. A recorded decision keeps it, whichever way it goes, so it is never called "
        "broken."
    ),
}
"""What each force means; the one place where it is said."""

CLASSES = {
    EvidenceClass.RECORDS: gettext_lazy(
        "By records: counted from what is done in this service, each time anew. Nobody writes the answer."
    ),
    EvidenceClass.DOCUMENT: gettext_lazy(
        "By a document: one person files it, another accepts it. It is shown as filed, not proved by records, and "
        "anybody can challenge it."
    ),
    EvidenceClass.JUDGEMENT: gettext_lazy(
        "By asking those concerned: how many were asked, answered and agreed. It shows what people think, and no "
        "record proves it."
    ),
}

MEANINGS = {
    Standing.KEPT: gettext_lazy("Everything that was due was done, and it can be seen by what."),
    Standing.PARTLY_KEPT: gettext_lazy("Some of what was due was done, and some was not."),
    Standing.NOT_KEPT: gettext_lazy("A “must” was breached, or the last day passed with nothing done."),
    Standing.UNDER_WAY: gettext_lazy("It has begun, and its time is not over."),
    Standing.NOT_STARTED: gettext_lazy("Its time has not come, or what is wanted is not done yet."),
    Standing.NO_CURRENT_EVIDENCE: gettext_lazy(
        "Nothing shows it, or what did is too old to count. It may be kept: nobody can tell."
    ),
    Standing.AWAITING_ADOPTION: gettext_lazy("It is a proposal, or is measured by one, that nobody adopted yet."),
    Standing.SUPERSEDED: gettext_lazy("Something else has taken its place."),
}

OUTCOMES = {
    Outcome.BREACHED: gettext_lazy("Breached"),
    Outcome.UNMET: gettext_lazy("Not met"),
    Outcome.PENDING: gettext_lazy("Not due yet"),
    Outcome.PROPOSED: gettext_lazy("Proposed"),
    Outcome.MET: gettext_lazy("Met"),
}

TAGS = {
    Standing.KEPT: "cw-tag-kept",
    Standing.PARTLY_KEPT: "cw-tag-soon",
    Standing.NOT_KEPT: "cw-tag-late",
    Standing.UNDER_WAY: "govuk-tag--blue",
}
OUTCOME_TAGS = {Outcome.MET: "cw-tag-kept", Outcome.BREACHED: "cw-tag-late", Outcome.UNMET: "cw-tag-soon"}
GREY = "govuk-tag--grey"

KIND_IN_ADDRESS = {
    PartKind.AIM: "aims",
    PartKind.OBJECTIVE: "objectives",
    PartKind.USE: "uses",
    PartKind.OUTCOME: "outcomes",
    PartKind.CHAPTER: "chapters",
}
KINDS_BY_ADDRESS = {words: kind for kind, words in KIND_IN_ADDRESS.items()}


def tag(words: object, classes: str) -> SafeString:
    """A tag as the component makes it; made once in each language, since a page may have a hundred."""
    return _tag(str(words), classes)


@lru_cache(maxsize=256)
def _tag(words: str, classes: str) -> SafeString:
    return SafeString(components.render("tag", {"text": words, "classes": classes}))


def standing_tag(standing: Standing | None) -> SafeString:
    """The tag of a standing; one that was never worked out has a tag that says so."""
    if standing is None:
        return tag(_("Not worked out yet"), GREY)
    return tag(standing.label, TAGS.get(standing, GREY))


def outcome_tag(outcome: Outcome) -> SafeString:
    """The tag of what one record says."""
    return tag(OUTCOMES[outcome], OUTCOME_TAGS.get(outcome, GREY))


def language() -> str:
    """The language that is spoken now; a part of the key of whatever is kept in words."""
    return get_language() or ""


def address(name: str, /, **where: str) -> str:
    """The path of a page of this area, or nothing where there is no such page."""
    try:
        return reverse(f"accountability:{name}", kwargs=where)
    except NoReverseMatch:
        return ""


def commitment_address(slug: str, code: str) -> str:
    """The path of a commitment's page."""
    return f"{_commitments(slug)}{code}/"


@lru_cache(maxsize=64)  # a list leads to hundreds of them, and each look-up of an address costs as much as its row
def _commitments(slug: str) -> str:
    return reverse("accountability:commitments", kwargs={"slug": slug})


def part_address(slug: str, part: PartText) -> str:
    """The path of the page of an aim, use, objective, outcome or chapter; a section is on its chapter's page."""
    if part.kind == PartKind.SECTION:
        chapter = reverse("accountability:part", kwargs={"slug": slug, "kind": "chapters", "code": part.chapter})
        return f"{chapter}#{part.code}"
    kind = KIND_IN_ADDRESS[part.kind]
    return reverse("accountability:part", kwargs={"slug": slug, "kind": kind, "code": part.code})


def owner_address(slug: str, key: str) -> str:
    """The path of the page of a body that owns commitments."""
    return reverse("accountability:owner", kwargs={"slug": slug, "key": key})


# Sentences.


def given(words: object) -> SafeString:
    """Words of the pack or of somebody's, marked as such: they are not ours to translate."""
    return format_html("<span data-given>{}</span>", words)


def how_many(count: int) -> str:
    """So many commitments."""
    return ngettext("%(count)d commitment", "%(count)d commitments", count) % {"count": count}


def how_many_sub_rules(count: int) -> str:
    """So many sub-rules."""
    return ngettext("%(count)d sub-rule", "%(count)d sub-rules", count) % {"count": count}


def counted(commitments: Iterable[CommitmentText], now: Mapping[str, Standing]) -> Counter[Standing | None]:
    """How many there are of each standing; None for what was not worked out."""
    return Counter(now.get(each.code) for each in commitments)


def standings_alone(standings: Mapping[str, Stands]) -> dict[str, Standing]:
    """The standings without their reasons and flags."""
    return {code: stands.standing for code, stands in standings.items()}


def standings_in_words(counts: Mapping[Standing | None, int]) -> str:
    """`2 kept, 1 partly kept, 51 without current evidence`, in the order of standings."""
    said = [_so_many(standing, counts[standing]) for standing in Standing if counts.get(standing)]
    if counts.get(None):
        said.append(_("%(count)d not worked out yet") % {"count": counts[None]})
    return ", ".join(said)


def _so_many(standing: Standing, count: int) -> str:
    words = {
        Standing.KEPT: _("%(count)d kept"),
        Standing.PARTLY_KEPT: _("%(count)d partly kept"),
        Standing.NOT_KEPT: _("%(count)d not kept"),
        Standing.UNDER_WAY: _("%(count)d under way"),
        Standing.NOT_STARTED: _("%(count)d not started"),
        Standing.NO_CURRENT_EVIDENCE: _("%(count)d without current evidence"),
        Standing.AWAITING_ADOPTION: _("%(count)d awaiting adoption"),
        Standing.SUPERSEDED: _("%(count)d superseded"),
    }
    return words[standing] % {"count": count}


def finding(counts: Mapping[Standing | None, int]) -> str:
    """How it stands with many commitments, as one honest sentence."""
    total = sum(counts.values())
    nothing = counts.get(Standing.NO_CURRENT_EVIDENCE, 0)
    if not total:
        return _("There is no commitment here.")
    if counts.get(None) == total:
        return _("How it stands has not been worked out yet. That happens within ten minutes of loading.")
    if nothing == total:
        return ngettext(
            "There is no current evidence on the only commitment: nothing that would show it has been recorded here.",
            "There is no current evidence on any of the %(count)d commitments: nothing that would show one has been "
            "recorded here.",
            total,
        ) % {"count": total}
    words = {"count": total, "standings": standings_in_words(counts)}
    return ngettext("The only commitment: %(standings)s.", "Of %(count)d commitments: %(standings)s.", total) % words


# Flags.


@dataclass(frozen=True)
class Flag:
    """What stands beside a status: a tag, and the same in a sentence."""

    tag: SafeString
    words: str
    is_given: bool = False


def flags_of(stands: Stands | None) -> list[Flag]:
    """The flags beside a status."""
    if stands is None:
        return []
    found = []
    if stands.overdue_since_on:
        words = _("It was due by %(day)s.") % {"day": days.show_day(stands.overdue_since_on)}
        found.append(Flag(tag(_("Overdue"), "cw-tag-late"), words))
    if stands.blocked_by:
        found.append(Flag(tag(_("Blocked"), "cw-tag-soon"), stands.blocked_by, is_given=True))
    if stands.is_proposed:
        found.append(Flag(tag(_("Proposed"), GREY), _("It rests on a proposal that nobody has adopted.")))
    if stands.is_filed_only:
        words = _("It rests on a document or on answers. No record proves it.")
        found.append(Flag(tag(_("Filed, not proved by records"), GREY), words))
    if stands.is_challenged:
        words = _("Somebody challenges a document that it rests on, and that is not settled yet.")
        found.append(Flag(tag(_("Challenged"), "cw-tag-soon"), words))
    return found


# One commitment in a list.


@dataclass(frozen=True)
class Listed:
    """A commitment as lists show it: where its page is, what it is called, how it stands and why."""

    href: str
    code: str
    title: str
    tag: SafeString
    sentence: str
    flags: Sequence[SafeString]
    force: str
    is_sub_rule: bool
    standing: Standing | None


def listed(slug: str, commitments: Iterable[CommitmentText], standings: Mapping[str, Stands]) -> list[Listed]:
    """Commitments as lists show them."""
    found = []
    for each in commitments:
        stands = standings.get(each.code)
        found.append(
            Listed(
                href=commitment_address(slug, each.code),
                code=each.code,
                title=each.title,
                tag=standing_tag(stands.standing if stands else None),
                sentence=stands.reason if stands else "",
                flags=[flag.tag for flag in flags_of(stands)],
                force=str(each.force.label),
                is_sub_rule=bool(each.parent),
                standing=stands.standing if stands else None,
            )
        )
    return found


@dataclass(frozen=True)
class Alike:
    """Commitments that stand as they do for the same reason, which is said once for all of them."""

    reason: str
    commitments: Sequence[Listed]


@dataclass(frozen=True)
class Group:
    """The commitments of one standing under their heading."""

    title: str
    tag: SafeString
    meaning: str
    commitments: Sequence[Listed]

    @property
    def apart(self) -> list[Listed]:
        """Those with a reason of their own."""
        return [each for each in self.commitments if not self._is_shared(each)]

    @property
    def alike(self) -> list[Alike]:
        """The others by the reason that they share, the most shared first."""
        shared = [each for each in self.commitments if self._is_shared(each)]
        reasons = sorted({each.sentence for each in shared}, key=lambda reason: (-self._reasons[reason], reason))
        return [Alike(reason, [each for each in shared if each.sentence == reason]) for reason in reasons]

    @cached_property
    def _reasons(self) -> Counter[str]:
        return Counter(each.sentence for each in self.commitments)

    def _is_shared(self, one: Listed) -> bool:
        return bool(one.sentence) and self._reasons[one.sentence] > 1


def by_standing(commitments: Sequence[Listed]) -> list[Group]:
    """Grouped by standing, in the order of standings; what is empty is left out."""
    groups = []
    for standing in (*Standing, None):
        found = [each for each in commitments if each.standing == standing]
        if found and standing is None:
            groups.append(Group(_("Not worked out yet"), standing_tag(None), "", found))
        elif found and standing:
            groups.append(Group(str(standing.label), standing_tag(standing), str(MEANINGS[standing]), found))
    return groups


def day_of(day: date | None) -> str:
    """A day in words, or nothing."""
    return days.show_day(day) if day else ""
