"""`./run manage import_places`: areas, boundaries, populations and postcodes out of official files."""

from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError
from commonweal.places.models import Import, ImportKind
from commonweal.places.operations import imports as operations
from commonweal.places.queries import imports as queries
from commonweal.places.reading import origins
from commonweal.places.rows import Origin
from commonweal.places.states import ImportStatus

OPERATOR = Actor.system("import_places")


def _day(words: str) -> date:
    try:
        return date.fromisoformat(words)
    except ValueError:
        raise ArgumentTypeError(_("write a day as 2026-05-31")) from None


class Command(BaseCommand):
    """For operators, by hand or by a timer. Begun again after it was cut short, it goes on where it was."""

    help = (
        "Take in areas, boundaries, populations or postcodes from official files. A file that was cut short is gone on "
        "with, one that is not new is passed over, and one that is not whole or not right changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`import_places KIND FILE…`, and what a file does not say of itself."""
        parser.add_argument("kind", choices=[kind.lower() for kind in ImportKind.values])
        parser.add_argument(
            "files", nargs="+", type=Path, metavar="FILE", help="CSV, XLSX, ODS, zip, gzip, Parquet, GeoJSON."
        )
        parser.add_argument("--source", default="", help="Who published it, to stand beside every figure.")
        parser.add_argument("--licence", default="", help="Under which licence.")
        parser.add_argument("--dated", type=_day, help="The day it is for, as 2026-05-31.")
        parser.add_argument("--series", default="", help="What populations are called, if the file does not say.")
        parser.add_argument("--accept-change", default="", metavar="REASON", help="Why losing postcodes is right.")
        parser.add_argument("--by", default="", metavar="REFERENCE", help="Whose account accepts the change.")

    def handle(self, **options: Any) -> None:
        """Import one file after the other. Raises CommandError with a sentence at the first that is refused."""
        by = self._who(options["by"])
        for path in options["files"]:
            try:
                done = self._import(path, options, by=by, at=timezone.now())
            except RefusedError as error:
                raise CommandError(self._refusal(error.refused)) from error
            self.stdout.write(self._what_came_of(done))

    def _refusal(self, refused: Refused) -> str:
        """The reason; and, where a person's reason would help, how it is given here."""
        if refused.field != "accept_change":
            return refused.reason
        return _("%(reason)s: --accept-change REASON --by REFERENCE") % {"reason": refused.reason}

    def _who(self, reference: str) -> Actor:
        if not reference:
            return OPERATOR
        person = queries.person_named(reference)
        if person is None:
            raise CommandError(_("There is no account %(reference)s, or it is closed.") % {"reference": reference})
        return person

    def _import(self, path: Path, options: dict[str, Any], *, by: Actor, at: datetime) -> Import:
        kind = ImportKind(options["kind"].upper())
        usual = origins.usual(kind, path.name)
        asked = operations.ask(
            kind=kind,
            file_name=path.name,
            origin=Origin(
                options["source"] or usual.source,
                options["licence"] or usual.licence,
                options["dated"] or usual.dated_on,
            ),
            series=options["series"],
            accept_change=options["accept_change"],
            by=by,
            at=at,
        )
        return operations.run(asked=asked, path=path, by=by, at=at)

    def _what_came_of(self, done: Import) -> str:
        if done.status == ImportStatus.UNCHANGED:
            return _("%(file)s: nothing new; nothing was changed.") % {"file": done.file_name}
        words = {"file": done.file_name, "rows": f"{done.rows_done:,}", "left_out": f"{done.rows_left_out:,}"}
        if done.rows_left_out:
            return _("%(file)s: %(rows)s rows read; %(left_out)s of them are about areas we do not have.") % words
        return _("%(file)s: %(rows)s rows taken in.") % words
