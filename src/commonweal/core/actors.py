"""Who does something: a person, a guest with a verified contact, a visitor, or a job of the system itself.

An actor is carried from the edge (a request, a worker, a command) to the operation as `by=`. Its `key` is
pseudonymous and safe to keep for ever; its `name` is for the screen and is never written to the audit trail.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum


class Kind(StrEnum):
    """What sort of actor it is."""

    VISITOR = "VISITOR"
    GUEST = "GUEST"
    PERSON = "PERSON"
    SYSTEM = "SYSTEM"


@dataclass(frozen=True)
class Actor:
    """Somebody or something that acts, and for whom when it acts for somebody else."""

    kind: Kind
    key: str
    name: str = ""
    on_behalf_of: Actor | None = None

    @classmethod
    def visitor(cls) -> Actor:
        """Somebody who has told us nothing about themselves."""
        return cls(Kind.VISITOR, "visitor")

    @classmethod
    def guest(cls, contact_digest: str, *, name: str = "") -> Actor:
        """Somebody without an account who has shown that a contact is theirs; `contact_digest` is its keyed digest."""
        return cls(Kind.GUEST, contact_digest, name)

    @classmethod
    def person(cls, key: str, *, name: str) -> Actor:
        """Somebody who signed in; `key` is their pseudonymous id."""
        return cls(Kind.PERSON, key, name)

    @classmethod
    def system(cls, job: str) -> Actor:
        """A job or a command of the system itself, by its name, for example `messaging.send_letter`."""
        return cls(Kind.SYSTEM, job, job)

    def acting_for(self, other: Actor) -> Actor:
        """The same actor, acting on behalf of `other`: paper brought to the office, a call on the telephone."""
        return replace(self, on_behalf_of=other)

    @property
    def is_visitor(self) -> bool:
        """Whether nothing is known about who this is."""
        return self.kind is Kind.VISITOR

    @property
    def label(self) -> str:
        """Kind and key in one word, as the audit trail and step rows keep it: `GUEST:4f0a…`."""
        return f"{self.kind}:{self.key}"
