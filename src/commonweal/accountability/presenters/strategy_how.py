"""How statuses are worked out, printed from the rules themselves: each cell is what the rule answers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.accountability.facts import Answer, Facts, FiledDocument, RecordedDecision, SideAnswered
from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.rules.statuses import work_out
from commonweal.accountability.states.statuses import Standing
from commonweal.strategy.evidence import Evidence, Tally
from commonweal.strategy.models import Commitment, EvidenceClass, Force, Strategy
from commonweal.ui import components
from commonweal.ui.rows import Row, cells, row
from commonweal.ui.tables import as_cards

COUNTS_DAYS = 400


@dataclass(frozen=True)
class Case:
    """Something that can be so, in words, and the facts that say it."""

    words: str
    facts: Facts


def _commitment(evidence_class: EvidenceClass = EvidenceClass.RECORDS, **more: Any) -> Commitment:
    """A made-up commitment that is kept nowhere; the rules look at nothing else of one."""
    return Commitment(code="C-000", force=Force.WILL, evidence_class=evidence_class, freshness_days=COUNTS_DAYS, **more)


def _records(on: date, counted: Tally, *, newest_on: date | None = None, **more: Any) -> Facts:
    evidence = Evidence(counted, newest_on or (on if counted.settled else None))
    return Facts(_commitment(**more), on, answers=(Answer("", evidence),))


def cases_of_records(on: date) -> list[Case]:
    """What live records can say."""
    ahead, past = on + timedelta(days=30), on - timedelta(days=1)
    old = on - timedelta(days=COUNTS_DAYS + 1)
    return [
        Case(_("There is no record"), _records(on, Tally())),
        Case(_("All records meet it"), _records(on, Tally(met=9))),
        Case(_("Some meet it, some do not yet"), _records(on, Tally(met=5, unmet=4))),
        Case(_("Some meet it, and one shows the opposite"), _records(on, Tally(met=8, breached=1))),
        Case(_("None meets it, and its last day has not come"), _records(on, Tally(unmet=9), due_on=ahead)),
        Case(_("None meets it, and its last day is over"), _records(on, Tally(unmet=9), due_on=past)),
        Case(_("All show the opposite"), _records(on, Tally(breached=9))),
        Case(_("The time of no record has come"), _records(on, Tally(pending=9))),
        Case(_("All there is are proposals that nobody adopted"), _records(on, Tally(proposed=9))),
        Case(_("All met it, and the newest is too old to count"), _records(on, Tally(met=9), newest_on=old)),
    ]


def cases_of_people(on: date, share: int) -> list[Case]:
    """What documents, answers and decisions can say."""
    document = Facts(_commitment(EvidenceClass.DOCUMENT), on)
    asked = Facts(_commitment(EvidenceClass.JUDGEMENT, sides=["council", "sector"]), on, attested_share_percent=share)
    whole = FiledDocument("", is_accepted=True, shows_whole=True, dated_on=on)
    yes, no = SideAnswered("COUNCIL", on, 20, 20), SideAnswered("SECTOR", on, 20, 0)
    return [
        Case(
            _("A document is filed, and nobody accepted it yet"),
            replace(document, documents=(replace(whole, is_accepted=False),)),
        ),
        Case(_("An accepted document shows all of it"), replace(document, documents=(whole,))),
        Case(
            _("An accepted document shows a part of it"),
            replace(document, documents=(replace(whole, shows_whole=False),)),
        ),
        Case(_("Both sides were asked, and both agree"), replace(asked, sides=(yes, replace(yes, side="SECTOR")))),
        Case(_("Both sides were asked, and one agrees"), replace(asked, sides=(yes, no))),
        Case(_("Both sides were asked, and neither agrees"), replace(asked, sides=(replace(no, side="COUNCIL"), no))),
        Case(_("Only one side was asked"), replace(asked, sides=(yes,))),
        Case(
            _("There is no record, and a public decision on it, either way"),
            replace(_records(on, Tally()), decisions=(RecordedDecision("", on),)),
        ),
    ]


def cases_above_all(on: date) -> list[Case]:
    """What outranks all evidence."""
    met = _records(on, Tally(met=9))
    begins = on + timedelta(days=30)
    return [
        Case(_("Another strategy or a decision put something in its place"), replace(met, carried_to="…")),
        Case(_("The strategy is a draft"), replace(met, is_adopted=False)),
        Case(_("It begins on a later day"), _records(on, Tally(met=9), begins_on=begins)),
    ]


@dataclass(frozen=True)
class How:
    """The page: tables of what the rules answer, and the numbers that are somebody's choice."""

    strategy: Strategy
    freshness: Sequence[dict[str, Any]]
    on: date

    @property
    def share(self) -> int:
        """From which share of answers on a side counts as a yes."""
        return int(str(self.strategy.settings["attested_share_percent"]))

    @property
    def meanings(self) -> list[Row]:
        """The eight statuses."""
        return [
            {"key": {"html": words.standing_tag(each)}, "value": {"text": words.MEANINGS[each]}} for each in Standing
        ]

    @property
    def forces(self) -> list[Row]:
        """The four forces."""
        return [row(f"“{each.label}”", words.FORCES[each]) for each in Force]

    @property
    def classes(self) -> list[Row]:
        """The three ways of showing."""
        return [row(each.label, words.CLASSES[each]) for each in EvidenceClass]

    @property
    def tables(self) -> SafeString:
        """What the rules answer, case by case and force by force."""
        return _tables(self.on, self.share, words.language())

    @property
    def freshness_table(self) -> dict[str, Any]:
        """How long evidence counts, each value that is ours marked."""
        return {
            "caption": _("How long evidence counts"),
            "captionClasses": "govuk-table__caption--m",
            "head": [{"text": _("For how long")}, {"text": _("Why")}, {"text": _("Whose choice")}],
            "rows": [
                cells(
                    _how_long(each),
                    words.given(each.get("words", "")),
                    _("Ours: the strategy’s text does not say") if each.get("is_ours") else _("The strategy’s"),
                )
                for each in self.freshness
            ],
        }


# The rules are the same as long as the process lives, and what they answer follows from the key.
@lru_cache(maxsize=8)
def _tables(on: date, share: int, language: str) -> SafeString:
    del language  # a part of the key
    tables = [
        _table(_("What outranks all evidence"), cases_above_all(on)),
        _table(_("What records say"), cases_of_records(on)),
        _table(_("What documents, answers and decisions say"), cases_of_people(on, share)),
    ]
    return SafeString("".join(components.render("table", as_cards(table)) for table in tables))


def _how_long(content: dict[str, Any]) -> str:
    if count := content.get("days"):
        return _("%(count)d days from its newest day") % {"count": count}
    return _("To the last day of the commitment") if content.get("until") else _("It does not lapse")


def _table(caption: str, cases: Sequence[Case]) -> dict[str, Any]:
    return {
        "caption": caption,
        "captionClasses": "govuk-table__caption--m",
        "head": [{"text": _("When it is so")}, *({"text": f"“{force.label}”"} for force in Force)],
        "rows": [
            cells(each.words, *(words.standing_tag(_answer(each.facts, force)) for force in Force)) for each in cases
        ],
    }


def _answer(facts: Facts, force: Force) -> Standing:
    """What the rule answers when the same was said with this force."""
    said = facts.commitment
    commitment = Commitment(
        **{field.attname: getattr(said, field.attname) for field in said._meta.concrete_fields} | {"force": force}
    )
    return work_out(replace(facts, commitment=commitment)).standing
