"""The migration that says when people asked, in an empty database: prints each request's `left_at` as JSON."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from typing import Any

import django

BEFORE, AFTER = "0003_format_channels", "0004_when_formats_were_asked_for"
ASKED_AT, LEFT_AT = datetime(2026, 6, 1, 12, 0, tzinfo=UTC), datetime(2026, 5, 31, 12, 0, tzinfo=UTC)


def requests_after(name: str) -> Any:
    """The requests as they are after that migration."""
    from django.db import connection  # after set-up
    from django.db.migrations.executor import MigrationExecutor  # as above

    target = [("accountability", name)]
    MigrationExecutor(connection).migrate(target)
    apps = MigrationExecutor(connection).loader.project_state(target).apps
    return apps.get_model("accountability", "FormatRequest").objects


def main() -> None:
    """Make three requests before it, and tell what they are after it."""
    django.setup()
    before = requests_after(BEFORE)
    usual = {"started_at": ASKED_AT, "answer_by_on": ASKED_AT.date(), "format": "AUDIO", "contact_digest": "0" * 32}
    sent = usual | {"status": "RECEIVED", "asked_at": ASKED_AT}
    before.create(reference="AF-2222-2222", key_digest="a", **sent)
    before.create(reference="AF-3333-3333", key_digest="b", **sent, channel="LETTER", left_at=LEFT_AT)
    before.create(reference="AF-4444-4444", key_digest="c", started_at=ASKED_AT)

    after = dict(requests_after(AFTER).values_list("reference", "left_at"))
    json.dump({reference: at.isoformat() if at else None for reference, at in after.items()}, sys.stdout)


if __name__ == "__main__":
    main()
