"""What we write about a request for another format."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.accountability.models import FormatRequest
from commonweal.core import days
from commonweal.messaging import letters
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind
from commonweal.messaging.letters import Draft
from commonweal.ui.site import SITE

_REFERENCE = FieldOf("reference", gettext_lazy("The request's reference"), "AF-7QK2-M9XD", is_needed=True)
_DAY = FieldOf("day", gettext_lazy("The day by which we answer"), "Wednesday 1 July 2026", is_needed=True)

KINDS.add(
    LetterKind(
        "accountability.format_received",
        title=gettext_lazy("We have your request for another format"),
        sent=gettext_lazy("To the person who asks for another format, when they have sent the request."),
        subject=gettext_lazy("We have your request ((reference))"),
        body=gettext_lazy(
            "We have your request. Its reference is ((reference)).\n\n"
            "The communities team will answer by ((day)).\n\n"
            "((left_out??We could not keep these files with your request: ((left_out)). "
            "Your message is still there, and a person looks at it.))\n\n"
            "[See how it is going, or say that you no longer need it](((link)))\n\n"
            "Anybody who has this address can see your request, so keep it to yourself."
        ),
        fields=(
            _REFERENCE,
            _DAY,
            FieldOf(
                "link",
                gettext_lazy("Their private page"),
                "https://www.example.org/another-format/key/",
                is_needed=True,
            ),
            FieldOf(
                "left_out",
                gettext_lazy("Files of their message that were not kept, with why; nothing where there are none"),
                "notes.exe: Choose a picture or a document",
            ),
        ),
    ),
    LetterKind(
        "accountability.format_for_the_team",
        title=gettext_lazy("Another format is needed"),
        sent=gettext_lazy("To the communities team, when somebody has asked for another format."),
        subject=gettext_lazy("Another format is needed: ((reference))"),
        body=gettext_lazy(
            "((reference)) is to be answered by ((day)).\n\n"
            "Wanted:\n((wanted))\n\n"
            "Format: ((format))\nName: ((name))\n((reach_by)): ((contact))\n\n"
            "((file_command??Files came with it. Fetch them with: ((file_command))))\n\n"
            "((left_out??Not kept, so look into the mailbox, where the message waits: ((left_out))))\n\n"
            "When it has been supplied, say how, for the person to read: ((supply_command))"
        ),
        fields=(
            _REFERENCE,
            _DAY,
            FieldOf(
                "wanted", gettext_lazy("What is wanted, in the person's words"), "The letter about bus passes", True
            ),
            FieldOf("format", gettext_lazy("The format they need"), "Large print", is_needed=True),
            FieldOf("name", gettext_lazy("The name they gave, or that they gave none"), "Asha Gurung", is_needed=True),
            FieldOf("reach_by", gettext_lazy("How they want to be reached"), "E-mail", is_needed=True),
            FieldOf("contact", gettext_lazy("Their address or number"), "asha@example.org", is_needed=True),
            FieldOf(
                "file_command",
                gettext_lazy("The command that fetches their files; nothing where there are none"),
                "./run manage format_requests file AF-7QK2-M9XD --to FOLDER",
                is_needed=True,
            ),
            FieldOf(
                "left_out",
                gettext_lazy("Files of their message that were not kept, with why; nothing where there are none"),
                "notes.exe: Choose a picture or a document",
            ),
            FieldOf(
                "supply_command",
                gettext_lazy("The command that notes it as supplied"),
                './run manage format_requests supply AF-7QK2-M9XD --note "We posted it to you today"',
            ),
        ),
    ),
    LetterKind(
        "accountability.format_withdrawn",
        title=gettext_lazy("Another format is no longer needed"),
        sent=gettext_lazy("To the communities team, when somebody withdraws a request for another format."),
        subject=gettext_lazy("No longer needed: ((reference))"),
        body=gettext_lazy(
            "The person who asked for ((reference)) no longer needs it. It is closed, and there is nothing left to do."
        ),
        fields=(_REFERENCE,),
    ),
    LetterKind(
        "accountability.format_supplied",
        title=gettext_lazy("Your request for another format is answered"),
        sent=gettext_lazy("To the person who asked for another format, when it has been supplied."),
        subject=gettext_lazy("Your request ((reference)) is answered"),
        body=gettext_lazy(
            "Your request ((reference)) is answered.\n\n"
            "((note))\n\n"
            "Is it not what you needed? Ring ((phone)) or write to ((email)), and we put it right."
        ),
        fields=(
            _REFERENCE,
            FieldOf("note", gettext_lazy("How it was supplied, as staff wrote it"), "We posted it to you today.", True),
            FieldOf("phone", gettext_lazy("The council's telephone number"), "01632 960 000"),
            FieldOf("email", gettext_lazy("The council's e-mail address"), "communities@council.example"),
        ),
    ),
)


def received(asked: FormatRequest, *, link: str, left_out: Sequence[str] = ()) -> Draft:
    """To the person who asked: we have it, by when we answer, their private link, and which files we did not keep."""
    return letters.compose(
        "accountability.format_received",
        to=asked.contact,
        reference=asked.reference,
        day=_day(asked),
        link=link,
        left_out="; ".join(left_out),
    )


def for_the_team(asked: FormatRequest, *, left_out: Sequence[str] = ()) -> Draft:
    """To the council's own address: what is wanted, for whom, by when."""
    command = f"./run manage format_requests %s {asked.reference}"
    return letters.compose(
        "accountability.format_for_the_team",
        to=settings.CONTACT_EMAIL,
        reference=asked.reference,
        day=_day(asked),
        wanted=asked.wanted,
        format=asked.format_words,
        name=asked.name or _("not given"),
        reach_by=asked.get_reach_by_display(),
        contact=asked.contact,
        file_command=f"{command % 'file'} --to FOLDER" if asked.document else "",
        left_out="; ".join(left_out),
        supply_command=f'{command % "supply"} --note "{_("We posted it to you today")}"',
    )


def withdrawn(asked: FormatRequest) -> Draft:
    """To the council's own address: it is no longer needed."""
    return letters.compose("accountability.format_withdrawn", to=settings.CONTACT_EMAIL, reference=asked.reference)


def supplied(asked: FormatRequest, *, note: str) -> Draft:
    """To the person who asked: it is on its way, and how."""
    return letters.compose(
        "accountability.format_supplied",
        to=asked.contact,
        reference=asked.reference,
        note=note,
        phone=SITE.phone,
        email=SITE.email,
    )


def _day(asked: FormatRequest) -> str:
    return days.show_day(asked.answer_by_on, with_weekday=True) if asked.answer_by_on else ""
