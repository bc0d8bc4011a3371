"""Reading the settings: what cannot be used is refused in a sentence of ours, and no secret is in it."""

from __future__ import annotations

from datetime import date, time

import pytest

from commonweal.config import environment, reading
from commonweal.config.environment import Setting, SettingError
from commonweal.core.days import OfficeHours

ENCODE = (
    "percent-encode @ : / ? # [ ] and % in the user and the password (@ is %40), write the port as a number,"
    " and nothing after the path"
)
SENDER = (
    "write one name with its address, for example Communities <no-reply@example.gov.uk>; a name with a comma in it"
    " needs quotation marks of its own"
)
PLAIN_ADDRESS = "write the address without a path, for example https://communities.example.gov.uk"
ONE_ADDRESS = "write one e-mail address and nothing else, for example communities@example.gov.uk"
POSTGRESQL = "name the database at the end, for example postgresql://USER:PASSWORD@HOST:5432/NAME"
HOURS = "write the days and the times of one day, for example Mon-Fri 09:00-17:00"
BUCKET = "name the host and one bucket, as in s3://KEY:SECRET@store.example:9000/BUCKET"


def setting(name: str) -> Setting[object]:
    (found,) = [each for each in environment.SETTINGS if each.name == f"COMMONWEAL_{name}"]
    return found


def refusal(name: str, text: str) -> str:
    with pytest.raises(SettingError) as refused:
        setting(name).value({f"COMMONWEAL_{name}": text})
    return str(refused.value)


@pytest.mark.parametrize(
    ("name", "address"),
    [
        ("DATABASE_URL", "postgresql://commonweal:{}@db/c"),
        ("MAIL_URL", "smtp://commonweal:{}@mail.example"),
        ("FILE_STORE", "s3://key:{}@store.example/bucket"),
    ],
)
@pytest.mark.parametrize(
    "password", ["s3cretA/bc", "123/s3cretA", "s3cretA#b", "s3cretA?b", "s3cretA[b", "s3cretA]b", "[s3cretA"]
)
def test_password_that_breaks_its_address_is_not_shown(name: str, address: str, password: str) -> None:
    said = refusal(name, address.format(password))

    assert said == f"COMMONWEAL_{name} is (not shown): {ENCODE}"


