"""The audit trail: what was done, to what, by whom and when; only ever added to, and provably unaltered.

Nouns: the event and the erasable name (`events.py`), the seal (`seals.py`). Operations call `record` in their own
transaction; a job calls `seal_events`; `verify` reads the whole trail; erasure calls `erase_name`, and
an operation that empties one record `forget_name`.
"""

from commonweal.core.audit.events import (
    NAME_KEPT,
    AuditEvent,
    AuditName,
    Fact,
    UnsealedEvent,
    digest_of,
    erase_name,
    forget_name,
    names_for,
    record,
)
from commonweal.core.audit.seals import Anchor, AuditSeal, SealHead, seal_events, seal_lag
from commonweal.core.audit.verification import BrokenTrailError, Whole, verify

__all__ = [
    "NAME_KEPT",
    "Anchor",
    "AuditEvent",
    "AuditName",
    "AuditSeal",
    "BrokenTrailError",
    "Fact",
    "SealHead",
    "UnsealedEvent",
    "Whole",
    "digest_of",
    "erase_name",
    "forget_name",
    "names_for",
    "record",
    "seal_events",
    "seal_lag",
    "verify",
]
