"""Small tables of words, row by row, with what is wrong in one said so that it can be found."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from commonweal.places.reading.plain import PlainFile
from commonweal.places.reading.staging import heading_of, not_a_table, wrong_letters
from commonweal.places.reading.wrong import WrongFileError, in_file, in_row, shown

CODE = re.compile("[A-Z][0-9]{8}")
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d/%m/%Y %H:%M", "%d/%m/%Y %H:%M:%S", "%Y-%m-%dT%H:%M:%S", "%d-%b-%Y")


@dataclass(frozen=True)
class Row:
    """One row: where it stands, and its words by the heading of their column, in small letters."""

    name: str
    number: int
    words: Mapping[str, str]

    def wrong(self, column: str, reason: str) -> WrongFileError:
        """The error for what stands in `column`."""
        return in_row(self.name, self.number, reason, column=column)

    def code(self, column: str) -> str:
        """The official code in `column`. Raises WrongFileError when it is none."""
        words = self.words[column]
        if not CODE.fullmatch(words):
            reason = _("“%(value)s” is not the code of an area, which is one letter and eight figures")
            raise self.wrong(column, reason % {"value": shown(words)})
        return words

    def count(self, column: str) -> int:
        """The whole number in `column`, with or without commas. Raises WrongFileError when it is none."""
        words = self.words[column].replace(",", "")
        if not re.fullmatch(r"[0-9]{1,9}([.]0+)?", words):
            reason = _("“%(value)s” is not a whole number of people")
            raise self.wrong(column, reason % {"value": shown(self.words[column])})
        return int(float(words))

    def day(self, column: str) -> date | None:
        """The day in `column`, None where it is empty. Raises WrongFileError when it is none."""
        words = self.words.get(column, "")
        if not words:
            return None
        for pattern in _DAYS:
            try:
                return datetime.strptime(words, pattern).date()  # noqa: DTZ007  # a day has no hour to be wrong about
            except ValueError:
                continue
        reason = _("“%(value)s” is not a day like 2023-04-01 or 01/04/2023")
        raise self.wrong(column, reason % {"value": shown(words)})


def rows_of(plain: PlainFile, heading: Sequence[str] | None = None) -> Iterator[Row]:
    """The rows of a CSV file under its heading, those with nothing in them left out.

    Raises WrongFileError for a row that is longer or shorter than the heading.
    """
    if plain.is_parquet:
        raise not_a_table(plain)
    names = [name.lower() for name in heading or heading_of(plain)]
    try:
        with plain.path.open(encoding="utf-8-sig", newline="") as opened:
            reader = csv.reader(opened, strict=True)
            next(reader, None)
            for cells in reader:
                if not any(cells):
                    continue
                if len(cells) != len(names):
                    reason = _(
                        "it has %(found)s columns and the heading has %(wanted)s. Part of the file may be missing"
                    )
                    words = {"found": len(cells), "wanted": len(names)}
                    raise in_row(plain.name, reader.line_num + plain.rows_above, reason % words)
                words_in = {name: cell.strip() for name, cell in zip(names, cells, strict=True) if name}
                yield Row(plain.name, reader.line_num + plain.rows_above, words_in)
    except UnicodeDecodeError:
        raise wrong_letters(plain) from None
    except csv.Error:
        raise in_file(plain.name, _("quotation marks in it do not match. Open it and save it again as CSV")) from None


def heading_in_small_letters(plain: PlainFile) -> list[str]:
    """The names of the columns, in small letters."""
    return [name.lower() for name in heading_of(plain)]


def missing(plain: PlainFile, *columns: str) -> WrongFileError:
    """The error for a file without what it needs; `columns` are what would do."""
    reason = _("none of these columns is there: %(columns)s. Columns must keep the names they were published with")
    return in_file(plain.name, reason % {"columns": ", ".join(columns)})
