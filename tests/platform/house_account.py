"""What a house has to show for what was asked of it, as JSON: `python -m tests.platform.house_account VERB`.

`seal` asks a worker to seal the audit trail, `quiet` says what is still under way, `account` tells of every request,
letter, job and file; the keys of the requests to tell of come in through standard input.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from datetime import timedelta
from typing import Any

import django


def seal() -> str:
    """Have the trail sealed by a worker, now and not at the next full minute."""
    from commonweal.core import jobs  # models can only be loaded when Django is set up

    return str(jobs.enqueue("core.seal_audit"))


def quiet() -> dict[str, int]:
    """What is still to be done, and would be done if one waited: all noughts when nothing is."""
    from django.utils import timezone
    from django_tasks import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from commonweal.core import audit, jobs
    from commonweal.messaging.models import Letter

    return {
        "due": jobs.waiting().filter(run_at__lte=timezone.now()).count(),
        "begun": DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).count(),
        "unsealed": audit.UnsealedEvent.objects.count(),
        "in_doubt": Letter.objects.filter(status="HANDING_OVER").count(),
    }


def account(keys: list[str]) -> dict[str, Any]:
    """Everything there is, and which request each of `keys` opens."""
    from commonweal.accountability.queries.formats import digest_of_key
    from commonweal.core import jobs

    return {
        "requests": _requests(),
        "opened_by": {key: _reference(digest_of_key(key)) for key in keys},
        "letters": _letters(),
        "jobs": dict(Counter(jobs.Job.objects.values_list("state", flat=True))),
        "letters_of_jobs": _letters_of_jobs(),
        "files": _files(),
    }


def _reference(key_digest: str) -> str:
    from commonweal.accountability.models import FormatRequest

    return FormatRequest.objects.values_list("reference", flat=True).get(key_digest=key_digest)


def _requests() -> dict[str, dict[str, Any]]:
    from commonweal.accountability.models import FormatRequest
    from commonweal.core.audit import AuditEvent
    from commonweal.core.journeys import steps_of

    sent = "accountability.format_request.send"
    audited = Counter(AuditEvent.objects.filter(verb=sent).values_list("subject_reference", flat=True))
    return {
        asked.reference: {
            "status": asked.status,
            "reach_by": asked.reach_by,
            "steps": [step.move for step in steps_of(asked)],
            "audited": audited[asked.reference],
        }
        for asked in FormatRequest.objects.order_by("pk")
    }


def _letters() -> list[dict[str, Any]]:
    from commonweal.core.journeys import steps_of
    from commonweal.messaging.models import Letter

    return [
        {
            "reference": letter.reference,
            "message_id": letter.message_id,
            "kind": letter.kind,
            "status": letter.status,
            "subject": letter.subject,
            "steps": [step.move for step in steps_of(letter)],
        }
        for letter in Letter.objects.order_by("pk")
    ]


def _letters_of_jobs() -> dict[str, int]:
    from commonweal.core import jobs

    sending = jobs.Job.objects.filter(name="messaging.send_letter")
    return Counter(arguments["letter"] for arguments in sending.values_list("arguments", flat=True))


def _files() -> dict[str, int]:
    from django.core.files.storage import default_storage
    from django.utils import timezone

    from commonweal.accountability.models import Enclosure, FormatRequest
    from commonweal.core import files

    linked = FormatRequest.objects.exclude(document=None).values("document")
    enclosed = Enclosure.objects.values("document")
    swept = files.sweep_orphans(at=timezone.now() + timedelta(minutes=1), older_than=timedelta())
    kept = list(files.StoredFile.objects.values_list("storage_key", flat=True))
    folders, _names = default_storage.listdir("") if default_storage.exists("") else ([], [])
    on_disk = [f"{folder}/{name}" for folder in folders for name in default_storage.listdir(folder)[1]]
    return {
        "kept": len(kept),
        "unlinked": files.StoredFile.objects.exclude(pk__in=linked).exclude(pk__in=enclosed).count(),
        "swept": swept,
        "without_row": len(set(on_disk) - set(kept)),
        "without_bytes": len(set(kept) - set(on_disk)),
    }


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "commonweal.config.settings")
    django.setup()
    verb = sys.argv[1]
    said = account(json.load(sys.stdin)) if verb == "account" else {"seal": seal, "quiet": quiet}[verb]()
    print(json.dumps(said))
