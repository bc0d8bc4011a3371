"""What we write to people about their privacy requests. Never what is kept about them: they fetch that themselves."""

from __future__ import annotations

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import days
from commonweal.messaging import letters
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind
from commonweal.messaging.letters import Draft
from commonweal.privacy.models import PrivacyRequest
from commonweal.ui.site import SITE

_REFERENCE = FieldOf("reference", gettext_lazy("The request's reference"), "PR-7QK2-M9XD", is_needed=True)
_DAY = FieldOf("day", gettext_lazy("The last day to answer"), "Friday 17 July 2026", is_needed=True)
_LINK = FieldOf(
    "link", gettext_lazy("The person's page"), "https://www.example.org/your-data/requests/PR-7QK2-M9XD/", True
)
_ANSWER = FieldOf("answer", gettext_lazy("The officer's words"), "We have changed your name.", is_needed=True)
_COMPLAIN = gettext_lazy(
    "You can complain to us, or to the Information Commissioner’s Office: ico.org.uk/make-a-complaint, "
    "telephone 0303 123 1113."
)
_COMPLAINT = FieldOf("complaint", gettext_lazy("Where to complain"), "You can complain to us.", is_needed=True)

KINDS.add(
    LetterKind(
        "privacy.request_received",
        title=gettext_lazy("We have your privacy request"),
        sent=gettext_lazy("To a person who asks about their own data, at once."),
        subject=gettext_lazy("We have your request ((reference))"),
        body=gettext_lazy(
            "We have your request ((reference)) about your own data. The council’s privacy officer will answer by "
            "((day)).\n\n[See how it is going, or withdraw it](((link)))\n\n"
            "Did you not ask for this? Write to us, and we look into it."
        ),
        fields=(_REFERENCE, _DAY, _LINK),
    ),
    LetterKind(
        "privacy.request_for_the_team",
        title=gettext_lazy("A privacy request to answer"),
        sent=gettext_lazy("To the council's own address, when somebody asks about their data. It names nobody."),
        subject=gettext_lazy("A privacy request to answer: ((reference))"),
        body=gettext_lazy(
            "Somebody asks about their own data. ((reference)) is to be answered by ((day)).\n\n"
            "[Open it at the privacy desk](((link)))"
        ),
        fields=(_REFERENCE, _DAY, _LINK),
    ),
    LetterKind(
        "privacy.request_extended",
        title=gettext_lazy("A privacy request takes longer"),
        sent=gettext_lazy("To the person, when the two further months of the law are taken."),
        subject=gettext_lazy("Your request ((reference)) takes longer"),
        body=gettext_lazy(
            "Your request ((reference)) takes longer than a month. The law allows two further months; we will answer "
            "by ((day)). This is why:\n\n((answer))\n\n[See your request](((link)))\n\n((complaint))"
        ),
        fields=(_REFERENCE, _DAY, _ANSWER, _LINK, _COMPLAINT),
    ),
    LetterKind(
        "privacy.request_ready",
        title=gettext_lazy("The copy of your data is ready"),
        sent=gettext_lazy("To the person, when the copy they asked for can be fetched."),
        subject=gettext_lazy("The copy you asked for is ready: ((reference))"),
        body=gettext_lazy(
            "The copy of what we keep about you is ready. You can fetch it until ((day)).\n\n"
            "[Fetch your copy, ((reference))](((link)))\n\n"
            "We ask you to show your e-mail address again first. We never send the copy itself by e-mail."
        ),
        fields=(_REFERENCE, _DAY, _LINK),
    ),
    LetterKind(
        "privacy.copy_code",
        title=gettext_lazy("The code for fetching a copy"),
        sent=gettext_lazy("To the person, each time they want to fetch their copy."),
        subject=gettext_lazy("Your code is ((code))"),
        body=gettext_lazy(
            "Enter this code on the page where you asked for it:\n\n((code))\n\n"
            "It can be used once, within 15 minutes. If you did not ask for it, do nothing: without the code nobody "
            "can fetch your copy."
        ),
        fields=(FieldOf("code", gettext_lazy("Six figures"), "123456", is_needed=True),),
    ),
    LetterKind(
        "privacy.request_erased",
        title=gettext_lazy("What was kept about you is erased"),
        sent=gettext_lazy("To the person, when an officer has erased what could be erased."),
        subject=gettext_lazy("We erased what we kept about you: ((reference))"),
        body=gettext_lazy(
            "You asked us in ((reference)) to erase what we keep about you. We did so today.\n\n"
            "((kept))\n\n((complaint))"
        ),
        fields=(
            _REFERENCE,
            FieldOf("kept", gettext_lazy("What stays and why"), "Accounts: in use", True),
            _COMPLAINT,
        ),
    ),
    LetterKind(
        "privacy.request_answered",
        title=gettext_lazy("A privacy request is answered"),
        sent=gettext_lazy("To the person who asked to have something put right, or objected."),
        subject=gettext_lazy("Your request ((reference)) is answered"),
        body=gettext_lazy("This is our answer to your request ((reference)):\n\n((answer))\n\n((complaint))"),
        fields=(_REFERENCE, _ANSWER, _COMPLAINT),
    ),
    LetterKind(
        "privacy.request_refused",
        title=gettext_lazy("A privacy request that we cannot do"),
        sent=gettext_lazy("To the person, with the reason and where to complain."),
        subject=gettext_lazy("We cannot do what you asked in ((reference))"),
        body=gettext_lazy(
            "You asked us in ((reference)) about your own data. We cannot do what you asked. This is why:\n\n"
            "((answer))\n\n((complaint))"
        ),
        fields=(_REFERENCE, _ANSWER, _COMPLAINT),
    ),
)


