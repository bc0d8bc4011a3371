"""The door that GOV.UK Notify knocks at when it knows what became of an e-mail."""

from __future__ import annotations

import hmac
import json
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from commonweal.core.actors import Actor
from commonweal.core.requests import Request
from commonweal.messaging import operations
from commonweal.ui.access import public

LARGEST_BYTES = 10_000
NOTIFY = Actor.system("messaging.notify_callback")


@public
@csrf_exempt
@require_POST
def notify_callback(request: Request) -> HttpResponse:
    """Keep what it says, answer, and have Notify itself asked. Without the right token there is no such page."""
    token = settings.NOTIFY_TOKEN
    given = request.headers.get("Authorization", "")
    if not token or not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        raise Http404
    said = _said(request)
    if said is None:
        return HttpResponse("Send a notification's id and status as JSON.\n", "text/plain", status=400)
    operations.take_notice(notification_id=said[0], said=said[1], by=NOTIFY, at=request.at)
    return HttpResponse(status=204)


def _said(request: Request) -> tuple[UUID, str] | None:
    """The id and the status in the body; the address that stands beside them is not looked at."""
    body = request.read(LARGEST_BYTES + 1)
    if len(body) > LARGEST_BYTES:
        return None
    try:
        fields = json.loads(body)
        return UUID(fields["id"]), str(fields["status"])[:24]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None
