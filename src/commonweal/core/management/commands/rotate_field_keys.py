"""`./run manage rotate_field_keys`: every encrypted value written anew under the key that writes today."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from commonweal.core import encryption


class Command(BaseCommand):
    """Says for each column how many values were rotated. Stopped half-way, it goes on where it was when run again."""

    help = "Writes every encrypted field anew under the first key of FIELD_KEYS, so that older keys can be dropped."

    def handle(self, *_arguments: Any, **_options: Any) -> None:
        """Rotate column by column. Raises CommandError when a value opens with no key we have."""
        for field in encryption.encrypted_fields():
            try:
                count = encryption.rotate(field)
            except encryption.CannotDecryptError as error:
                raise CommandError(
                    _("%(error)s. Put its key back into COMMONWEAL_FIELD_KEYS, after the first, and run this again.")
                    % {"error": error}
                ) from error
            self.stdout.write(_("%(column)s: %(count)d rotated") % {"column": field.column_name, "count": count})
        self.stdout.write(
            _("Everything is under the key %(key)s. Restart every process with it first, then drop older keys.")
            % {"key": encryption.current_key_name()}
        )
