"""A file store of its own for every test here."""

from pathlib import Path

import pytest


@pytest.fixture
def store(tmp_path: Path, settings) -> Path:
    """The folder that is the file store in this test."""
    folder = tmp_path / "files"
    options = {"location": str(folder), "file_permissions_mode": 0o600, "directory_permissions_mode": 0o700}
    backend = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": options}
    settings.STORAGES = settings.STORAGES | {"default": backend}
    return folder
