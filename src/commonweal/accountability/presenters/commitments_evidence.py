"""What proves a commitment: each kind of record with its counts, and the records themselves. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.accountability.models import EvidenceReading
from commonweal.accountability.presenters import strategy_words as words
from commonweal.core import days
from commonweal.core.tabular import Column, Kind
from commonweal.strategy.evidence import EvidenceQuery, EvidenceRow, Outcome
from commonweal.strategy.models import Commitment
from commonweal.ui.site import SITE

FIRST_ROWS = 5


@dataclass(frozen=True)
class RowLine:
    """One record: its reference and where it is, its day, the fact, and what it says of the promise."""

    reference: str
    href: str
    day: str
    fact: str
    tag: SafeString


def row_lines(rows: Sequence[EvidenceRow]) -> list[RowLine]:
    """Records as pages show them."""
    return [
        RowLine(row.reference, row.address, days.show_day(row.on), str(row.fact), words.outcome_tag(row.outcome))
        for row in rows
    ]


def _read_row(row: Mapping[str, str]) -> EvidenceRow:
    outcome = Outcome(row["outcome"])
    return EvidenceRow(row["reference"], date.fromisoformat(row["on"]), row["fact"], outcome, row["address"])


@dataclass(frozen=True)
class Section:
    """What one query answered: its title, how it counts, what it found in a sentence, and the first records."""

    title: str
    method: str
    sentence: str
    details: Sequence[str]
    rows: Sequence[RowLine]
    more: str
    href: str
    supplied_by: str
    is_withheld: bool


def sections(
    commitment: Commitment, queries: Sequence[EvidenceQuery], readings: Mapping[str, EvidenceReading]
) -> list[Section]:
    """What every query that speaks for a commitment answered when it was asked last."""
    return [_section(commitment, query, readings.get(query.name)) for query in queries]


def _section(commitment: Commitment, query: EvidenceQuery, reading: EvidenceReading | None) -> Section:
    is_withheld = reading is not None and reading.tally.is_below(query.floor)
    public = 0 if reading is None or is_withheld else reading.tally.total - reading.restricted
    rows = [] if reading is None or is_withheld else [_read_row(row) for row in reading.rows[:FIRST_ROWS]]
    return Section(
        title=str(query.title),
        method=str(query.method),
        sentence=_sentence(query, reading, is_withheld=is_withheld),
        details=[] if reading is None or is_withheld else _details(commitment, reading),
        rows=row_lines(rows),
        more=_more(public) if public else "",
        href=evidence_address(commitment, query.name),
        supplied_by=str(query.supplied_by),
        is_withheld=is_withheld,
    )


def withheld_words(floor: int) -> str:
    """Why nothing is shown."""
    return _(
        "There are fewer than %(floor)d records. So few could tell of somebody, and so neither they nor their number "
        "is shown."
    ) % {"floor": floor}


def evidence_address(commitment: Commitment, query: str) -> str:
    """The path of the page with every record of a query."""
    where = {"slug": commitment.strategy.slug, "code": commitment.code, "query": query}
    return reverse("accountability:evidence", kwargs=where)


def _sentence(query: EvidenceQuery, reading: EvidenceReading | None, *, is_withheld: bool) -> str:
    if reading is None:
        return _("It has not been asked yet.")
    if reading.failure:
        return _("The records could not be read when they were last asked for (%(why)s).") % {"why": reading.failure}
    if is_withheld:
        return withheld_words(query.floor)
    if not reading.tally.total:
        return _("There is no record yet.")
    return counts_words(reading)


def counts_words(reading: EvidenceReading) -> str:
    """How many records there are of each outcome: `14 records: 11 met, 2 breached, 1 not due yet`."""
    total = reading.tally.total
    said = [
        words_of % {"count": f"{count:,}"}
        for count, words_of in (
            (reading.met, _("%(count)s met")),
            (reading.unmet, _("%(count)s not met")),
            (reading.breached, _("%(count)s breached")),
            (reading.pending, _("%(count)s not due yet")),
            (reading.proposed, _("%(count)s proposed")),
        )
        if count
    ]
    return ngettext("One record: %(counts)s.", "%(total)s records: %(counts)s.", total) % {
        "total": f"{total:,}",
        "counts": ", ".join(said),
    }


def _details(commitment: Commitment, reading: EvidenceReading) -> list[str]:
    """The newest day, the target, and how many records only some may see."""
    found = []
    if reading.reached_value is not None and commitment.target_at_least:
        found.append(
            _("%(value)s of at least %(target)s %(of)s.")
            % {
                "value": f"{reading.reached_value:,.10g}",
                "target": f"{commitment.target_at_least:,}",
                "of": commitment.target_of,
            }
        )
    if reading.newest_on:
        found.append(_("The newest is of %(day)s.") % {"day": days.show_day(reading.newest_on)})
    if reading.restricted:
        found.append(restricted_words(reading.restricted))
    found.append(_("Counted on %(instant)s.") % {"instant": days.show_instant(reading.read_at)})
    return found


def restricted_words(count: int) -> str:
    """How many records are counted and not shown."""
    return ngettext(
        "One of them is counted and not shown: it could tell of somebody.",
        "%(count)s of them are counted and not shown: they could tell of somebody.",
        count,
    ) % {"count": f"{count:,}"}


def _more(public: int) -> str:
    return ngettext("See the record", "All %(count)s records", public) % {"count": f"{public:,}"}


def outcome_links(path: str, *, chosen: str, on: str) -> list[tuple[str, str, bool]]:
    """The ways to narrow the records to one outcome: address, words, and whether it is the one that is shown."""
    kept = {"on": on} if on else {}
    links = [(f"{path}?{urlencode(kept)}" if kept else path, _("All"), not chosen)]
    links += [
        (f"{path}?{urlencode({'outcome': each.value} | kept)}", str(title), chosen == each.value)
        for each, title in words.OUTCOMES.items()
    ]
    return links


def asked_outcome(typed: str) -> Outcome | None:
    """The outcome that an address names; None for all."""
    return Outcome(typed) if typed in set(Outcome) else None


@dataclass(frozen=True)
class Found:
    """The records of a query as they are now or were known at the end of a day."""

    commitment: Commitment
    query: EvidenceQuery
    rows: Sequence[RowLine]
    restricted: Sequence[RowLine]
    restricted_count: int
    on: date
    is_past: bool
    is_withheld: bool
    ends_after: int
    """How many pages have shown, where there are more and no page goes on."""

    @property
    def when(self) -> str:
        """As of when these are."""
        day = days.show_day(self.on)
        if self.is_past:
            return _("The records as they were known at the end of %(day)s, the newest first.") % {"day": day}
        return _("The records as they are today, %(day)s, the newest first.") % {"day": day}

    @property
    def withheld(self) -> str:
        """Why nothing is shown, where that is so."""
        return withheld_words(self.query.floor) if self.is_withheld else ""

    @property
    def further(self) -> str:
        """Where the records are that no page shows."""
        if not self.ends_after:
            return ""
        said = _("The pages end here, with the newest %(count)s. There are more: the file has all of them.")
        return said % {"count": f"{self.ends_after:,}"}

    @property
    def not_shown(self) -> str:
        """How many are counted and not shown."""
        hidden = self.restricted_count - len(self.restricted)
        if self.is_withheld or hidden <= 0:
            return ""
        return ngettext(
            "One more is counted and not shown: it could tell of somebody.",
            "%(count)s more are counted and not shown: they could tell of somebody.",
            hidden,
        ) % {"count": f"{hidden:,}"}


# The file.


def file_address(commitment: Commitment, query: str, *, on: str) -> str:
    """The path of the records as a file."""
    where = {"slug": commitment.strategy.slug, "code": commitment.code, "query": query}
    address = reverse("accountability:evidence_csv", kwargs=where)
    return f"{address}?{urlencode({'on': on})}" if on else address


def file_name(commitment: Commitment, query: str, on: date) -> str:
    """A name that says what is in the file, and of which day it is."""
    return f"{commitment.strategy.slug}-{commitment.code}-{query.rpartition('.')[2]}-{on.isoformat()}.csv".lower()


COLUMNS = (
    Column("strategy", gettext_lazy("Strategy")),
    Column("commitment", gettext_lazy("Commitment")),
    Column("records", gettext_lazy("Records")),
    Column("reference", gettext_lazy("Reference")),
    Column("day", gettext_lazy("Day"), Kind.DAY),
    Column("fact", gettext_lazy("Fact")),
    Column("outcome", gettext_lazy("Outcome")),
    Column("address", gettext_lazy("Address")),
)


def withheld_row(commitment: Commitment, query: EvidenceQuery) -> list[object]:
    """The one row of a file that keeps back its records, so that nobody takes it for an empty one."""
    said = withheld_words(query.floor)
    return [commitment.strategy.slug, commitment.code, query.name, None, None, said, None, None]


def table_row(commitment: Commitment, query: EvidenceQuery, row: EvidenceRow) -> list[object]:
    """The cells of `COLUMNS` for one record."""
    return [
        commitment.strategy.slug,
        commitment.code,
        query.name,
        row.reference,
        row.on,
        str(row.fact),
        row.outcome.value,
        SITE.base_url + row.address if row.address.startswith("/") else row.address,
    ]
