"""A visitor on one connection, as a browser keeps it: cookies kept, pages gzipped, nothing else cached."""

from __future__ import annotations

import http.client
import time
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from benchmarks import processes
from benchmarks.private_server import PrivateServer
from benchmarks.visits import Answer

# The web process logs and tidies up after the last byte: that work belongs to the request as well.
SETTLING_SECONDS = 0.003

BOUNDARY = "a-line-that-no-answer-has"


@dataclass(frozen=True)
class Cost:
    """What one request cost: CPU of web process and database, and the time until its last byte, all in milliseconds."""

    web: float
    database: float
    wall: float

    @property
    def cpu(self) -> float:
        """Both together."""
        return self.web + self.database


@dataclass
class WireVisitor:
    """Asks over HTTP and notes every request's cost under its step."""

    server: PrivateServer
    costs: dict[str, list[Cost]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[str, Answer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=30)
        self._cookies: SimpleCookie = SimpleCookie()
        self._web = self.server.web_processes()
        self._database: list[int] = []

    def look_for_database(self) -> None:
        """Find the database's processes, once the web process has made its connections."""
        self._database = self.server.database_processes()

    def close(self) -> None:
        """End the connection."""
        self._connection.close()

    def get(self, step: str, address: str) -> Answer:
        """The page at `address`."""
        return self._ask(step, "GET", address, None, {})

    def post(self, step: str, address: str, fields: Mapping[str, str], *, is_multipart: bool) -> Answer:
        """What comes of sending `fields`."""
        kind = f"multipart/form-data; boundary={BOUNDARY}" if is_multipart else "application/x-www-form-urlencoded"
        body = _in_parts(fields) if is_multipart else urlencode(fields).encode()
        return self._ask(step, "POST", address, body, {"Content-Type": kind})

    def _ask(self, step: str, method: str, address: str, body: bytes | None, more: dict[str, str]) -> Answer:
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in self._cookies.items())
        headers = {"Accept-Encoding": "gzip", "Accept": "text/html", **more} | ({"Cookie": cookies} if cookies else {})
        parts = urlsplit(address)
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        web, database = processes.cpu_milliseconds(self._web), processes.cpu_milliseconds(self._database)
        began = time.perf_counter()
        self._connection.request(method, target, body=body, headers=headers)
        response = self._connection.getresponse()
        received = response.read()
        wall = (time.perf_counter() - began) * 1000
        time.sleep(SETTLING_SECONDS)
        cost = Cost(
            web=processes.cpu_milliseconds(self._web) - web,
            database=processes.cpu_milliseconds(self._database) - database,
            wall=wall,
        )
        self.costs[step].append(cost)
        for line in response.headers.get_all("Set-Cookie", []):
            self._cookies.load(line)
        head = sum(len(name) + len(value) + 4 for name, value in response.getheaders()) + len("HTTP/1.1 200 OK\r\n\r\n")
        answer = Answer(
            status=response.status,
            headers={name.lower(): value for name, value in response.getheaders()},
            body=received,
            wire_bytes=head + len(received),
        )
        self.answers[step] = answer
        return answer


def _in_parts(fields: Mapping[str, str]) -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in fields.items()
    ]
    return "".join([*parts, f"--{BOUNDARY}--\r\n"]).encode()
