"""What must be so before anything is served: each thing that is not is one sentence and a place to read more.

`refuse_unsafe_start` is the door for whatever starts for long: the web server and the workers. A demonstration may
start with trial keys, but only where nobody else can reach it.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection, models
from django.db.migrations.exceptions import BadMigrationError, NodeNotFoundError
from django.db.migrations.executor import MigrationExecutor
from django.http.request import split_domain_port, validate_host
from django.utils.translation import ngettext

from commonweal.core import encryption
from commonweal.core.audit import AuditEvent, AuditSeal, SealHead
from commonweal.core.audit.seals import seal_digest
from commonweal.core.operating import marks

INSTALLING = "docs/operators/one-host.md"
KEYS = "docs/operators/keys.md"
UPGRADING = "docs/operators/upgrade.md"
TROUBLE = "docs/operators/troubleshooting.md"
SETTINGS = "docs/reference/settings.md"

LEAST_KEY_CHARACTERS = 32
LEAST_SECRET_CHARACTERS = 50
LEAST_DIFFERENT_CHARACTERS = 10  # of the 16 that a key in hexadecimal has, nearly every random one uses more

DemonstrationProbe = Callable[[], str]


@dataclass(frozen=True)
class Problem:
    """Something that is not fit to serve with: a sentence that says what to do, and the page that explains."""

    sentence: str
    page: str

    def __str__(self) -> str:
        return f"{self.sentence} See {self.page}."


class UnsafeStartError(Exception):
    """The service may not start as it is set up; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


_probes: dict[str, DemonstrationProbe] = {}


def register_demo_probe(name: str, probe: DemonstrationProbe) -> None:
    """Add a look for what only a demonstration may hold, such as accounts whose way in is printed on a screen.

    `probe` gives a sentence that says what was found, or nothing. The same name again replaces the earlier one.
    """
    _probes[name] = probe


def refuse_unsafe_start(*, allows_demonstration: bool = False, shows_pages: bool = False) -> None:
    """Go on only when the service is fit to start. Raises UnsafeStartError with every problem there is.

    `allows_demonstration` is for the demonstration on this machine alone, which has trial keys and invented people;
    it still must have its tables and its folder. `shows_pages` is for the web server, which needs the stylesheets.
    """
    found = standing_problems() + ([] if allows_demonstration else setting_problems() + demonstration_problems())
    found += static_problems() if shows_pages else []
    if found:
        raise UnsafeStartError(found)


def is_loopback(host: str) -> bool:
    """Whether `host`, a name or an address, is this machine alone."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def setting_problems() -> list[Problem]:
    """What is unfit in the settings themselves, without looking at the database."""
    return [*_key_problems(), *_address_problems(), *_conduct_problems()]


def _key_problems() -> list[Problem]:
    keys = [("SECRET_KEY", settings.SECRET_KEY, LEAST_SECRET_CHARACTERS)]
    keys += [("SECRET_KEY_FALLBACKS", key, LEAST_SECRET_CHARACTERS) for key in settings.SECRET_KEY_FALLBACKS]
    keys += [("AUDIT_KEY", settings.AUDIT_KEY, LEAST_KEY_CHARACTERS)]
    keys += [(f"FIELD_KEYS ({name})", key, LEAST_KEY_CHARACTERS) for name, key in settings.FIELD_KEYS.items()]
    problems: list[Problem] = []
    for name, key, least in keys:
        if key.startswith(settings.INSECURE_PREFIX):
            problems.append(Problem(f"COMMONWEAL_{name} is the one for trying out, which everybody can read.", KEYS))
        elif len(key) < least:
            problems.append(Problem(f"COMMONWEAL_{name} is too short: use at least {least} random characters.", KEYS))
        elif len(set(key)) < LEAST_DIFFERENT_CHARACTERS:
            least = LEAST_DIFFERENT_CHARACTERS
            problems.append(
                Problem(f"COMMONWEAL_{name} is too easy to guess: use at least {least} different characters.", KEYS)
            )
    return problems


def _address_problems() -> list[Problem]:
    base = urlsplit(settings.BASE_URL)
    host = split_domain_port(base.netloc)[0]
    problems: list[Problem] = []
    if base.scheme != "https" and not is_loopback(host):
        problems.append(
            Problem("COMMONWEAL_BASE_URL begins with http: give the https address that people type.", INSTALLING)
        )
    if base.scheme == "https" and not settings.TRUSTS_PROXY:
        problems.append(
            Problem(
                "COMMONWEAL_BEHIND_PROXY is no, and COMMONWEAL_BASE_URL is https: this server speaks plain http, so"
                " every page would be sent round in circles. Put a proxy with TLS in front and say yes.",
                INSTALLING,
            )
        )
    if "*" in settings.ALLOWED_HOSTS:
        problems.append(Problem(f"COMMONWEAL_ALLOWED_HOSTS takes any name: write {host} instead of *.", INSTALLING))
    elif not validate_host(host, settings.ALLOWED_HOSTS):
        problems.append(
            Problem(
                f"COMMONWEAL_ALLOWED_HOSTS lacks {host}, which is in COMMONWEAL_BASE_URL: add it, or pages are 400.",
                INSTALLING,
            )
        )
    return problems


def _conduct_problems() -> list[Problem]:
    problems: list[Problem] = []
    if settings.DEBUG:
        problems.append(Problem("COMMONWEAL_DEBUG is on: it shows the inside of an error to anybody.", SETTINGS))
    if settings.IS_DEMONSTRATION:
        problems.append(Problem("COMMONWEAL_DEMONSTRATION is on: only ./run demo serves a demonstration.", INSTALLING))
    if settings.MAIL_SERVER.scheme == "folder":
        problems.append(
            Problem("COMMONWEAL_MAIL_URL names a folder: letters would reach nobody. Name a mail server.", INSTALLING)
        )
    problems += [
        Problem(f"{name} is set, but there is no such setting: correct its spelling, or take it away.", SETTINGS)
        for name in settings.SETTINGS_UNKNOWN
    ]
    return problems


def standing_problems() -> list[Problem]:
    """What is unfit in the places the service stands on: its folder, its database, and whether our keys open it."""
    folder = folder_problem()
    database = database_problems()
    return [*([folder] if folder else []), *database, *([] if database else [*_audit_problems(), *_stored_problems()])]


def folder_problem() -> Problem | None:
    """Whether the data folder can be written to, by writing to it."""
    try:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        probe = settings.DATA_DIR / f".probe-{os.getpid()}-{uuid.uuid4().hex}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        return Problem(
            f"The data folder {settings.DATA_DIR} cannot be written to ({error.strerror}).",
            INSTALLING,
        )
    return None


def missing_migrations() -> list[str]:
    """The names of migrations that the code has and the database has not had. Raises DatabaseError when it is away."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]


