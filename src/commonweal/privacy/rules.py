"""Who may do what with requests, deletions, holds and disclosures, and the numbers they count with."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from commonweal.core import days
from commonweal.core.actors import Actor, Kind
from commonweal.core.rules import ALLOWED, Decision, Refused
from commonweal.people.rules import powers
from commonweal.people.standing import standing_of
from commonweal.privacy import abilities, cases, clocks, queries
from commonweal.privacy.models import Decision as Decided
from commonweal.privacy.models import Disclosure, FoundItem, Hold, PrivacyRequest, Proposal, ProposedRecord
from commonweal.privacy.states import DISCLOSURE_JOURNEY, PROPOSAL_JOURNEY, REQUEST_JOURNEY

ANSWER_WITHIN_MONTHS = 1
"""UK GDPR article 12(3): without undue delay, and within one month of receipt."""

EXTENDED_MONTHS = 3
"""UK GDPR article 12(3): two further months where requests are complex or many; the person is told within the first."""

DISCLOSE_WITHIN_WORKING_DAYS = 20
"""Freedom of Information Act 2000, section 10(1); Environmental Information Regulations 2004, regulation 5(2)."""

COLLECT_WITHIN_DAYS = 30
"""Ours: long enough to be away for a fortnight, short enough that a copy of everything does not lie about."""

MOST_OPEN = 5
"""Open requests of one person. Each costs an officer hours; more than this are the same question again."""

CODE_LASTS = timedelta(minutes=15)
"""How long a collecting code can be used, and how long the copy can be fetched after it was shown."""

CODE_PAUSE = timedelta(minutes=1)
"""Between two codes to one contact, so that nobody fills somebody's mailbox."""

CODE_TRIES = 5
"""Wrong codes before a new one is needed: five guesses among a million."""

LOOK_AGAIN_DAYS = 365
"""How long a record that was taken out of a deletion is left alone where nobody says otherwise."""

LONGEST_HOLD_YEARS = 7
"""Ours: a hold is looked at again; a claim is out of time after six years (Limitation Act 1980)."""


def request_due_on(received_on: date, *, is_extended: bool = False) -> date:
    """The last day to answer a request that was received on a day."""
    return clocks.due_after(received_on, months=EXTENDED_MONTHS if is_extended else ANSWER_WITHIN_MONTHS)


def disclosure_due_on(received_on: date) -> date:
    """The last day to answer somebody who asks for a case under freedom of information."""
    return days.add_working_days(received_on, DISCLOSE_WITHIN_WORKING_DAYS)


def may(by: Actor, ability: str, *, at: datetime) -> Decision:
    """Whether a role of `by` lets them do it."""
    if not standing_of(by, at=at).may(ability):
        return Refused(_("Only a privacy officer can do this. Ask the council's privacy officer"))
    return ALLOWED


# Requests of people.


def can_ask(by: Actor, *, email: str) -> Decision:
    """Whether `by` can ask about their own data: somebody who showed who they are, with few requests open."""
    if by.kind not in {Kind.GUEST, Kind.PERSON}:
        return Refused(_("Sign in, or show us your e-mail address, so that we know whose data it is"))
    if queries.requests.count_open(by) >= MOST_OPEN:
        return Refused(
            _("You have %(count)d requests open already. We answer those first; write to us if this one is different")
            % {"count": MOST_OPEN}
        )
    is_theirs = queries.requests.is_digest_of(by.key, email)
    if by.kind is Kind.GUEST and not is_theirs:
        return Refused(_("Enter the e-mail address that you have just shown us"), field="email")
    return ALLOWED


def can_enter_paper(by: Actor, *, received_on: date, at: datetime) -> Decision:
    """Whether `by` can write down a request that came on paper or by telephone."""
    if received_on > days.london_day(at):
        return Refused(_("Enter the day it came, today or earlier"), field="received_on")
    return may(by, abilities.ANSWER, at=at)


def is_asker(by: Actor, asked: PrivacyRequest) -> bool:
    """Whether `by` is the person who asked."""
    is_person = by.kind is Kind.PERSON and bool(asked.person_key) and by.key == asked.person_key
    return is_person or (by.kind is Kind.GUEST and bool(asked.contact_digest) and by.key == asked.contact_digest)


def can_withdraw(by: Actor, asked: PrivacyRequest) -> Decision:
    """Whether `by` may withdraw the request: whoever asked, while it is open."""
    if not is_asker(by, asked):
        return Refused(_("Only the person who asked can withdraw this request"))
    if not REQUEST_JOURNEY.is_open(asked.status, "withdraw"):
        return Refused(_("This request is closed already, so there is nothing to withdraw"))
    return ALLOWED


def can_work_on(by: Actor, asked: PrivacyRequest, *, at: datetime) -> Decision:
    """Whether `by` may work on the request: a privacy officer, while it is open, and never on their own."""
    if not (allowed := may(by, abilities.ANSWER, at=at)):
        return allowed
    if is_asker(by, asked):
        return Refused(_("This is your own request. Another privacy officer has to answer it"))
    if not asked.is_open:
        return Refused(_("This request is closed, so nothing about it can be changed"))
    return ALLOWED


