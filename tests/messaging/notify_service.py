"""GOV.UK Notify on loopback, as its public documentation of the REST API has its requests and answers.

It takes e-mails for one template, knows them by id and by reference, and can be told to refuse in each way that the
documentation lists, or to hang up before or after it took one.
"""

from __future__ import annotations

import base64
import hmac
import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"commonweal-{SERVICE}-{SECRET}"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"

REFUSALS: dict[str, tuple[int, str, str]] = {
    "team-only": (400, "BadRequestError", "Can't send to this recipient using a team-only API key"),
    "trial": (400, "BadRequestError", "Can't send to this recipient when service is in trial mode"),
    "no-address": (400, "ValidationError", "email_address Not a valid email address"),
    "clock": (403, "AuthError", "Error: Your system clock must be accurate to within 30 seconds"),
    "key": (403, "AuthError", "Invalid token: API key not found"),
    "rate": (429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds"),
    "limit": (429, "TooManyRequestsError", "Exceeded send limits (LIMIT NUMBER) for today"),
    "broken": (500, "Exception", "Internal server error"),
}


@dataclass
class NotifyService:
    """What it took, and what it was told to do with the next requests."""

    port: int = 0
    taken: list[dict[str, Any]] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    refuses: str = ""
    hangs_up: str = ""
    """`before` or `after` it took the e-mail."""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def become(self, reference: str, status: str) -> str:
        """Have the e-mail with this reference be in `status`; its id."""
        found = next(each for each in self.taken if each["reference"] == reference)
        found["status"] = status
        return str(found["id"])


def _is_signed(authorization: str) -> bool:
    """Whether the bearer's token is a JSON Web Token of our service, signed with our secret (HS256)."""
    signed, _dot, signature = authorization.removeprefix("Bearer ").rpartition(".")
    wanted = base64.urlsafe_b64encode(hmac.new(SECRET.encode(), signed.encode(), sha256).digest()).rstrip(b"=")
    claims = json.loads(base64.urlsafe_b64decode(signed.partition(".")[2] + "=="))
    return hmac.compare_digest(wanted, signature.encode()) and claims["iss"] == SERVICE


class _Desk(BaseHTTPRequestHandler):
    service: NotifyService

    def do_POST(self) -> None:  # the server's name for it
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        service = self.service
        if service.hangs_up == "before":
            self.close_connection = True
            return
        if service.refuses or not _is_signed(self.headers["Authorization"]):
            self._refuse(service.refuses or "key")
            return
        notification = body | {"id": str(uuid.uuid4()), "status": "created"}
        service.taken.append(notification)
        if service.hangs_up == "after":
            self.close_connection = True
            return
        self._answer(201, self._created(notification))

    def do_GET(self) -> None:  # the server's name for it
        asked = urlsplit(self.path)
        self.service.asked.append(self.path)
        if self.service.refuses or not _is_signed(self.headers["Authorization"]):
            self._refuse(self.service.refuses or "key")
            return
        wanted = asked.path.removeprefix("/v2/notifications").strip("/")
        if wanted:
            found = next((each for each in self.service.taken if each["id"] == wanted), None)
            if found is None:
                self._answer(404, {"errors": [{"error": "NoResultFound", "message": "No result found"}]})
                return
            self._answer(200, self._shown(found))
            return
        reference = parse_qs(asked.query)["reference"][0]
        shown = [self._shown(each) for each in self.service.taken if each["reference"] == reference]
        self._answer(200, {"notifications": shown, "links": {"current": f"{self.service.address}{self.path}"}})

    def _created(self, notification: dict[str, Any]) -> dict[str, Any]:
        given = notification["personalisation"]
        return {
            "id": notification["id"],
            "reference": notification["reference"],
            "content": {"subject": given["subject"], "body": given["body"], "from_email": "no-reply@notify.example"},
            "uri": f"{self.service.address}/v2/notifications/{notification['id']}",
            "template": {"id": notification["template_id"], "version": 1, "uri": f"{self.service.address}/v2/template"},
        }

    def _shown(self, notification: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": notification["id"],
            "reference": notification["reference"],
            "email_address": notification["email_address"],
            "type": "email",
            "status": notification["status"],
            "template": {"id": notification["template_id"], "version": 1, "uri": ""},
            "created_at": "2026-06-17T08:30:00.000000Z",
            "sent_at": None,
            "completed_at": None,
        }

    def _refuse(self, name: str) -> None:
        status, error, message = REFUSALS[name]
        self._answer(status, {"status_code": status, "errors": [{"error": error, "message": message}]})

    def _answer(self, status: int, body: dict[str, Any]) -> None:
        content = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        """It keeps quiet."""


@contextmanager
def open_notify() -> Iterator[NotifyService]:
    service = NotifyService()
    desk = type("Desk", (_Desk,), {"service": service})
    server = ThreadingHTTPServer(("127.0.0.1", 0), desk)
    service.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield service
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