def test_password_that_is_encoded_is_read() -> None:
    address = "postgresql://common%40weal:a%2Fb%23c%3Fd%5Be%5D%25@db.example:5433/name"

    server = reading.database(address)

    assert (server.user, server.password, server.host, server.port, server.path) == (
        "common@weal",
        "a/b#c?d[e]%",
        "db.example",
        5433,
        "/name",
    )


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("DATABASE_URL", "postgresql://commonweal:s3cret@db:54x2/c", ENCODE),
        ("DATABASE_URL", "postgresql://commonweal:s3cret@db:70000/c", ENCODE),
        ("DATABASE_URL", "postgresql://commonweal:s3cret@db/c?sslmode=require", ENCODE),
        ("DATABASE_URL", "postgresql://commonweal:s3cret@db", POSTGRESQL),
        ("DATABASE_URL", "mysql://db/c", "begin it with sqlite:// or postgresql://"),
        (
            "DATABASE_URL",
            "sqlite://house.sqlite3",
            "name the file after three strokes, for example sqlite:///commonweal.sqlite3",
        ),
        ("MAIL_URL", "smtp://", "name the mail server, for example smtp://mail.example.gov.uk:587"),
        ("MAIL_URL", "smtps:///mail.example", "name the mail server, for example smtps://mail.example.gov.uk:587"),
        ("MAIL_URL", "folder://letters", "name the folder after three strokes, for example folder:///files"),
        ("FILE_STORE", "s3://key:s3cret@/bucket", BUCKET),
        ("FILE_STORE", "s3://key:s3cret@store.example", BUCKET),
        ("FILE_STORE", "s3://key:s3cret@store.example/a/b", BUCKET),
        ("FILE_STORE", "folder:///", "name the folder after three strokes, for example folder:///files"),
        ("FIELD_KEYS", "first", "write name:key pairs with commas between, the one to write with first"),
        ("FIELD_KEYS", "first:s3cret,first:another", "give every key a name of its own"),
    ],
)
def test_secret_setting_that_cannot_be_used(name: str, text: str, why: str) -> None:
    assert refusal(name, text) == f"COMMONWEAL_{name} is (not shown): {why}"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("BASE_URL", "communities.example.gov.uk", PLAIN_ADDRESS),
        ("BASE_URL", "https://communities.example.gov.uk/fund", PLAIN_ADDRESS),
        ("BASE_URL", "https://[::1", PLAIN_ADDRESS),
        ("BASE_URL", "https://:8000", PLAIN_ADDRESS),
        ("OFFICE_HOURS", "9 to 5", HOURS),
        ("OFFICE_HOURS", "Mon-Fri 17:00-09:00", HOURS),
        ("OFFICE_HOURS", "Fri-Mon 09:00-17:00", HOURS),
        ("OFFICE_CLOSED", "2026-02-30", "write days with commas between, for example 2026-12-29,2026-12-30"),
        ("CONTACT_EMAIL", "the communities team", ONE_ADDRESS),
        ("CONTACT_EMAIL", "Communities <communities@example.gov.uk>", ONE_ADDRESS),
        ("CONTACT_EMAIL", "a@example.gov.uk, b@example.gov.uk", ONE_ADDRESS),
        ("MAIL_FROM", "Communities", SENDER),
        ("MAIL_FROM", "Communities, Example County <no-reply@example.gov.uk>", SENDER),
        ("MAIL_FROM", "Communities <no-reply>", SENDER),
        ("SCANNER_URL", "tcp://", "name the host, for example tcp://127.0.0.1:3310"),
        (
            "SCANNER_URL",
            "unix://run/clamd.ctl",
            "name the socket after three strokes, for example unix:///run/clamav/clamd.ctl",
        ),
        ("WEB_PROCESSES", "0", "write a whole number from 1 to 128"),
        ("WEB_PROCESSES", "129", "write a whole number from 1 to 128"),
        ("WEB_THREADS", "0", "write a whole number from 1 to 64"),
        ("WEB_PORT", "0", "write a whole number from 1 to 65535"),
        ("WEB_PORT", "65536", "write a whole number from 1 to 65535"),
        ("WEB_PORT", "-1", "write a whole number from 1 to 65535"),
        ("WEB_PORT", "eight", "write a whole number from 1 to 65535"),
        ("WEB_PORT", "8" * 5000, "write a whole number from 1 to 65535"),
        ("UPLOAD_LIMIT_MB", "0", "write a whole number from 1 to 500"),
        ("UPLOAD_LIMIT_MB", "501", "write a whole number from 1 to 500"),
        ("WORKER_PAUSE_SECONDS", "²", "write a number of seconds above nothing, for example 30"),
        ("WORKER_PAUSE_SECONDS", "0", "write a number of seconds above nothing, for example 30"),
        ("DATA_DIR", "~nobody-of-that-name/x", "there is no such person on this machine: write the whole path"),
    ],
)
def test_setting_that_cannot_be_used(name: str, text: str, why: str) -> None:
    assert refusal(name, text) == f"COMMONWEAL_{name} is {text!r}: {why}"


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("BASE_URL", "https://communities.example.gov.uk/", "https://communities.example.gov.uk"),
        ("CONTACT_EMAIL", "communities@example.gov.uk", "communities@example.gov.uk"),
        ("MAIL_FROM", "no-reply@example.gov.uk", "no-reply@example.gov.uk"),
        ("MAIL_FROM", '"Communities, Kent" <no-reply@example.gov.uk>', '"Communities, Kent" <no-reply@example.gov.uk>'),
        ("OFFICE_HOURS", "Tue-Wed 08:30-12:00", OfficeHours(time(8, 30), time(12), frozenset({1, 2}))),
        ("OFFICE_CLOSED", "2026-12-29, 2026-12-30", frozenset({date(2026, 12, 29), date(2026, 12, 30)})),
        ("WEB_PROCESSES", "128", 128),
        ("WEB_PORT", "65535", 65535),
        ("UPLOAD_LIMIT_MB", "1", 1),
        ("WORKER_PAUSE_SECONDS", "0.5", 0.5),
    ],
)
def test_setting_that_can_be_used(name: str, text: str, value: object) -> None:
    assert setting(name).value({f"COMMONWEAL_{name}": text}) == value


def test_every_default_can_be_read() -> None:
    for each in environment.SETTINGS:
        each.value({})
