"""Writing the entries of a pack into their tables: what is there is changed, what is left out is withdrawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import IntegrityError
from django.db.models import Model

from commonweal.core.actors import Actor
from commonweal.people.queries import bodies as people_bodies
from commonweal.strategy.models import (
    Commitment,
    Contradiction,
    Fact,
    NamedBody,
    Pack,
    Part,
    PartKind,
    Provision,
    ProvisionKind,
    Strategy,
)
from commonweal.strategy.pack.contents import Contents, Entry
from commonweal.strategy.pack.shapes import FORCES, KINDS
from commonweal.strategy.queries import packs

Row = TypeVar("Row", bound=Model)
Values = dict[str, Any]  # Any: what a column can hold

PARTS = {
    "aims": PartKind.AIM,
    "uses": PartKind.USE,
    "objectives": PartKind.OBJECTIVE,
    "outcomes": PartKind.OUTCOME,
    "chapters": PartKind.CHAPTER,
    "sections": PartKind.SECTION,
}
PROVISIONS = {
    "terms": ProvisionKind.TERM,
    "types": ProvisionKind.GRANT_TYPE,
    "criteria": ProvisionKind.CRITERION,
    "standards": ProvisionKind.GRANT_STANDARD,
    "bands": ProvisionKind.BAND,
    "rules": ProvisionKind.RULE,
    "audiences": ProvisionKind.AUDIENCE,
    "measures": ProvisionKind.MEASURE,
    "freshness": ProvisionKind.FRESHNESS,
    "principles": ProvisionKind.PRINCIPLE,
}


class LoadedMeanwhileError(Exception):
    """Somebody else loaded the first version of the same strategy at the same time."""


def keep(*, contents: Contents, strategy: Strategy | None, by: Actor, at: datetime) -> Pack:
    """Write everything that the pack says into its tables, as a new version; part of `packs.load`, in its transaction.

    Raises LoadedMeanwhileError.
    """
    strategy = _keep_strategy(contents, strategy)
    bodies = _keep_bodies(contents, strategy)
    parts = _keep_parts(contents, strategy)
    _keep_commitments(contents, strategy, bodies, parts)
    _keep_facts(contents, strategy, parts)
    _write(
        strategy,
        Contradiction,
        (
            ((each.code,), {**_of(each, "title", "words", "handling"), "touches": each.says.get("touches", [])}, each)
            for each in contents.entries["contradictions"]
        ),
        ("code",),
    )
    _write(
        strategy,
        Provision,
        (
            ((kind, each.code), {"content": dict(each.says)}, each)
            for group, kind in PROVISIONS.items()
            for each in contents.entries[group]
        ),
        ("kind", "code"),
    )
    newest = packs.newest(strategy)
    return Pack.objects.create(
        strategy=strategy,
        number=newest.number + 1 if newest else 1,
        version=contents.version,
        digest=contents.digest,
        loaded_at=at,
        loaded_by=by.label,
    )


def _keep_strategy(contents: Contents, strategy: Strategy | None) -> Strategy:
    head, county = contents.head, contents.places[contents.head["county"]]
    adoption = head["adoption"]
    succeeds = Strategy.objects.filter(slug=head["succeeds"]).first() if "succeeds" in head else None
    strategy = strategy or Strategy(slug=contents.slug)
    values: Values = {
        **{key: head[key].strip() for key in ("title", "summary", "source")},
        "owner_key": head["owner"],
        "county_name": county["name"],
        "county_code": county.get("code", ""),
        "extends": contents.extends,
        "succeeds": succeeds,
        "from_on": contents.day(head["term"]["from_on"]),
        "until_on": contents.day(head["term"]["until_on"]),
        "review_by_on": contents.day(head["term"].get("review_by_on")),
        "is_adopted": adoption["state"] == "adopted",
        "adopted_on": contents.day(adoption.get("on")),
        "adoption_record": adoption.get("record", "").strip(),
        "adoption_note": adoption.get("note", "").strip(),
        "settings": head["settings"],
    }
    is_new = strategy.pk is None
    for name, value in values.items():
        setattr(strategy, name, value)
    try:
        strategy.save()
    except IntegrityError as error:
        if is_new:
            raise LoadedMeanwhileError from error
        raise
    return strategy


def _keep_bodies(contents: Contents, strategy: Strategy) -> Mapping[str, NamedBody]:
    slugs = [each.says["body"] for each in contents.bodies if "body" in each.says]
    known = people_bodies.every().in_bulk(slugs, field_name="slug")
    bodies = _write(
        strategy,
        NamedBody,
        (
            (
                (each.code,),
                {
                    **_of(each, "name", "kind"),
                    "short_name": each.says.get("short_name", ""),
                    "other_names": each.says.get("also", []),
                    "body": known.get(each.says.get("body", "")),
                    "ended_on": contents.day(each.says.get("ended_on")),
                },
                each,
            )
            for each in contents.bodies
        ),
        ("key",),
    )
    by_key = {body.key: body for body in bodies}
    for each in contents.bodies:
        by_key[each.code].successor = by_key.get(each.says.get("successor", ""))
    NamedBody.objects.bulk_update(bodies, ["successor"])
    return by_key


def _keep_parts(contents: Contents, strategy: Strategy) -> Mapping[tuple[str, str], Part]:
    chapters: dict[str, Part] = {}
    kept: dict[tuple[str, str], Part] = {}
    for group, kind in PARTS.items():  # chapters before their sections
        rows = _write(
            strategy,
            Part,
            (
                (
                    (kind, each.code),
                    {
                        "title": each.says["title"],
                        "words": each.says.get("words", ""),
                        "note": each.says.get("note", ""),
                        "chapter": chapters.get(each.says.get("chapter", "")),
                    },
                    each,
                )
                for each in contents.entries[group]
            ),
            ("kind", "code"),
            among={"kind": kind},
        )
        kept |= {(group, row.code): row for row in rows}
        if kind is PartKind.CHAPTER:
            chapters = {row.code: row for row in rows}
    return kept


def _keep_commitments(
    contents: Contents, strategy: Strategy, bodies: Mapping[str, NamedBody], parts: Mapping[tuple[str, str], Part]
) -> None:
    entries = {each.code: each for each in contents.entries["commitments"]}
    owner = str(contents.head["owner"])
    rows = _write(
        strategy,
        Commitment,
        (
            ((each.code,), _commitment(contents, each, entries, bodies, parts, owner=owner), each)
            for each in entries.values()
        ),
        ("code",),
    )
    by_code = {row.code: row for row in rows}
    for row in rows:
        row.parent = by_code.get(entries[row.code].says.get("parent", ""))
    Commitment.objects.bulk_update(rows, ["parent"], batch_size=200)
    through = Commitment.serves.through
    through.objects.filter(commitment__strategy=strategy).delete()
    through.objects.bulk_create(
        through(commitment=by_code[code], part=parts[group, key])
        for code, each in entries.items()
        for group in ("aims", "uses", "objectives", "outcomes")
        for key in each.says.get(group, [])
    )


def _commitment(
    contents: Contents,
    entry: Entry,
    entries: Mapping[str, Entry],
    bodies: Mapping[str, NamedBody],
    parts: Mapping[tuple[str, str], Part],
    *,
    owner: str,
) -> Values:
    says = entry.says
    above = entries[says["parent"]].says if "parent" in says else says
    freshness, lasts = _freshness(contents, above["kind"], says)
    target = says.get("target", {})
    owned_by = says.get("owner", owner)
    return {
        **_of(entry, "title", "words", "shown_by"),
        "kind": KINDS[above["kind"]],
        "force": FORCES[says["force"]],
        "evidence_class": says["evidence"],
        "section": parts["sections", says["section"]],
        "owner": bodies[owned_by],
        "supplier": bodies[says.get("supplied_by", owned_by)],
        "freshness": freshness,
        "freshness_days": lasts.get("days"),
        "is_counted_until_due": "until" in lasts,
        "begins_on": contents.day(says.get("begins_on")),
        "due_on": contents.day(says.get("due_on")),
        "target_at_least": target.get("at_least"),
        "target_of": target.get("of", ""),
        "sides": says.get("sides", ["council", "sector"] if says["evidence"] == "C" else []),
        "gaps": says.get("gaps", []),
        "note": says.get("note", "").strip(),
    }


def _freshness(contents: Contents, kind: str, says: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """The name of how long evidence counts, and what the pack's table says of it."""
    name = says.get("freshness") or contents.defaults[f"{kind}-{says['evidence']}"]
    entry = next(each for each in contents.entries["freshness"] if each.code == name)
    return name, entry.says


