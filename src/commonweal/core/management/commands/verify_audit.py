"""`./run manage verify_audit`: whether the audit trail is as it was written, in one sentence."""

import argparse
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from commonweal.core import audit


def _anchor(text: str) -> audit.Anchor:
    number, colon, digest = text.partition(":")
    if not colon or not (number.isascii() and number.isdigit() and int(number)) or not digest:
        raise argparse.ArgumentTypeError(
            _("give the seal and the digest of a log line 'audit sealed', with a colon between, for example 120:5f0c…")
        )
    return audit.Anchor(int(number), digest)


class Command(BaseCommand):
    """Reads the whole trail in constant memory; ends with 1 and the first break if there is one."""

    help = "Checks every seal of the audit trail against its event, and every event for a seal."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--expect`: a seal that was noted outside the database."""
        parser.add_argument(
            "--expect",
            metavar="NUMBER:DIGEST",
            type=_anchor,
            help="a seal noted elsewhere, as in the log line 'audit sealed', that must still be there",
        )

    def handle(self, *_arguments: Any, expect: audit.Anchor | None, **_options: Any) -> None:
        """Say that the trail is whole, or raise CommandError with the first break."""
        try:
            whole = audit.verify(expect=expect)
        except audit.BrokenTrailError as broken:
            raise CommandError(_("The audit trail is broken. %(break)s") % {"break": broken}) from broken
        self.stdout.write(
            _("The audit trail is whole: %(sealed)d sealed, %(waiting)d waiting for a seal. It ends at %(head)s.")
            % {"sealed": whole.head.number, "waiting": whole.waiting, "head": whole.head}
            if whole.head.number
            else _("The audit trail is whole: nothing is sealed yet, %(waiting)d waiting for a seal.")
            % {"waiting": whole.waiting}
        )
