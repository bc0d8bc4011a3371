"""What stands beside the status of a commitment: documents, answers, decisions, concerns, notes. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from commonweal.accountability.models import Concern, Filing
from commonweal.accountability.presenters import concerns as concern_words
from commonweal.accountability.presenters import filings as filing_words
from commonweal.accountability.presenters import strategy_words as words
from commonweal.core import days
from commonweal.decisions.models import Decision
from commonweal.strategy.models import Commitment


@dataclass(frozen=True)
class Item:
    """One thing: where its page is, what it is called, and what there is to say of it in a line."""

    href: str
    title: str
    words: str
    tag: SafeString | None = None
    more: str = ""


def filed(commitment: Commitment, filings: Sequence[Filing]) -> list[Item]:
    """Documents that two people stand behind."""
    return [
        Item(each.href, each.title, each.detail, words.tag(each.tag["text"], each.tag.get("classes", "")), each.words)
        for each in filing_words.shown(filings, slug=commitment.strategy.slug)
    ]


def decided(decisions: Sequence[Decision]) -> list[Item]:
    """Decisions about it, the latest first."""
    return [
        Item(
            reverse("decisions:decision_record", kwargs={"ref": each.reference}),
            each.title,
            _("Decided on %(day)s.") % {"day": days.show_day(each.decided_on)} if each.decided_on else "",
        )
        for each in decisions
    ]


def raised(commitment: Commitment, concerns: Sequence[Concern], today: date) -> list[Item]:
    """Concerns about it, the newest first."""
    listed = concern_words.listed(concerns, today, slug=commitment.strategy.slug, titles={commitment.pk: commitment})
    return [Item(each.href, each.reference, each.sentence, each.tag, each.summary) for each in listed]


def all_raised(commitment: Commitment) -> str:
    """The address of the list of every concern about it."""
    listed = reverse("accountability:concern_list", kwargs={"slug": commitment.strategy.slug})
    return f"{listed}?{urlencode({'commitment': commitment.code})}"