def _keep_facts(contents: Contents, strategy: Strategy, parts: Mapping[tuple[str, str], Part]) -> None:
    _write(
        strategy,
        Fact,
        (
            (
                (each.code,),
                {
                    **_of(each, "title", "words", "source", "stated"),
                    "section": parts["sections", each.says["section"]],
                    "scope": each.says.get("scope", ""),
                    "caveat": each.says.get("caveat", "").strip(),
                    "figures": each.says.get("figures", []),
                    "gaps": each.says.get("gaps", []),
                    "taken_from": contents.extends,
                },
                each,
            )
            for each in contents.entries["facts"]
        ),
        ("code",),
    )


def _of(entry: Entry, *names: str) -> Values:
    return {name: entry.says[name].strip() for name in names}


def _write(
    strategy: Strategy,
    model: type[Row],
    rows: Iterable[tuple[tuple[str, ...], Values, Entry]],
    key: tuple[str, ...],
    *,
    among: Mapping[str, object] | None = None,
) -> list[Row]:
    """Make, change and withdraw rows so that they are what the pack says; gives those that it says, in its order."""
    manager = model._default_manager
    there = {_key(row, key): row for row in manager.filter(strategy=strategy, **(among or {}))}
    kept, new = [], []
    for code, values, entry in rows:
        row = there.pop(code, None)
        if row is None:
            row = model(strategy=strategy, **dict(zip(key, code, strict=True)))
            new.append(row)
        for name, value in {**values, "position": entry.position, "is_withdrawn": False}.items():
            setattr(row, name, value)
        kept.append(row)
    for row in there.values():
        row.is_withdrawn = True  # type: ignore[attr-defined]  # every table written here has it
    changed = [*(row for row in kept if row.pk is not None), *there.values()]
    manager.bulk_create(new, batch_size=200)
    columns = [
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in {*key, "strategy"}
    ]
    manager.bulk_update(changed, columns, batch_size=100)
    return kept


def _key(row: Model, key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(getattr(row, name)) for name in key)
