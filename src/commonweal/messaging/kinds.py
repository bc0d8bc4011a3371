"""What kinds of letter there are, and the topics that people can choose about: said in code by the areas that write.

An area's `emails.py` declares its kinds (`KINDS.add`); officers read and change their words at the desk. A kind without
a topic is *needed*: a code, a decision, a notice the law asks for. It goes out at once and to everybody. One with a
topic is *optional*, and goes as its reader chose.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from functools import cached_property

from commonweal.messaging.states import When
from commonweal.ui.site import Words

_NAME = re.compile(r"[a-z_]+\.[a-z_]+")


class KindTakenError(Exception):
    """Two kinds of letter, or two topics, were given the same name, or a name is not written `area.noun_verb`."""


class UnknownKindError(LookupError):
    """No area declares a kind of letter, or a topic, of this name."""


@dataclass(frozen=True)
class FieldOf:
    """A field of a kind of letter: its name in the markup, its meaning in words, and an example for previews.

    `is_needed`: whoever changes the words cannot leave it out.
    """

    name: str
    meaning: Words
    example: str
    is_needed: bool = False


@dataclass(frozen=True)
class Topic:
    """What optional letters are about, as people choose it. `ability`: only those who have it are ever written to."""

    name: str
    title: Words
    summary: Words
    usual: When = When.AT_ONCE
    ability: str = ""


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter: when it is sent and to whom, and its original words in the markup of `markup.py`."""

    name: str
    title: Words
    sent: Words
    subject: Words
    body: Words
    fields: tuple[FieldOf, ...] = ()
    topic: str = ""

    @cached_property
    def field_names(self) -> frozenset[str]:
        """The names of its fields."""
        return frozenset(each.name for each in self.fields)

    @property
    def is_needed(self) -> bool:
        """Whether it goes out at once, whatever its reader chose."""
        return not self.topic

    @property
    def examples(self) -> dict[str, str]:
        """An example value for every field."""
        return {each.name: each.example for each in self.fields}

    @property
    def original_digest(self) -> str:
        """Tells one original from the one that a later release brings."""
        return hashlib.sha256(f"{self.subject}\0{self.body}".encode()).hexdigest()


@dataclass
class LetterKinds:
    """All kinds of letter and all topics."""

    kinds: dict[str, LetterKind] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)

    def add(self, *kinds: LetterKind) -> None:
        """Add kinds of letter. Raises KindTakenError for a twin, UnknownKindError for a topic that nobody declared."""
        for kind in kinds:
            if self.kinds.get(kind.name, kind) != kind or not _NAME.fullmatch(kind.name):
                raise KindTakenError(kind.name)
            if kind.topic:
                self.topic(kind.topic)
            self.kinds[kind.name] = kind

    def add_topic(self, *topics: Topic) -> None:
        """Add topics. Raises KindTakenError for a twin."""
        for topic in topics:
            if self.topics.get(topic.name, topic) != topic or not _NAME.fullmatch(topic.name):
                raise KindTakenError(topic.name)
            self.topics[topic.name] = topic

    def kind(self, name: str) -> LetterKind:
        """The kind called `name`. Raises UnknownKindError."""
        if name not in self.kinds:
            raise UnknownKindError(name)
        return self.kinds[name]

    def topic(self, name: str) -> Topic:
        """The topic called `name`. Raises UnknownKindError."""
        if name not in self.topics:
            raise UnknownKindError(name)
        return self.topics[name]

    def title_of(self, name: str) -> str:
        """The title of the kind called `name`; its name where it is no longer in the code."""
        return str(self.kinds[name].title) if name in self.kinds else name

    def title_of_topic(self, name: str) -> str:
        """The title of the topic called `name`; its name where it is no longer in the code."""
        return str(self.topics[name].title) if name in self.topics else name

    def all(self) -> list[LetterKind]:
        """Every kind, by area and name."""
        return [self.kinds[name] for name in sorted(self.kinds)]


KINDS = LetterKinds()
"""The one list."""
