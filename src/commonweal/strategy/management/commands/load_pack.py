"""`./run manage load_pack`: a strategy out of its folder of files."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from commonweal.core.actors import Actor
from commonweal.strategy.models import Change
from commonweal.strategy.operations import packs
from commonweal.strategy.pack.contents import Contents
from commonweal.strategy.pack.reading import read_pack
from commonweal.strategy.pack.wrong import WrongPackError

OPERATOR = Actor.system("load_pack")


class Command(BaseCommand):
    """For operators. A pack is kept whole or not at all; the same pack again changes nothing."""

    help = (
        "Load a strategy from its folder. What is wrong is told by file and line, and then nothing is loaded. A newer "
        "version is kept beside the older ones."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """`load_pack FOLDER…`"""
        parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="The folder with pack.toml in it.")
        parser.add_argument("--check", action="store_true", help="Only say what is wrong; load nothing.")

    def handle(self, **options: Any) -> None:
        """Load one folder after the other. Raises CommandError with every problem of the first that is wrong."""
        for folder in options["folders"]:
            try:
                contents = read_pack(folder)
                self.stdout.write(_right(contents) if options["check"] else _load(contents))
            except WrongPackError as error:
                raise CommandError(str(error)) from error


def _right(contents: Contents) -> str:
    return _("%(slug)s, version %(version)s: nothing is wrong with it.") % {
        "slug": contents.slug,
        "version": contents.version,
    }


def _load(contents: Contents) -> str:
    loaded = packs.load(contents=contents, by=OPERATOR, at=timezone.now())
    words = {"slug": contents.slug, "version": loaded.pack.version}
    if not loaded.is_new:
        return _("%(slug)s, version %(version)s: loaded already; nothing was changed.") % words
    counts = {
        "added": loaded.changes[Change.ADDED],
        "changed": loaded.changes[Change.CHANGED],
        "removed": loaded.changes[Change.REMOVED],
    }
    return _("%(slug)s, version %(version)s: %(added)s entries added, %(changed)s changed, %(removed)s removed.") % {
        **words,
        **counts,
    }
