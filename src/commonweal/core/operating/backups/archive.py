"""The backup file: a tar of parts, and last of all the manifest that names each part with its length and its SHA-256.

It is written under another name, forced to the disk and then renamed, so that a file of the name asked for is always a
whole one. The manifest is signed with the audit key: a backup that was altered does not pass for ours.
"""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import os
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core.digests import keyed_digest

FORMAT = 1
MANIFEST = "manifest.json"
DATABASE = "database"
FILES = "files/"
CHUNK_BYTES = 1024 * 1024


class NotABackupError(Exception):
    """The file is not a backup of ours, or not the whole of one; the message says what is wrong with it."""


@dataclass(frozen=True)
class Part:
    """One part of a backup: its name, how many bytes it has, and their SHA-256."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup says of itself."""

    version: str
    made_at: str
    database: str
    migrations: tuple[str, ...]
    rows: dict[str, int]
    seal: str
    parts: tuple[Part, ...]
    format: int = FORMAT

    @property
    def file_names(self) -> list[str]:
        """The names of the stored files in it."""
        return [part.name.removeprefix(FILES) for part in self.parts if part.name.startswith(FILES)]

    def in_words(self) -> str:
        """How much is in it: `2 rows and 1 file`."""
        rows, files = sum(self.rows.values()), len(self.file_names)
        return _("%(rows)s and %(files)s") % {
            "rows": ngettext("%(count)d row", "%(count)d rows", rows) % {"count": rows},
            "files": ngettext("%(count)d file", "%(count)d files", files) % {"count": files},
        }

    def as_text(self) -> str:
        """The manifest as it is written, with its signature."""
        words = json.dumps(asdict(self), sort_keys=True)
        return json.dumps({"manifest": words, "signature": keyed_digest(words, purpose="backup")})

    @classmethod
    def from_text(cls, text: str) -> Manifest:
        """The manifest that was written. Raises NotABackupError when it is not as we wrote it."""
        try:
            whole = json.loads(text)
            words, signature = str(whole["manifest"]), str(whole["signature"])
            if not hmac.compare_digest(keyed_digest(words, purpose="backup"), signature):
                raise NotABackupError(
                    "Its list of contents was altered, or it was made under another COMMONWEAL_AUDIT_KEY."
                )
            read = json.loads(words)
            parts = tuple(Part(**part) for part in read.pop("parts"))
            return cls(**{**read, "migrations": tuple(read["migrations"]), "parts": parts})
        except (ValueError, KeyError, TypeError) as error:
            raise NotABackupError("Its list of contents cannot be read.") from error


class _Counted:
    """A stream that is measured and digested while it is read."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream = stream
        self.size = 0
        self.digest = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        chunk = self.stream.read(size)
        self.size += len(chunk)
        self.digest.update(chunk)
        return chunk

    def part(self, name: str) -> Part:
        return Part(name, self.size, self.digest.hexdigest())


class Writer:
    """Writes a backup to `target`; use it in a `with`, and the file is there only if `finish` was reached."""

    def __init__(self, target: Path) -> None:
        self.target = target
        self.parts: list[Part] = []
        self._unfinished = target.with_name(f".{target.name}.{os.getpid()}.unfinished")
        self._is_whole = False

    def __enter__(self) -> Writer:
        # Its owner alone may read it: it holds what people told us.
        descriptor = os.open(self._unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        self._file = os.fdopen(descriptor, "wb")
        self._tar = tarfile.open(fileobj=self._file, mode="w", format=tarfile.PAX_FORMAT)
        return self

    def add(self, name: str, stream: IO[bytes], *, size: int) -> None:
        """Add a part of exactly `size` bytes. Raises OSError when the stream holds fewer."""
        counted = _Counted(stream)
        entry = tarfile.TarInfo(name)
        entry.size, entry.mode = size, 0o600
        self._tar.addfile(entry, counted)
        self.parts.append(counted.part(name))

    def finish(self, manifest: Manifest) -> None:
        """Write the manifest, force everything to the disk, and give the file its name."""
        text = manifest.as_text().encode()
        entry = tarfile.TarInfo(MANIFEST)
        entry.size, entry.mode = len(text), 0o600
        self._tar.addfile(entry, io.BytesIO(text))
        self._tar.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._unfinished.replace(self.target)
        folder = os.open(self.target.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        self._is_whole = True

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if not self._is_whole:
            with suppress(OSError):  # a full disk refuses once more; what was written goes all the same
                self._file.close()
            self._unfinished.unlink(missing_ok=True)


def verify(source: Path) -> Manifest:
    """Read the whole of a backup and hold every byte against its manifest. Changes nothing.

    Raises NotABackupError when it is cut short, altered, or no backup at all.
    """
    found: list[Part] = []
    text: str | None = None
    with _opened(source) as tar:
        for entry in tar:
            stream = tar.extractfile(entry)
            if stream is None or text is not None:
                raise NotABackupError("It holds something that we did not put there.")
            if entry.name == MANIFEST:
                text = stream.read().decode(errors="replace")
            else:
                counted = _Counted(stream)
                while counted.read(CHUNK_BYTES):
                    pass
                found.append(counted.part(entry.name))
    if text is None:
        raise NotABackupError("It has no list of contents at its end: it was cut short, or it is no backup.")
    manifest = Manifest.from_text(text)
    if manifest.format > FORMAT:
        raise NotABackupError("It was made by a newer version of this software.")
    for promised, part in zip(manifest.parts, found, strict=False):
        if promised != part:
            raise NotABackupError(f"The part {promised.name} is not as it was written.")
    if len(manifest.parts) != len(found):
        raise NotABackupError("It does not hold the parts that its list of contents names.")
    return manifest


def parts(source: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """Each part's name and its bytes, in order; a stream is good until the next is asked for."""
    with _opened(source) as tar:
        for entry in tar:
            stream = tar.extractfile(entry)
            if stream is not None and entry.name != MANIFEST:
                yield entry.name, stream


@contextmanager
def _opened(source: Path) -> Iterator[tarfile.TarFile]:
    try:
        with tarfile.open(source, mode="r:") as tar:
            yield tar
    except (tarfile.TarError, EOFError) as error:
        raise NotABackupError("It was cut short, or it is no backup.") from error
