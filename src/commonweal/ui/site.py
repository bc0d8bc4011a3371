"""What the frame of every page knows: whose service it is, and the doors that areas have opened into it."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True)
class Door:
    """A way in: what one can do there, in people's words. `order` sorts them; `in_header` puts it there as well."""

    url_name: str
    title: Words
    summary: Words
    order: int
    in_header: bool = False
    keywords: str = ""

    @property
    def href(self) -> str:
        """The address it opens onto."""
        return reverse(self.url_name)


@dataclass(frozen=True)
class FooterLink:
    """A link in the footer of every page."""

    url_name: str
    title: Words
    order: int

    @property
    def href(self) -> str:
        """The address it leads to."""
        return reverse(self.url_name)


class DoorTakenError(Exception):
    """Two areas opened a door, or a footer link, onto the same page."""


@dataclass
class Site:
    """The one description of this service that templates and letters read. Words come from the settings."""

    doors: list[Door] = field(default_factory=list)
    footer: list[FooterLink] = field(default_factory=list)

    def open(self, *entries: Door | FooterLink) -> None:
        """Add doors and footer links; areas call it once, when Django starts. Raises DoorTakenError for a twin."""
        for entry in entries:
            row: list[Door] | list[FooterLink] = self.doors if isinstance(entry, Door) else self.footer
            if any(other.url_name == entry.url_name for other in row):
                raise DoorTakenError(entry.url_name)
            row.append(entry)  # type: ignore[arg-type]  # chosen by its type just above
            row.sort(key=lambda other: other.order)

    @property
    def header_doors(self) -> list[Door]:
        """The doors that stand in the header."""
        return [door for door in self.doors if door.in_header]

    @property
    def home(self) -> str:
        """The address of the home page."""
        return "/"

    @property
    def name(self) -> str:
        """The name of the service."""
        return str(settings.SERVICE_NAME)

    @property
    def council(self) -> str:
        """The council's name."""
        return str(settings.COUNCIL_NAME)

    @property
    def email(self) -> str:
        """Where people write."""
        return str(settings.CONTACT_EMAIL)

    @property
    def phone(self) -> str:
        """The number people ring."""
        return str(settings.CONTACT_PHONE)

    @property
    def address_lines(self) -> list[str]:
        """The postal address, a line each."""
        return [line.strip() for line in settings.CONTACT_ADDRESS.split(",")]

    @property
    def base_url(self) -> str:
        """What addresses in letters begin with."""
        return str(settings.BASE_URL)

    def address_of(self, name: str, /, **where: str) -> str:
        """The whole address of the page called `name`, as letters and other services need it."""
        return self.base_url + reverse(name, kwargs=where)

    @property
    def is_demonstration(self) -> bool:
        """Whether everything here is invented."""
        return bool(settings.IS_DEMONSTRATION)


SITE = Site()
