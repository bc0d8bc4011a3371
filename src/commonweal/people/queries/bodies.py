"""Reading bodies. They are public."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from commonweal.people.models import Body, BodySuccession, Role


def get(slug: str) -> Body:
    """The body at the address `slug`. Raises Http404."""
    found = Body.objects.select_related("parent", "logo").filter(slug=slug).first()
    if found is None:
        raise Http404
    return found


def by_reference(reference: str) -> Body | None:
    """The body with this reference, for forms, commands and operations; None when there is none."""
    return Body.objects.filter(reference=reference).first()


def by_slug(slug: str) -> Body | None:
    """The body at the address `slug`; None when there is none."""
    return Body.objects.filter(slug=slug).first()


def lock(body: Body) -> Body:
    """The same body, read anew and held until the transaction ends."""
    return Body.objects.select_for_update().get(pk=body.pk)


def every() -> QuerySet[Body]:
    """All bodies there are and were, with what they are a part of, by name."""
    return Body.objects.select_related("parent")


def there_on(day: date) -> QuerySet[Body]:
    """The bodies that exist on the London day `day`, by name."""
    return Body.objects.filter(Q(ended_on__isnull=True) | Q(ended_on__gte=day), began_on__lte=day)


def ended_before(day: date) -> QuerySet[Body]:
    """The bodies that had ended before the London day `day`."""
    return Body.objects.select_related("parent").filter(ended_on__lt=day)


def without_role(kind: str, *, body_kinds: Sequence[str], on: date) -> QuerySet[Body]:
    """The bodies of these kinds at which nobody who can act holds a role of this kind on the day."""
    held = Role.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=on),
        body=OuterRef("pk"),
        kind=kind,
        from_on__lte=on,
        ended_at__isnull=True,
        person__is_active=True,
    )
    return there_on(on).filter(kind__in=body_kinds).exclude(Exists(held))


def parts_of(body: Body, *, on: date) -> QuerySet[Body]:
    """The parts of a body that exist on the day."""
    return there_on(on).filter(parent=body)


def with_parts(body: Body) -> list[Body]:
    """The body and all its parts, and theirs: a council has directorates, which have teams."""
    found, above = [body], [body]
    while above:
        above = list(Body.objects.filter(parent__in=above).exclude(pk__in=[each.pk for each in found]))
        found += above
    return found


def before_and_after(body: Body) -> tuple[list[BodySuccession], list[BodySuccession]]:
    """What the body took over from, and what took over from it."""
    before = BodySuccession.objects.filter(after=body).select_related("before")
    after = BodySuccession.objects.filter(before=body).select_related("after")
    return list(before), list(after)


def is_slug_taken(slug: str) -> bool:
    """Whether a body has this address."""
    return Body.objects.filter(slug=slug).exists()


def names_of(references: Sequence[str]) -> Mapping[str, str]:
    """The names of bodies, by reference."""
    return dict(Body.objects.filter(reference__in=references).values_list("reference", "name"))


def choices() -> list[tuple[str, str]]:
    """Reference and name of every body that has not ended."""
    return list(Body.objects.filter(ended_on__isnull=True).values_list("reference", "name"))
