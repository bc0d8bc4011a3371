"""Holds JSON against a schema, as far as ours use the language: enough to catch an answer that is not as described."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

KINDS: dict[str, tuple[type, ...]] = {
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "boolean": (bool,),
    "null": (type(None),),
    "array": (list,),
    "object": (dict,),
}

KNOWN = {
    *("type", "properties", "required", "items", "enum", "const", "anyOf", "$ref", "additionalProperties"),
    *("title", "description", "format", "x-unit", "$schema", "$id", "$defs", "default", "minimum", "maximum"),
}
"""What ours may say; a word that is not here is a fault, so that nothing passes unlooked at."""


def resolved(reference: str, document: Mapping[str, Any]) -> Any:  # whatever stands there
    found: Any = document
    for word in reference.removeprefix("#/").split("/"):
        found = found.get(word) if isinstance(found, dict) else None
    return found


def references_in(document: Mapping[str, Any]) -> list[tuple[str, bool]]:
    """Every reference in a document, and whether it leads to something."""

    def inside(part: Any) -> Iterator[str]:  # whatever JSON can say
        for value in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            yield from inside(value)
        if isinstance(part, dict) and isinstance(part.get("$ref"), str):
            yield part["$ref"]

    return [(reference, resolved(reference, document) is not None) for reference in sorted(set(inside(document)))]


def faults_in(value: Any, schema: Mapping[str, Any], document: Mapping[str, Any], place: str = "$") -> list[str]:
    """What of `value` is not as `schema` says, a sentence each."""
    if "$ref" in schema:
        return faults_in(value, resolved(schema["$ref"], document), document, place)
    if "anyOf" in schema:
        found = [faults_in(value, each, document, place) for each in schema["anyOf"]]
        return [] if [] in found else found[0]
    faults = [f"{place}: the schema says {word!r}" for word in schema if word not in KNOWN]
    if "const" in schema and value != schema["const"]:
        faults.append(f"{place} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]:
        faults.append(f"{place} is none of {schema['enum']!r}")
    if "type" in schema and not _is_of(value, schema["type"]):
        faults.append(f"{place} is not {schema['type']}")
    return faults + list(_faults_inside(value, schema, document, place))


def _is_of(value: Any, kinds: str | list[str]) -> bool:
    named = [kinds] if isinstance(kinds, str) else kinds
    return any(isinstance(value, KINDS[kind]) and (kind == "boolean" or not isinstance(value, bool)) for kind in named)


def _faults_inside(value: Any, schema: Mapping[str, Any], document: Mapping[str, Any], place: str) -> Iterator[str]:
    if isinstance(value, list) and "items" in schema:
        for number, each in enumerate(value):
            yield from faults_in(each, schema["items"], document, f"{place}[{number}]")
    if isinstance(value, dict) and "properties" in schema:
        told = schema["properties"]
        yield from (f"{place} lacks {name!r}" for name in schema.get("required", []) if name not in value)
        if schema.get("additionalProperties") is False:
            yield from (f"{place} has {name!r}, which is not described" for name in value if name not in told)
        for name in value:
            if name in told:
                yield from faults_in(value[name], told[name], document, f"{place}.{name}")
