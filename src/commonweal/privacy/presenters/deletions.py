"""Deletions, certificates and legal holds as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core import days, personal
from commonweal.core.actors import Kind
from commonweal.privacy.models import Certificate, Hold, HoldKind, Outcome, Proposal, ProposedRecord
from commonweal.privacy.presenters.rows import moment
from commonweal.privacy.retention_page import KeptClass
from commonweal.ui.rows import Row, cells, link, row


def holding_titles() -> dict[str, str]:
    """The titles of all holdings, by name."""
    return {holding.name: str(holding.title) for holding in personal.holdings()}


def schedule_class_rows(kept: Iterable[KeptClass]) -> list[list[dict[str, Any]]]:
    """Every class of record as a row: which, how long, and why; the rest stands on its own page."""
    return [
        cells(
            link(str(each.holding.title), "privacy:schedule_class", what=each.holding.name),
            each.in_short,
            each.rule.purpose,
        )
        for each in kept
    ]


def class_rows(kept: KeptClass) -> list[Row]:
    """All that the schedule says of one class of record."""
    recipients = "; ".join(kept.rule.recipients) or _("Nobody outside the council")
    return [
        row(_("How long"), kept.how_long),
        row(_("What is in it"), kept.holding.what),
        row(_("Whose it is"), kept.holding.whose),
        row(_("Why we keep it"), kept.rule.purpose),
        row(_("Why so long"), kept.rule.law),
        row(_("Who else gets it"), recipients),
        row(_("Who answers for it"), kept.rule.controller),
    ]


def proposal_rows(proposals: Iterable[Any], titles: Mapping[str, str]) -> list[list[dict[str, Any]]]:
    """Proposals, each annotated with `left`: which class, how many, why, and since when."""
    return [
        cells(
            link(titles.get(proposal.holding, proposal.holding), "privacy:proposal_show", ref=proposal.reference),
            ngettext("%(count)d record", "%(count)d records", proposal.left) % {"count": proposal.left},
            proposal.because,
            proposal.get_status_display(),
        )
        for proposal in proposals
    ]


def proposed_rows(records: Iterable[ProposedRecord], proposal: Proposal) -> list[Row]:
    """The records of a proposal: what becomes of each, and the way to take one out."""
    rows = []
    for record in records:
        since = _("since %(day)s") % {"day": days.show_day(record.began_on)}
        words = f"{record.get_outcome_display()}, {since}"
        words += f". {record.because}" if record.because else ""
        where = {"ref": proposal.reference, "record": record.record_reference}
        href = reverse("privacy:proposal_take_out", kwargs=where)
        can_change = proposal.is_waiting and record.outcome == Outcome.PROPOSED
        change = (href, _("Take out"), record.record_reference) if can_change else None
        rows.append(row(record.record_reference, words, change=change))
    return rows


def by_words(label: str) -> str:
    """Who confirmed a deletion: the account's key, or the service by itself."""
    kind, _colon, key = label.partition(":")
    return _("the service itself, as the schedule says") if kind == Kind.SYSTEM else key


def certificate_rows(certificates: Iterable[Certificate], titles: Mapping[str, str]) -> list[list[dict[str, Any]]]:
    """Certificates: reference, class, how many, when."""
    return [
        cells(
            link(each.reference, "privacy:certificate_show", ref=each.reference),
            titles.get(each.holding, each.holding),
            each.count,
            days.show_day(days.london_day(each.finished_at)),
        )
        for each in certificates
    ]


def certificate_facts(certificate: Certificate, titles: Mapping[str, str]) -> list[Row]:
    """All that a certificate says."""
    return [
        row(_("What was deleted"), titles.get(certificate.holding, certificate.holding)),
        row(_("How many records"), certificate.count),
        row(_("They were kept for"), certificate.period),
        row(_("Why so long"), certificate.law),
        row(_("Confirmed by"), by_words(certificate.confirmed_by)),
        row(_("Confirmed on"), moment(certificate.confirmed_at)),
        row(_("Finished on"), moment(certificate.finished_at)),
    ]


def hold_words(hold: Hold, titles: Mapping[str, str]) -> str:
    """What is held, in a line."""
    if hold.kind == HoldKind.PERSON:
        return _("Everything about %(who)s") % {"who": hold.contact or hold.person_key or _("somebody, erased since")}
    holding = titles.get(hold.holding, hold.holding)
    if hold.kind == HoldKind.RECORD:
        return f"{holding}: {hold.record_reference}"
    return _("All of: %(holding)s") % {"holding": holding}


def hold_cards(holds: Iterable[Hold], titles: Mapping[str, str], *, today: date) -> list[dict[str, Any]]:
    """Holds as summary cards: what, why, until when, and the way to lift one."""
    cards = []
    for hold in holds:
        is_over = hold.is_lifted or hold.until_on < today
        ended = _("lifted on %(day)s") % {"day": moment(hold.lifted_at)} if hold.is_lifted else _("over")
        until = days.show_day(hold.until_on)
        rows = [
            row(_("Why"), linebreaksbr(hold.because)),
            row(_("Until"), f"{until} ({ended})" if is_over else until),
            row(_("Placed"), moment(hold.placed_at)),
        ]
        if hold.lifted_because:
            rows.append(row(_("Why it was lifted"), linebreaksbr(hold.lifted_because)))
        card: dict[str, Any] = {"title": {"text": hold_words(hold, titles), "headingLevel": 2}}
        if not is_over:
            href = reverse("privacy:hold_lift", kwargs={"ref": hold.reference})
            card["actions"] = {"items": [{"href": href, "text": _("Lift"), "visuallyHiddenText": hold.reference}]}
        cards.append({"card": card, "rows": rows})
    return cards
