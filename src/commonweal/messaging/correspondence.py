"""Messaging's own letters: the digest, and the morning's word to those who look after the outbox.

Not called `emails.py` as in other areas: that stands beside `letters.py`, which this one leans on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import days
from commonweal.messaging import letters, rendering
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind, Topic
from commonweal.messaging.letters import Draft
from commonweal.messaging.models import Letter
from commonweal.messaging.queries import LOOK_AFTER_OUTBOX, State
from commonweal.messaging.states import When
from commonweal.messaging.stopping import stop_address
from commonweal.ui.site import SITE

OUTBOX_TROUBLE = Topic(
    "messaging.outbox_trouble",
    gettext_lazy("Letters that did not arrive"),
    gettext_lazy("Each morning when there are some: how many letters are held, failed or came back."),
    usual=When.AT_ONCE,
    ability=LOOK_AFTER_OUTBOX,
)

KINDS.add_topic(OUTBOX_TROUBLE)
KINDS.add(
    LetterKind(
        "messaging.outbox_trouble",
        title=gettext_lazy("Letters that did not arrive"),
        sent=gettext_lazy("Each morning to those who look after letters, when some need them."),
        topic=OUTBOX_TROUBLE.name,
        subject=gettext_lazy("Letters need you: ((held)) held, ((failed)) failed"),
        body=gettext_lazy(
            "Some letters did not arrive:\n\n"
            "* ((held)) held, because they may have been sent\n"
            "* ((failed)) could not be sent\n"
            "* ((came_back)) came back since yesterday\n\n"
            "[See them and decide](((link)))"
        ),
        fields=(
            FieldOf("held", gettext_lazy("How many are held"), "2", is_needed=True),
            FieldOf("failed", gettext_lazy("How many failed"), "1", is_needed=True),
            FieldOf("came_back", gettext_lazy("How many came back since yesterday"), "3"),
            FieldOf("link", gettext_lazy("The page of letters"), "https://www.example.org/desk/", is_needed=True),
        ),
    ),
)


def outbox_trouble(to: str, *, state: State, came_back: int) -> Draft:
    """To somebody who looks after the outbox: what needs them there."""
    return letters.compose(
        "messaging.outbox_trouble",
        to=to,
        held=state.held,
        failed=state.failed,
        came_back=came_back,
        link=SITE.address_of("messaging:outbox_list"),
    )


def digest(gathered: Sequence[Letter]) -> Draft:
    """To one contact: the words of several letters, one after the other, the oldest first.

    One about a single topic says so in its headers, so that it can be stopped like each of its letters.
    """
    told = [(letter, letters.words_of(letter)) for letter in gathered]
    topics = sorted({letter.topic for letter in gathered})
    draft = letters.compose(
        "messaging.digest",
        to=gathered[0].to,
        template="messaging/digest",
        subject=_("%(count)d letters from %(service)s, %(day)s")
        % {"count": len(gathered), "service": SITE.name, "day": days.show_day(days.london_day(gathered[-1].added_at))},
        parts=[(letter.subject, words, rendering.paragraphs(words, ours=SITE.base_url)) for letter, words in told],
        stops=[(KINDS.topic(name).title, stop_address(gathered[0].to_digest, name)) for name in topics],
    )
    return replace(draft, topic=topics[0] if len(topics) == 1 else "")
