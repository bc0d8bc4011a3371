"""Whatever is sent to whatever address: never our failure, always a page that says what to do.

A browser sends what it likes: broken encodings, huge bodies, methods nobody uses, files that lie. The examples are
chosen anew for every run, from one seed that pytest prints; hypothesis shows the smallest that breaks something.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import NOW
from tests.platform.access_rows import Row
from tests.platform.access_table import TABLE
from tests.platform.personas import Persona, World, make_world, undone

pytestmark = [pytest.mark.fuzz, pytest.mark.django_db]

# What a page may answer: found, elsewhere, unreadable, not yours, not there, not so, too long, not like this.
FIT_STATUSES = {200, 301, 302, 304, 400, 403, 404, 405, 413, 422}

EMPTY_BY_RIGHT = {301, 302, 304}

METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get"]
CONTENT_TYPES = [
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=no-such",
    "multipart/form-data",
    "multipart/form-data; boundary=b",
    "multipart/form-data; boundary=\x00",
    "application/json",
    "text/html",
    "",
]
HEADERS = [
    "HTTP_ACCEPT",
    "HTTP_ACCEPT_ENCODING",
    "HTTP_ACCEPT_LANGUAGE",
    "HTTP_AUTHORIZATION",
    "HTTP_COOKIE",
    "HTTP_HOST",
    "HTTP_IF_MODIFIED_SINCE",
    "HTTP_IF_NONE_MATCH",
    "HTTP_RANGE",
    "HTTP_REFERER",
    "HTTP_X_FORWARDED_FOR",
    "HTTP_X_REQUEST_ID",
    "CONTENT_LENGTH",
]

# What has broken other people's websites, beside whatever hypothesis thinks of.
AWKWARD = [
    "",
    "\x00",
    "\ud800",
    "\udcff",
    "\ufeff",
    "\u202eabc",
    "a\r\nSet-Cookie: a=b",
    "' OR 1=1 --",
    '"><script>alert(1)</script>',
    "{{ 7 * 7 }}{% raw %}",
    "../../../../etc/passwd",
    "%00%ff%",
    "é" * 3000,
    "\N{PILE OF POO}" * 500,
    "9" * 400,
    "-1",
    "NaN",
]
texts = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=60))

BEGINNINGS = [
    b"",
    b"\xff\xd8\xff",
    b"\x89PNG\r\n\x1a\n",
    b"GIF89a",
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"RIFF0000WEBP",
    b"\0\0\0\x18ftypheic",
]
contents = st.builds(bytes.__add__, st.sampled_from(BEGINNINGS), st.binary(max_size=200))
FILE_NAMES = [
    "",
    ".",
    "..",
    "a.jpg",
    "a.jpg.html",
    "../a",
    "a\x00b.jpg",
    "é" * 300 + ".pdf",
    'a".jpg',
    "CON",
    "a\r\nb.jpg",
]
file_names = st.one_of(st.sampled_from(FILE_NAMES), st.text(max_size=40))

header_texts = texts.filter(lambda text: "\r" not in text and "\n" not in text)
ENDINGS = ["", "", "", "/", "//", "%2f", ";a=b", "\x00"]


def one_of_or_any(values: list[str]) -> st.SearchStrategy[str]:
    """A choice that is offered, or anything else."""
    return st.one_of(st.sampled_from(values), texts)


bounded = settings(
    max_examples=25,
    print_blob=True,
    deadline=None,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def world() -> World:
    return make_world(NOW)


def patterns(resolver: URLResolver | None = None, before: str = "/") -> Iterator[str]:
    """Every address pattern there is, as it is written."""
    resolver = resolver or get_resolver()
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            yield from patterns(entry, before + str(entry.pattern))
        elif isinstance(entry, URLPattern):
            yield before + str(entry.pattern)


ALL_PATTERNS = sorted(patterns())
EVERY_PATTERN = pytest.mark.parametrize("pattern", ALL_PATTERNS)

ASKERS = (
    *(Persona.VISITOR, Persona.GUEST, Persona.PERSON, Persona.COUNCILLOR, Persona.PARTNER_LEAD),
    *(Persona.ADMINISTRATOR, Persona.PRIVACY_OFFICER, Persona.COMMUNITIES_OFFICER),
)

FORMS = {row.name: row for row in TABLE if "POST" in row.answers}

NOT_SHOWN_AGAIN = "one-time-code"
"""Codes are typed anew."""


@dataclass(frozen=True)
class Field:
    """One field of a form as a page shows it: its name, its kind, and the values it offers."""

    name: str
    kind: str
    offered: list[str]

    @property
    def is_shown_again(self) -> bool:
        """Whether a refused form holds what was typed."""
        return self.kind in {"text", "email", "tel", "search", "textarea", "radio", "select"}


def sender_of(row: Row) -> Persona:
    """Somebody who can send the form of `row`, rather than anybody."""
    answers = row.answers["POST"]
    able = (each for each in (Persona.HOLDER, *Persona) if answers[each] not in {302, 403, 404})
    return next(able, Persona.HOLDER)


def fields_of(markup: str) -> dict[str, Field]:
    """The fields of every form on a page that is sent with POST."""
    found: dict[str, Field] = {}
    for box in BeautifulSoup(markup, "html5lib").select("form[method=post] :is(input, select, textarea)[name]"):
        name = str(box["name"])
        kind = str(box.get("type", "text")) if box.name == "input" else box.name
        if box.get("autocomplete") == NOT_SHOWN_AGAIN:
            kind = NOT_SHOWN_AGAIN
        values = [str(each.get("value", "")) for each in box.select("option")] or [str(box.get("value", ""))]
        found[name] = Field(name, kind, [*(found[name].offered if name in found else []), *values])
    found.pop("csrfmiddlewaretoken", None)
    return found


def lost_from(response: Any, answers: Mapping[str, str]) -> dict[str, str]:  # as fault_of
    """The answers that a refused form does not show again, of those that a page can show."""
    if response.status_code != 422:
        return {}
    page = BeautifulSoup(response.content.decode(), "html5lib")
    shown = {str(box["name"]): str(box.get("value", "")) for box in page.select("input[name]:not([type=radio])")}
    shown |= {str(box["name"]): box.get_text() for box in page.select("textarea")}
    chosen = {str(box["name"]) for box in page.select("input[type=radio], select")}
    return {
        name: text
        for name, text in answers.items()
        if is_showable(text) and name not in chosen and shown.get(name) != text
    }


def is_showable(text: str) -> bool:
    """Whether a page can hold `text` as it is: HTML has no control characters, and UTF-8 no lone surrogates."""
    return all(character.isprintable() or unicodedata.category(character) in {"Zs", "Cf"} for character in text)


def fault_of(response: Any) -> str:  # the test client's answers have no public type
    """What is wrong with an answer, in words; nothing when it is fit. The page lint has looked at it already."""
    if response.status_code not in FIT_STATUSES:
        return f"status {response.status_code}"
    content_type = response.headers.get("Content-Type", "")
    is_empty = not response.streaming and not response.content
    if is_empty and response.status_code not in EMPTY_BY_RIGHT and response.request["REQUEST_METHOD"] != "HEAD":
        return f"status {response.status_code} without a page"
    is_told = content_type.startswith(("text/html", "application/problem+json"))
    if response.status_code in {400, 403, 404, 422} and not is_told:
        return f"status {response.status_code} as {content_type}"
    return ""


def as_wsgi(text: str) -> str:
    """Text as a web server hands it on: its bytes, each as a character."""
    return text.encode("utf-8", "surrogatepass").decode("latin-1")


def ask(client: Client, method: str, path: str, *, body: bytes, **environment: str) -> HttpResponse:
    """Send one request just as it is, without the test client's own tidying."""
    client.raise_request_exception = False
    asked: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": as_wsgi(path), "CONTENT_LENGTH": str(len(body))}
    asked |= {name: as_wsgi(text) for name, text in environment.items()}
    answer: HttpResponse = client.request(**asked, **{"wsgi.input": BytesIO(body)})  # type: ignore[assignment]  # as is every answer of the client
    return answer


