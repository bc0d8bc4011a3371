"""What we write about a concern: to who raised it, to the team that answers, to the body that may reply."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import Concern, ConcernReply
from commonweal.core import days
from commonweal.messaging import letters
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind
from commonweal.messaging.letters import Draft
from commonweal.ui.site import SITE

_REFERENCE = FieldOf("reference", gettext_lazy("The concern's reference"), "CN-7QK2-M9XD", is_needed=True)
_COMMITMENT = FieldOf(
    "commitment", gettext_lazy("The commitment it is about"), "C-005 Another format or language", is_needed=True
)
_DAY = FieldOf("day", gettext_lazy("The day by which we answer"), "Wednesday 15 July 2026", is_needed=True)
_LINK = FieldOf("link", gettext_lazy("Their private page"), "https://www.example.org/concern/key/", is_needed=True)
_DESK = FieldOf(
    "link",
    gettext_lazy("The concern on the desk"),
    "https://www.example.org/desk/concerns/CN-7QK2-M9XD/",
    is_needed=True,
)
_PUBLIC = FieldOf(
    "page",
    gettext_lazy("The concern's public page"),
    "https://www.example.org/strategy/weldmere-2021/concerns/CN-7QK2-M9XD/",
    is_needed=True,
)
_BODY = FieldOf("body", gettext_lazy("The body that is asked"), "Northmoor Volunteer Centre", is_needed=True)

KINDS.add(
    LetterKind(
        "accountability.concern_received",
        title=gettext_lazy("We have your concern"),
        sent=gettext_lazy("To the person who raises a concern on a commitment, when they have sent it."),
        subject=gettext_lazy("We have your concern ((reference))"),
        body=gettext_lazy(
            "We have your concern about this commitment:\n\n"
            "^ ((commitment))\n\n"
            "Its reference is ((reference)). The communities team will answer by ((day)).\n\n"
            "[See how it is going, reply to the answer, or take it back](((link)))\n\n"
            "Anybody who has this address can read your concern, so keep it to yourself.\n\n"
            "Everybody can see that a concern was raised, and whether we are late: ((page))"
        ),
        fields=(_REFERENCE, _COMMITMENT, _DAY, _LINK, _PUBLIC),
    ),
    LetterKind(
        "accountability.concern_for_the_team",
        title=gettext_lazy("A concern was raised"),
        sent=gettext_lazy("To the communities team, when somebody has raised a concern on a commitment."),
        subject=gettext_lazy("A concern was raised: ((reference))"),
        body=gettext_lazy(
            "((reference)) is to be answered by ((day)). It is about:\n\n"
            "^ ((commitment))\n\n"
            "What the person wrote stands on the desk only.\n\n"
            "[Read it on the desk](((link)))"
        ),
        fields=(_REFERENCE, _COMMITMENT, _DAY, _DESK),
    ),
    LetterKind(
        "accountability.concern_withdrawn",
        title=gettext_lazy("A concern was withdrawn"),
        sent=gettext_lazy("To the communities team, when somebody takes a concern back."),
        subject=gettext_lazy("Withdrawn: ((reference))"),
        body=gettext_lazy(
            "The person who raised ((reference)) has taken it back. It is closed, and there is nothing left to do."
        ),
        fields=(_REFERENCE,),
    ),
    LetterKind(
        "accountability.concern_reply_asked",
        title=gettext_lazy("A body is asked for its reply to a concern"),
        sent=gettext_lazy("To the people of a body who may reply for it, when the council asks them to."),
        subject=gettext_lazy("((body)) may reply to concern ((reference)) until ((day))"),
        body=gettext_lazy(
            "Somebody raised a concern that touches ((body)). It is about this commitment:\n\n"
            "^ ((commitment))\n\n"
            "You may reply for ((body)) until ((day)). The council answers the concern after that.\n\n"
            "[Read the concern and reply](((link)))\n\n"
            "You need not reply."
        ),
        fields=(
            _REFERENCE,
            _COMMITMENT,
            _BODY,
            FieldOf("day", gettext_lazy("The last day for a reply"), "Wednesday 8 July 2026", is_needed=True),
            FieldOf(
                "link",
                gettext_lazy("The page on which to reply"),
                "https://www.example.org/desk/concern-replies/CN-7QK2-M9XD/northmoor/",
                is_needed=True,
            ),
        ),
    ),
    LetterKind(
        "accountability.concern_body_replied",
        title=gettext_lazy("A body has replied to a concern"),
        sent=gettext_lazy("To the communities team, when a body that was asked has replied to a concern."),
        subject=gettext_lazy("((body)) has replied to ((reference))"),
        body=gettext_lazy(
            "((body)) has replied to ((reference)), which is to be answered by ((day)).\n\n"
            "[Read the reply on the desk](((link)))"
        ),
        fields=(_REFERENCE, _BODY, _DAY, _DESK),
    ),
    LetterKind(
        "accountability.concern_answered",
        title=gettext_lazy("Your concern is answered"),
        sent=gettext_lazy("To the person who raised a concern, when the council has answered it."),
        subject=gettext_lazy("We have answered your concern ((reference))"),
        body=gettext_lazy(
            "We have answered your concern ((reference)) about:\n\n"
            "^ ((commitment))\n\n"
            "What we find: ((outcome))\n\n"
            "((answer))\n\n"
            "((action??What will be done, by ((action_day)): ((action))))\n\n"
            "You may reply once, until ((day)). Open the private link in the letter that said we have your concern: "
            "its address is kept nowhere else.\n\n"
            "What everybody sees: ((page))"
        ),
        fields=(
            _REFERENCE,
            _COMMITMENT,
            FieldOf("outcome", gettext_lazy("What the council finds"), "Upheld", is_needed=True),
            FieldOf("answer", gettext_lazy("Why, as staff wrote it"), "We answered you three weeks late.", True),
            FieldOf("action", gettext_lazy("What will be done, if anything"), "We ring within a day."),
            FieldOf("action_day", gettext_lazy("By when, if anything is done"), "1 August 2026"),
            FieldOf("day", gettext_lazy("The last day for a reply"), "Wednesday 15 July 2026", is_needed=True),
            _PUBLIC,
        ),
    ),
    LetterKind(
        "accountability.concern_raiser_replied",
        title=gettext_lazy("Somebody replied to the answer to their concern"),
        sent=gettext_lazy("To the communities team, when the person who raised a concern replies to the answer."),
        subject=gettext_lazy("Reply to the answer: ((reference))"),
        body=gettext_lazy(
            "The person who raised ((reference)) has replied to the answer, and the concern is closed.\n\n"
            "[Read the reply on the desk](((link)))"
        ),
        fields=(_REFERENCE, _DESK),
    ),
)


def received(concern: Concern, *, link: str) -> Draft:
    """To the person: we have it, by when we answer, and their private link."""
    return letters.compose(
        "accountability.concern_received",
        to=concern.contact,
        link=link,
        page=_public_page(concern),
        day=_day(concern),
        **_about(concern),
    )


def for_the_team(concern: Concern) -> Draft:
    """To the council's own address: there is one, and by when. Its words stay on the desk."""
    return letters.compose(
        "accountability.concern_for_the_team",
        to=settings.CONTACT_EMAIL,
        link=_desk_page(concern),
        day=_day(concern),
        **_about(concern),
    )


