"""Who may do what with a concern, and why not; and the days by which it is answered and replied to."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from commonweal.accountability.models import Concern, ConcernReply
from commonweal.accountability.queries import concerns as queries
from commonweal.accountability.states.concerns import CONCERN_JOURNEY
from commonweal.core import days
from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused, all_of
from commonweal.people.models import Body, BodyKind
from commonweal.people.standing import Standing, standing_of
from commonweal.privacy import abilities as privacy
from commonweal.privacy import retention_page
from commonweal.strategy.models import Strategy
from commonweal.ui.site import SITE

ANSWER = "accountability.answer_concerns"
"""What an officer must be able to do to work on concerns; said in `work/concerns.py`."""

REPLY = "accountability.reply_to_concerns"
"""What somebody must be able to do at a body to reply to a concern for it."""

MOST_A_DAY = 5
"""Concerns that may lead to the same mailbox or telephone within 24 hours. Each writes a letter there, and it may be
somebody else's."""

MOST_BEGUN_AN_HOUR = 300
"""Begun across the whole service, sent or not: more than a county has on its angriest evening."""

MOST_UNREACHABLE_AN_HOUR = 60
"""Sent without any contact, across the whole service: nothing else can be counted of those."""

FEWEST_REPLY_DAYS = 7
"""A body always has a week, even where the answer is due sooner."""

COUNCIL = (BodyKind.COUNCIL, BodyKind.DIRECTORATE, BodyKind.TEAM)
"""The council answers itself; every other body can be asked for its reply."""


# Days.


def answer_by(sent_on: date, strategy: Strategy) -> date:
    """The London day by which a concern sent on a day is to be answered, as the strategy's pack says."""
    return days.add_working_days(sent_on, _setting(strategy, "concern_answer_working_days"))


def reply_until(answered_on: date, strategy: Strategy) -> date:
    """The last London day for the reply of the person who raised it."""
    return answered_on + timedelta(days=_setting(strategy, "concern_reply_days"))


def body_reply_by(concern: Concern, asked_on: date) -> date:
    """The last London day for a body's reply.

    As the pack says; but it ends before the day of the answer, so that nobody waits longer because a body was asked.
    Never less than a week.
    """
    wanted = asked_on + timedelta(days=_setting(concern.commitment.strategy, "concern_reply_days"))
    if concern.answer_by_on is not None:
        wanted = min(wanted, concern.answer_by_on - timedelta(days=1))
    return max(wanted, asked_on + timedelta(days=FEWEST_REPLY_DAYS))


def days_late(concern: Concern, day: date) -> int:
    """How many working days the answer is late by a London day, or came late; nothing for one in time."""
    return late_by(concern.answer_by_on, concern.ended_on or day) if concern.answer_by_on else 0


def late_by(due_on: date, until: date) -> int:
    """How many working days lie after the day something was due; one at least, for what comes on a day off."""
    return max(1, days.working_days_between(due_on, until)) if due_on < until else 0


def days_taken(concern: Concern, day: date) -> int:
    """How many working days the person has waited for the answer by a London day, or did wait."""
    return days.working_days_between(concern.sent_on, concern.ended_on or day) if concern.sent_on else 0


def _setting(strategy: Strategy, name: str) -> int:
    value = strategy.settings[name]
    if not isinstance(value, int):
        raise TypeError(f"{strategy.slug}: the setting {name} is no whole number")
    return value


# Whoever raises it.


def can_start(*, at: datetime) -> Decision:
    """Whether another concern can be begun: not while somebody, or something, begins them by the hundred."""
    if queries.count_begun_since(at - timedelta(hours=1)) >= MOST_BEGUN_AN_HOUR:
        return Refused(
            _("Very many concerns are being raised just now. Try again in an hour, or ring us on %(phone)s")
            % {"phone": SITE.phone}
        )
    return ALLOWED


def can_change(concern: Concern) -> Decision:
    """Whether answers can still be changed: until it is sent."""
    if not concern.is_draft:
        return Refused(_("You have sent this concern already. To change it, withdraw it and raise a new one"))
    return ALLOWED


def can_send(concern: Concern, *, at: datetime) -> Decision:
    """Whether it says all that we need to answer it, and its contact has not been written to too often."""
    if not concern.words:
        return Refused(_("Tell us what is the matter"))
    if not concern.may_publish:
        return Refused(_("Choose whether we may publish your words"))
    if not concern.reach_by:
        return Refused(_("Tell us how to reach you, or choose that we do not"))
    if concern.is_reached_by_nothing:
        return _can_send_unreachable(at=at)
    if queries.count_sent_since(concern.reach_digest, at - timedelta(days=1)) >= MOST_A_DAY:
        return Refused(
            _(
                "We have had %(count)d concerns from this contact since yesterday, and that is as many as we take in a "
                "day. What you typed is kept: send it tomorrow, or ring us"
            )
            % {"count": MOST_A_DAY}
        )
    return ALLOWED


