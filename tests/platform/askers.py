"""People who ask for another format over plain HTTP, the whole way, whatever happens to the server meanwhile.

Each does what a person does when a page does not come: load it again, and send the form again.
"""

from __future__ import annotations

import http.client
import random
import re
import secrets
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from io import BytesIO
from urllib.parse import urlencode

from PIL import Image

START = "/another-format/"
PATIENCE_SECONDS = 120.0
PAUSE_SECONDS = 0.1
SHARE_WITH_PICTURE = 0.5

_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class TurnedAwayError(AssertionError):
    """The server answered as it never should, or not at all for too long; the message says what was asked."""


@dataclass(frozen=True)
class Answer:
    """What came back: a status, where it leads, and the page."""

    status: int
    location: str
    page: str


def picture() -> bytes:
    """A small photograph that no other is like."""
    content = BytesIO()
    Image.frombytes("RGB", (16, 16), secrets.token_bytes(16 * 16 * 3)).save(content, "JPEG")
    return content.getvalue()


@dataclass
class Asker:
    """One person at one browser: its cookies, and how the request was sent."""

    port: int
    stop: threading.Event
    answered: Callable[[], None]
    cookies: SimpleCookie = field(default_factory=SimpleCookie)

    def ask(self, *, reach_by: str, with_picture: bool) -> str | None:
        """Ask for something in another format; the key of the request once the answer said that it was sent.

        None when it was time to stop before that.
        """
        begun = self._send(START, {})
        if begun is None:
            return None
        base = begun.removesuffix("what/")
        key = base.removeprefix(START).rstrip("/")
        email = f"{secrets.token_hex(8)}@resident.example"
        phone = f"01632 {secrets.randbelow(1_000_000):06}"  # nobody may ask too often, so everybody is somebody new
        steps: list[tuple[str, dict[str, str], bytes | None]] = [
            ("what/", {"wanted": "The letter about the hall."}, picture() if with_picture else None),
            ("which/", {"format": "LANGUAGE", "language": "Nepali"}, None),
            ("reach/", {"reach_by": reach_by, "email": email, "phone": phone}, None),
            ("check/", {}, None),
        ]
        for step, answers, document in steps:
            if self._send(base + step, answers, document) is None:
                return None
        return key

    def _send(self, address: str, answers: Mapping[str, str], document: bytes | None = None) -> str | None:
        """Load a page and send its form, as often as it takes; where the answer led. None when it is time to stop."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.stop.is_set():
            try:
                shown = self._get(address)
                if shown.location:
                    return shown.location  # it had been sent before, and the answer was lost
                token = _TOKEN.search(shown.page)
                if token is None:
                    raise TurnedAwayError(f"GET {address} has no form (status {shown.status})")
                answer = self._post(address, {**answers, "csrfmiddlewaretoken": token[1]}, document)
            except (OSError, http.client.HTTPException) as error:
                if time.monotonic() > deadline:
                    raise TurnedAwayError(f"{address} was not answered for {PATIENCE_SECONDS:g} seconds") from error
                self.stop.wait(PAUSE_SECONDS)
                continue
            if answer.status != http.HTTPStatus.FOUND:
                raise TurnedAwayError(f"POST {address} was answered {answer.status}:\n{answer.page}")
            return answer.location
        return None

    def _get(self, address: str) -> Answer:
        return self._speak("GET", address, b"", {})

    def _post(self, address: str, answers: Mapping[str, str], document: bytes | None) -> Answer:
        if document is None:
            body = urlencode(answers).encode()
            return self._speak("POST", address, body, {"Content-Type": "application/x-www-form-urlencoded"})
        mark = uuid.uuid4().hex
        parts = [
            f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'
            for name, text in answers.items()
        ]
        parts += [f'--{mark}\r\nContent-Disposition: form-data; name="document"; filename="a.jpg"\r\n\r\n']
        body = "".join(parts).encode() + document + f"\r\n--{mark}--\r\n".encode()
        return self._speak("POST", address, body, {"Content-Type": f"multipart/form-data; boundary={mark}"})

    def _speak(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> Answer:
        cookie = "; ".join(f"{name}={each.value}" for name, each in self.cookies.items())
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)) as connection:
            connection.request(method, address, body, {**headers, "Cookie": cookie})
            response = connection.getresponse()
            page = response.read().decode()
            for line in response.headers.get_all("Set-Cookie") or []:
                self.cookies.load(line)
            self.answered()
            return Answer(response.status, response.headers.get("Location", ""), page)


@dataclass
class Crowd:
    """Several askers at once, each asking again as soon as it has done, until told to stop."""

    port: int
    seed: int
    size: int
    pause_seconds: float
    sent: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    answers: int = 0
    stop: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _threads: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Crowd:
        self._threads = [threading.Thread(target=self._go_on, args=[number]) for number in range(self.size)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.stop.set()
        for thread in self._threads:
            thread.join()

    def wait_for_answers(self, more: int) -> None:
        """Return when as many more pages were answered, or when nobody asks any more."""
        wanted = self.answers + more
        while self.answers < wanted and any(thread.is_alive() for thread in self._threads):
            time.sleep(0.005)

    def _count(self) -> None:
        with self._lock:
            self.answers += 1

    def _go_on(self, number: int) -> None:
        chance = random.Random(self.seed * 1000 + number)
        while not self.stop.is_set():
            reach_by = chance.choice(["EMAIL", "EMAIL", "EMAIL", "PHONE"])
            try:
                asker = Asker(self.port, self.stop, self._count)
                key = asker.ask(reach_by=reach_by, with_picture=chance.random() < SHARE_WITH_PICTURE)
            except TurnedAwayError as error:
                self.faults.append(str(error))
                return
            if key:
                self.sent.append(key)
            self.stop.wait(self.pause_seconds * chance.random())
