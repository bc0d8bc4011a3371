"""Is it alive, and is it ready: what a load balancer and a monitor ask.

Checks are registered by name, by core and by areas. Each runs in a thread of its own and has a limit; one that fails or
hangs is itself a finding and hides nothing else. A *vital* check that is not well means this host cannot answer people
(503). One that is not vital, such as a late worker, needs somebody's attention, but taking the pages away would not
help, so the answer stays 200 and says `attention`.

Findings hold counts, ages and plain words: nothing about anybody, and no version of any library.
"""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection, connections

from commonweal.core import audit, files, jobs
from commonweal.core.operating import checks

logger = logging.getLogger("commonweal.health")

Figure = int | float | bool | str | None

SLOWEST_SECONDS = 3.0
LONGEST_WAIT_SECONDS = 900


class Standing(StrEnum):
    """How the whole of it stands."""

    READY = "ready"
    ATTENTION = "attention"
    NOT_READY = "not ready"


@dataclass(frozen=True)
class Finding:
    """What one check found: whether that is well, why not, and the figures behind it."""

    is_well: bool
    words: str = ""
    figures: Mapping[str, Figure] = field(default_factory=dict)


Look = Callable[[datetime], Finding]


@dataclass(frozen=True)
class Check:
    """One registered check. A vital one decides whether this host is ready."""

    name: str
    look: Look
    is_vital: bool
    seconds: float


@dataclass(frozen=True)
class Report:
    """What all checks found, by name."""

    at: datetime
    findings: dict[str, Finding]
    standing: Standing

    def as_json(self) -> dict[str, object]:
        """The report as the health page writes it."""
        return {
            "status": self.standing,
            "at": self.at.isoformat(timespec="seconds"),
            "checks": {
                name: {"well": finding.is_well, "words": finding.words, **finding.figures}
                for name, finding in self.findings.items()
            },
        }


_checks: dict[str, Check] = {}
_running: dict[str, threading.Thread] = {}


def register(name: str, look: Look, *, is_vital: bool = False, seconds: float = SLOWEST_SECONDS) -> None:
    """Add a check that has `seconds` to answer. The same name again replaces the earlier one."""
    _checks[name] = Check(name, look, is_vital, seconds)


def names() -> list[str]:
    """The names of all checks, in the order they are reported."""
    return list(_checks)


def examine(*, at: datetime) -> Report:
    """Run every check side by side and gather what they found; takes no longer than the slowest one's limit."""
    answers: dict[str, Finding] = {}
    began = time.perf_counter()
    asked = [(check, _ask(check, at, answers)) for check in _checks.values()]
    for check, thread in asked:
        thread.join(max(0.0, check.seconds - (time.perf_counter() - began)))
    late = {check.name: Finding(False, f"no answer within {check.seconds:g} seconds") for check, _ in asked}
    findings = {check.name: answers.get(check.name, late[check.name]) for check, _ in asked}
    return Report(at, findings, _standing(findings))


def _ask(check: Check, at: datetime, answers: dict[str, Finding]) -> threading.Thread:
    earlier = _running.get(check.name)
    if earlier is not None and earlier.is_alive():
        # It hangs since an earlier question: asking again would only pile up threads.
        return earlier

    def answer() -> None:
        try:
            answers[check.name] = check.look(at)
        except Exception as error:  # noqa: BLE001  # whatever a check dies of is what we want to tell
            logger.warning("a health check failed", extra={"check": check.name, "exception": type(error).__name__})
            answers[check.name] = Finding(False, f"the check failed ({type(error).__name__})")
        finally:
            connections.close_all()

    thread = threading.Thread(target=answer, name=f"health {check.name}", daemon=True)
    _running[check.name] = thread
    thread.start()
    return thread


def _standing(findings: Mapping[str, Finding]) -> Standing:
    unwell = [_checks[name] for name, finding in findings.items() if not finding.is_well]
    if any(check.is_vital for check in unwell):
        return Standing.NOT_READY
    return Standing.ATTENTION if unwell else Standing.READY


# Core's own checks.


def _database(_at: datetime) -> Finding:
    began = time.perf_counter()
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return Finding(True, figures={"milliseconds": round((time.perf_counter() - began) * 1000, 1)})


def _migrations(_at: datetime) -> Finding:
    missing = checks.missing_migrations()
    return Finding(not missing, "run ./run manage upgrade" if missing else "", {"missing": len(missing)})


def _data_folder(_at: datetime) -> Finding:
    problem = checks.folder_problem()
    free = shutil.disk_usage(settings.DATA_DIR).free if problem is None else 0
    if problem is not None:
        return Finding(False, "the data folder cannot be written to")
    words = "" if free >= settings.DISK_FREE_LIMIT_BYTES else "the disk is nearly full"
    return Finding(not words, words, {"free_mb": free // (1024 * 1024)})


def _file_store(_at: datetime) -> Finding:
    # Asking for a name that is not there reaches the store and its permissions, and leaves nothing behind.
    default_storage.exists("health/probe")
    return Finding(True)


def _workers(at: datetime) -> Finding:
    alive = jobs.state(at).workers_alive
    return Finding(alive > 0, "" if alive else "no worker is alive: jobs and letters wait", {"alive": alive})


def _queue(at: datetime) -> Finding:
    state = jobs.state(at)
    age = int(state.oldest_waiting_age.total_seconds()) if state.oldest_waiting_age else 0
    trouble = ["jobs failed: see ./run manage jobs"] if state.failed else []
    trouble += ["jobs wait too long"] if age > LONGEST_WAIT_SECONDS else []
    figures = {"waiting": state.waiting, "oldest_waiting_seconds": age, "failed": state.failed}
    return Finding(not trouble, "; ".join(trouble), figures)


def _audit_trail(at: datetime) -> Finding:
    lag = audit.seal_lag(at)
    seconds = int(lag.total_seconds()) if lag else 0
    is_late = seconds > settings.SEAL_LAG_LIMIT_SECONDS
    return Finding(not is_late, "events wait too long for their seal" if is_late else "", {"lag_seconds": seconds})


def _scanner(_at: datetime) -> Finding:
    state = files.scanner_state()
    is_silent = state is files.ScannerState.SILENT
    return Finding(not is_silent, "it does not answer, so uploads are refused" if is_silent else "", {"state": state})


register("database", _database, is_vital=True)
register("migrations", _migrations, is_vital=True)
register("data_folder", _data_folder, is_vital=True)
register("file_store", _file_store)
register("workers", _workers)
register("queue", _queue)
register("audit_trail", _audit_trail)
register("scanner", _scanner)