def own_link(asked: PrivacyRequest) -> str:
    """The address of the person's own page about their request; whoever opens it has to show who they are."""
    return SITE.address_of("privacy:request_record", ref=asked.reference)


def received(asked: PrivacyRequest) -> Draft:
    """We have it, and by when we answer."""
    return _to_asker("privacy.request_received", asked, day=_due(asked), link=own_link(asked))


def for_the_team(asked: PrivacyRequest) -> Draft:
    """To the council's own address: a request came, and by when it is to be answered. It says nobody's name."""
    return letters.compose(
        "privacy.request_for_the_team",
        to=settings.CONTACT_EMAIL,
        reference=asked.reference,
        day=_due(asked),
        link=SITE.address_of("privacy:desk_request", ref=asked.reference),
    )


def extended(asked: PrivacyRequest) -> Draft:
    """It takes up to two months longer, and why."""
    told = {"day": _due(asked), "answer": asked.extended_because, "link": own_link(asked), "complaint": str(_COMPLAIN)}
    return _to_asker("privacy.request_extended", asked, **told)


def ready(asked: PrivacyRequest) -> Draft:
    """The copy can be fetched, how, and until when."""
    until = days.show_day(asked.collect_until_on, with_weekday=True) if asked.collect_until_on else ""
    return _to_asker("privacy.request_ready", asked, day=until, link=own_link(asked))


def collecting_code(asked: PrivacyRequest, *, code: str) -> Draft:
    """The code that shows that the address is still theirs."""
    return letters.compose("privacy.copy_code", to=asked.contact, code=code)


def erased(asked: PrivacyRequest, *, to: str, kept: list[str]) -> Draft:
    """What was erased and what stays, and why. `to` was read before the erasure."""
    words = "\n".join(kept) or _(
        "Nothing stays but dates and counts that point at nobody, and the record of this request."
    )
    return letters.compose(
        "privacy.request_erased", to=to, reference=asked.reference, kept=words, complaint=str(_COMPLAIN)
    )


def answered(asked: PrivacyRequest) -> Draft:
    """The answer in words."""
    return _to_asker("privacy.request_answered", asked, answer=asked.answer, complaint=str(_COMPLAIN))


def refused(asked: PrivacyRequest) -> Draft:
    """That we cannot do it, why, and where to complain."""
    return _to_asker("privacy.request_refused", asked, answer=asked.answer, complaint=str(_COMPLAIN))


def _due(asked: PrivacyRequest) -> str:
    return days.show_day(asked.due_on, with_weekday=True)


def _to_asker(kind: str, asked: PrivacyRequest, **fields: str) -> Draft:
    return letters.compose(kind, to=asked.contact, reference=asked.reference, **fields)
