"""What a reader reads from: text or Parquet, however it was packed when it came."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PARQUET = b"PAR1"


@dataclass(frozen=True)
class PlainFile:
    """A file to read from: its name as it was given, and where its plain content lies now.

    `rows_above` is how many rows stood above the heading where it came from: rows are counted as they are there.
    """

    name: str
    path: Path
    rows_above: int = 0

    @property
    def is_parquet(self) -> bool:
        """Whether it is a Parquet file, and not text."""
        with self.path.open("rb") as opened:
            return opened.read(4) == PARQUET
