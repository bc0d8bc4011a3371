"""`./run manage format_requests`: what waits for another format, its file, noting it was supplied, and erasing."""

from argparse import ArgumentParser
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.accountability.models import FormatRequest
from commonweal.accountability.operations import formats as operations
from commonweal.accountability.queries import formats as queries
from commonweal.core import days, files, references
from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.ui.fields import one_line, several_lines

OPERATOR = Actor.system("format_requests")

VERBS = ("list", "show", "file", "supply", "erase")


class Command(BaseCommand):
    """For staff with a terminal, until the queue has its page. What people typed can give the terminal no orders."""

    help = (
        "List the requests for another format that wait for an answer, show one, fetch its file, note that it was "
        "supplied, or erase what is about a person in it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`list` (the default), `show REF`, `file REF --to FOLDER`, `supply REF --note "…"`, or `erase REF`."""
        parser.add_argument("verb", nargs="?", choices=VERBS, default="list")
        parser.add_argument("reference", nargs="?", default="")
        parser.add_argument("--note", default="", help="How it was supplied; the person reads it.")
        parser.add_argument("--to", type=Path, default=Path(), help="The folder to write the file to.")

    def handle(self, **options: Any) -> None:
        """Do what was asked. Raises CommandError with a sentence when it cannot be done."""
        verb = options["verb"]
        if verb == "list":
            self._list()
            return
        asked = self._find(options["reference"])
        if verb == "show":
            self._show(asked)
        elif verb == "file":
            self._file(asked, options["to"])
        elif verb == "supply":
            self._supply(asked, options["note"])
        else:
            self._erase(asked)

    def _list(self) -> None:
        waiting = list(queries.waiting())
        if not waiting:
            self.stdout.write(_("Nobody is waiting for another format."))
        for asked in waiting:
            day = days.show_day(asked.answer_by_on) if asked.answer_by_on else ""
            words = _("answer by %(day)s") % {"day": day}
            self.stdout.write(f"{asked.reference}  {words:28} {one_line(asked.format_words)}")

    def _find(self, typed: str) -> FormatRequest:
        reference = references.tidy(typed)
        asked = queries.get_by_reference(reference) if reference else None
        if asked is None:
            raise CommandError(
                _("There is no request “%(typed)s”. Run the command alone to list those that wait.")
                % {"typed": one_line(typed)}
            )
        return asked

    def _show(self, asked: FormatRequest) -> None:
        day = days.show_day(asked.answer_by_on) if asked.answer_by_on else ""
        self.stdout.write(f"{asked.reference}  {asked.get_status_display()}")
        self._row(_("Answer by"), day)
        self._row(_("Format"), asked.format_words)
        if asked.is_emptied:
            self.stdout.write(_("What was written and how to reach the person has been erased."))
            return
        self._row(_("Wanted"), asked.wanted)
        self._row(_("Name"), asked.name or _("not given"))
        self._row(asked.get_reach_by_display(), asked.contact)
        if asked.files:
            self._row(_("Files"), _("fetch them with: file %(reference)s --to FOLDER") % {"reference": asked.reference})

    def _row(self, words: str, answer: str) -> None:
        lines = several_lines(answer).split("\n")
        self.stdout.write(f"{words}: {lines[0]}")
        for line in lines[1:]:
            # Set in, so that no line somebody typed looks like one of ours.
            self.stdout.write(f"    {line}")

    def _file(self, asked: FormatRequest, folder: Path) -> None:
        if not asked.files:
            raise CommandError(_("No file came with %(reference)s.") % {"reference": asked.reference})
        if not folder.is_dir():
            raise CommandError(_("%(folder)s is not a folder. Name one that exists: --to FOLDER") % {"folder": folder})
        for number, stored in enumerate(asked.files, start=1):
            name = asked.reference if number == 1 else f"{asked.reference}-{number}"
            path = folder / f"{name}{Path(stored.name).suffix}"
            with closing(files.send(stored)) as response:
                path.write_bytes(b"".join(cast("Iterable[bytes]", response)))
            self.stdout.write(_("Written to %(path)s. Delete it when the request is supplied.") % {"path": path})

    def _supply(self, asked: FormatRequest, note: str) -> None:
        if not note.strip():
            raise CommandError(_('Say how it was supplied, for the person to read: --note "Sent by post today"'))
        try:
            operations.supply(asked=asked, note=note, by=OPERATOR, at=timezone.now())
        except RefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("%(reference)s is noted as supplied.") % {"reference": asked.reference})

    def _erase(self, asked: FormatRequest) -> None:
        try:
            operations.erase(asked=asked, by=OPERATOR, at=timezone.now())
        except RefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            _(
                "%(reference)s is erased: what was wanted, the name, the contact and the file. The encrypted copies of "
                "the letters about it stay in the outbox, and the letter to the team in its mailbox."
            )
            % {"reference": asked.reference}
        )
