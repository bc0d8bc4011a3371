"""`./run manage add_person`: the first administrator of a new service, and whoever nobody else can add."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from commonweal.core.actors import Actor
from commonweal.core.days import london_day
from commonweal.core.rules import RefusedError
from commonweal.people import kinds_of_role, operations, queries
from commonweal.people.models import Body, BodyKind

BY = Actor.system("people.add_person")


class Command(BaseCommand):
    """Gives somebody an account and a role."""

    help = (
        "Give somebody an account and a role, so that a new service has its first administrator. "
        "The council itself is added when there is no body yet."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Name, address, role, body."""
        parser.add_argument("--name", required=True, help="how the person is called")
        parser.add_argument("--address", required=True, help="the e-mail address they sign in with")
        parser.add_argument("--role", default=kinds_of_role.ADMINISTRATOR, help="the kind of role: administrator")
        parser.add_argument("--body", default="", help="the end of the address of the body's page; the council's")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Do it, or say why not."""
        at = timezone.now()
        try:
            with transaction.atomic():
                body = _body(options["body"], at=at)
                role = operations.roles.bring_in(
                    name=options["name"], address=options["address"], kind=options["role"], body=body, by=BY, at=at
                )
        except RefusedError as error:
            raise CommandError(error.refused.reason) from error
        self.stdout.write(f"{role.person.reference} is {role.kind} at {body.name}. They can sign in now.")


def _body(slug: str, *, at: datetime) -> Body:
    if slug:
        found = queries.bodies.by_slug(slug)
        if found is None:
            raise CommandError(f"No body has its page at /bodies/{slug}/. Leave --body away for the council itself.")
        return found
    today = london_day(at)
    councils = list(queries.bodies.there_on(today).filter(kind=BodyKind.COUNCIL)[:2])
    if len(councils) > 1:
        raise CommandError("There is more than one council. Name one with --body, by the end of its page's address.")
    if councils:
        return councils[0]
    return operations.bodies.add(kind=BodyKind.COUNCIL, name=settings.COUNCIL_NAME, began_on=today, by=BY, at=at)