def _can_send_unreachable(*, at: datetime) -> Decision:
    if queries.count_unreachable_since(at - timedelta(hours=1)) >= MOST_UNREACHABLE_AN_HOUR:
        return Refused(
            _(
                "Very many concerns without a contact came in the last hour. What you typed is kept: send it in an "
                "hour, or tell us how to reach you"
            )
        )
    return ALLOWED


def can_withdraw(by: Actor, concern: Concern) -> Decision:
    """Whether `by` may take it back: whoever holds its key, until it is answered."""
    if not is_raiser(by, concern):
        return Refused(_("Only the person who raised this concern can withdraw it"))
    if not CONCERN_JOURNEY.is_open(concern.status, "withdraw"):
        return Refused(_("This concern no longer waits for an answer, so there is nothing to withdraw"))
    return ALLOWED


def can_reply(by: Actor, concern: Concern, *, at: datetime) -> Decision:
    """Whether `by` may reply to the answer: whoever holds the key, once, until the day that was named."""
    if not is_raiser(by, concern):
        return Refused(_("Only the person who raised this concern can reply to the answer"))
    if not CONCERN_JOURNEY.is_open(concern.status, "reply"):
        return Refused(_("This concern is closed, so a reply cannot be added. You can raise a new one"))
    if concern.held_until_on is not None and concern.held_until_on < days.london_day(at):
        return Refused(_("The time for a reply is over. You can raise a new concern"))
    return ALLOWED


def can_close(by: Actor, concern: Concern, *, at: datetime) -> Decision:
    """Whether `by` may close it: whoever holds the key once it is answered, the system once the time is over."""
    if by.kind is not Kind.SYSTEM and not is_raiser(by, concern):
        return Refused(_("Only the person who raised this concern can say that it is done with"))
    if not CONCERN_JOURNEY.is_open(concern.status, "close"):
        return Refused(_("Only a concern that is answered and still open can be closed"))
    if by.kind is Kind.SYSTEM and concern.held_until_on and concern.held_until_on >= days.london_day(at):
        return Refused(_("The person still has time to reply to the answer"))
    return ALLOWED


def is_raiser(by: Actor, concern: Concern) -> bool:
    """Whether `by` is the one who holds the private link."""
    return by.kind is Kind.GUEST and by.key == queries.holder(concern).key


# The officers who answer.


def is_officer(standing: Standing) -> bool:
    """Whether somebody with this standing answers concerns."""
    return standing.may(ANSWER)


def is_apart(officer: Actor, concern: Concern) -> Decision:
    """Whether the officer had no part in what the concern is about: nobody judges a document they filed or accepted."""
    for filing in queries.in_question(concern):
        if filing.filed_by.reference == officer.key:
            return Refused(_("You filed %(ref)s, which this concern is about. A colleague answers it") % _ref(filing))
        if filing.settled_by is not None and filing.settled_by.reference == officer.key:
            return Refused(
                _("You accepted %(ref)s, which this concern is about. A colleague answers it") % _ref(filing)
            )
    return ALLOWED


def _ref(filing: object) -> dict[str, str]:
    return {"ref": str(filing)}


def can_hold(holder: Actor, concern: Concern, *, at: datetime) -> Decision:
    """Whether `holder` may have the concern in hand, taken on or handed over to them."""
    if not is_officer(standing_of(holder, at=at)):
        return Refused(_("Only an officer who answers concerns can take this on"))
    if not concern.is_open:
        return Refused(_("This concern no longer waits for an answer, so there is nothing to take on"))
    return is_apart(holder, concern)


def can_sum_up(by: Actor, concern: Concern, *, at: datetime) -> Decision:
    """Whether `by` may write or change the public summary: an officer with no part in it, while it is open."""
    if not is_officer(standing_of(by, at=at)):
        return Refused(_("Only an officer who answers concerns can write the summary"))
    if not concern.is_open:
        return Refused(_("The summary can be changed until the concern is answered, and this one is"))
    return is_apart(by, concern)


