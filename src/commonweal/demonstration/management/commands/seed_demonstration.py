"""`./run manage seed_demonstration`: the invented county and its year, in a demonstration's empty database."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone

from commonweal.core.actors import Actor
from commonweal.core.rules import RefusedError
from commonweal.demonstration import operations
from commonweal.demonstration.seeds import SEED


class Command(BaseCommand):
    """Fills a demonstration; refuses any other database."""

    help = "Fills a demonstration's empty database with an invented county and a year of life in it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which county."""
        parser.add_argument("--seed", type=int, default=SEED, help=f"the number it grows from (default {SEED})")

    def handle(self, *args: Any, **options: Any) -> None:
        """Make it, or say why not."""
        number = options["seed"]
        _do_not_wait_for_the_disk()
        try:
            told = operations.seed(number=number, by=Actor.system("demonstration.seed"), at=timezone.now())
        except RefusedError as error:
            raise CommandError(error.refused.reason) from None
        finally:
            _wait_for_the_disk_again()
        if told.is_new:
            self.stdout.write(f"Weldmere was made from the number {number}: {told.events} things happened.")
        else:
            self.stdout.write(f"Weldmere stands already, from the number {number}.")


def _do_not_wait_for_the_disk() -> None:
    """Thousands of small steps, each safe on disk, take minutes; one that is cut short is refused and begun again."""
    if connection.in_atomic_block:  # no database changes it there
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF" if connection.vendor == "sqlite" else "SET synchronous_commit TO off")


def _wait_for_the_disk_again() -> None:
    if not connection.in_atomic_block:
        connection.close()  # the next one is opened as the settings say
