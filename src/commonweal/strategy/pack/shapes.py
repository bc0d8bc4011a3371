"""The shape of every entry of a pack: which keys it has, and what may stand there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from commonweal.people.models import BodyKind
from commonweal.strategy.models import EvidenceClass, Force, Kind

Keys = Mapping[str, frozenset[str]]
"""For every group of entries (`aims`, `dates`, `commitments` …) the keys that there are."""

Check = Callable[[Any, Keys], str]  # Any: whatever TOML can say
"""Says in words what is wrong with a value; nothing when it is right."""


def text(most: int = 5_000) -> Check:
    """Words, not empty, at most so many characters."""

    def check(value: Any, _keys: Keys) -> str:
        if not isinstance(value, str) or not value.strip():
            return _("write some words here")
        if "\0" in value:
            return _("take away the character with the code 0")
        if len(value) > most:
            return _("use %(most)s characters or fewer; there are %(count)s") % {"most": most, "count": len(value)}
        return ""

    return check


def one_of(*allowed: str) -> Check:
    """One of a few words."""

    def check(value: Any, _keys: Keys) -> str:
        if isinstance(value, str) and value in allowed:
            return ""
        return _("%(value)s is not one of: %(allowed)s") % {"value": shown(value), "allowed": ", ".join(allowed)}

    return check


def key_of(*groups: str) -> Check:
    """The key of an entry in one of these groups."""

    def check(value: Any, keys: Keys) -> str:
        if isinstance(value, str) and any(value in keys[group] for group in groups):
            return ""
        return _("there is no %(value)s in %(groups)s. Correct it, or add it there") % {
            "value": shown(value),
            "groups": _(" or ").join(groups),
        }

    return check


def list_of(each: Check, *, least: int = 0) -> Check:
    """A list of values that each pass."""

    def check(value: Any, keys: Keys) -> str:
        if not isinstance(value, list) or len(value) < least:
            return _('write a list here, with at least %(least)s in it, like ["…"]') % {"least": least}
        if len({str(one) for one in value}) < len(value):
            return _("something stands in this list twice. Keep it once")
        return next((words for one in value if (words := each(one, keys))), "")

    return check


def whole_number(least: int = 0, most: int = 10**15) -> Check:
    """A whole number in a range, both ends included."""

    def check(value: Any, _keys: Keys) -> str:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return ""
        return _("write a whole number from %(least)s to %(most)s") % {"least": least, "most": most}

    return check


def number(value: Any, _keys: Keys) -> str:
    """Any number that is one."""
    is_one = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 10**18
    return "" if is_one else _("write a number")


def day(value: Any, _keys: Keys) -> str:
    """A day, written as TOML has it: 2026-05-31, without quotation marks."""
    is_one = isinstance(value, date) and not isinstance(value, datetime)
    return "" if is_one else _("write a day, as 2026-05-31, without quotation marks")


def yes_no(value: Any, _keys: Keys) -> str:
    """True or false."""
    return "" if isinstance(value, bool) else _("write true or false")


def simple(value: Any, keys: Keys) -> str:
    """A number, words, or true or false."""
    return yes_no(value, keys) and number(value, keys) and text()(value, keys)


def table_of_words(value: Any, _keys: Keys) -> str:
    """A table whose values are all words."""
    is_one = isinstance(value, dict) and not any(text()(each, _keys) for each in value.values())
    return "" if is_one else _("write a table here, with words behind every key")


@dataclass(frozen=True)
class Shape:
    """The keys that an entry must have, may have, and the tables inside it, each with its own shape.

    Of a table that stands inside another: whether there may be several, `[[F-15.figures]]`, and whether one is needed.
    """

    needed: Mapping[str, Check]
    optional: Mapping[str, Check]
    inside: Mapping[str, Shape] = field(default_factory=dict)
    are_several: bool = False
    is_needed: bool = False

    def allowed(self) -> Sequence[str]:
        """Every key that it may have."""
        return [*self.needed, *self.optional, *self.inside]

    def check_of(self, key: str) -> Check:
        """What the value of a plain key must pass."""
        return self.needed.get(key) or self.optional[key]


def shown(value: Any) -> str:  # Any: whatever TOML can say
    """A value as it stands in a sentence about what is wrong, in quotation marks and not too long."""
    words = str(value)
    return f"“{words[:40]}…”" if len(words) > 40 else f"“{words}”"


TITLE = text(120)
WORDS = text()
NOTE = {"note": WORDS}
CODES = list_of(key_of("commitments"))
TITLED = {"title": TITLE}
KINDS = {kind.value.lower(): kind.value for kind in Kind}
FORCES = {force.value.lower(): force.value for force in Force}
GAPS = {"gaps": list_of(key_of("contradictions"))}

TARGET = Shape({"at_least": whole_number(1, 10**9), "of": text(200)}, {})

COMMITMENT = Shape(
    {
        "title": text(120),
        "words": WORDS,
        "force": one_of(*FORCES),
        "evidence": one_of(*EvidenceClass.values),
        "section": key_of("sections"),
        "shown_by": WORDS,
    },
    {
        "kind": one_of(*KINDS),
        "parent": key_of("commitments"),
        "owner": key_of("bodies"),
        "supplied_by": key_of("bodies"),
        "aims": list_of(key_of("aims")),
        "uses": list_of(key_of("uses")),
        "objectives": list_of(key_of("objectives")),
        "outcomes": list_of(key_of("outcomes")),
        "freshness": key_of("freshness"),
        "begins_on": key_of("dates"),
        "due_on": key_of("dates"),
        "sides": list_of(one_of("council", "sector"), least=2),
        **GAPS,
        **NOTE,
    },
    {"target": TARGET},
)

FACT = Shape(
    {
        "title": text(200),
        "words": WORDS,
        "section": key_of("sections"),
        "source": WORDS,
        "stated": text(60),
    },
    {"scope": text(200), "caveat": WORDS, **GAPS},
    {
        "figures": Shape(
            {"name": text(200), "value": number, "unit": text(60), "year": text(60)},
            {"at_least": yes_no, "at_most": yes_no, "scope": text(200)},
            are_several=True,
        )
    },
)

SHAPES: Mapping[str, Shape] = {
    "aims": Shape({**TITLED, "words": WORDS}, NOTE),
    "uses": Shape({**TITLED, "words": WORDS}, NOTE),
    "objectives": Shape({**TITLED, "words": WORDS}, NOTE),
    "outcomes": Shape({**TITLED, "words": WORDS}, NOTE),
    "chapters": Shape({**TITLED, "words": WORDS}, NOTE),
    "sections": Shape({**TITLED, "chapter": key_of("chapters")}, {"words": WORDS, **NOTE}),
    "commitments": COMMITMENT,
    "facts": FACT,
    "contradictions": Shape(
        {"title": text(200), "words": WORDS, "handling": WORDS},
        {"touches": list_of(key_of("commitments", "facts"))},
    ),
    "terms": Shape({"term": text(80), "meaning": WORDS}, {"source": text(200), **NOTE}),
    "types": Shape({**TITLED, "words": WORDS}, {"commitments": CODES, **NOTE}),
    "criteria": Shape({**TITLED, "words": WORDS}, {"commitments": CODES, **NOTE}),
    "standards": Shape({**TITLED, "words": WORDS}, {"commitments": CODES, **NOTE}),
    "bands": Shape(TITLED, {"from_pence": whole_number(), "below_pence": whole_number(1), "words": WORDS, **NOTE}),
    "rules": Shape(
        {**TITLED, "words": WORDS},
        {"commitments": CODES, **GAPS, **NOTE},
        {
            "versions": Shape(
                {
                    "from_on": day,
                    "value": simple,
                    "citation": text(300),
                    "confidence": one_of("confirmed", "partly", "unconfirmed"),
                },
                {"until_on": day, "unit": text(60), **NOTE},
                are_several=True,
                is_needed=True,
            )
        },
    ),
    "audiences": Shape({**TITLED, "commitments": CODES}, {"body": key_of("bodies"), "words": WORDS, **NOTE}),
    "measures": Shape(
        {**TITLED, "definition": WORDS, "unit": text(60), "source": WORDS, "is_proposed": yes_no},
        {
            "numerator": WORDS,
            "denominator": WORDS,
            "aims": list_of(key_of("aims")),
            "objectives": list_of(key_of("objectives")),
            "outcomes": list_of(key_of("outcomes")),
            "commitments": CODES,
            "owner": key_of("bodies"),
            "direction": one_of("up", "down", "between"),
            "period": text(60),
            "confidence": text(200),
            **NOTE,
        },
    ),
    "freshness": Shape(
        {"words": WORDS, "is_ours": yes_no},
        {"days": whole_number(1, 5_000), "until": one_of("due"), **NOTE},
    ),
    "principles": Shape({**TITLED, "words": WORDS, "commitments": CODES}, NOTE),
}

BODY = Shape(
    {"name": text(200), "kind": one_of(*BodyKind.values, "OTHER")},
    {
        "short_name": text(80),
        "also": list_of(text(200)),
        "body": text(60),
        "ended_on": key_of("dates"),
        "successor": key_of("bodies"),
        **NOTE,
    },
)
PLACE = Shape({"name": text(120)}, {"code": text(9), **NOTE})

PACK = Shape(
    {
        "format": whole_number(1, 1),
        "slug": text(60),
        "version": text(40),
        "title": text(200),
        "summary": WORDS,
        "owner": key_of("bodies"),
        "county": key_of("places"),
        "source": WORDS,
    },
    {"extends": text(60), "succeeds": text(60), "carried": table_of_words, "dropped": table_of_words},
    {
        "term": Shape(
            {"from_on": key_of("dates"), "until_on": key_of("dates")},
            {"review_by_on": key_of("dates")},
            is_needed=True,
        ),
        "adoption": Shape(
            {"state": one_of("adopted", "draft")}, {"on": key_of("dates"), "record": WORDS, **NOTE}, is_needed=True
        ),
        "settings": Shape(
            {
                "notice_months": whole_number(0, 24),
                "concern_answer_working_days": whole_number(1, 250),
                "concern_reply_days": whole_number(1, 365),
                "attested_share_percent": whole_number(1, 100),
            },
            {"board_meets": text(200)},
            is_needed=True,
        ),
        "counts": Shape({}, {group: whole_number() for group in ("sub_rules", "grant_types", *SHAPES)}, is_needed=True),
    },
)
"""`carried` and `dropped` say, for every commitment of the strategy it succeeds, which takes its place, or why none."""

EXTENDING = Shape(
    {key: PACK.needed[key] for key in ("format", "slug", "version")},
    {
        "extends": text(60),
        **{key: PACK.needed[key] for key in ("title", "summary", "source")},
    },
    {},
)
"""What the `pack.toml` of a pack that extends another may say; all else is the other's."""
