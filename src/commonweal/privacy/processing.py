"""The record of processing (UK GDPR article 30) and a draft impact assessment (article 35), read from the code.

What is held comes from the holdings, why and how long from the retention schedule, who can see it from the kinds of
role. What the code cannot know (whether it is proportionate, whom the council asked) is left open and says so.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from commonweal.people.role_kinds import KINDS
from commonweal.privacy import retention_page
from commonweal.privacy.retention_page import KeptClass


@dataclass(frozen=True)
class Activity:
    """One class of record as article 30 wants it described."""

    kept: KeptClass
    seen_by: tuple[str, ...]

    @property
    def title(self) -> str:
        """What the class is called."""
        return str(self.kept.holding.title)

    @property
    def rows(self) -> list[tuple[str, str]]:
        """What the law asks to be written down, as (words, answer) pairs."""
        holding, rule = self.kept.holding, self.kept.rule
        special = _("yes: it can show health, origin, belief or the like") if holding.is_special_category else _("no")
        return [
            (_("Controller"), rule.controller),
            (_("Purpose"), rule.purpose),
            (_("Whose data"), str(holding.whose)),
            (_("What data"), str(holding.what)),
            (_("Special category (article 9)"), special),
            (_("Who can see it"), ", ".join(self.seen_by) or _("nobody but the person, and operators of the service")),
            (_("Given to"), ", ".join(rule.recipients) or _("nobody outside the council")),
            (_("Sent abroad"), _("not by the software; check where it is hosted")),
            (_("Kept"), self.kept.how_long),
            (_("Why so long"), rule.law),
        ]

    @property
    def summary(self) -> list[dict[str, dict[str, str]]]:
        """The same as rows of a summary list."""
        return [{"key": {"text": words}, "value": {"text": answer}} for words, answer in self.rows]


def activities() -> list[Activity]:
    """Every class of record that holds personal data."""
    return [Activity(kept, _seen_by(kept.holding.name.partition(".")[0])) for kept in retention_page.classes()]


def _seen_by(area: str) -> tuple[str, ...]:
    """The kinds of role that may do anything in the area; the privacy officer, who answers for all, always."""
    kinds = {
        str(kind.title)
        for name in KINDS.abilities
        if name.partition(".")[0] in {area, "privacy"}
        for kind in KINDS.kinds_with(name)
        if name.partition(".")[0] == area or name == "privacy.answer_requests"
    }
    return tuple(sorted(kinds))


def measures() -> list[tuple[str, str]]:
    """What the software does to keep data safe, each with where it can be checked."""
    return [
        (_("Names, contacts and what people write are encrypted in the database"), "src/commonweal/core/encryption.py"),
        (_("A page is for people who signed in, unless it says that it is public"), "src/commonweal/ui/access.py"),
        (_("What somebody may not see is not there for them"), "tests/platform/access_table.py"),
        (_("Everything done is in a trail that cannot be changed unnoticed"), "src/commonweal/core/audit/"),
        (_("Looking at privacy cases is noted, and shown to the person"), "src/commonweal/privacy/models/looks.py"),
        (
            _("Every class of record has an end"),
            "src/commonweal/privacy/retention.toml",
        ),
        (_("Logs hold no names, contacts or addresses"), "src/commonweal/core/logs.py"),
        (
            _("Files are judged by content; photos lose the place they were taken"),
            "src/commonweal/core/files/",
        ),
    ]


def risks() -> list[tuple[str, str, str]]:
    """Risks to people, what the software does about each, and what the council still has to judge."""
    return [
        (
            _("Somebody pretends to be somebody else and gets their data"),
            _("A contact is shown with a code before a request and again before the copy is fetched"),
            _("How an officer makes sure who somebody is who writes on paper"),
        ),
        (
            _("Data is kept longer than it is needed"),
            _("Nightly proposals by the schedule, confirmed by a person, with a certificate"),
            _("Whether each period in the schedule is right for this council"),
        ),
        (
            _("Staff look at what is not their business"),
            _("Roles with a scope, looks that are noted and shown to the person"),
            _("How often the notes are read, and by whom"),
        ),
        (
            _("A copy or a disclosure shows a third person"),
            _("What can show somebody else waits for a decision; hidden words are looked for again at the end"),
            _("Whether the decision is right, item by item"),
        ),
        (
            _("The database or a backup is stolen"),
            _("Encrypted fields, keys outside the database and outside the backup"),
            _("Where keys and backups are kept, and who holds them"),
        ),
    ]
