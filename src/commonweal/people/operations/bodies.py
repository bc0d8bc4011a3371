"""Adding, changing, ending and succeeding bodies, and giving them a look of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction
from django.utils.text import slugify

from commonweal.core import audit, files
from commonweal.core.actors import Actor
from commonweal.core.rules import Refused, RefusedError, require
from commonweal.people import looks, queries, rules
from commonweal.people.models import Body, BodyKind, BodySuccession

LOGO_KINDS = files.PICTURES


@transaction.atomic
def add(
    *,
    kind: BodyKind,
    name: str,
    began_on: date,
    by: Actor,
    at: datetime,
    short_name: str = "",
    parent: Body | None = None,
    area_code: str = "",
    purpose: str = "",
    email: str = "",
    phone: str = "",
    website: str = "",
) -> Body:
    """Add a body; its page's address is made from its short name, or its name. Raises RefusedError."""
    slug = slugify(short_name or name)[:60].strip("-")
    require(rules.bodies.can_manage(by, at=at), rules.bodies.can_have_slug(slug))
    body = Body.objects.create(
        kind=kind,
        slug=slug,
        name=name,
        short_name=short_name,
        parent=parent,
        area_code=area_code,
        began_on=began_on,
        purpose=purpose,
        email=email,
        phone=phone,
        website=website,
    )
    audit.record("people.body.add", body, by=by, at=at, facts={"kind": body.kind, "name": name})
    return body


@transaction.atomic
def change(
    *,
    body: Body,
    name: str,
    short_name: str,
    purpose: str,
    email: str,
    phone: str,
    website: str,
    by: Actor,
    at: datetime,
) -> Body:
    """Change what the body's page says. Its address stays, so that links to it go on working."""
    body = queries.bodies.lock(body)
    require(rules.bodies.can_change(by, body, at=at))
    new = {
        "name": name,
        "short_name": short_name,
        "purpose": purpose,
        "email": email,
        "phone": phone,
        "website": website,
    }
    changed = {field: words for field, words in new.items() if getattr(body, field) != words}
    for field, words in changed.items():
        setattr(body, field, words)
    body.save(update_fields=list(new))
    audit.record("people.body.change", body, by=by, at=at, facts=changed)
    return body


@transaction.atomic
def move(*, body: Body, parent: Body | None, by: Actor, at: datetime) -> Body:
    """Make the body a part of another, or of none."""
    body = queries.bodies.lock(body)
    require(rules.bodies.can_manage(by, at=at), rules.bodies.can_be_part_of(body, parent))
    body.parent = parent
    body.save(update_fields=["parent"])
    audit.record("people.body.move", body, by=by, at=at, facts={"parent": parent.reference if parent else None})
    return body


def set_look(*, body: Body, colour: str, logo: File[bytes] | None, by: Actor, at: datetime) -> Body:
    """Give the body's part a look of its own: a colour that white can be read on, and a logo where one is sent.

    A logo replaces an earlier one. Raises RefusedError.
    """
    require(rules.bodies.can_change(by, body, at=at), rules.bodies.can_have_colour(colour))
    stored = _take_in(logo, at=at) if logo else None  # bytes first, outside the transaction
    return _note_look(body, looks.tidy_colour(colour) or "", stored, by=by, at=at)


def _take_in(logo: File[bytes], *, at: datetime) -> files.StoredFile:
    try:
        return files.accept(logo, kinds=LOGO_KINDS, at=at)
    except files.UploadRefusedError as error:
        raise RefusedError(Refused(str(error), field="logo")) from error


@transaction.atomic
def _note_look(body: Body, colour: str, stored: files.StoredFile | None, *, by: Actor, at: datetime) -> Body:
    body = queries.bodies.lock(body)
    earlier = body.logo if stored else None
    body.has_own_look, body.colour, body.logo = True, colour, stored or body.logo
    body.save(update_fields=["has_own_look", "colour", "logo"])
    audit.record("people.body.set_look", body, by=by, at=at, facts={"colour": colour, "has_logo": bool(body.logo)})
    if earlier:
        files.delete(earlier)
    return body


@transaction.atomic
def drop_look(*, body: Body, by: Actor, at: datetime) -> Body:
    """Show the body's part in the council's look again; its logo is deleted."""
    body = queries.bodies.lock(body)
    require(rules.bodies.can_change(by, body, at=at))
    earlier, body.logo = body.logo, None
    body.has_own_look, body.colour = False, ""
    body.save(update_fields=["has_own_look", "colour", "logo"])
    audit.record("people.body.drop_look", body, by=by, at=at)
    if earlier:
        files.delete(earlier)
    return body


@transaction.atomic
def end(*, body: Body, on: date, by: Actor, at: datetime, successors: Sequence[Body] = (), what: str = "") -> Body:
    """End the body on a day, and record what comes after it; `what` says which of its work goes over.

    Nobody may hold a role there beyond that day, once it has come. Raises RefusedError.
    """
    body = queries.bodies.lock(body)
    require(rules.bodies.can_end(by, body, on=on, at=at))
    body.ended_on = on
    body.save(update_fields=["ended_on"])
    audit.record("people.body.end", body, by=by, at=at, facts={"on": on})
    for after in successors:
        _succeed(body, after, from_on=on, what=what, by=by, at=at)
    return body


@transaction.atomic
def succeed(*, before: Body, after: Body, from_on: date, by: Actor, at: datetime, what: str = "") -> BodySuccession:
    """Record that `after` took over from `before`, wholly or in part: one to many, many to one."""
    return _succeed(queries.bodies.lock(before), after, from_on=from_on, what=what, by=by, at=at)


def _succeed(before: Body, after: Body, *, from_on: date, what: str, by: Actor, at: datetime) -> BodySuccession:
    require(rules.bodies.can_succeed(by, before, after, at=at))
    succession = BodySuccession.objects.create(before=before, after=after, from_on=from_on, what=what)
    audit.record(
        "people.body.succeed", before, by=by, at=at, facts={"after": after.reference, "from_on": from_on, "what": what}
    )
    return succession
