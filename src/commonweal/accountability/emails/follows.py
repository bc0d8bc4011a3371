"""What we write to those who follow: the letter that asks them to confirm, and the one that says what changed."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from commonweal.accountability import following
from commonweal.accountability.models import Follow
from commonweal.accountability.queries.commitments import Change
from commonweal.messaging import letters
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind, Topic
from commonweal.messaging.letters import Draft
from commonweal.messaging.states import When
from commonweal.privacy import retention_page
from commonweal.strategy.models import Commitment, Strategy
from commonweal.ui.site import SITE

MOST_LISTED = 20
"""Changes told in one letter; a new version of a pack can change very many at once."""

STATUS_CHANGES = Topic(
    "accountability.status_changes",
    gettext_lazy("Changes to commitments you follow"),
    gettext_lazy("When the status of a commitment that you follow changes: from what to what, and why."),
    usual=When.AT_ONCE,
)

KINDS.add_topic(STATUS_CHANGES)
KINDS.add(
    LetterKind(
        "accountability.follow_asked",
        title=gettext_lazy("Do you want to follow this?"),
        sent=gettext_lazy("To an address that somebody typed to follow a commitment or the strategy, to confirm it."),
        subject=gettext_lazy("Do you want to follow this? ((title))"),
        body=gettext_lazy(
            "Somebody asked us to write to this address when this changes:\n\n"
            "^ ((title))\n\n"
            "If it was you, open this page and press the button:\n\n"
            "[Yes, I want to follow it](((link)))\n\n"
            "If it was not you, do nothing. We write no more, and forget this address after ((period))."
        ),
        fields=(
            FieldOf("title", gettext_lazy("What is followed"), "C-005 Another format or language", is_needed=True),
            FieldOf(
                "link",
                gettext_lazy("The page with the button"),
                "https://www.example.org/follow/key/",
                is_needed=True,
            ),
            FieldOf(
                "period", gettext_lazy("How long we keep an address that nobody confirmed"), "7 days", is_needed=True
            ),
        ),
    ),
    LetterKind(
        "accountability.status_changed",
        title=gettext_lazy("The status of what you follow has changed"),
        sent=gettext_lazy(
            "To those who follow a commitment or the strategy, when a status changes; one for each time."
        ),
        topic=STATUS_CHANGES.name,
        subject=gettext_lazy("((what))"),
        body=gettext_lazy(
            "((changes))\n\n"
            "((more))\n\n"
            "[See why, down to the records](((link)))\n\n"
            "[What you follow, and how to stop it](((following)))"
        ),
        fields=(
            FieldOf(
                "what",
                gettext_lazy("What changed, in a line"),
                "C-005 Another format or language: now kept",
                is_needed=True,
            ),
            FieldOf(
                "changes",
                gettext_lazy("Each change: from what to what, and why"),
                "C-005 Another format or language\nNow: Kept. Before: Under way.\n12 of 12 were answered in time.",
                is_needed=True,
            ),
            FieldOf("more", gettext_lazy("How many more there are, where there are very many"), "And 4 more."),
            FieldOf(
                "link",
                gettext_lazy("The page with the records"),
                "https://www.example.org/strategy/weldmere-2021/history/",
                is_needed=True,
            ),
            FieldOf(
                "following",
                gettext_lazy("The page with what they follow"),
                "https://www.example.org/following/",
                is_needed=True,
            ),
        ),
    ),
)


def follow_asked(follow: Follow) -> Draft:
    """To the address that somebody typed."""
    return letters.compose(
        "accountability.follow_asked",
        to=follow.contact,
        title=follow.title,
        link=following.confirm_address(follow),
        period=retention_page.period_of("accountability.follow_asked"),
    )


def status_changed(
    to: str,
    strategy: Strategy,
    changes: Sequence[tuple[Commitment, Change]],
    *,
    contact_digest: str,
) -> Draft:
    """To somebody who follows: everything that changed for them, in one letter.

    `contact_digest` is that of a mailbox without an account, for the address of its list; empty where there is one.
    """
    more = len(changes) - MOST_LISTED
    key = following.list_key(contact_digest) if contact_digest else ""
    return letters.compose(
        "accountability.status_changed",
        to=to,
        what=_subject(strategy, changes),
        changes="\n\n".join(_change(commitment, change) for commitment, change in changes[:MOST_LISTED]),
        more=ngettext("And one more.", "And %(count)d more.", more) % {"count": more} if more > 0 else "",
        link=SITE.base_url + _where(strategy, changes),
        following=SITE.address_of("accountability:follow_list_by_key", key=key)
        if key
        else SITE.address_of("accountability:follow_list"),
    )


def _subject(strategy: Strategy, changes: Sequence[tuple[Commitment, Change]]) -> str:
    if len(changes) == 1:
        commitment, change = changes[0]
        said = {"commitment": commitment, "standing": str(change.after.label)}
        return _("%(commitment)s: now “%(standing)s”") % said
    return _("%(count)d statuses have changed: %(title)s") % {"count": len(changes), "title": strategy.title}


def _change(commitment: Commitment, change: Change) -> str:
    said = {"after": str(change.after.label), "before": str(change.before.label)}
    return "\n".join((str(commitment), _("Now: %(after)s. Before: %(before)s.") % said, change.reason))


def _where(strategy: Strategy, changes: Sequence[tuple[Commitment, Change]]) -> str:
    if len(changes) == 1:
        where = {"slug": strategy.slug, "code": changes[0][0].code}
        return reverse("accountability:commitment", kwargs=where)
    return reverse("accountability:strategy_history", kwargs={"slug": strategy.slug})
