"""Where a postcode is, from the edition in use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from commonweal.core.days import MONTHS
from commonweal.core.rules import Refused
from commonweal.places.models import Area, AreaKind, Edition, Postcode
from commonweal.places.queries import areas
from commonweal.places.rows import Origin, PostcodeRow
from commonweal.places.states import EditionStatus
from commonweal.places.typed import postcodes_meant

_ABOUT_THE_EDITION = ("edition__source", "edition__licence", "edition__dated_on")

LONGEST_SHOWN = 12
"""How much of what somebody typed is said back to them."""


@dataclass(frozen=True)
class FoundPostcode:
    """A postcode, the areas it lies in as far as they are known, and where the edition that says so comes from."""

    postcode: str
    edition: Origin
    district: Area | None
    ward: Area | None = None
    division: Area | None = None
    easting: int | None = None
    northing: int | None = None
    ended_on: date | None = None

    @property
    def county(self) -> Area | None:
        """The county that the district lies in, where there is one."""
        above = self.district.parent if self.district else None
        return above if above and above.kind == AreaKind.COUNTY else None


@dataclass(frozen=True)
class PostcodeRefused(Refused):
    """Why a postcode has no answer. Of one that ended, `ended` says where it was."""

    ended: FoundPostcode | None = None


def find_postcode(text: str, *, on: date) -> FoundPostcode | PostcodeRefused:
    """Where the postcode that somebody typed is on the day `on`, or why that cannot be said. Two queries.

    Any spacing and case will do, and O for a nought.
    """
    meant = postcodes_meant(text)
    if not text.strip():
        return PostcodeRefused(_("Enter a full postcode, like SW1A 1AA"))
    if not meant:
        return _refused(_("“%(typed)s” is not a UK postcode. Enter a full postcode, like SW1A 1AA"), text)
    # Values, and in no order: making rows into objects, and sorting one, would be half of the work.
    found = Postcode.objects.filter(edition__status=EditionStatus.CURRENT, postcode__in=meant).order_by()
    rows = {row[0]: row for row in found.values_list(*PostcodeRow._fields, *_ABOUT_THE_EDITION)}
    written = next((each for each in meant if each in rows), None)
    if written is None:
        return _unknown(meant[0])
    answer = _in_words(PostcodeRow(*rows[written][:-3]), Origin(*rows[written][-3:]))
    if answer.ended_on and answer.ended_on < on:
        return _ended(answer, answer.ended_on)
    return answer


def edition_in_use() -> Edition | None:
    """The edition that people are answered from."""
    return Edition.objects.select_related("taken_from").filter(status=EditionStatus.CURRENT).first()


def edition_being_filled() -> Edition | None:
    """The edition that an import is filling, or left half filled."""
    return Edition.objects.select_related("taken_from").filter(status=EditionStatus.FILLING).first()


def editions_to_empty() -> list[Edition]:
    """Editions that are no longer in use and still hold postcodes, the oldest first."""
    past = Edition.objects.filter(status=EditionStatus.PAST).order_by("pk")
    return [edition for edition in past if Postcode.objects.filter(edition=edition).exists()]


def _in_words(row: PostcodeRow, edition: Origin) -> FoundPostcode:
    known = areas.areas_by_code([row.district_code, row.ward_code, row.division_code])
    return FoundPostcode(
        postcode=row.postcode,
        edition=edition,
        district=known.get(row.district_code),
        ward=known.get(row.ward_code),
        division=known.get(row.division_code),
        easting=row.easting,
        northing=row.northing,
        ended_on=row.ended_on,
    )


def _unknown(written: str) -> PostcodeRefused:
    edition = edition_in_use()
    if edition is None:
        return PostcodeRefused(
            _("We have no list of postcodes yet, so we cannot say where %(typed)s is") % {"typed": written}
        )
    if edition.dated_on is None:
        return _refused(
            _("We do not know the postcode %(typed)s. Check it, or choose your area from the list"), written
        )
    return PostcodeRefused(
        _("We do not know the postcode %(typed)s. Check it; one made after %(month)s is not in our list yet")
        % {"typed": written, "month": _month(edition.dated_on)}
    )


def _ended(found: FoundPostcode, ended_on: date) -> PostcodeRefused:
    where = found.district.name if found.district else ""
    words = (
        _("The postcode %(postcode)s ended in %(month)s. It was in %(where)s. Enter the one that the address has now")
        if where
        else _("The postcode %(postcode)s ended in %(month)s. Enter the one that the address has now")
    )
    return PostcodeRefused(words % {"postcode": found.postcode, "month": _month(ended_on), "where": where}, ended=found)


def _refused(words: str, typed: str) -> PostcodeRefused:
    shown = " ".join("".join(each for each in typed if each.isprintable()).split())
    if len(shown) > LONGEST_SHOWN:
        shown = shown[:LONGEST_SHOWN] + "…"
    return PostcodeRefused(words % {"typed": shown})


def _month(day: date) -> str:
    return f"{MONTHS[day.month - 1]} {day.year}"


def count_in(edition: Edition) -> int:
    """How many postcodes the edition really holds."""
    return Postcode.objects.filter(edition=edition).count()


def postcode_at(edition: Edition, place: int) -> str | None:
    """The postcode at this place of the edition, counted from nought; None when it holds no more than that."""
    rows = Postcode.objects.filter(edition=edition).order_by("postcode")
    return next(iter(rows.values_list("postcode", flat=True)[place : place + 1]), None)