def database_problems() -> list[Problem]:
    """Whether the database answers and has the tables this version needs."""
    try:
        missing = missing_migrations()
    except (BadMigrationError, NodeNotFoundError) as error:
        return [Problem(f"The database and this version do not fit together ({type(error).__name__}).", UPGRADING)]
    except (DatabaseError, ImproperlyConfigured) as error:
        return [Problem(f"The database does not answer ({type(error).__name__}).", INSTALLING)]
    if missing:
        steps = ngettext("%(count)d step to go", "%(count)d steps to go", len(missing)) % {"count": len(missing)}
        return [
            Problem(
                f"The database is not ready for this version ({steps}): run ./run manage upgrade.",
                UPGRADING,
            )
        ]
    return []


def demonstration_problems() -> list[Problem]:
    """Whether the database says of itself that it is invented, or holds what only a demonstration may hold."""
    if database_problems():
        return []
    found = [probe() for probe in _probes.values()]
    if marks.read(marks.DEMONSTRATION) is not None:
        found.append(
            "The database was filled by ./run demo, and the people in it are invented: start with an empty one."
        )
    return [Problem(sentence, INSTALLING) for sentence in found if sentence]


def static_problems() -> list[Problem]:
    """Whether the stylesheets and scripts that pages ask for have been collected."""
    read_manifest = getattr(staticfiles_storage, "read_manifest", None)  # only a store that collects has one
    if read_manifest is None or read_manifest() is not None:
        return []
    return [Problem("The stylesheets have not been put in place: run ./run manage upgrade.", UPGRADING)]


def _audit_problems() -> list[Problem]:
    """Whether the end of the audit trail opens with the key we have; `verify_audit` reads the whole of it."""
    last = AuditSeal.objects.order_by("-number").first()
    head = SealHead.objects.first()
    if last is None and (head is None or head.number == 0):
        return []  # nothing sealed yet
    if last is None or head is None or head.number < last.number:
        return [Problem("The audit trail has no end that can be read: run ./run manage verify_audit.", TROUBLE)]
    event = AuditEvent.objects.filter(pk=last.event_id).first()
    before = AuditSeal.objects.filter(number=last.number - 1).values_list("digest", flat=True).first() or ""
    if event is None or seal_digest(event, number=last.number, sealed_at=last.sealed_at, after=before) != last.digest:
        return [Problem("COMMONWEAL_AUDIT_KEY is not the key that the audit trail was sealed with.", KEYS)]
    return []


def _stored_problems() -> list[Problem]:
    """Whether what is encrypted opens with the keys we have, by the first and the last value of each column.

    Not by all: a start must not read every letter. `rotate_field_keys` does, and says which value it cannot open.
    """
    problems: list[Problem] = []
    for field in encryption.encrypted_fields():
        # As it stands in the database: the field itself would hand out plain text.
        token = models.ExpressionWrapper(models.F(field.name), output_field=models.TextField())
        stored = field.model._base_manager.annotate(token=token).exclude(token="").exclude(token=None)
        tokens = stored.order_by("pk").values_list("token", flat=True)
        try:
            for text in filter(None, (tokens.first(), tokens.last())):
                encryption.decrypt(text, column=field.column_name)
        except encryption.CannotDecryptError as error:
            words = f"COMMONWEAL_FIELD_KEYS does not open what is stored: {error}. Put back the key it needs."
            problems.append(Problem(words, KEYS))
    return problems
