"""The reason for a standing, in one or two sentences that anybody can check against the rows below them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accountability.facts import Part
from commonweal.core.days import show_day
from commonweal.strategy.evidence import Tally
from commonweal.strategy.models import Commitment, EvidenceClass

SayParts = Callable[[Sequence[Part]], str]


def carried(to: str) -> str:
    """Another strategy took over."""
    return _("%(to)s has taken its place.") % {"to": to}


def replaced(by: str, decision: str, on: date) -> str:
    """A decision put something else in its place."""
    return _("%(by)s has taken its place, by decision %(decision)s of %(day)s.") % {
        "by": by,
        "decision": decision,
        "day": show_day(on),
    }


def strategy_not_adopted() -> str:
    """The strategy is a draft."""
    return _("The strategy is a draft. Nobody is bound by it until it is adopted.")


def begins(on: date) -> str:
    """Its time has not come."""
    return _("It begins on %(day)s.") % {"day": show_day(on)}


def decided(reference: str, on: date) -> str:
    """A `may` was decided, either way (G-20)."""
    return _("The strategy asks for a decision, whichever way it goes. It was decided on %(day)s: %(reference)s.") % {
        "day": show_day(on),
        "reference": reference,
    }


def nothing_yet(commitment: Commitment) -> str:
    """No query speaks for it, and nobody filed anything."""
    if commitment.evidence_class == EvidenceClass.RECORDS:
        return _("No part of this service records anything yet that would show it.")
    if commitment.evidence_class == EvidenceClass.DOCUMENT:
        return _("Nobody has filed a document that shows it.")
    return _("Nobody has been asked yet whether it is kept.")


def unreadable(title: str, why: str) -> str:
    """A query failed; what it answered before does not count."""
    return _("%(title)s: the records could not be read just now (%(why)s). What they showed before does not count.") % {
        "title": title,
        "why": why,
    }


def only_proposed(title: str, count: int | None) -> str:
    """There are only proposals; None for so few that their number could tell of somebody."""
    if count is None:
        return _("%(title)s: there are proposals, and none is adopted.") % {"title": title}
    said = ngettext(
        "%(title)s: %(count)s is proposed, and none is adopted.",
        "%(title)s: %(count)s are proposed, and none is adopted.",
        count,
    )
    return said % {"title": title, "count": f"{count:,}"}


def no_records(title: str) -> str:
    """An empty population proves nothing."""
    return _("%(title)s: there are no records yet, and none prove nothing.") % {"title": title}


def lapsed(title: str, newest: date, lapsed_on: date) -> str:
    """The newest record is too old."""
    return _("%(title)s: the newest record is of %(newest)s, and no longer counts since %(lapsed)s.") % {
        "title": title,
        "newest": show_day(newest),
        "lapsed": show_day(lapsed_on),
    }


def tally(title: str, counted: Tally, within_days: int | None) -> str:
    """How many of how many, and among records of how many days."""
    if within_days is not None:
        title = _("%(title)s, in the last %(count)s days") % {"title": title, "count": within_days}
    words = {"title": title, "met": f"{counted.met:,}", "settled": f"{counted.settled:,}"}
    if not counted.settled:
        said = ngettext(
            "%(title)s: there is %(pending)s, and its time has not come.",
            "%(title)s: there are %(pending)s, and their time has not come.",
            counted.pending,
        )
        return said % {**words, "pending": f"{counted.pending:,}"}
    if counted.met == counted.settled:
        said = (
            ngettext("%(title)s: the only one met it.", "%(title)s: all %(settled)s met it.", counted.settled) % words
        )
    elif counted.met:
        said = _("%(title)s: %(met)s of %(settled)s met it.") % words
    else:
        said = ngettext(
            "%(title)s: there is one, and it did not meet it.",
            "%(title)s: none of %(settled)s met it.",
            counted.settled,
        )
        said %= words
    if counted.pending:
        more = ngettext("One more is not due yet.", "%(pending)s more are not due yet.", counted.pending)
        said = f"{said} {more % {'pending': f'{counted.pending:,}'}}"
    return said


def few(title: str, counted: Tally, floor: int) -> str:
    """That there are so few records that their number could tell of somebody, and only whether all met it."""
    words = {"title": title, "floor": floor}
    if not counted.settled:
        return _("%(title)s: there are fewer than %(floor)s, and their time has not come.") % words
    if counted.met == counted.settled:
        return _("%(title)s: there are fewer than %(floor)s, and all that were due met it.") % words
    return _("%(title)s: there are fewer than %(floor)s, and not all that were due met it.") % words


def not_yet(said: str) -> str:
    """What should be done, and is not: never called broken."""
    return _("Not yet. %(said)s The strategy wants this and does not promise it, so it is not called broken.") % {
        "said": said
    }


def target(title: str, value: float, at_least: int, of: str) -> str:
    """How far a target is reached."""
    return _("%(title)s: %(value)s of at least %(target)s %(of)s.") % {
        "title": title,
        "value": f"{value:,.10g}",
        "target": f"{at_least:,}",
        "of": of,
    }


def few_of_target(title: str, floor: int, at_least: int, of: str) -> str:
    """That a target is wanted, and that there are so few records that how far it is reached could tell of somebody."""
    return _("%(title)s: there are fewer than %(floor)s, and at least %(target)s %(of)s are wanted.") % {
        "title": title,
        "floor": floor,
        "target": f"{at_least:,}",
        "of": of,
    }


def waits_for_acceptance(count: int) -> str:
    """Documents lie there that nobody has accepted."""
    return ngettext(
        "A document is filed, and waits for a second person to accept it.",
        "%(count)s documents are filed, and wait for a second person to accept them.",
        count,
    ) % {"count": count}


def filed(reference: str, dated_on: date, *, shows_whole: bool) -> str:
    """A document that two people stand behind."""
    said = (
        _("Filed, not proved by records: document %(reference)s of %(day)s shows all of it.")
        if shows_whole
        else _("Filed, not proved by records: document %(reference)s of %(day)s shows a part of it.")
    )
    return said % {"reference": reference, "day": show_day(dated_on)}


def document_lapsed(reference: str, dated_on: date, lapsed_on: date) -> str:
    """A document that is too old."""
    return _("Document %(reference)s is of %(day)s, and no longer counts since %(lapsed)s.") % {
        "reference": reference,
        "day": show_day(dated_on),
        "lapsed": show_day(lapsed_on),
    }


def answers(
    sides: Sequence[tuple[str, int, int, date]], too_few: Sequence[tuple[str, date]], missing: Sequence[str], share: int
) -> str:
    """Who said what, on both sides; of a side on which too few answered not even how many."""
    names = {"COUNCIL": _("The council"), "SECTOR": _("The sector")}
    said = [
        _("%(side)s: %(agreed)s of %(answered)s who answered agree (%(day)s).")
        % {"side": names[side], "agreed": f"{agreed:,}", "answered": f"{answered:,}", "day": show_day(on)}
        for side, agreed, answered, on in sides
    ]
    said += [
        _("%(side)s: fewer than five answered, too few to count (%(day)s).")
        % {"side": names[side], "day": show_day(on)}
        for side, on in too_few
    ]
    said += [_("%(side)s has not been asked.") % {"side": names[side]} for side in missing]
    said.append(_("It takes %(share)s in a hundred of each side.") % {"share": share})
    return " ".join(said)


def answers_lapsed(newest: date) -> str:
    """Answers that are too old."""
    return _("The newest answers are of %(day)s, and no longer count.") % {"day": show_day(newest)}


def sub_rules(parts: Sequence[Part]) -> str:
    """How its sub-rules stand, counted."""
    return _("Of its %(count)s sub-rules: %(standings)s.") % {"count": len(parts), "standings": _counted(parts)}


def queries(parts: Sequence[Part]) -> str:
    """What several kinds of record say together."""
    return " ".join(part.finding.reason for part in parts)


def _counted(parts: Sequence[Part]) -> str:
    counts = Counter(part.finding.standing for part in parts)
    standings = type(parts[0].finding.standing)
    return ", ".join(f"{counts[each]} {str(each.label).lower()}" for each in standings if counts[each])