def can_ask_reply(by: Actor, concern: Concern, body: Body, *, at: datetime) -> Decision:
    """Whether `by` may ask a body for its reply: an officer, while it is open, once there is a summary to reply to."""
    if not is_officer(standing_of(by, at=at)):
        return Refused(_("Only an officer who answers concerns can ask for a reply"))
    if not concern.is_open:
        return Refused(_("This concern no longer waits for an answer, so nobody is asked any more"))
    if body.kind in COUNCIL:
        return Refused(_("The council answers this concern itself. Choose another body"), field="body")
    if not concern.summary:
        return Refused(_("Write the summary first: it is what the body replies to"))
    return is_apart(by, concern)


def can_reply_for(by: Actor, reply: ConcernReply, concern: Concern, *, at: datetime) -> Decision:
    """Whether `by` may write the reply of a body: its own people until their day, once.

    Where nobody of the body can sign in, an officer types in what the body sent by letter.
    """
    standing, today = standing_of(by, at=at), days.london_day(at)
    if not standing.may(REPLY, body=reply.body.reference) and not is_typing_in(standing, reply, at=at):
        return Refused(_("Only the people of %(body)s can reply for it") % {"body": reply.body.name})
    if reply.is_written:
        return Refused(_("%(body)s has replied already. A reply is printed as it is and not changed") % _body(reply))
    if not concern.is_open:
        return Refused(_("This concern has been answered, so a reply can no longer be added"))
    if not reply.is_open_on(today):
        words = _body(reply) | {"day": days.show_day(reply.reply_by_on)}
        return Refused(_("The time for %(body)s to reply was over on %(day)s") % words)
    return ALLOWED


def is_typing_in(standing: Standing, reply: ConcernReply, *, at: datetime) -> bool:
    """Whether an officer writes for a body of which nobody can sign in."""
    return is_officer(standing) and not queries.who_may(REPLY, reply.body, on=days.london_day(at))


def _body(reply: ConcernReply) -> dict[str, str]:
    return {"body": reply.body.name}


def can_answer(by: Actor, concern: Concern, *, at: datetime) -> Decision:
    """Whether `by` may answer: an officer with no part in it, once it is summed up and who was asked had their time."""
    if not is_officer(standing_of(by, at=at)):
        return Refused(_("Only an officer who answers concerns can answer this one"))
    if not CONCERN_JOURNEY.is_open(concern.status, "answer"):
        return Refused(_("Only a concern that waits can be answered; this one does not"))
    if not concern.summary and not concern.is_silent:
        return Refused(_("Write the public summary first, so that everybody sees what you answer"))
    return all_of(is_apart(by, concern), _have_had_their_time(concern, at=at))


def _have_had_their_time(concern: Concern, *, at: datetime) -> Decision:
    today = days.london_day(at)
    for reply in queries.replies_of(concern):
        if reply.is_open_on(today):
            words = {"body": reply.body.name, "day": days.show_day(reply.reply_by_on, with_weekday=True)}
            return Refused(
                _("%(body)s has until %(day)s to reply. Answer once it has, or when that day is over") % words
            )
    return ALLOWED


def can_promise(action_by_on: date | None, *, at: datetime) -> Decision:
    """Whether the day by which something will be done lies ahead."""
    if action_by_on is not None and action_by_on < days.london_day(at):
        return Refused(_("Enter a day that lies ahead"), field="action_by_on")
    return ALLOWED


def can_look_at_reply(by: Actor, concern: Concern, *, at: datetime) -> Decision:
    """Whether `by` may note that they read the person's reply, and have it printed: an officer, once."""
    if not is_officer(standing_of(by, at=at)):
        return Refused(_("Only an officer who answers concerns can do this"))
    if concern.replied_at is None or concern.is_emptied:
        return Refused(_("There is no reply to look at"))
    if concern.is_reply_seen:
        return Refused(_("Somebody has looked at this reply already"))
    return ALLOWED


def can_erase(by: Actor, concern: Concern, *, at: datetime) -> Decision:
    """Whether `by` may erase what it says about a person: who answers concerns, the privacy officer, the system; once.

    A privacy officer erases it for somebody who asked for that, or because its time is up.
    """
    if by.kind is not Kind.SYSTEM and not _is_eraser(standing_of(by, at=at)):
        return Refused(_("Only the council can erase a concern. Ask us, and say its reference"))
    if concern.is_draft:
        return Refused(
            _("This concern was never sent. It is deleted by itself, %(period)s after it was begun")
            % {"period": retention_page.period_of("accountability.concern_drafts")}
        )
    if concern.is_emptied:
        return Refused(_("This concern has been erased already, so there is nothing left to erase"))
    return ALLOWED


def _is_eraser(standing: Standing) -> bool:
    return is_officer(standing) or standing.may(privacy.ANSWER) or standing.may(privacy.DELETE)
