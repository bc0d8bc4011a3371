"""Two days of a strategy beside each other. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.queries.commitments import Stood
from commonweal.accountability.queries.strategy_texts import Texts
from commonweal.accountability.states.statuses import Standing
from commonweal.core import days


@dataclass(frozen=True)
class Differs:
    """A commitment with which it stood otherwise on the second day: both standings with their sentences."""

    href: str
    code: str
    title: str
    before: SafeString
    before_words: str
    after: SafeString
    after_words: str


@dataclass(frozen=True)
class Compared:
    """How it stood on two London days, and with what it stood otherwise."""

    from_on: date
    to_on: date
    before: Mapping[str, Stood]
    after: Mapping[str, Stood]
    slug: str
    texts: Texts

    @property
    def rows(self) -> list[Differs]:
        """The commitments and sub-rules whose standing is another one."""
        found = []
        for code, text in self.texts.commitments.items():
            was, now = self.before.get(code), self.after.get(code)
            if _standing(was) != _standing(now):
                found.append(
                    Differs(
                        href=words.commitment_address(self.slug, code),
                        code=code,
                        title=text.title,
                        before=_tag(was),
                        before_words=was.reason if was else "",
                        after=_tag(now),
                        after_words=now.reason if now else "",
                    )
                )
        return found

    @property
    def finding(self) -> str:
        """What is different, in a sentence."""
        if not self.before and not self.after:
            return _("Nothing was known on either day: nobody had worked out a status yet.")
        rows = len(self.rows)
        said = {"from": days.show_day(self.from_on), "to": days.show_day(self.to_on), "count": rows}
        if not rows:
            return _("Every commitment had the same status on %(from)s and on %(to)s.") % said
        return (
            ngettext(
                "One status was different on %(to)s from what it was on %(from)s.",
                "%(count)d statuses were different on %(to)s from what they were on %(from)s.",
                rows,
            )
            % said
        )

    @property
    def table(self) -> dict[str, Any]:
        """The counts of both days beside each other, sub-rules apart."""
        before, after = self._counts(self.before), self._counts(self.after)
        standings: list[Standing | None] = [*Standing, None]
        rows: list[list[dict[str, Any]]] = [
            [
                {"text": _label(each)},
                {"text": str(before[each]), "format": "numeric"},
                {"text": str(after[each]), "format": "numeric"},
                {"text": _difference(after[each] - before[each]), "format": "numeric"},
            ]
            for each in standings
            if before[each] or after[each]
        ]
        return {
            "caption": _("Commitments by status at the end of both days, without sub-rules"),
            "captionClasses": "govuk-table__caption--m",
            "firstCellIsHeader": True,
            "head": [
                {"text": _("Status")},
                {"text": days.show_day(self.from_on), "format": "numeric"},
                {"text": days.show_day(self.to_on), "format": "numeric"},
                {"text": _("Difference"), "format": "numeric"},
            ],
            "rows": rows,
        }

    def _counts(self, stood: Mapping[str, Stood]) -> Counter[Standing | None]:
        return Counter(_standing(stood.get(each.code)) for each in self.texts.heads)


def _standing(stood: Stood | None) -> Standing | None:
    return stood.standing if stood else None


def _tag(stood: Stood | None) -> SafeString:
    return words.standing_tag(stood.standing) if stood else words.tag(_("Not known"), words.GREY)


def _label(standing: Standing | None) -> str:
    return str(standing.label) if standing else _("Not known")


def _difference(count: int) -> str:
    return f"+{count}" if count > 0 else f"−{-count}" if count else "0"
