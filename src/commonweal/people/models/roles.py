"""Roles: who holds which, for what, from when until when."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from commonweal.core.references import ReferenceField
from commonweal.people.models.bodies import Body
from commonweal.people.models.persons import Person


class RoleEnd(models.TextChoices):
    """Why a role ended."""

    LEFT = "LEFT", _("Left")
    MOVED = "MOVED", _("Moved to other work")
    TERM = "TERM", _("The term ended")
    MISTAKE = "MISTAKE", _("It was given by mistake")
    BODY_ENDED = "BODY_ENDED", _("The body ended")


class Role(models.Model):
    """One person holding one kind of role for one scope. It ends; it is never deleted.

    `kind` is a name in `role_kinds.KINDS`. The scope is a kind and a public reference (`people.body`, `BD-…`), checked
    by the area that owns the scope's kind; `body` is the body on whose behalf the role is held. `until_on` is the last
    London day it is held; a role without one is open. Giving and ending are London days with the actors' labels.
    """

    reference = ReferenceField(prefix="RL")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="roles")
    kind = models.CharField(max_length=40)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="roles")
    scope_kind = models.CharField(max_length=40)
    scope_reference = models.CharField(max_length=40)
    from_on = models.DateField()
    until_on = models.DateField(null=True, blank=True)
    given_by = models.CharField(max_length=160)
    given_at = models.DateTimeField()
    ended_by = models.CharField(max_length=160, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=12, choices=RoleEnd.choices, blank=True)

    class Meta:
        ordering = ("from_on", "id")
        indexes = (
            models.Index(fields=["kind", "scope_kind", "scope_reference"], name="people_role_scope"),
            models.Index(fields=["person", "ended_at"], name="people_role_person"),
        )
        constraints = (
            models.CheckConstraint(name="people_role_end", condition=Q(end="") | Q(end__in=RoleEnd.values)),
            models.CheckConstraint(
                name="people_role_days",
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("from_on")),
                violation_error_code="until_on",
                violation_error_message=_("A role ends on or after the day it begins"),
            ),
            models.CheckConstraint(
                name="people_role_ended",
                condition=Q(ended_at__isnull=True, end="", ended_by="")
                | (Q(ended_at__isnull=False, until_on__isnull=False) & ~Q(end="") & ~Q(ended_by="")),
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "scope_kind", "scope_reference"],
                condition=Q(ended_at__isnull=True),
                name="people_role_once",
                violation_error_message=_("This person holds this role already"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)
