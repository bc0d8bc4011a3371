"""What else strategies say as open data: words, rules by date, grants, principles, parts, bodies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from commonweal.accountability.exports.declared import (
    KEYWORDS,
    OF_STRATEGY,
    PAGE,
    SOURCE,
    STRATEGY,
    WHENEVER_LOADED,
    joined,
)
from commonweal.accountability.presenters.amounts import amount
from commonweal.accountability.presenters.provisions import CONFIDENCE, read_day
from commonweal.accountability.queries import provisions as queries
from commonweal.accountability.queries import published, stamps
from commonweal.publishing import datasets, rows
from commonweal.publishing.columns import Column, Filter, Kind
from commonweal.publishing.datasets import Dataset, Query, Row
from commonweal.strategy.models import NamedBody, Part, PartKind, Provision, ProvisionKind

SCOPE = _("Everything of this kind in the newest version of each strategy that was loaded here.")
TELLING = _("It is told in our own words; the text of the strategy is with its publisher.")
KEY = Column("key", _("Its short name within the strategy."), is_key=True)
NOTE = Column("note", _("What to know beside it."))


def _page(name: str, provision: Provision) -> str:
    return reverse(f"accountability:{name}", kwargs={"slug": provision.strategy.slug})


# Words.


def _terms(query: Query) -> Iterable[Row]:
    table = [
        (
            *(each.strategy.slug, each.code, each.content["term"], each.content["meaning"].strip()),
            *(each.content.get("source"), each.content.get("note", "").strip() or None, _page("words", each)),
        )
        for each in queries.every([ProvisionKind.TERM])
    ]
    return rows.of_table(table, query, key=(0, 1), filters={"strategy": 0})


datasets.publish(
    Dataset(
        slug="glossary",
        title=_("What the words of strategies mean"),
        summary=_("The words that each strategy uses, with their meanings."),
        columns=(
            STRATEGY,
            KEY,
            Column("term", _("The word.")),
            Column("meaning", _("What it means.")),
            Column("from", _("The code of the fact or the commitment that the meaning comes from.")),
            Column("note", _("What to know beside it: where the text does not explain a word, the meaning is ours.")),
            PAGE,
        ),
        rows=_terms,
        source=SOURCE,
        scope=SCOPE,
        caveat=TELLING,
        frequency=WHENEVER_LOADED,
        changed_at=stamps.packs_changed_at,
        version=stamps.packs_version,
        filters=(OF_STRATEGY,),
        keywords=KEYWORDS,
        order=17,
    )
)


# Rules by date.


def _rules(query: Query) -> Iterable[Row]:
    table = [row for each in queries.every([ProvisionKind.RULE]) for row in _versions(each)]
    return rows.of_table(table, query, key=(0, 1, 2), filters={"strategy": 0, "confidence": 9})


def _versions(rule: Provision) -> Iterator[Row]:
    says = rule.content
    for each in says.get("versions", []):
        unit = each.get("unit", "")
        yield (
            *(rule.strategy.slug, rule.code, read_day(each["from_on"]), read_day(each.get("until_on"))),
            *(says["title"], says["words"].strip(), amount(each["value"], unit), unit or None),
            *(each["citation"], each["confidence"], each.get("note", "").strip() or None),
            *(joined(says.get("commitments", [])), joined(says.get("gaps", [])), _page("rules", rule)),
        )


datasets.publish(
    Dataset(
        slug="rules",
        title=_("Rules by date"),
        summary=_("Laws and sums that strategies lean on: what held from when until when, and how sure we are."),
        columns=(
            STRATEGY,
            KEY,
            Column("from_on", _("The first day on which this version of the rule holds."), Kind.DAY, is_key=True),
            Column("until_on", _("The last day; empty where none is known."), Kind.DAY),
            Column("title", _("What the rule is called.")),
            Column("words", _("What it says.")),
            Column("value", _("What holds, with its unit.")),
            Column("unit", _("The unit by itself.")),
            Column("citation", _("Where it is written.")),
            Column("confidence", _("How far it could be checked."), Kind.CODE, codes=CONFIDENCE),
            NOTE,
            Column("commitments", _("The codes of commitments that it bears on.")),
            Column("contradictions", _("The codes of contradictions in the text that are about it.")),
            PAGE,
        ),
        rows=_rules,
        source=_("Laws, guidance and public bodies’ pages, each named in its row"),
        scope=SCOPE,
        caveat=_("An unconfirmed rule was checked by nobody at its source. This is no legal advice."),
        frequency=WHENEVER_LOADED,
        changed_at=stamps.packs_changed_at,
        version=stamps.packs_version,
        filters=(OF_STRATEGY, Filter("confidence", "confidence", _("Only rules that are this sure."))),
        keywords=f"{KEYWORDS} law thresholds",
        order=18,
    )
)


# Grants.

GRANT_TERMS = {
    ProvisionKind.GRANT_TYPE: _("Type of grant"),
    ProvisionKind.GRANT_STANDARD: _("What every grant must meet"),
    ProvisionKind.CRITERION: _("Reason for a direct award"),
    ProvisionKind.BAND: _("Band of yearly income"),
}


def _grants(query: Query) -> Iterable[Row]:
    table = [
        (
            *(each.strategy.slug, each.kind, each.code, each.content["title"]),
            *(each.content.get("words", "").strip() or None, each.content.get("note", "").strip() or None),
            *(each.content.get("from_pence"), each.content.get("below_pence")),
            joined(each.content.get("commitments", [])),
            _page("grant_terms", each),
        )
        for each in queries.every(GRANT_TERMS)
    ]
    return rows.of_table(table, query, key=(0, 1, 2), filters={"strategy": 0, "kind": 1})


datasets.publish(
    Dataset(
        slug="grant-terms",
        title=_("What strategies say of grants"),
        summary=_("Types of grant, what every grant must meet, reasons for a direct award, and bands of income."),
        columns=(
            STRATEGY,
            Column(
                "kind",
                _("What sort of thing it is."),
                Kind.CODE,
                codes={kind.value: words for kind, words in GRANT_TERMS.items()},
                is_key=True,
            ),
            KEY,
            Column("title", _("What it is called.")),
            Column("words", _("What it says.")),
            NOTE,
            Column("income_from", _("Of a band: the lowest income in it; this sum is in the band."), Kind.PENCE),
            Column("income_below", _("Of a band: the income it ends at; this sum is not in the band."), Kind.PENCE),
            Column("commitments", _("The codes of commitments that it rests on.")),
            PAGE,
        ),
        rows=_grants,
        source=SOURCE,
        scope=SCOPE,
        caveat=_("As printed, bands share their edges. Here each edge is in one band only, and that is our choice."),
        frequency=WHENEVER_LOADED,
        changed_at=stamps.packs_changed_at,
        version=stamps.packs_version,
        filters=(OF_STRATEGY, Filter("kind", "kind", _("Only things of this sort."))),
        keywords=f"{KEYWORDS} grants bands",
        order=19,
    )
)


# Principles.


def _principles(query: Query) -> Iterable[Row]:
    table = [
        (
            *(each.strategy.slug, each.code, each.content["title"], each.content["words"].strip()),
            *(joined(each.content["commitments"]), each.content.get("note", "").strip() or None),
            _page("compact", each),
        )
        for each in queries.every([ProvisionKind.PRINCIPLE])
    ]
    return rows.of_table(table, query, key=(0, 1), filters={"strategy": 0})


datasets.publish(
    Dataset(
        slug="compact-principles",
        title=_("Principles of the former Compact"),
        summary=_("What the Compact stood for, and which commitments carry each principle now."),
        columns=(
            STRATEGY,
            KEY,
            Column("title", _("What it is called.")),
            Column("words", _("What it says.")),
            Column("commitments", _("The codes of the commitments that carry it; the linking is ours.")),
            NOTE,
            PAGE,
        ),
        rows=_principles,
        source=SOURCE,
        scope=SCOPE,
        caveat=TELLING,
        frequency=WHENEVER_LOADED,
        changed_at=stamps.packs_changed_at,
        version=stamps.packs_version,
        filters=(OF_STRATEGY,),
        related=("commitments",),
        keywords=KEYWORDS,
        order=20,
    )
)


# Parts and bodies.


def _parts(query: Query) -> Iterable[Row]:
    table = [_part(each) for each in published.parts()]
    return rows.of_table(table, query, key=(0, 1, 2), filters={"strategy": 0, "kind": 1})


def _part(part: Part) -> Row:
    chapter = part.chapter.code if part.chapter else None
    said = (part.title, part.words or None, part.note or None)
    return (part.strategy.slug, part.kind, part.code, *said, chapter, part.position)


datasets.publish(
    Dataset(
        slug="strategy-parts",
        title=_("Parts of strategies"),
        summary=_("Aims, uses, objectives, outcomes, chapters and sections of each strategy."),
        columns=(
            STRATEGY,
            Column("kind", _("What sort of part it is."), Kind.CODE, codes=dict(PartKind.choices), is_key=True),
            Column("code", _("Its code among parts of its sort."), is_key=True),
            Column("title", _("What it is called.")),
            Column("words", _("What it says.")),
            NOTE,
            Column("chapter", _("Of a section: the code of its chapter.")),
            Column("position", _("Where it stands in the order."), Kind.NUMBER),
        ),
        rows=_parts,
        source=SOURCE,
        scope=SCOPE,
        caveat=TELLING,
        frequency=WHENEVER_LOADED,
        changed_at=stamps.packs_changed_at,
        version=stamps.packs_version,
        filters=(OF_STRATEGY, Filter("kind", "kind", _("Only parts of this sort."))),
        related=("commitments",),
        keywords=KEYWORDS,
        order=21,
    )
)


def _bodies(query: Query) -> Iterable[Row]:
    return rows.of_table([_body(each) for each in published.bodies()], query, key=(0, 1), filters={"strategy": 0})


def _body(body: NamedBody) -> Row:
    successor = body.successor.key if body.successor else None
    page = reverse("people:body_record", kwargs={"slug": body.body.slug}) if body.body else None
    also = joined(body.other_names)
    return (body.strategy.slug, body.key, body.name, body.short_name or None, also, body.ended_on, successor, page)


datasets.publish(
    Dataset(
        slug="named-bodies",
        title=_("Bodies that strategies name"),
        summary=_("Each body once, with all its names in the text, and who took its place."),
        columns=(
            STRATEGY,
            KEY,
            Column("name", _("What it is called.")),
            Column("short_name", _("What it is called where there is little room.")),
            Column("other_names", _("What else the text calls it.")),
            Column("ended_on", _("The day it ended."), Kind.DAY),
            Column("successor", _("The key of the body that took its place.")),
            Column("page", _("Its own page, where it runs a part of this service."), Kind.LINK),
        ),
        rows=_bodies,
        source=SOURCE,
        scope=SCOPE,
        caveat=TELLING,
        frequency=WHENEVER_LOADED,
        changed_at=stamps.packs_changed_at,
        version=stamps.packs_version,
        filters=(OF_STRATEGY,),
        related=("commitments",),
        keywords=KEYWORDS,
        order=22,
    )
)
