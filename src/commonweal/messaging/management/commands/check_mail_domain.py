"""`./run manage check_mail_domain`: whether other mail servers will believe our letters, and what to add if not."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from commonweal.messaging import domains
from commonweal.messaging.envelopes import sending_domain


class Command(BaseCommand):
    """Looks up SPF, DKIM, DMARC and MX of the domain letters come from. Ends with 1 when something is missing."""

    help = (
        "Check whether other mail servers believe our letters: SPF, DKIM, DMARC and MX of the sending domain. Says "
        "what is missing and which record to add. Ends with 0 when all is right, with 1 when something is missing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The domain, who sends for it, the names of its keys, and whom to ask."""
        parser.add_argument("domain", nargs="?", default="", help="the domain; that of COMMONWEAL_MAIL_FROM if none")
        parser.add_argument("--selector", action="append", default=[], help="the name of a DKIM key; may come again")
        parser.add_argument(
            "--sends",
            action="append",
            default=[],
            help="who sends for the domain, as SPF writes it: ip4:192.0.2.1 or include:mail.example; may come again",
        )
        parser.add_argument("--resolver", default="", metavar="ADDRESS[:PORT]", help="the name server to ask")

    def handle(self, **options: Any) -> None:
        """Print a line for each finding. Raises CommandError when no name server answers."""
        domain = (options["domain"] or sending_domain()).strip(".").lower()
        server, _colon, port = options["resolver"].partition(":")
        if port and not port.isdigit():
            raise CommandError(_("Write the resolver as an address with a port, for example 192.0.2.53:53."))
        try:
            names = domains.Names(server, int(port or 53))
            findings = list(domains.look(domain, selectors=options["selector"], sends=options["sends"], names=names))
        except (domains.CannotAskError, ValueError) as error:
            raise CommandError(str(error)) from None
        for finding in findings:
            self._tell(finding)
        if not options["selector"]:
            self.stdout.write(_("DKIM was not looked at. Name the key of your mail server: --selector NAME"))
        if not all(finding.is_right for finding in findings):
            sys.exit(1)

    def _tell(self, finding: domains.Finding) -> None:
        state = _("missing")
        if finding.is_right:
            state = _("could be better") if finding.is_advice else _("right")
        self.stdout.write(f"{finding.name}: {state}. {finding.words}")
        if finding.record and not (finding.is_right and not finding.is_advice):
            self.stdout.write(_("  Add this record: %(record)s") % {"record": finding.record})
