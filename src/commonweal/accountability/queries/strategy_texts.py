"""What the newest version of a strategy's pack says, light enough to be kept by every process until another is loaded.

Only codes and words, never keys of the database and never how anything stands: that changes by the minute.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from django.db.models import Count
from django.http import Http404
from django.utils.translation import gettext as _

from commonweal.strategy.models import (
    Commitment,
    Contradiction,
    Edition,
    EvidenceClass,
    Fact,
    Force,
    Kind,
    NamedBody,
    Pack,
    Part,
    PartKind,
    Strategy,
    Succession,
)


@dataclass(frozen=True)
class PartText:
    """An aim, use, objective, outcome, chapter or section; a section names its chapter."""

    kind: PartKind
    code: str
    title: str
    words: str
    note: str
    chapter: str


@dataclass(frozen=True)
class BodyText:
    """A body that the strategy names, and who took its place since when."""

    key: str
    name: str
    short_name: str
    other_names: tuple[str, ...]
    ended_on: date | None
    successor: str


@dataclass(frozen=True)
class CommitmentText:
    """A commitment, or a sub-rule with its parent's code. `serves` are the codes of parts by their kind.

    `gaps` are the codes of contradictions about it; `wordings` is how many versions of the pack worded it anew.
    """

    code: str
    title: str
    words: str
    kind: Kind
    force: Force
    evidence_class: EvidenceClass
    section: str
    owner: str
    supplier: str
    parent: str
    begins_on: date | None
    due_on: date | None
    gaps: tuple[str, ...]
    wordings: int
    serves: Mapping[PartKind, tuple[str, ...]]

    @cached_property
    def looked_for_in(self) -> str:
        """All that a search looks at, in small letters."""
        return f"{self.code} {self.title} {self.words}".casefold()


@dataclass(frozen=True)
class FactText:
    """A fact that the strategy states, and the section it stands in."""

    code: str
    title: str
    section: str


@dataclass(frozen=True)
class ContradictionText:
    """What is missing or contradictory in the text, and the codes of the commitments and facts it is about."""

    code: str
    title: str
    touches: tuple[str, ...]


@dataclass(frozen=True)
class Carried:
    """A commitment in the strategy before or after: that strategy, the code there, or why there is none."""

    title: str
    slug: str
    code: str
    why: str = ""


@dataclass(frozen=True, eq=False)
class Texts:
    """The whole of it, each by its code, in the order of the pack. One is itself: what is drawn of it can be kept."""

    commitments: Mapping[str, CommitmentText]
    parts: Mapping[tuple[PartKind, str], PartText]
    bodies: Mapping[str, BodyText]
    facts: Mapping[str, FactText]
    contradictions: Mapping[str, ContradictionText]
    after: Mapping[str, Carried]
    """What became of each commitment in the strategy that came next."""
    before: Mapping[str, tuple[Carried, ...]]
    """What each carries on from the strategy before."""

    @cached_property
    def heads(self) -> tuple[CommitmentText, ...]:
        """The commitments without their sub-rules."""
        return tuple(each for each in self.commitments.values() if not each.parent)

    @cached_property
    def sub_rules(self) -> Mapping[str, tuple[CommitmentText, ...]]:
        """The sub-rules of each commitment that has any."""
        found: dict[str, list[CommitmentText]] = defaultdict(list)
        for each in self.commitments.values():
            if each.parent:
                found[each.parent].append(each)
        return {parent: tuple(children) for parent, children in found.items()}

    @cached_property
    def by_small_code(self) -> Mapping[str, str]:
        """Codes by how somebody may type them: in small letters."""
        return {code.casefold(): code for code in self.commitments}

    def of_kind(self, kind: PartKind) -> list[PartText]:
        """The parts of a kind, in order."""
        return [part for (each, _code), part in self.parts.items() if each == kind]

    def sections_of(self, chapter: str) -> list[PartText]:
        """The sections of a chapter, in order."""
        return [part for part in self.of_kind(PartKind.SECTION) if part.chapter == chapter]

    def chapter_of(self, commitment: CommitmentText) -> str:
        """The code of the chapter that a commitment stands in."""
        return self.parts[PartKind.SECTION, commitment.section].chapter

    def part(self, kind: PartKind, code: str) -> PartText:
        """The part of this code. Raises Http404."""
        found = self.parts.get((kind, code))
        if found is None:
            raise Http404(_("The strategy has no such part."))
        return found

    def body(self, key: str) -> BodyText:
        """The body of this key. Raises Http404."""
        found = self.bodies.get(key)
        if found is None:
            raise Http404(_("The strategy does not name such a body."))
        return found

    def serving(self, kind: PartKind, code: str) -> list[CommitmentText]:
        """The commitments that serve a part, or stand in a chapter or section."""
        if kind == PartKind.CHAPTER:
            return [each for each in self.heads if self.chapter_of(each) == code]
        if kind == PartKind.SECTION:
            return [each for each in self.heads if each.section == code]
        return [each for each in self.heads if code in each.serves.get(kind, ())]

    def owned_by(self, key: str) -> list[CommitmentText]:
        """The commitments of one owner, sub-rules that have another owner than their parent among them."""
        owned = [each for each in self.commitments.values() if each.owner == key]
        return [each for each in owned if not each.parent or self.commitments[each.parent].owner != key]

    def holder(self, key: str, on: date) -> BodyText:
        """Who answers for what a body promised on a London day: the body, or who took its place since."""
        body, seen = self.bodies[key], {key}
        while body.ended_on and body.ended_on < on and body.successor and body.successor not in seen:
            body = self.bodies[body.successor]
            seen.add(body.key)
        return body


def texts_of(strategy: Strategy) -> Texts:
    """What the newest version says. One query; a few more in a process that has not read this version yet."""
    packs = Pack.objects.order_by("pk").values_list("pk", "strategy", "digest", "loaded_at")
    return _read(strategy.pk, strategy.slug, tuple(packs))


# Every version of every strategy is in the key, since one strategy says what it carries on from another. The digest is
# of all that a pack says; the instants tell a version loaded again, after a backup was put back, from one before.
@lru_cache(maxsize=8)
def _read(strategy: int, slug: str, versions: tuple[tuple[object, ...], ...]) -> Texts:
    del slug, versions  # parts of the key
    return Texts(
        commitments={each.code: each for each in _commitments(strategy)},
        parts={(each.kind, each.code): each for each in _parts(strategy)},
        bodies={each.key: each for each in _bodies(strategy)},
        facts={each.code: each for each in _facts(strategy)},
        contradictions={each.code: each for each in _contradictions(strategy)},
        after=_carried_on(strategy),
        before=_carried_from(strategy),
    )


def _commitments(strategy: int) -> Iterable[CommitmentText]:
    serves: dict[str, dict[PartKind, list[str]]] = defaultdict(lambda: defaultdict(list))
    links = Commitment.serves.through.objects.filter(commitment__strategy=strategy, commitment__is_withdrawn=False)
    for code, kind, part in links.order_by("part__position", "part__id").values_list(
        "commitment__code", "part__kind", "part__code"
    ):
        serves[code][PartKind(kind)].append(part)
    editions = Edition.objects.filter(pack__strategy=strategy, kind="commitments").order_by("code")
    wordings = dict(editions.values_list("code").annotate(Count("id")))
    rows = Commitment.objects.filter(strategy=strategy, is_withdrawn=False).order_by("position", "id")
    for row in rows.select_related("section", "owner", "supplier", "parent"):
        yield CommitmentText(
            code=row.code,
            title=row.title,
            words=row.words,
            kind=Kind(row.kind),
            force=Force(row.force),
            evidence_class=EvidenceClass(row.evidence_class),
            section=row.section.code,
            owner=row.owner.key,
            supplier=row.supplier.key,
            parent=row.parent.code if row.parent else "",
            begins_on=row.begins_on,
            due_on=row.due_on,
            gaps=tuple(row.gaps),
            wordings=wordings.get(row.code, 1),
            serves={kind: tuple(codes) for kind, codes in serves[row.code].items()},
        )


def _parts(strategy: int) -> Iterable[PartText]:
    rows = (
        Part.objects.filter(strategy=strategy, is_withdrawn=False).select_related("chapter").order_by("position", "id")
    )
    for row in rows:
        chapter = row.chapter.code if row.chapter else ""
        yield PartText(PartKind(row.kind), row.code, row.title, row.words, row.note, chapter)


def _bodies(strategy: int) -> Iterable[BodyText]:
    rows = NamedBody.objects.filter(strategy=strategy).select_related("successor").order_by("position", "id")
    for row in rows:
        successor = row.successor.key if row.successor else ""
        yield BodyText(row.key, row.name, row.short_name, tuple(row.other_names), row.ended_on, successor)


def _facts(strategy: int) -> Iterable[FactText]:
    rows = Fact.objects.filter(strategy=strategy, is_withdrawn=False).select_related("section")
    for row in rows.order_by("position", "id"):
        yield FactText(row.code, row.title, row.section.code)


def _contradictions(strategy: int) -> Iterable[ContradictionText]:
    rows = Contradiction.objects.filter(strategy=strategy, is_withdrawn=False).order_by("position", "id")
    for row in rows:
        yield ContradictionText(row.code, row.title, tuple(row.touches))


def _carried_on(strategy: int) -> dict[str, Carried]:
    rows = Succession.objects.filter(before__strategy=strategy).select_related("before", "strategy", "after")
    return {
        row.before.code: Carried(row.strategy.title, row.strategy.slug, row.after.code if row.after else "", row.why)
        for row in rows
    }


def _carried_from(strategy: int) -> dict[str, tuple[Carried, ...]]:
    found: dict[str, list[Carried]] = defaultdict(list)
    rows = Succession.objects.filter(strategy=strategy, after__isnull=False)
    for row in rows.select_related("before__strategy", "after"):
        if row.after:
            found[row.after.code].append(Carried(row.before.strategy.title, row.before.strategy.slug, row.before.code))
    return {code: tuple(each) for code, each in found.items()}
