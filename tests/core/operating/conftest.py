"""For tests of operating it: a data folder of the test's own, and settings as a careful operator makes them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from pytest_django import Settings

from commonweal.config import databases
from commonweal.config.environment import ROOT
from commonweal.config.reading import Server

# As an operator of one host sets them; nothing in here is used anywhere.
FIT = {
    "COMMONWEAL_SECRET_KEY": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
    "COMMONWEAL_AUDIT_KEY": "fedcba9876543210fedcba9876543210",
    "COMMONWEAL_FIELD_KEYS": "first:00112233445566778899aabbccddeeff",
    "COMMONWEAL_MAIL_URL": "smtp://127.0.0.1:2525",
}


@pytest.fixture
def own_folder(settings: Settings, tmp_path: Path) -> Path:
    """A data folder and a file store that no other test has."""
    settings.DATA_DIR = tmp_path
    store = databases.file_store(Server.read("folder:///files", "folder"), data_dir=tmp_path, region="", has_tls=False)
    settings.STORAGES = settings.STORAGES | {"default": store}
    return tmp_path


@pytest.fixture
def fit_settings(settings: Settings, own_folder: Path) -> Settings:
    """Settings with which the service may start."""
    settings.SECRET_KEY = FIT["COMMONWEAL_SECRET_KEY"]
    settings.SECRET_KEY_FALLBACKS = []
    settings.AUDIT_KEY = FIT["COMMONWEAL_AUDIT_KEY"]
    settings.FIELD_KEYS = {"first": FIT["COMMONWEAL_FIELD_KEYS"].partition(":")[2]}
    settings.MAIL_SERVER = Server.read(FIT["COMMONWEAL_MAIL_URL"], "smtp")
    settings.BASE_URL = "https://communities.example.gov.uk"
    settings.TRUSTS_PROXY = True
    settings.ALLOWED_HOSTS = ["communities.example.gov.uk"]
    settings.SETTINGS_UNKNOWN = []
    settings.DEBUG = False
    return settings


@pytest.fixture
def store() -> Callable[[str, str], None]:
    """Put a text into the file store under a name."""

    def put(name: str, text: str) -> None:
        default_storage.save(name, ContentFile(text.encode()))

    return put


Manage = Callable[..., subprocess.CompletedProcess[str]]


def environment(folder: Path, **changed: str) -> dict[str, str]:
    """What a process of an operator's is started with: fit settings, `folder`, and nothing of the developer's."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("COMMONWEAL_", "DJANGO_"))}
    return kept | FIT | {"COMMONWEAL_DATA_DIR": str(folder), "PYTHONPATH": f"{ROOT / 'src'}"} | changed


def command(*words: str) -> list[str]:
    """The words that run a management command in a process of its own."""
    return [sys.executable, "-m", "commonweal.config.commands", *words]


@pytest.fixture(scope="session")
def prepared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an upgraded, empty SQLite database and the static files; to be copied, not changed."""
    folder = tmp_path_factory.mktemp("prepared")
    subprocess.run(command("upgrade"), env=environment(folder), check=True, capture_output=True, text=True)
    return folder
