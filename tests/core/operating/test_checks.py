"""An unsafe start is refused, in a sentence that says what to do."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from pytest_django import Settings

from commonweal.config import environment, found
from commonweal.config.reading import Server
from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.core.audit.events import AuditName
from commonweal.core.operating import checks, marks, serving
from commonweal.core.operating.checks import UnsafeStartError

pytestmark = pytest.mark.django_db

TRIAL = environment.INSECURE + "key-that-is-long-enough-to-be-taken-for-a-good-one"
GOOD = "a-key-with-enough-different-characters-in-it"
INSTALLING = "See docs/operators/one-host.md."
KEYS = "See docs/operators/keys.md."
MEANINGS = "See docs/reference/settings.md."

NO_PROXY = (
    "COMMONWEAL_BEHIND_PROXY is no, and COMMONWEAL_BASE_URL is https: this server speaks plain http, so every page"
    " would be sent round in circles. Put a proxy with TLS in front and say yes."
)
LACKS_HOST = (
    "COMMONWEAL_ALLOWED_HOSTS lacks communities.example.gov.uk, which is in COMMONWEAL_BASE_URL: add it, or pages"
    " are 400."
)

UNFIT: dict[str, tuple[str, Any, str]] = {
    "trial secret": (
        "SECRET_KEY",
        TRIAL,
        f"COMMONWEAL_SECRET_KEY is the one for trying out, which everybody can read. {KEYS}",
    ),
    "short secret": (
        "SECRET_KEY",
        "x" * 49,
        f"COMMONWEAL_SECRET_KEY is too short: use at least 50 random characters. {KEYS}",
    ),
    "trial fallback": (
        "SECRET_KEY_FALLBACKS",
        [TRIAL],
        f"COMMONWEAL_SECRET_KEY_FALLBACKS is the one for trying out, which everybody can read. {KEYS}",
    ),
    "short audit key": (
        "AUDIT_KEY",
        "x" * 31,
        f"COMMONWEAL_AUDIT_KEY is too short: use at least 32 random characters. {KEYS}",
    ),
    "secret of one character": (
        "SECRET_KEY",
        "x" * 60,
        f"COMMONWEAL_SECRET_KEY is too easy to guess: use at least 10 different characters. {KEYS}",
    ),
    "field key of a few characters": (
        "FIELD_KEYS",
        {"new": GOOD, "old": "secret" * 10},
        f"COMMONWEAL_FIELD_KEYS (old) is too easy to guess: use at least 10 different characters. {KEYS}",
    ),
    "an old trial field key": (
        "FIELD_KEYS",
        {"new": GOOD, "old": TRIAL},
        f"COMMONWEAL_FIELD_KEYS (old) is the one for trying out, which everybody can read. {KEYS}",
    ),
    "debug": (
        "DEBUG",
        True,
        "COMMONWEAL_DEBUG is on: it shows the inside of an error to anybody. See docs/reference/settings.md.",
    ),
    "demonstration": (
        "IS_DEMONSTRATION",
        True,
        f"COMMONWEAL_DEMONSTRATION is on: only ./run demo serves a demonstration. {INSTALLING}",
    ),
    "local hosts": (
        "ALLOWED_HOSTS",
        ["127.0.0.1", "[::1]", "localhost"],
        f"{LACKS_HOST} {INSTALLING}",
    ),
    "another host": ("ALLOWED_HOSTS", ["example.gov.uk", "127.0.0.1"], f"{LACKS_HOST} {INSTALLING}"),
    "any host": (
        "ALLOWED_HOSTS",
        ["*"],
        f"COMMONWEAL_ALLOWED_HOSTS takes any name: write communities.example.gov.uk instead of *. {INSTALLING}",
    ),
    "https without a proxy": (
        "TRUSTS_PROXY",
        False,
        f"{NO_PROXY} {INSTALLING}",
    ),
    "plain http": (
        "BASE_URL",
        "http://communities.example.gov.uk",
        f"COMMONWEAL_BASE_URL begins with http: give the https address that people type. {INSTALLING}",
    ),
    "letters to a folder": (
        "MAIL_SERVER",
        Server.read("folder:///letters", "folder"),
        f"COMMONWEAL_MAIL_URL names a folder: letters would reach nobody. Name a mail server. {INSTALLING}",
    ),
    "misspelt setting": (
        "SETTINGS_UNKNOWN",
        ["COMMONWEAL_SECRETKEY"],
        "COMMONWEAL_SECRETKEY is set, but there is no such setting: correct its spelling, or take it away. " + MEANINGS,
    ),
}


@pytest.mark.parametrize(("name", "value", "sentence"), UNFIT.values(), ids=UNFIT)
def test_start_with_one_unfit_setting(fit_settings: Settings, name: str, value: Any, sentence: str) -> None:
    checks.refuse_unsafe_start()  # fit before
    setattr(fit_settings, name, value)

    with pytest.raises(UnsafeStartError) as refused:
        checks.refuse_unsafe_start()

    assert [str(problem) for problem in refused.value.problems] == [sentence]


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://communities.example.gov.uk", ".example.gov.uk"),
        ("https://Communities.example.gov.uk:8443", "communities.example.gov.uk"),
        ("https://[2001:db8::1]:8443", "[2001:db8::1]"),
    ],
)
def test_start_with_an_address_that_is_allowed(fit_settings: Settings, address: str, host: str) -> None:
    fit_settings.BASE_URL = address
    fit_settings.ALLOWED_HOSTS = [host]

    problems = checks.setting_problems()

    assert problems == []


def test_start_on_loopback_may_be_plain_http_without_a_proxy(fit_settings: Settings) -> None:
    fit_settings.BASE_URL = "http://127.0.0.1:8000"
    fit_settings.ALLOWED_HOSTS = ["127.0.0.1"]
    fit_settings.TRUSTS_PROXY = False

    problems = checks.setting_problems()

    assert problems == []


def test_start_on_a_demonstration_database(fit_settings: Settings, at: datetime) -> None:
    marks.put(marks.DEMONSTRATION, at=at)

    with pytest.raises(UnsafeStartError) as refused:
        checks.refuse_unsafe_start()

    checks.refuse_unsafe_start(allows_demonstration=True)
    assert str(refused.value) == (
        "The database was filled by ./run demo, and the people in it are invented: start with an empty one. "
        + INSTALLING
    )


@pytest.fixture
def probe() -> Any:
    answers = {"words": ""}
    checks.register_demo_probe("test", lambda: answers["words"])
    yield answers
    checks.register_demo_probe("test", lambda: "")


def test_start_with_what_a_probe_finds(fit_settings: Settings, probe: dict[str, str]) -> None:
    checks.refuse_unsafe_start()  # the probe finds nothing yet
    probe["words"] = "Three demonstration accounts are in the database: remove them."

    with pytest.raises(UnsafeStartError) as refused:
        checks.refuse_unsafe_start()

    assert str(refused.value) == f"Three demonstration accounts are in the database: remove them. {INSTALLING}"


def test_start_before_migrations(fit_settings: Settings) -> None:
    newest = MigrationLoader(connection).graph.leaf_nodes("core")
    with connection.cursor() as cursor:
        cursor.executemany("DELETE FROM django_migrations WHERE app = %s AND name = %s", newest)

    with pytest.raises(UnsafeStartError) as refused:
        checks.refuse_unsafe_start(allows_demonstration=True)

    assert str(refused.value) == (
        "The database is not ready for this version (1 step to go): run ./run manage upgrade."
        " See docs/operators/upgrade.md."
    )


def test_start_with_a_folder_that_is_none(fit_settings: Settings) -> None:
    blocked = fit_settings.DATA_DIR / "a-file"
    blocked.write_text("")
    fit_settings.DATA_DIR = blocked

    with pytest.raises(UnsafeStartError) as refused:
        checks.refuse_unsafe_start()

    assert str(refused.value) == f"The data folder {blocked} cannot be written to (File exists). {INSTALLING}"


@pytest.fixture
def sealed(fit_settings: Settings, at: datetime) -> None:
    """One event, sealed under the fit audit key."""
    audit.record("core.test.happen", marks.Mark.objects.create(name="test", set_at=at), by=Actor.system("test"), at=at)
    audit.seal_events(at=at)


def test_start_with_another_audit_key(fit_settings: Settings, sealed: None) -> None:
    checks.refuse_unsafe_start()  # opens with the key it was sealed with
    fit_settings.AUDIT_KEY = "another-key-that-is-long-enough-to-be-one"

    with pytest.raises(UnsafeStartError) as refused:
        checks.refuse_unsafe_start()

    assert str(refused.value) == f"COMMONWEAL_AUDIT_KEY is not the key that the audit trail was sealed with. {KEYS}"


def test_start_with_an_audit_head_that_is_behind(fit_settings: Settings, sealed: None) -> None:
    audit.SealHead.objects.update(number=0, digest="")

    with pytest.raises(UnsafeStartError) as refused:
        checks.refuse_unsafe_start()

    assert str(refused.value) == (
        "The audit trail has no end that can be read: run ./run manage verify_audit."
        " See docs/operators/troubleshooting.md."
    )


@pytest.fixture
def two_keys(fit_settings: Settings, at: datetime) -> str:
    """The name of an encrypted column with two values: one under the key `first`, a later one under `second`."""
    AuditName.objects.create(digest="0", value="Jo Bloggs")
    fit_settings.FIELD_KEYS = {"second": GOOD, **fit_settings.FIELD_KEYS}
    AuditName.objects.create(digest="1", value="Jo Bloggs")
    return "core.auditname.value"


def test_start_with_the_field_keys_that_wrote(fit_settings: Settings, two_keys: str) -> None:
    problems = checks.standing_problems()

    assert problems == []


@pytest.mark.parametrize("missing", ["first", "second"])
def test_start_without_a_field_key_that_wrote(fit_settings: Settings, two_keys: str, missing: str) -> None:
    fit_settings.FIELD_KEYS = {name: key for name, key in fit_settings.FIELD_KEYS.items() if name != missing}

    with pytest.raises(UnsafeStartError) as refused:
        checks.refuse_unsafe_start()

    assert str(refused.value) == (
        f"COMMONWEAL_FIELD_KEYS does not open what is stored: {two_keys} was written under the key {missing!r}, which"
        f" FIELD_KEYS does not have. Put back the key it needs. {KEYS}"
    )


@pytest.mark.parametrize("wrong", ["first", "second"])
def test_start_with_another_field_key_of_the_same_name(fit_settings: Settings, two_keys: str, wrong: str) -> None:
    fit_settings.FIELD_KEYS = fit_settings.FIELD_KEYS | {wrong: "another-key-that-is-long-enough-to-be-one"}

    with pytest.raises(UnsafeStartError) as refused:
        checks.refuse_unsafe_start()

    assert str(refused.value) == (
        f"COMMONWEAL_FIELD_KEYS does not open what is stored: {two_keys} does not open with the key {wrong!r}:"
        f" altered, or a wrong key. Put back the key it needs. {KEYS}"
    )


def test_demonstration_is_served_on_this_machine_only(fit_settings: Settings) -> None:
    with pytest.raises(serving.NotLoopbackError) as refused:
        serving.run(address="0.0.0.0", port=0, allows_demonstration=True)

    assert str(refused.value) == "A demonstration is served on this machine only, not at 0.0.0.0"


def test_web_server_without_its_stylesheets(fit_settings: Settings) -> None:
    collected = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    fit_settings.STORAGES = fit_settings.STORAGES | {"staticfiles": collected}
    fit_settings.STATIC_ROOT = fit_settings.DATA_DIR / "static"
    checks.refuse_unsafe_start()  # a worker shows no pages

    with pytest.raises(UnsafeStartError) as refused:
        checks.refuse_unsafe_start(shows_pages=True)

    assert str(refused.value) == (
        "The stylesheets have not been put in place: run ./run manage upgrade. See docs/operators/upgrade.md."
    )


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("127.0.0.1", True),
        ("127.8.8.8", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("localhost.example.com", False),
        ("", False),
    ],
)
def test_loopback_is_this_machine_alone(host: str, expected: bool) -> None:
    assert checks.is_loopback(host) == expected


def test_check_settings_prints_no_secret(
    settings: Settings, fit_settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    secret = "a-password-nobody-may-see"
    settings.SETTINGS_FOUND = found.settings_found(
        {"COMMONWEAL_DATABASE_URL": f"postgresql://me:{secret}@db/name", "COMMONWEAL_WEB_PORT": "8123"}
    )
    call_command("check_settings")

    lines = capsys.readouterr().out.splitlines()

    assert secret not in "\n".join(lines)
    words = [line.split() for line in lines]
    assert ["COMMONWEAL_DATABASE_URL", "environment", "fit", "(set,", "not", "shown)"] in words
    assert ["COMMONWEAL_WEB_PORT", "environment", "fit", "8123"] in words
    assert ["COMMONWEAL_WEB_THREADS", "default", "fit", "4"] in words
    assert lines[-1] == "Fit to start."


def test_check_settings_marks_what_is_unfit(fit_settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    fit_settings.SECRET_KEY = TRIAL

    with pytest.raises(CommandError) as refused:
        call_command("check_settings")

    unfit = [line.split()[0] for line in capsys.readouterr().out.splitlines() if "not fit" in line]
    assert unfit == ["COMMONWEAL_SECRET_KEY"]
    assert str(refused.value) == (
        "The service would refuse to start:\n"
        f"COMMONWEAL_SECRET_KEY is the one for trying out, which everybody can read. {KEYS}"
    )


def test_unknown_names_are_those_no_setting_has() -> None:
    names = found.unknown_names({"COMMONWEAL_SECRETKEY": "x", "COMMONWEAL_SECRET_KEY": "y", "HOME": "/"})

    assert names == ["COMMONWEAL_SECRETKEY"]


@pytest.mark.parametrize("page", [checks.INSTALLING, checks.KEYS, checks.UPGRADING, checks.SETTINGS, checks.TROUBLE])
def test_page_that_a_problem_names_is_there(page: str) -> None:
    assert (environment.ROOT / page).is_file()
