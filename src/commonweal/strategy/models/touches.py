"""Marks that something which evidence is read from has changed."""

from django.db import models


class Touch(models.Model):
    """That something of this name changed. Only ever added, so that operations never wait for one another here."""

    name = models.CharField(max_length=80)
    touched_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
