"""`./run manage format_requests`: what waits for another format, its file, and noting it was supplied."""

from argparse import ArgumentParser
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from commonweal.accountability import operations, queries
from commonweal.accountability.models import FormatRequest
from commonweal.core import days, files, references
from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError


class Command(BaseCommand):
    """For staff with a terminal, until the queue has its page."""

    help = "List the requests for another format that wait for an answer, or note that one was supplied."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`list` (the default), `file REFERENCE --to FOLDER`, or `supply REFERENCE --note "…"`."""
        parser.add_argument("verb", nargs="?", choices=["list", "file", "supply"], default="list")
        parser.add_argument("reference", nargs="?", default="")
        parser.add_argument("--note", default="", help="How it was supplied; the person reads it.")
        parser.add_argument("--to", type=Path, default=Path(), help="The folder to write the file to.")

    def handle(self, **options: Any) -> None:
        """Do what was asked. Raises CommandError with a sentence when it cannot be done."""
        if options["verb"] == "list":
            self._list()
        elif options["verb"] == "file":
            self._file(self._find(options["reference"]), options["to"])
        else:
            self._supply(self._find(options["reference"]), options["note"])

    def _list(self) -> None:
        waiting = list(queries.waiting())
        if not waiting:
            self.stdout.write("Nobody is waiting for another format.")
        for asked in waiting:
            day = days.show_day(asked.answer_by_on) if asked.answer_by_on else ""
            self.stdout.write(f"{asked.reference}  answer by {day:18} {asked.format_words}")

    def _find(self, typed: str) -> FormatRequest:
        reference = references.tidy(typed)
        asked = queries.get_by_reference(reference) if reference else None
        if asked is None:
            raise CommandError(f"There is no request {typed!r}. Run the command alone to list those that wait.")
        return asked

    def _file(self, asked: FormatRequest, folder: Path) -> None:
        if asked.document is None:
            raise CommandError(f"No file came with {asked.reference}.")
        if not folder.is_dir():
            raise CommandError(f"{folder} is not a folder. Name one that exists: --to FOLDER")
        path = folder / f"{asked.reference}{Path(asked.document.name).suffix}"
        with closing(files.send(asked.document)) as response:
            path.write_bytes(b"".join(cast("Iterable[bytes]", response)))
        self.stdout.write(f"Written to {path}. Delete it when the request is supplied.")

    def _supply(self, asked: FormatRequest, note: str) -> None:
        if not note:
            raise CommandError('Say how it was supplied, for the person to read: --note "Sent by post today"')
        try:
            operations.supply(asked=asked, note=note, by=Actor.system("format_requests"), at=timezone.now())
        except RefusedError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{asked.reference} is noted as supplied.")
