"""The CPU that other processes have used, in nanoseconds, as the Linux kernel counts it for each thread."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path


def children_of(pid: int) -> list[int]:
    """The processes that `pid` started and that still run."""
    found: list[int] = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):  # a thread may end while we look
            found += map(int, (thread / "children").read_text().split())
    return sorted(found)


def parent_of(pid: int) -> int:
    """The process that started `pid`."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2]
    return int(after_name.split()[1])


def command_of(pid: int) -> str:
    """How `pid` calls itself."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ").strip()
    except OSError:  # it ended
        return ""


def cpu_milliseconds(pids: Iterable[int]) -> float:
    """The CPU time of all threads of `pids` so far."""
    total = 0
    for pid in pids:
        for thread in Path(f"/proc/{pid}/task").iterdir():
            with contextlib.suppress(OSError):
                total += int((thread / "schedstat").read_text().split()[0])
    return total / 1e6


def cpu_seconds_of_family(pid: int) -> float:
    """The CPU time of `pid`, of its children that ended, and of those that still run."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    own_and_ended = sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")
    return own_and_ended + cpu_milliseconds(children_of(pid)) / 1000
