"""Letters and their words as component parameters. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from commonweal.core import days
from commonweal.core.journeys import JourneyStep
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind
from commonweal.messaging.models import DeliveryReport, Letter, ReturnedAddress, Wording
from commonweal.messaging.queries import State, WordsInForce
from commonweal.messaging.states import Delivery, Status
from commonweal.ui.rows import Cells, link

# Kinds of letter and their words.


def kind_rows(kinds: Sequence[tuple[LetterKind, WordsInForce]]) -> list[dict[str, Any]]:
    """Every kind of letter for a summary list: what it is called, when it is sent, whether its words were changed."""
    return [
        {
            "key": {"html": link(kind.title, "messaging:kind_record", kind=kind.name)},
            "value": {"html": format_html("{} {}", kind.sent, _state_of_words(words))},
        }
        for kind, words in kinds
    ]


def _state_of_words(words: WordsInForce) -> str:
    if words.is_outdated:
        return format_html("<strong>{}</strong>", _("Its words were changed, and the original is newer."))
    return format_html("<strong>{}</strong>", _("Its words were changed.")) if words.is_changed else ""


def field_rows(kind: LetterKind) -> list[dict[str, Any]]:
    """The fields of a letter for a summary list: as one writes them, what they mean, an example."""
    return [
        {
            "key": {"html": format_html("<code data-given>(({}))</code>", field.name)},
            "value": {"html": format_html("{}<br>{}", _meaning(field), _example(field))},
        }
        for field in kind.fields
    ]


def _meaning(field: FieldOf) -> str:
    return _("%(meaning)s. It must stay.") % {"meaning": field.meaning} if field.is_needed else str(field.meaning)


def _example(field: FieldOf) -> str:
    return _("For example: %(example)s") % {"example": field.example}


def version_title(number: int) -> str:
    """`Version 3`, or the original."""
    return _("Version %(number)d") % {"number": number} if number else _("The original")


def version_rows(kind: LetterKind, versions: Sequence[Wording]) -> list[dict[str, Any]]:
    """The history of a letter's words for a summary list, the newest first, the original last."""

    def title(number: int) -> SafeString:
        return link(version_title(number), "messaging:words_version", kind=kind.name, number=str(number))

    def why(each: Wording) -> str:
        return _("Back to the original: %(why)s") % {"why": each.reason} if each.is_original else each.reason

    rows = [
        {
            "key": {"html": title(each.number)},
            "value": {"html": format_html("{}<br>{}", why(each), days.show_instant(each.written_at))},
        }
        for each in versions
    ]
    return [*rows, {"key": {"html": title(0)}, "value": {"text": _("As it came with the service")}}]


# Letters in the outbox. What they say and to whom is not shown.


def state_sentence(state: State) -> str:
    """How the outbox stands, in a sentence or two."""
    to_decide, on_the_way = state.held + state.failed, state.queued + state.handing_over
    sentences = [
        ngettext("%(count)d letter needs you.", "%(count)d letters need you.", to_decide) % {"count": to_decide}
        if to_decide
        else _("No letter needs you.")
    ]
    if on_the_way:
        words = ngettext("%(count)d is on its way out.", "%(count)d are on their way out.", on_the_way)
        sentences.append(words % {"count": on_the_way})
    if state.waiting:
        words = ngettext(
            "%(count)d waits for the morning or for a digest.",
            "%(count)d wait for the morning or for a digest.",
            state.waiting,
        )
        sentences.append(words % {"count": state.waiting})
    return " ".join(sentences)


def letter_rows(letters: Sequence[Letter]) -> list[Cells]:
    """Letters that need somebody, as table rows."""
    return [
        [
            {"html": _letter_link(letter)},
            {"text": KINDS.title_of(letter.kind)},
            {"text": days.show_instant(letter.added_at)},
            {"text": str(letter.get_status_display())},
        ]
        for letter in letters
    ]


def returned_rows(letters: Sequence[Letter]) -> list[Cells]:
    """Letters that came back or were reported, as table rows."""
    return [
        [
            {"html": _letter_link(letter)},
            {"text": KINDS.title_of(letter.kind)},
            {"text": days.show_instant(letter.added_at)},
            {"text": str(letter.get_delivery_display())},
        ]
        for letter in letters
    ]


def _letter_link(letter: Letter) -> SafeString:
    return link(letter.reference, "messaging:letter_record", ref=letter.reference)


def letter_tag(letter: Letter) -> dict[str, Any]:
    """The tag that says where a letter stands; a sentence always stands beside it."""
    if letter.delivery in {Delivery.BOUNCED, Delivery.COMPLAINED}:
        return {"text": str(letter.get_delivery_display()), "classes": "govuk-tag--red"}
    tags = {
        Status.SENT: (_("Sent"), "cw-tag-kept"),
        Status.HELD: (_("Held"), "govuk-tag--yellow"),
        Status.FAILED: (_("Failed"), "govuk-tag--red"),
        Status.DROPPED: (_("Dropped"), "govuk-tag--grey"),
        Status.UNWANTED: (_("Not wanted"), "govuk-tag--grey"),
        Status.GATHERED: (_("In a digest"), "govuk-tag--grey"),
    }
    text, classes = tags.get(Status(letter.status), (_("On its way"), "govuk-tag--blue"))
    return {"text": text, "classes": classes}


