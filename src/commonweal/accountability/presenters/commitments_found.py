"""The finder of commitments: what the address asks for, which commitments fit, and the choices of its filters. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.queries.commitments import Stands
from commonweal.accountability.queries.strategy_texts import CommitmentText, Texts
from commonweal.accountability.states.statuses import Standing
from commonweal.strategy.models import EvidenceClass, Force, Kind, PartKind
from commonweal.ui.finding import LONGEST_QUERY

MOST_WORDS = 8
LONGEST_VALUE = 60

_CODE = re.compile(r"([a-z]{1,3})-?0*([1-9][0-9]{0,3})([a-z]?)")

ALWAYS_SHOWN = ("status", "aim", "flag")
"""The filters that stand beside the box; the others are behind a summary, so that a telephone shows results sooner."""

SERVED = {
    "aim": PartKind.AIM,
    "objective": PartKind.OBJECTIVE,
    "use": PartKind.USE,
    "outcome": PartKind.OUTCOME,
}


@dataclass(frozen=True)
class Wanted:
    """What the address asks for; what asks for nothing is empty. `q` are words or a code."""

    q: str = ""
    status: str = ""
    aim: str = ""
    flag: str = ""
    force: str = ""
    owner: str = ""
    objective: str = ""
    use: str = ""
    outcome: str = ""
    chapter: str = ""
    section: str = ""
    kind: str = ""
    shown: str = ""

    @property
    def asked(self) -> dict[str, str]:
        """The words of the address, without those that ask for nothing."""
        return {each.name: value for each in fields(self) if (value := getattr(self, each.name))}

    @property
    def has_more(self) -> bool:
        """Whether a filter that is not always shown is set."""
        return any(name not in {"q", *ALWAYS_SHOWN} for name in self.asked)


def read(given: Mapping[str, str]) -> Wanted:
    """What an address asks for, cut where it is longer than anything that could fit."""
    lengths = {"q": LONGEST_QUERY}
    return Wanted(
        **{
            each.name: given.get(each.name, "").replace("\0", "").strip()[: lengths.get(each.name, LONGEST_VALUE)]
            for each in fields(Wanted)
        }
    )


def flags() -> dict[str, str]:
    """What can stand beside a status, by its word in the address."""
    return {
        "overdue": _("Overdue"),
        "blocked": _("Blocked"),
        "proposed": _("Proposed"),
        "filed": _("Filed, not proved by records"),
        "challenged": _("Challenged"),
    }


_HAS_FLAG: dict[str, Callable[[Stands], bool]] = {
    "overdue": lambda stands: stands.overdue_since_on is not None,
    "blocked": lambda stands: bool(stands.blocked_by),
    "proposed": lambda stands: stands.is_proposed,
    "filed": lambda stands: stands.is_filed_only,
    "challenged": lambda stands: stands.is_challenged,
}


def found(texts: Texts, standings: Mapping[str, Stands], wanted: Wanted) -> list[CommitmentText]:
    """The commitments and sub-rules that fit: by code first, then by title, then in the order of the strategy."""
    fitting = [
        each
        for each in texts.commitments.values()
        if _fits(each, texts, wanted) and _stands_so(standings.get(each.code), wanted)
    ]
    return _looked_for(fitting, wanted.q) if wanted.q else fitting


def _fits(commitment: CommitmentText, texts: Texts, wanted: Wanted) -> bool:
    """Whether what the strategy says of a commitment is as the address asks."""
    if wanted.force and commitment.force != wanted.force:
        return False
    if wanted.kind and commitment.kind != wanted.kind:
        return False
    if wanted.shown and commitment.evidence_class != wanted.shown:
        return False
    if wanted.owner and commitment.owner != wanted.owner:
        return False
    if wanted.section and commitment.section != wanted.section:
        return False
    if wanted.chapter and texts.chapter_of(commitment) != wanted.chapter:
        return False
    asked = wanted.asked
    return all(asked[name] in commitment.serves.get(kind, ()) for name, kind in SERVED.items() if name in asked)


def _stands_so(stands: Stands | None, wanted: Wanted) -> bool:
    if wanted.status and (stands is None or stands.standing != wanted.status):
        return False
    if not wanted.flag:
        return True
    has_flag = _HAS_FLAG.get(wanted.flag)
    return has_flag is not None and stands is not None and has_flag(stands)


def _looked_for(commitments: Iterable[CommitmentText], typed: str) -> list[CommitmentText]:
    if code := _as_code(typed):
        meant = [each for each in commitments if _as_code(each.code) == code or _as_code(each.parent) == code]
        if meant:
            return meant
    looked_for = typed.casefold().split()[:MOST_WORDS]
    holding = [each for each in commitments if all(word in each.looked_for_in for word in looked_for)]
    return sorted(holding, key=lambda each: not all(word in each.title.casefold() for word in looked_for))


def _as_code(typed: str) -> tuple[str, str, str] | None:
    """`C5`, `c-005` and `C-005` are the same code."""
    match = _CODE.fullmatch(typed.strip().casefold())
    return (match[1], match[2], match[3]) if match else None


def offered(texts: Texts) -> dict[str, list[tuple[str, str]]]:
    """The choices of the filters, by the names of their boxes."""
    owners = dict.fromkeys(each.owner for each in texts.commitments.values())
    parts = {name: [(each.code, each.title) for each in texts.of_kind(kind)] for name, kind in SERVED.items()}
    return {
        "status": [("", _("Any status")), *((each.value, str(each.label)) for each in Standing)],
        "flag": [("", _("Anything")), *flags().items()],
        "force": [("", _("Any force")), *((each.value, f"“{each.label}”") for each in Force)],
        "kind": [("", _("Any kind")), *((each.value, str(each.label)) for each in Kind)],
        "shown": [("", _("Any way")), *((each.value, str(each.label)) for each in EvidenceClass)],
        "owner": [("", _("Anybody")), *((key, texts.bodies[key].name) for key in owners)],
        "aim": [("", _("Any aim")), *parts["aim"]],
        "objective": [("", _("Any objective")), *parts["objective"]],
        "use": [("", _("Any use")), *parts["use"]],
        "outcome": [("", _("Any outcome")), *parts["outcome"]],
        "chapter": [("", _("Any chapter")), *((each.code, each.title) for each in texts.of_kind(PartKind.CHAPTER))],
        "section": [("", _("Any section")), *((each.code, each.title) for each in texts.of_kind(PartKind.SECTION))],
    }


def count_words(commitments: Sequence[CommitmentText]) -> str:
    """How many were found, commitments and sub-rules apart."""
    rules = sum(bool(each.parent) for each in commitments)
    heads = len(commitments) - rules
    if not rules:
        return words.how_many(heads)
    if not heads:
        return words.how_many_sub_rules(rules)
    return _("%(commitments)s and %(sub_rules)s") % {
        "commitments": words.how_many(heads),
        "sub_rules": words.how_many_sub_rules(rules),
    }


def finding(commitments: Sequence[CommitmentText], standings: Mapping[str, Stands]) -> str:
    """How it stands with the commitments that were found, without sub-rules; nothing where there is no other."""
    heads = [each for each in commitments if not each.parent]
    return words.finding(words.counted(heads, words.standings_alone(standings))) if heads else ""


def page_address(path: str, wanted: Wanted) -> str:
    """The address of a page of the list, up to where its number goes."""
    asked = wanted.asked
    return f"{path}?{urlencode(asked)}{'&' if asked else ''}page="
