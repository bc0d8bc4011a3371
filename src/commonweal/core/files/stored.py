"""The row of a file that was taken in. Its bytes lie in the file store, under a random name that says nothing."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.files.kinds import KEPT_AS, Kind
from commonweal.core.files.scanner import Verdict
from commonweal.core.references import ReferenceField


class StoredFile(models.Model):
    """A file somebody sent, as it was kept. Areas link to it by a foreign key that protects."""

    reference = ReferenceField(prefix="FL")
    kind = models.CharField(max_length=8)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    name = EncryptedTextField()
    storage_key = models.CharField(max_length=80, unique=True)
    verdict = models.CharField(max_length=12)
    stored_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=sorted(KEPT_AS)),
                name="core_file_kind_kept",
                violation_error_message=_("Files of this kind are not kept. Save it as a PDF and try again"),
            ),
            models.CheckConstraint(
                condition=models.Q(size__gt=0),
                name="core_file_not_empty",
                violation_error_message=_("The file is empty. Choose another and try again"),
            ),
            models.CheckConstraint(
                condition=models.Q(verdict__in=sorted(Verdict)),
                name="core_file_not_infected",
                violation_error_message=_("A file in which a virus was found is not kept"),
            ),
        )

    def __str__(self) -> str:
        return str(self.reference)

    @property
    def content_type(self) -> str:
        """The one content type files of this kind are handed out with."""
        content_type: str = KEPT_AS[Kind(self.kind)][0]
        return content_type
