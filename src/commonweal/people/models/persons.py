"""People who sign in. A guest with a verified contact has no row here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

from commonweal.core.actors import Actor
from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField


class PersonQuerySet(models.QuerySet["Person"]):
    """What Django's sign-in machinery asks of a table of people."""

    def get_by_natural_key(self, reference: str) -> Person:
        """The person with this reference."""
        return self.get(reference=reference)


class Person(AbstractBaseUser):
    """Somebody with an account. `reference` is their pseudonymous key; the address they sign in with is allauth's.

    There are no passwords: the inherited column holds none that works.
    """

    reference = ReferenceField(prefix="PN")
    name = EncryptedTextField()
    is_active = models.BooleanField(default=True)
    is_demonstration = models.BooleanField(default=False)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    USERNAME_FIELD = "reference"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        ordering = ("id",)
        constraints = (
            models.CheckConstraint(
                name="people_person_erased",
                condition=Q(erased_at__isnull=True) | Q(is_active=False, left_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def actor(self) -> Actor:
        """This person as somebody who acts."""
        return Actor.person(self.reference, name=self.name)
