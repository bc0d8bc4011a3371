"""What others may do with what is published."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from commonweal.ui.site import Words


@dataclass(frozen=True)
class Licence:
    """A licence by its name, and the address where it can be read."""

    name: Words
    address: str


OGL = Licence(
    _("Open Government Licence v3.0"),
    "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
)