def can_read(by: Actor, asked: PrivacyRequest, *, at: datetime) -> Decision:
    """Whether `by` may open what is kept about whoever asked: a privacy officer with the power on, never their own."""
    if not (allowed := may(by, abilities.ANSWER, at=at)):
        return allowed
    if is_asker(by, asked):
        return Refused(_("This is your own request. Another privacy officer has to answer it"))
    return powers.can_use(by, abilities.READ, at=at)


def can_gather(by: Actor, asked: PrivacyRequest, *, at: datetime) -> Decision:
    """Whether `by` may look for what is kept, and decide what becomes of it: while the request is open."""
    return can_work_on(by, asked, at=at) and can_read(by, asked, at=at)


def can_note(by: Actor, *, at: datetime) -> Decision:
    """Whether `by` may leave a note on a request, open or closed."""
    return may(by, abilities.ANSWER, at=at)


def can_extend(by: Actor, asked: PrivacyRequest, *, at: datetime) -> Decision:
    """Whether the two further months can be taken: once, and within the first month."""
    if not (allowed := can_work_on(by, asked, at=at)):
        return allowed
    if asked.is_extended:
        return Refused(_("The two further months have been taken already"))
    if asked.due_on < days.london_day(at):
        return Refused(_("The first month is over. The law lets us take longer only if we say so within it"))
    return ALLOWED


def can_decide(item: FoundItem, decision: Decided, shown_words: str, because: str) -> Decision:
    """Whether the decision is whole: a reason for what is left out, and words that black something out."""
    if decision in {Decided.REDACTED, Decided.WITHHELD} and not because:
        return Refused(_("Say why, so that the person can be told"), field="because")
    if decision == Decided.REDACTED and item.is_file:
        return Refused(_("Words in a file cannot be blacked out here. Withhold it, or give it whole"), field="decision")
    if decision == Decided.REDACTED and shown_words == item.words:
        return Refused(_("Nothing is blacked out yet. Enter the words to black out"), field="hide")
    return ALLOWED


def can_release(by: Actor, asked: PrivacyRequest, *, at: datetime) -> Decision:
    """Whether the copy can be sent: gathered, and every item that shows somebody else decided."""
    if not (allowed := can_work_on(by, asked, at=at)):
        return allowed
    if not asked.is_access:
        return Refused(_("This request does not ask for a copy"))
    if not asked.is_gathered:
        return Refused(_("Look for what we keep first"))
    if left := queries.found.count_undecided(asked):
        return Refused(_("%(count)d items show other people. Decide what becomes of each first") % {"count": left})
    return ALLOWED


def can_erase(by: Actor, asked: PrivacyRequest, *, at: datetime) -> Decision:
    """Whether what is kept about the person can be erased: they asked for it, and no legal hold is on them."""
    if not (allowed := can_work_on(by, asked, at=at)):
        return allowed
    if not asked.is_erasure:
        return Refused(_("This request does not ask to erase anything"))
    if holds := queries.holds.on_person(queries.subjects.of_request(asked), on=days.london_day(at)):
        return Refused(
            _("Legal hold %(reference)s keeps everything about this person until %(day)s. Lift it first, or refuse")
            % {"reference": holds[0].reference, "day": days.show_day(holds[0].until_on)}
        )
    return ALLOWED


def can_answer_in_words(by: Actor, asked: PrivacyRequest, *, at: datetime) -> Decision:
    """Whether the request is answered by words alone: putting right, and objecting."""
    if not (allowed := can_work_on(by, asked, at=at)):
        return allowed
    if not asked.is_in_words:
        return Refused(_("A copy or an erasure is what answers this request, not words alone"))
    return ALLOWED


def can_empty(asked: PrivacyRequest) -> Decision:
    """Whether what it says about the person can be erased: once it is closed."""
    if asked.is_open:
        return Refused(_("This request is open. Answer it first, or refuse it with the reason"))
    return ALLOWED


# Collecting the copy.


def can_collect(by: Actor, asked: PrivacyRequest, *, at: datetime) -> Decision:
    """Whether the copy is there for `by` to fetch: theirs, sent, and not past its last day."""
    if not is_asker(by, asked) or asked.collect_until_on is None or asked.is_emptied:
        return Refused(_("There is no copy to fetch here"))
    if asked.collect_until_on < days.london_day(at):
        return Refused(
            _("The copy could be fetched until %(day)s. Ask again, and we make it anew")
            % {"day": days.show_day(asked.collect_until_on)}
        )
    return ALLOWED


def can_send_code(asked: PrivacyRequest, *, at: datetime) -> Decision:
    """Whether a collecting code can be written: there is an address, and the last code is a minute old."""
    if not asked.is_reached_by_email:
        return Refused(_("You gave us no e-mail address. Ring us, and we hand the copy to you"))
    if asked.code_sent_at is not None and at - asked.code_sent_at < CODE_PAUSE:
        return Refused(_("We have just sent a code. Wait a minute for it before you ask for another"))
    return ALLOWED