def letter_sentence(letter: Letter) -> str:
    """Where the letter stands and what that means."""
    if letter.delivery == Delivery.BOUNCED:
        return _("It came back: the address does not take letters. Whoever it was for has not read it.")
    if letter.delivery == Delivery.COMPLAINED:
        return _("Its reader reported it as unwanted. They get no more optional letters of this topic.")
    sentences = {
        Status.SENT: _("The mail server took it. Whether it was read is not known."),
        Status.HELD: _(
            "The mail server did not answer after the last word, so it may have been sent or not. You decide."
        ),
        Status.FAILED: _("The mail server refused it, or did not take it for a day and a half. You decide."),
        Status.DROPPED: _("Somebody decided that it is not to be sent."),
        Status.UNWANTED: _("It was not sent: its reader wants no such letters, or letters to them come back."),
        Status.GATHERED: _("Its words went out with others in one letter."),
        Status.WAITING: _("It waits for the morning or for a digest."),
    }
    return sentences.get(Status(letter.status), _("The worker sends it."))


def fact_rows(letter: Letter) -> list[dict[str, Any]]:
    """The key facts of a letter, for a summary list."""
    facts = [
        (_("Kind of letter"), KINDS.title_of(letter.kind)),
        (_("Words"), version_title(letter.wording)),
        (_("Written"), days.show_instant(letter.added_at)),
        (_("Attempts"), str(letter.attempts)),
        (_("Last answer of the mail server"), letter.reply or _("none")),
        (_("What was heard of it"), str(letter.get_delivery_display())),
    ]
    if letter.emptied_at is not None:
        facts.append((_("Words and address erased"), days.show_instant(letter.emptied_at)))
    return [{"key": {"text": words}, "value": {"text": value}} for words, value in facts]


def history_rows(steps: Sequence[JourneyStep], reports: Sequence[DeliveryReport]) -> list[Cells]:
    """What happened to a letter and what was heard of it, oldest first."""
    words = {
        "begin": _("It was written"),
        "attempt": _("An attempt to send it began"),
        "hand_over": _("It was handed to the mail server"),
        "confirm": _("The mail server took it"),
        "take_back": _("The mail server did not take it"),
        "hold": _("It was held, because nobody knew whether it was taken"),
        "give_up": _("Sending it was given up"),
        "settle": _("It turned out to have been sent"),
        "resend": _("Somebody had it sent again"),
        "drop": _("Somebody dropped it"),
        "release": _("Its wait was over"),
        "gather": _("It went into a digest"),
        "decline": _("It was not sent, because it is not wanted"),
    }
    told = [(step.happened_at, words[step.move]) for step in steps]
    told += [(report.heard_at, _heard(report)) for report in reports]
    return [[{"text": days.show_instant(at)}, {"text": what}] for at, what in sorted(told, key=lambda each: each[0])]


def _heard(report: DeliveryReport) -> str:
    words = {"delivery": report.get_delivery_display(), "source": report.get_source_display(), "code": report.code}
    return _("%(source)s: %(delivery)s (%(code)s)") % words if report.code else _("%(source)s: %(delivery)s") % words


def moves(names: Sequence[str]) -> list[tuple[str, str]]:
    """The moves one can make now, each with the words on its button."""
    words = {"resend": _("Send it again"), "settle": _("It did arrive"), "drop": _("Drop it")}
    return [(name, words[name]) for name in names]


def question(move: str, letter: Letter) -> dict[str, str]:
    """What is asked before a decision, what it means, and the words on the button."""
    title, what, button = {
        "resend": (
            _("Do you want to send %(letter)s again?"),
            _("It goes out now. If it did arrive the first time, its reader gets it twice."),
            _("Send it again"),
        ),
        "settle": (
            _("Do you want to note that %(letter)s arrived?"),
            _("It is closed and counts as sent. Do this when its reader, or the mail server's log, says that it came."),
            _("It did arrive"),
        ),
        "drop": (
            _("Do you want to drop %(letter)s?"),
            _("It is closed and never sent. If its reader needs it, ring them or write by post first."),
            _("Drop it"),
        ),
    }[move]
    return {"title": title % {"letter": letter.reference}, "what": what, "button": button}


# What people see of themselves.


def returned_sentences(returned: Sequence[ReturnedAddress]) -> list[str]:
    """For the person whose address it is: that letters come back, and since when."""
    return [
        _(
            "Letters to your e-mail address have come back since %(day)s. Look whether your mailbox is full or closed, "
            "or ask us to change the address."
        )
        % {"day": days.show_day(days.london_day(each.since_at))}
        for each in returned
    ]
