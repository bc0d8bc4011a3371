"""Core's own jobs: sealing the audit trail, keeping the queue short, clearing away what uploads left behind."""

from datetime import datetime, timedelta

from commonweal.core import audit, files, jobs, stamps
from commonweal.core.actors import Actor

ORPHANS_ARE_KEPT = timedelta(days=1)
"""What nothing links to may belong to an upload that is still being taken in; after a day it cannot."""


# Outside, because the sealer commits batch by batch and holds no transaction between them; sealing twice seals nothing.
@jobs.job("core.seal_audit", every="* * * * *", outside=True)
def seal_audit(*, at: datetime) -> None:
    """Seal what the audit trail has gathered since the last time."""
    audit.seal_events(at=at)


@jobs.job("core.prune_jobs", every="15 3 * * *")
def prune_jobs(*, at: datetime) -> None:
    """Delete jobs that were done more than a week ago, and what carried them."""
    jobs.prune(at=at)


@jobs.job("core.draw_stamps_together", every="20 3 * * *")
def draw_stamps_together(*, at: datetime) -> None:
    """Keep one row of each stamp."""
    stamps.draw_together(by=Actor.system("core.draw_stamps_together"), at=at)


# Outside, because it speaks to the file store; sweeping twice sweeps nothing.
@jobs.job("core.sweep_orphan_files", every="25 3 * * *", outside=True)
def sweep_orphan_files(*, at: datetime) -> None:
    """Remove stored files that nothing links to, which a crash in the middle of an upload left behind."""
    files.sweep_orphans(at=at, older_than=ORPHANS_ARE_KEPT)