def can_hand_over(by: Actor, asked: PrivacyRequest, *, at: datetime) -> Decision:
    """Whether `by` may note that the copy was handed over on paper: once, where nobody can fetch it."""
    if not (allowed := can_read(by, asked, at=at)):
        return allowed
    if asked.is_reached_by_email or asked.collect_until_on is None or asked.is_emptied:
        return Refused(_("There is no copy to hand over here"))
    if asked.is_collected:
        return Refused(_("It is noted already that the copy was handed over"))
    return ALLOWED


def is_code_fresh(asked: PrivacyRequest, *, at: datetime) -> bool:
    """Whether a collecting code that was sent can still be used."""
    sent = asked.code_sent_at
    return bool(asked.code_digest) and sent is not None and at - sent < CODE_LASTS and asked.code_tries < CODE_TRIES


def is_unlocked(since: str | None, *, at: datetime) -> bool:
    """Whether a browser that showed the code at the instant `since` (from its session) may still fetch."""
    return since is not None and timedelta(0) <= at - datetime.fromisoformat(since) < CODE_LASTS


# Deletions and holds.


def can_take_out(by: Actor, record: ProposedRecord, proposal: Proposal, *, at: datetime) -> Decision:
    """Whether a record can be taken out of a proposal: before it is confirmed."""
    if not (allowed := may(by, abilities.DELETE, at=at)):
        return allowed
    if not PROPOSAL_JOURNEY.is_open(proposal.status, "confirm") or record.settled_at is not None:
        return Refused(_("This record can no longer be taken out: the deletion was confirmed, or it was taken out"))
    return ALLOWED


def can_confirm(by: Actor, proposal: Proposal, *, at: datetime) -> Decision:
    """Whether a deletion can be confirmed: by a privacy officer, once, with something left in it."""
    if not (allowed := may(by, abilities.DELETE, at=at)):
        return allowed
    if not PROPOSAL_JOURNEY.is_open(proposal.status, "confirm"):
        return Refused(_("This deletion has been confirmed already"))
    if not queries.retention.count_left(proposal):
        return Refused(_("Every record was taken out, so there is nothing to delete"))
    return ALLOWED


def can_place_hold(by: Actor, *, until_on: date, at: datetime) -> Decision:
    """Whether `by` can place a hold until the day."""
    if until_on <= days.london_day(at):
        return Refused(_("Choose a day after today"), field="until_on")
    if until_on > clocks.months_after(days.london_day(at), 12 * LONGEST_HOLD_YEARS):
        return Refused(
            _("Choose a day within %(years)d years; a hold can be placed anew") % {"years": LONGEST_HOLD_YEARS},
            field="until_on",
        )
    return may(by, abilities.HOLD, at=at)


def can_lift_hold(by: Actor, hold: Hold, *, at: datetime) -> Decision:
    """Whether a hold can be lifted: once."""
    if hold.is_lifted:
        return Refused(_("This hold was lifted already"))
    return may(by, abilities.HOLD, at=at)


def can_forget_hold(hold: Hold, *, at: datetime) -> Decision:
    """Whether a hold can be deleted: once its day is over."""
    if hold.until_on >= days.london_day(at):
        return Refused(_("This hold is still in force"))
    return ALLOWED


def is_later(day: date, *, at: datetime) -> Decision:
    """Whether a day on which a record is to be looked at again is after today."""
    if day <= days.london_day(at):
        return Refused(_("Choose a day after today"), field="again_on")
    return ALLOWED


# Disclosures.


def can_disclose(by: Actor, disclosure: Disclosure, *, at: datetime) -> Decision:
    """Whether `by` may change or answer the disclosure: while it is being prepared."""
    if not (allowed := may(by, abilities.DISCLOSE, at=at)):
        return allowed
    if not DISCLOSURE_JOURNEY.is_open(disclosure.status, "answer"):
        return Refused(_("This was answered or withdrawn, so nothing about it can be changed"))
    return ALLOWED


def can_begin_disclosure(
    by: Actor, case_kind: str, case_reference: str, *, received_on: date, at: datetime
) -> Decision:
    """Whether a case can be prepared: there is one of this reference, and the request came today or earlier."""
    if not (allowed := may(by, abilities.DISCLOSE, at=at)):
        return allowed
    if received_on > days.london_day(at):
        return Refused(_("Enter the day it came, today or earlier"), field="received_on")
    if not cases.kind_of(case_kind).exists(case_reference):
        return Refused(_("There is no such case. Check its reference"), field="case_reference")
    return ALLOWED


def can_forget_disclosure(disclosure: Disclosure) -> Decision:
    """Whether a disclosure can be deleted: once it is closed."""
    if disclosure.is_open:
        return Refused(_("This is still being prepared"))
    return ALLOWED