def part_of(name: str, content: bytes, *, file_name: bytes | None = None) -> bytes:
    """One part of a multipart body, as a browser that has no manners writes it."""
    head = f'--b\r\nContent-Disposition: form-data; name="{name}"'.encode()
    head += b"" if file_name is None else b'; filename="' + file_name + b'"\r\nContent-Type: image/jpeg'
    return head + b"\r\n\r\n" + content + b"\r\n"


@EVERY_PATTERN
@bounded
@given(data=st.data())
def test_any_request_to_any_address(pattern: str, data: st.DataObject, client: Client, world: World) -> None:
    asker = data.draw(st.sampled_from(ASKERS), "asker")
    made = [world.draft.key, *(body.slug for body in world.bodies.values()), *references_in(world)]
    part = data.draw(st.one_of(st.sampled_from(made), texts), "part")
    path = re.sub("<[^>]*>", lambda _variable: part, pattern) + data.draw(st.sampled_from(ENDINGS), "ending")

    with undone():
        response = ask(
            world.sit_at(client, asker),
            data.draw(st.sampled_from(METHODS), "method"),
            path,
            body=data.draw(st.one_of(st.binary(max_size=300), contents), "body"),
            QUERY_STRING=data.draw(st.one_of(texts, texts.map("q={0}&page={0}&next={0}".format)), "query"),
            CONTENT_TYPE=data.draw(st.sampled_from(CONTENT_TYPES), "content type"),
            **{data.draw(st.sampled_from(HEADERS), "header"): data.draw(header_texts, "value")},
        )
        if response.streaming:  # a file stays open until it was read
            b"".join(response.streaming_content)

    assert fault_of(response) == ""


