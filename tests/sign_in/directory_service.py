"""A council's directory for tests: a real OpenID Connect provider on this machine, in a process of its own."""

from __future__ import annotations

import http.client
import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

from tests import running

CLIENT, SECRET = "commonweal", "a-secret-of-a-directory-that-lives-as-long-as-its-test"
LABEL = "Weldmere staff account"

PEOPLE: dict[str, dict[str, Any]] = {
    "asha": {"email": "asha@resident.example", "email_verified": True},
    "asha-strong": {"email": "asha@resident.example", "email_verified": True, "acr": "two-factors"},
    "asha-unverified": {"email": "asha@resident.example", "email_verified": False},
    "asha-says-nothing": {"email": "asha@resident.example"},
    "stranger": {"email": "stranger@resident.example", "email_verified": True},
    "no-address": {"email_verified": True},
    "odd-address": {"email": "asha@resident.example\r\nBcc: x", "email_verified": True},
}
"""Who the directory knows, and what it says of each."""


@contextmanager
def started() -> Iterator[str]:
    """The directory's issuer while the block runs."""
    port = running.free_port()
    words = [word for sub, claims in PEOPLE.items() for word in ("--user-claims", json.dumps({"sub": sub, **claims}))]
    process = subprocess.Popen(
        # What it says of its own libraries' age is not ours to mend.
        [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port), *words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        running.wait_until(lambda: _answers(port), seconds=30, what="the directory")
        yield f"http://{running.HOST}:{port}"
    finally:
        process.terminate()
        process.wait()


def _answers(port: int) -> bool:
    try:
        with closing(http.client.HTTPConnection(running.HOST, port, timeout=5)) as connection:
            connection.request("GET", "/.well-known/openid-configuration")
            return connection.getresponse().status == 200
    except OSError:
        return False


def providers(issuer: str) -> dict[str, Any]:
    """allauth's setting for it."""
    app = {"provider_id": "directory", "name": LABEL, "client_id": CLIENT, "secret": SECRET}
    return {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": issuer}}]}}
