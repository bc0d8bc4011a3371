"""What was found missing or at odds in the text of a strategy. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.accountability.presenters.coded import contradiction_address
from commonweal.accountability.queries.strategy_texts import Texts
from commonweal.strategy.models import Contradiction


@dataclass(frozen=True)
class Line:
    """A contradiction in the list: what was found, what is done about it, and how much it is about."""

    href: str
    code: str
    title: str
    words: str
    handling: str
    about: str


def line(contradiction: Contradiction, texts: Texts, slug: str) -> Line:
    """A contradiction as the list shows it."""
    return Line(
        contradiction_address(slug, contradiction.code),
        contradiction.code,
        contradiction.title,
        contradiction.words,
        contradiction.handling,
        _about(contradiction, texts),
    )


def _about(contradiction: Contradiction, texts: Texts) -> str:
    commitments = sum(code in texts.commitments for code in contradiction.touches)
    facts = sum(code in texts.facts for code in contradiction.touches)
    said = {
        "commitments": ngettext("%(count)d commitment", "%(count)d commitments", commitments) % {"count": commitments},
        "facts": ngettext("%(count)d fact", "%(count)d facts", facts) % {"count": facts},
    }
    if commitments and facts:
        return _("It is about %(commitments)s and %(facts)s.") % said
    if commitments:
        return _("It is about %(commitments)s.") % said
    return _("It is about %(facts)s.") % said if facts else ""