def references_in(world: World) -> list[str]:
    """References that somebody might put into an address: of people, roles and bodies."""
    made = [person.reference for person in world.people.values()] + [role.reference for role in world.roles.values()]
    return [*made, *(body.reference for body in world.bodies.values())]


@bounded
@given(query=texts, number=texts)
def test_any_words_searched(query: str, number: str, client: Client) -> None:
    client.raise_request_exception = False

    response = client.get(
        "/search/", {"q": query.encode("utf-8", "replace"), "page": number.encode("utf-8", "replace")}
    )

    assert fault_of(response) == ""


@pytest.mark.parametrize("name", sorted(FORMS))
@bounded
@given(data=st.data())
def test_any_answers_to_any_form(name: str, data: st.DataObject, client: Client, world: World) -> None:
    row = FORMS[name]
    sender = sender_of(row)
    path = reverse(row.name, kwargs=row.words(world, sender))
    shown: Any = world.sit_at(client, sender).get(path)
    fields = fields_of("" if shown.streaming else shown.content.decode())
    answers = {
        name: data.draw(one_of_or_any(field.offered), name) for name, field in fields.items() if field.kind != "file"
    }
    parts = [part_of(name, text.encode("utf-8", "surrogatepass")) for name, text in answers.items()]
    for name in (field.name for field in fields.values() if field.kind == "file"):
        if data.draw(st.booleans(), f"with {name}"):
            file_name = data.draw(file_names, "file name").encode("utf-8", "surrogatepass")
            parts.append(part_of(name, data.draw(contents, "content"), file_name=file_name))

    with undone():
        body = b"".join(parts) + b"--b--\r\n"
        response = ask(client, "POST", path, body=body, CONTENT_TYPE="multipart/form-data; boundary=b")

    assert fault_of(response) == ""
    assert lost_from(response, {name: text for name, text in answers.items() if fields[name].is_shown_again}) == {}


@bounded
@given(cookie=st.one_of(header_texts, st.text(alphabet="abcdefghijklmnopqrstuvwxyz0123456789", max_size=64)))
def test_session_that_was_never_given_out(cookie: str, client: Client, world: World) -> None:
    for row in TABLE:
        persona = Persona.VISITOR
        if persona in row.answers.get("GET", {}) and row.answers["GET"][persona] == 302:
            where = reverse(row.name, kwargs=row.words(world, persona))

            response = ask(client, "GET", where, body=b"", HTTP_COOKIE=f"sessionid={cookie}")

            assert (row.name, response.status_code) == (row.name, 302)


def test_session_cookie_of_somebody_with_a_letter_changed(client: Client, world: World) -> None:
    guarded = next(row for row in TABLE if row.answers.get("GET", {}).get(Persona.VISITOR) == 302)
    where = reverse(guarded.name, kwargs=guarded.words(world, Persona.ADMINISTRATOR))
    world.sit_at(client, Persona.ADMINISTRATOR)
    key = client.cookies["sessionid"].value

    changed = ("a" if key[0] != "a" else "b") + key[1:]
    client.cookies["sessionid"] = changed
    answer = client.get(where)

    assert answer.status_code == 302


def test_more_fields_than_any_form_has(client: Client, world: World) -> None:
    response = client.post(
        f"/another-format/{world.draft.key}/what/", {f"field-{number}": "x" for number in range(2500)}
    )

    assert (response.status_code, fault_of(response)) == (400, "")


def test_body_larger_than_any_answer(client: Client, world: World) -> None:
    response = client.post(
        f"/another-format/{world.draft.key}/which/",
        b"format=" + b"x" * (3 * 1024 * 1024),
        content_type="application/x-www-form-urlencoded",
    )

    assert fault_of(response) == ""
    assert response.status_code in {400, 413}


def test_answer_longer_than_is_taken_comes_back(client: Client, world: World) -> None:
    answers = {"wanted": "word " * 1000}

    response = client.post(f"/another-format/{world.draft.key}/what/", answers)

    assert (response.status_code, fault_of(response)) == (422, "")
    assert lost_from(response, answers) == {}
