"""A backup's list of contents: whatever bit of it was altered, the backup is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from commonweal.core.operating.backups import archive
from commonweal.core.operating.backups.archive import NotABackupError

ALTERED = {
    "Its list of contents was altered, or it was made under another COMMONWEAL_AUDIT_KEY.",
    "Its list of contents cannot be read.",
}


def test_backup_with_any_byte_of_its_manifest_altered(own_folder: Path) -> None:
    source = own_folder / "small.commonweal"
    with archive.Writer(source) as writer:
        writer.add("files/letter.txt", ContentFile(b"Dear all"), size=8)
        manifest = archive.Manifest(
            "1.0", "2026-06-17", "sqlite", ("core.0001",), {"a": 1}, "1:ab", tuple(writer.parts)
        )
        writer.finish(manifest)
    whole, text = source.read_bytes(), manifest.as_text().encode()
    begins = whole.index(text)

    said = set()
    for place in range(begins, begins + len(text)):
        for bit in (1, 128):
            source.write_bytes(whole[:place] + bytes([whole[place] ^ bit]) + whole[place + 1 :])
            with pytest.raises(NotABackupError) as refused:
                archive.verify(source)
            said.add(str(refused.value))

    assert said == ALTERED