def withdrawn(concern: Concern) -> Draft:
    """To the council's own address: it was taken back."""
    return letters.compose("accountability.concern_withdrawn", to=settings.CONTACT_EMAIL, reference=concern.reference)


def reply_asked(to: str, reply: ConcernReply) -> Draft:
    """To somebody who may reply for the body that is asked."""
    where = {"ref": reply.concern.reference, "slug": reply.body.slug}
    return letters.compose(
        "accountability.concern_reply_asked",
        to=to,
        body=reply.body.name,
        day=days.show_day(reply.reply_by_on, with_weekday=True),
        link=SITE.base_url + reverse("accountability:concern_reply_write", kwargs=where),
        **_about(reply.concern),
    )


def body_replied(reply: ConcernReply) -> Draft:
    """To the council's own address: the body that was asked has replied."""
    return letters.compose(
        "accountability.concern_body_replied",
        to=settings.CONTACT_EMAIL,
        reference=reply.concern.reference,
        body=reply.body.name,
        day=_day(reply.concern),
        link=_desk_page(reply.concern),
    )


def answered(concern: Concern) -> Draft:
    """To the person: what we find, why, and what will be done."""
    held_until = concern.held_until_on
    return letters.compose(
        "accountability.concern_answered",
        to=concern.contact,
        outcome=concern.get_outcome_display(),
        answer=concern.answer,
        action=concern.action,
        action_day=days.show_day(concern.action_by_on) if concern.action_by_on else "",
        day=days.show_day(held_until, with_weekday=True) if held_until else "",
        page=_public_page(concern),
        **_about(concern),
    )


def raiser_replied(concern: Concern) -> Draft:
    """To the council's own address: the person has replied to the answer."""
    return letters.compose(
        "accountability.concern_raiser_replied",
        to=settings.CONTACT_EMAIL,
        reference=concern.reference,
        link=_desk_page(concern),
    )


def _about(concern: Concern) -> dict[str, str]:
    return {"reference": str(concern.reference), "commitment": str(concern.commitment)}


def _day(concern: Concern) -> str:
    return days.show_day(concern.answer_by_on, with_weekday=True) if concern.answer_by_on else _("a day not set yet")


def _public_page(concern: Concern) -> str:
    where = {"slug": concern.commitment.strategy.slug, "ref": concern.reference}
    return SITE.base_url + reverse("accountability:concern_show", kwargs=where)


def _desk_page(concern: Concern) -> str:
    return SITE.base_url + reverse("accountability:concern_handle", kwargs={"ref": concern.reference})
