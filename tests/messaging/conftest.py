"""A real mail server on loopback that can be told to misbehave, and drafts to send."""

from __future__ import annotations

import asyncio
import email
import email.policy
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from commonweal.core.actors import Actor
from commonweal.messaging import outbox
from commonweal.messaging.letters import Draft
from commonweal.messaging.models import Letter
from tests.factories import messaging as make

CLERK = Actor.system("tests.clerk")

STAGES = ("EHLO", "MAIL", "RCPT", "DATA", "BODY")


@dataclass(frozen=True)
class Server:
    """A mail server as the settings name it."""

    scheme: str
    host: str = ""
    port: int | None = None
    user: str = ""
    password: str = ""
    path: str = ""


@dataclass
class PostOffice:
    """What the mail server was told to do, and what it took. `answers` and `hangs_up` are by stage."""

    port: int = 0
    answers: dict[str, str] = field(default_factory=dict)
    hangs_up: set[str] = field(default_factory=set)
    waits: threading.Event | None = None
    bodies: list[bytes] = field(default_factory=list)
    recipients: list[str] = field(default_factory=list)
    attempts: int = 0

    @property
    def server(self) -> Server:
        return Server("smtp", "127.0.0.1", self.port)

    @property
    def messages(self) -> list[EmailMessage]:
        return [email.message_from_bytes(body, policy=email.policy.default) for body in self.bodies]  # type: ignore[misc]  # the stubs do not follow the policy

    async def handle_EHLO(  # noqa: N802  # aiosmtpd's name for it
        self, server: SMTP, session: Session, envelope: Envelope, hostname: str, responses: list[str]
    ) -> list[str]:
        self.attempts += 1
        session.host_name = hostname
        answer = self._answer("EHLO", server, "")
        return [answer] if answer else responses

    async def handle_MAIL(  # noqa: N802  # aiosmtpd's name for it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        envelope.mail_from = address
        return self._answer("MAIL", server, "250 OK")

    async def handle_RCPT(  # noqa: N802  # aiosmtpd's name for it
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: Any
    ) -> str:
        answer = self._answer("RCPT", server, "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802  # aiosmtpd's name for it
        """Called when the whole letter is here, the last dot included: from now on this server may deliver it."""
        if self.waits is not None:
            while not self.waits.is_set():
                await asyncio.sleep(0.01)
        answer = self._answer("BODY", server, "250 OK")
        if answer.startswith("250"):
            self.bodies.append(bytes(envelope.content or b""))
            self.recipients += envelope.rcpt_tos
        return answer

    def _answer(self, stage: str, server: SMTP, usual: str) -> str:
        if stage in self.hangs_up and server.transport is not None:
            server.transport.abort()
        return self.answers.get(stage, usual)


class _Desk(SMTP):
    """aiosmtpd asks its handler about everything but the word DATA itself; ours does that too."""

    async def smtp_DATA(self, arg: str) -> None:  # noqa: N802  # aiosmtpd's name for it
        office: PostOffice = self.event_handler
        if "DATA" in office.hangs_up and self.transport is not None:
            self.transport.abort()
            return
        if "DATA" in office.answers:
            await self.push(office.answers["DATA"])
            return
        await super().smtp_DATA(arg)


class _Building(Controller):
    def factory(self) -> SMTP:
        return _Desk(self.handler, **self.SMTP_kwargs)


@contextmanager
def open_post_office(**options: Any) -> Iterator[PostOffice]:
    """A mail server that takes everything, until it is told otherwise."""
    office = PostOffice()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        office.port = free.getsockname()[1]
    building = _Building(office, hostname="127.0.0.1", port=office.port, **options)
    building.start()
    try:
        yield office
    finally:
        if office.waits is not None:
            office.waits.set()
        building.stop()


@pytest.fixture(autouse=True)
def _news_is_declared() -> Iterator[None]:
    """An optional kind of letter and its topic, for these tests alone."""
    with make.declared():
        yield


@pytest.fixture
def post_office(settings: Any) -> Iterator[PostOffice]:
    """A mail server to which letters are sent."""
    with open_post_office() as office:
        settings.MAIL_SERVER = office.server
        yield office


@pytest.fixture
def draft() -> Draft:
    return Draft(
        kind="tests.greeting",
        to="ann@example.org",
        subject="We have your request – thank you",
        text="Dear Ann,\n\n.A line that begins with a dot.\nIt costs £5.\n",
        html="<p>Dear Ann,</p>\n<p>.A line that begins with a dot.</p>\n<p>It costs £5.</p>\n",
    )


@pytest.fixture
def letter(db: None, draft: Draft, at: datetime) -> Letter:
    """A letter in the outbox."""
    return outbox.add(draft, at=at, by=CLERK)
