"""Every setting an operator can make, declared once: name, default, meaning and how its text is read (`reading.py`).

`settings.py` takes them from here, `docs/reference/settings.md` is printed from here, and a value that cannot
be read stops the start with a sentence that names the setting. Nothing else in the project reads the environment.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from commonweal.config import reading

T = TypeVar("T")

ROOT = Path(__file__).resolve().parents[3]
"""The checkout, when there is one; an installed copy sets COMMONWEAL_DATA_DIR."""


class SettingError(Exception):
    """A setting has a value that cannot be used; the message says which one and what to do."""


@dataclass(frozen=True)
class Setting(Generic[T]):
    """One setting: its name in the environment, its default, what it means and how its text is read."""

    name: str
    default: str
    meaning: str
    read: Callable[[str], T]
    is_secret: bool = False

    def value(self, environment: Mapping[str, str]) -> T:
        """The setting's value in `environment`, else its default. Raises SettingError when it cannot be read."""
        text = environment.get(self.name, "").strip() or self.default
        try:
            return self.read(text)
        except ValueError as reason:
            shown = "(not shown)" if self.is_secret else repr(text)
            raise SettingError(f"{self.name} is {shown}: {reason}") from None


SETTINGS: list[Setting[object]] = []


def _declare(
    name: str, default: str, meaning: str, read: Callable[[str], T], *, is_secret: bool = False
) -> Callable[[], T]:
    setting = Setting(f"COMMONWEAL_{name}", default, meaning, read, is_secret)
    if any(other.name == setting.name for other in SETTINGS):
        raise SettingError(f"{setting.name} is declared twice")
    SETTINGS.append(setting)  # type: ignore[arg-type]  # the list is for printing; each value keeps its own type
    return lambda: setting.value(os.environ)


def of_this_process() -> Mapping[str, str]:
    """All that the environment says, ours or not."""
    return os.environ


# The settings, in the order they are printed.

INSECURE = "only-for-trying-out-"
"""Secrets that begin so are in the source code for all to read: nothing public starts with one."""

data_dir = _declare(
    "DATA_DIR",
    str(ROOT / "var"),
    "The folder that holds what must outlive a restart: the embedded database, files, letters of a trial.",
    reading.folder,
)
base_url = _declare(
    "BASE_URL",
    "http://127.0.0.1:8000",
    "The address people type. Links in letters begin with it; https here switches secure cookies and HSTS on.",
    reading.web_address,
)
allowed_hosts = _declare(
    "ALLOWED_HOSTS",
    "127.0.0.1,localhost,[::1]",
    "Host names this server answers to, with commas between.",
    reading.words,
)
secret_key = _declare(
    "SECRET_KEY",
    INSECURE + "django-signing-key-that-is-long-enough-for-tests-and-trials",
    "Signs cookies and form tokens. At least 50 random characters; changing it ends sessions.",
    reading.text,
    is_secret=True,
)
secret_key_fallbacks = _declare(
    "SECRET_KEY_FALLBACKS",
    "",
    "Earlier secret keys that are still accepted while a new one comes in, with commas between.",
    reading.words,
    is_secret=True,
)
field_keys = _declare(
    "FIELD_KEYS",
    f"trial:{INSECURE}field-key",
    "Keys for encrypted fields as name:key pairs; the first writes, all read. See the how-to on rotating keys.",
    reading.keys,
    is_secret=True,
)
audit_key = _declare(
    "AUDIT_KEY",
    INSECURE + "audit-key",
    "Seals the audit trail and makes digests of personal values in it. Never change it: old seals would not verify.",
    reading.text,
    is_secret=True,
)
database = _declare(
    "DATABASE_URL",
    "sqlite:///commonweal.sqlite3",
    "sqlite:///FILE (relative to the data folder) or postgresql://USER:PASSWORD@HOST:PORT/NAME.",
    reading.database,
    is_secret=True,
)
database_connection_seconds = _declare(
    "DATABASE_CONNECTION_SECONDS",
    "60",
    "How long an idle PostgreSQL connection is kept for the next request.",
    reading.whole_number(most=86_400),
)
file_store = _declare(
    "FILE_STORE",
    "folder:///files",
    "Where uploaded files are kept: folder:///PATH (relative to the data folder) or s3://KEY:SECRET@HOST:PORT/BUCKET.",
    reading.file_store,
    is_secret=True,
)
file_store_region = _declare(
    "FILE_STORE_REGION", "eu-west-2", "The region of an S3-compatible file store.", reading.text
)
file_store_has_tls = _declare(
    "FILE_STORE_HAS_TLS", "yes", "Whether the S3-compatible store is spoken to over https.", reading.yes_or_no
)
upload_limit_mb = _declare(
    "UPLOAD_LIMIT_MB",
    "20",
    "The largest file a person may send, in megabytes.",
    reading.whole_number(least=1, most=500),
)
scanner = _declare(
    "SCANNER_URL",
    "",
    "The clamd that looks at uploads: tcp://HOST:PORT or unix:///PATH. Empty: uploads are not scanned.",
    reading.scanner,
)
mail_server = _declare(
    "MAIL_URL",
    "folder:///letters",
    "smtp://, smtps:// or smtp+starttls:// USER:PASSWORD@HOST:PORT; notify://KEY@TEMPLATE-ID for GOV.UK Notify; or"
    " folder:///PATH to keep letters as files.",
    reading.mail_server,
    is_secret=True,
)
mail_from = _declare(
    "MAIL_FROM",
    "Commonweal <no-reply@commonweal.example>",
    "The sender of every letter, as it is shown to people.",
    reading.sender,
)
bounces_server = _declare(
    "BOUNCES_URL",
    "",
    "The mailbox of the sender, where other servers report what became of letters: imaps:// or imap+starttls://"
    " USER:PASSWORD@HOST/FOLDER, or maildir:///PATH. Empty: nothing is heard that way.",
    reading.mailbox_server,
    is_secret=True,
)
formats_mailbox = _declare(
    "FORMATS_MAILBOX_URL",
    "",
    "The mailbox to which people write for another format, as in COMMONWEAL_BOUNCES_URL: each message becomes a request"
    " by itself. Empty: none is read.",
    reading.mailbox_server,
    is_secret=True,
)
office_hours = _declare(
    "OFFICE_HOURS",
    "Mon-Fri 09:00-17:00",
    "When the request line is looked after: waits are counted in these hours of London time, bank holidays left out.",
    reading.office_hours,
)
office_closed = _declare(
    "OFFICE_CLOSED",
    "",
    "Days on which the office is closed beside bank holidays, for example 2026-12-29,2026-12-30.",
    reading.days,
)
first_answer_hours = _declare(
    "FIRST_ANSWER_HOURS",
    "8",
    "Within how many office hours somebody who asks for another format is to hear from a person; 8 is a working day.",
    reading.whole_number(least=1, most=400),
)
notify_address = _declare(
    "NOTIFY_ADDRESS",
    "https://api.notifications.service.gov.uk",
    "Where GOV.UK Notify is spoken to, when it carries letters.",
    reading.web_address,
)
notify_token = _declare(
    "NOTIFY_TOKEN",
    "",
    "The bearer token that Notify's callback about delivery sends; at least 20 characters. Empty: there is none.",
    reading.text,
    is_secret=True,
)
directory_issuer = _declare(
    "DIRECTORY_ISSUER",
    "",
    "The address of the council's own directory (OpenID Connect issuer). Empty: nobody signs in through one.",
    reading.issuer,
)
directory_client = _declare(
    "DIRECTORY_CLIENT", "", "The client id under which the directory knows this service.", reading.text
)
directory_secret = _declare(
    "DIRECTORY_SECRET", "", "The client secret that goes with it.", reading.text, is_secret=True
)
directory_label = _declare(
    "DIRECTORY_LABEL",
    "Council staff account",
    "What people call the directory: it stands on the button.",
    reading.text,
)
directory_domains = _declare(
    "DIRECTORY_DOMAINS",
    "",
    "Mail domains, with commas between, whose addresses are believed without the directory saying it verified them.",
    reading.words,
)
directory_second_step = _declare(
    "DIRECTORY_SECOND_STEP",
    "",
    "Words in the directory's amr or acr, with commas between, by which its own second factor counts; empty: never.",
    reading.words,
)
council_name = _declare(
    "COUNCIL_NAME",
    "Weldmere County Council",
    "The council whose service this is, as it writes its own name.",
    reading.text,
)
county_code = _declare(
    "COUNTY_CODE",
    "",
    "The official code of the area that the service is for; empty for the county with the most parts.",
    reading.area_code,
)
service_name = _declare(
    "SERVICE_NAME",
    "Commonweal",
    "The name of the service, beside the council's, in the header and in letters.",
    reading.text,
)
contact_email = _declare(
    "CONTACT_EMAIL",
    "communities@weldmere.example",
    "Where people write when they need help or another format, and where new requests are sent.",
    reading.email_address,
)
contact_phone = _declare(
    "CONTACT_PHONE", "01632 960 000", "The telephone number people ring for help or another format.", reading.text
)
contact_address = _declare(
    "CONTACT_ADDRESS",
    "Communities team, Weldmere County Council, County Hall, Weldmere",
    "The postal address, on one line with commas between.",
    reading.text,
)
is_demonstration = _declare(
    "DEMONSTRATION",
    "no",
    "Marks every page as a demonstration, keeps search engines away and shows the letters that were sent.",
    reading.yes_or_no,
)
is_debug = _declare(
    "DEBUG", "no", "Shows programmers the inside of an error. Never where others can reach it.", reading.yes_or_no
)
trusts_proxy = _declare(
    "BEHIND_PROXY",
    "no",
    "Whether a proxy in front sets X-Forwarded-Proto, X-Forwarded-For and X-Request-Id, and nobody else can.",
    reading.yes_or_no,
)
log_level = _declare(
    "LOG_LEVEL", "INFO", "DEBUG, INFO, WARNING or ERROR.", reading.one_of("DEBUG", "INFO", "WARNING", "ERROR")
)
log_format = _declare(
    "LOG_FORMAT", "json", "json for machines, text for a person at a terminal.", reading.one_of("json", "text")
)
web_port = _declare(
    "WEB_PORT", "8000", "The port the web server listens on.", reading.whole_number(least=1, most=65_535)
)
web_address = _declare(
    "WEB_ADDRESS",
    "127.0.0.1",
    "The address the web server listens on; put a proxy with TLS in front of it.",
    reading.text,
)
web_processes = _declare(
    "WEB_PROCESSES", "2", "Web server processes: one for each core.", reading.whole_number(least=1, most=128)
)
web_threads = _declare(
    "WEB_THREADS", "4", "Threads in each web server process.", reading.whole_number(least=1, most=64)
)
worker_pause = _declare(
    "WORKER_PAUSE_SECONDS",
    "1",
    "How long a worker waits before it looks again when there is nothing to do.",
    reading.seconds,
)
worker_heartbeat = _declare(
    "WORKER_HEARTBEAT_SECONDS",
    "10",
    "How often a worker says it is alive; after three missed beats its unfinished job is taken back.",
    reading.seconds,
)
seal_lag_limit = _declare(
    "SEAL_LAG_LIMIT_SECONDS",
    "600",
    "How old an unsealed audit event may be before the health page says the sealer is late.",
    reading.seconds,
)
reference_data = _declare(
    "REFERENCE_DATA",
    str(ROOT.parent / "shared"),
    "The folder of official schemas and open reference data that checks and imports read.",
    reading.folder,
)
checks_components = _declare(
    "CHECKS_COMPONENTS",
    "no",
    "Holds every component's parameters against the published list; for programmers and tests.",
    reading.yes_or_no,
)
web_renewal_requests = _declare(
    "WEB_RENEWAL_REQUESTS",
    "5000",
    "A web server process is replaced after about this many requests, so that no slow leak can grow; 0 for never.",
    reading.whole_number(),
)
web_answer_seconds = _declare(
    "WEB_ANSWER_SECONDS",
    "60",
    "How long a process may be stuck before it is replaced, and how long a stop waits for answers under way.",
    reading.whole_number(least=1, most=3_600),
)
evidence_seconds = _declare(
    "EVIDENCE_SECONDS",
    "20",
    "How long one reading of the records behind a commitment may take before it is given up, in seconds.",
    reading.seconds,
)
health_token = _declare(
    "HEALTH_TOKEN",
    "",
    "Lets a monitor elsewhere read the detail of /health/ready: it sends Authorization: Bearer TOKEN.",
    reading.text,
    is_secret=True,
)
disk_free_limit_mb = _declare(
    "DISK_FREE_LIMIT_MB",
    "500",
    "The least free space, in megabytes, on the disk of the data folder; with less the health page says not ready.",
    reading.whole_number(),
)
backups_kept = _declare(
    "BACKUPS_KEPT",
    "5",
    "How many of the backups that an upgrade or a restore makes by itself are kept in the data folder.",
    reading.whole_number(least=1, most=1_000),
)

retention_schedule = _declare(
    "RETENTION_SCHEDULE",
    "",
    "A retention schedule of your own, a TOML file; empty for the one that ships. See how long things are kept.",
    reading.text,
)
