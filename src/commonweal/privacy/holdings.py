"""What privacy itself holds of people: requests, copies, holds, looks, deletions and disclosures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import audit, days, personal
from commonweal.core.actors import Actor
from commonweal.core.personal import DataSubject, Due, Erasure, HeldRecord, Holding, Item, Kept
from commonweal.privacy import operations, queries
from commonweal.privacy.models import PrivacyRequest


def register_all() -> None:
    """Say what privacy holds; called when Django starts."""
    for holding in (_requests(), _copies(), _holds(), _looks(), _deletions(), _disclosures()):
        personal.register(holding)
    audit.NAME_KEPT.register("privacy.requests", queries.requests.is_contact_kept)
    audit.NAME_KEPT.register("privacy.holds", queries.holds.is_contact_kept)


def _columns(model: str, *fields: str) -> tuple[str, ...]:
    return tuple(f"privacy.{model}.{field}" for field in fields)


# Requests.


def _requests() -> Holding:
    return Holding(
        name="privacy.requests",
        title=gettext_lazy("Requests about one's own data"),
        whose=gettext_lazy("people who ask what is kept about them, or to have it erased or put right"),
        what=gettext_lazy("name, contacts, what they asked, what was answered, and notes of officers"),
        fields=(
            *_columns("PrivacyRequest", "person_key", "name", "contact", "contact_digest", "about", "answer"),
            *_columns("PrivacyRequest", "extended_because"),
            *_columns("RequestContact", "contact", "contact_digest", "how_shown", "added_by"),
            *_columns("StaffNote", "words", "noted_by"),
        ),
        find=_find_requests,
        erase=_erase_requests,
        expired=_expired_requests,
        dispose=_dispose_request,
    )


def _find_requests(subject: DataSubject) -> Iterator[HeldRecord]:
    for asked in queries.requests.of_subject(subject.person_key, subject.contact_digests):
        facts = (
            (_("What you asked for"), asked.get_kind_display()),
            (_("Received on"), days.show_day(asked.received_on)),
            (_("Name"), asked.name),
            (_("Contact"), asked.contact),
            (_("Further contacts"), "\n".join(each.contact for each in asked.contacts.all())),
            (_("What you wrote"), asked.about),
            (_("Why it took longer"), asked.extended_because),
            (_("Our answer"), asked.answer),
        )
        notes = tuple(Item(_("A note of an officer"), note.words, about_others=True) for note in asked.notes.all())
        items = (*(Item(title, words) for title, words in facts if words), *notes)
        yield HeldRecord(asked.reference, _("Your request about your data"), items)


def _erase_requests(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    erased, kept = [], []
    why = _("it shows that we did what you asked, and is erased when its own time is up")
    for asked in queries.requests.of_subject(subject.person_key, subject.contact_digests):
        if asked.is_open:
            kept.append(Kept(asked.reference, why))
        else:
            operations.requests.empty(asked=asked, by=by, at=at)
            erased.append(asked.reference)
    return Erasure(tuple(erased), tuple(kept))


def _expired_requests(began_before: date) -> Iterator[Due]:
    for asked in queries.requests.settled_before(began_before):
        if asked.settled_on is not None:
            yield Due(asked.reference, asked.settled_on)


def _dispose_request(reference: str, *, by: Actor, at: datetime) -> None:
    asked = queries.requests.by_reference(reference)
    if asked is not None:
        operations.requests.empty(asked=asked, by=by, at=at)


# Copies.


def _copies() -> Holding:
    return Holding(
        name="privacy.copies",
        title=gettext_lazy("Copies made for people who asked for one"),
        whose=gettext_lazy("people who asked for a copy of what is kept about them"),
        what=gettext_lazy("everything that was found about them, as it was on that day, and what was decided about it"),
        fields=(
            *_columns("FoundItem", "record_title", "title", "words", "shown_words", "because", "decided_by"),
            *_columns("HiddenWords", "words", "because", "decided_by"),
        ),
        find=_already_in_the_copy,
        erase=_erase_copies,
        expired=_expired_copies,
        dispose=_dispose_copy,
        is_special_category=True,
    )


def _already_in_the_copy(_subject: DataSubject) -> tuple[HeldRecord, ...]:
    """Nothing: a copy of a copy would say everything twice."""
    return ()


def _erase_copies(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:
    closed = [
        asked
        for asked in queries.requests.of_subject(subject.person_key, subject.contact_digests)
        if not asked.is_open and asked.is_gathered
    ]
    for asked in closed:
        operations.found.forget(asked=asked, by=by, at=at)
    return Erasure(tuple(asked.reference for asked in closed))


def _expired_copies(began_before: date) -> Iterator[Due]:
    for asked in queries.requests.with_copies_from_before(began_before):
        yield Due(asked.reference, _copy_ended_on(asked))


def _copy_ended_on(asked: PrivacyRequest) -> date:
    return asked.collect_until_on or asked.settled_on or asked.received_on


def _dispose_copy(reference: str, *, by: Actor, at: datetime) -> None:
    asked = queries.requests.by_reference(reference)
    if asked is not None:
        operations.found.forget(asked=asked, by=by, at=at)


# Holds.


def _holds() -> Holding:
    return Holding(
        name="privacy.holds",
        title=gettext_lazy("Legal holds"),
        whose=gettext_lazy("people whose data must be kept for a claim or an inquiry"),
        what=gettext_lazy("their contact or account, and why what is theirs is kept"),
        fields=_columns(
            "Hold", "person_key", "contact", "contact_digest", "because", "lifted_because", "placed_by", "lifted_by"
        ),
        find=_find_holds,
        erase=_keep_holds,
        expired=_expired_holds,
        dispose=_dispose_hold,
    )


def _find_holds(subject: DataSubject) -> Iterator[HeldRecord]:
    for hold in queries.holds.of_subject(subject):
        # What a claim is about can be privileged or somebody else's: an officer decides.
        items = (
            Item(_("Kept until"), days.show_day(hold.until_on), about_others=True),
            Item(_("Why"), hold.because, about_others=True),
        )
        yield HeldRecord(hold.reference, _("A legal hold on what is yours"), items)


def _keep_holds(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:  # noqa: ARG001  # as every holding
    why = _("the law requires us to keep it until its day")
    return Erasure(kept=tuple(Kept(hold.reference, why) for hold in queries.holds.of_subject(subject)))


def _expired_holds(began_before: date) -> Iterator[Due]:
    for hold in queries.holds.ended_before(began_before):
        yield Due(hold.reference, hold.until_on)


def _dispose_hold(reference: str, *, by: Actor, at: datetime) -> None:
    hold = queries.holds.by_reference(reference)
    if hold is not None:
        operations.holds.forget(hold=hold, by=by, at=at)


# Looks.


def _looks() -> Holding:
    return Holding(
        name="privacy.looks",
        title=gettext_lazy("Who looked at sensitive records"),
        whose=gettext_lazy("staff who open sensitive records"),
        what=gettext_lazy("which record, when, under which account, role and body"),
        fields=_columns("Look", "by", "role_kind", "body_reference"),
        find=_find_looks,
        erase=_keep_looks,
        expired=_expired_looks,
        dispose=_dispose_looks,
    )


def _find_looks(subject: DataSubject) -> Iterator[HeldRecord]:
    looks = queries.looks.by_label(queries.trail.labels_of(subject))
    lines = [f"{days.show_instant(look.looked_at)}: {look.subject_reference}" for look in looks]
    if lines:
        yield HeldRecord("privacy.looks", _("Records that you opened"), (Item(_("Which and when"), "\n".join(lines)),))


def _keep_looks(subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:  # noqa: ARG001  # as every holding
    has_any = queries.looks.by_label(queries.trail.labels_of(subject)).exists()
    why = _("people can ask who opened their records; it names an account, and no person")
    return Erasure(kept=(Kept("privacy.looks", why),) if has_any else ())


def _expired_looks(began_before: date) -> Iterator[Due]:
    for day in queries.looks.days_before(began_before):
        yield Due(day.isoformat(), day)


def _dispose_looks(reference: str, *, by: Actor, at: datetime) -> None:
    operations.looks.forget(day=date.fromisoformat(reference), by=by, at=at)


# Deletions and disclosures.


def _deletions() -> Holding:
    return Holding(
        name="privacy.deletions",
        title=gettext_lazy("Reasons why a record was taken out of a deletion"),
        whose=gettext_lazy("people in records that were kept longer"),
        what=gettext_lazy("an officer's words on why the record stays, and who wrote them"),
        fields=(
            *_columns("ProposedRecord", "because", "settled_by"),
            *_columns("Proposal", "confirmed_by"),
            *_columns("Certificate", "confirmed_by"),
        ),
        find=_already_in_the_copy,
        erase=_nothing_to_erase,
        expired=_expired_reasons,
        dispose=_dispose_reason,
    )


def _nothing_to_erase(_subject: DataSubject, *, by: Actor, at: datetime) -> Erasure:  # noqa: ARG001  # as every holding
    """Nothing: it is about records, and cannot be found by a person."""
    return Erasure()


def _expired_reasons(began_before: date) -> Iterator[Due]:
    for record in queries.retention.taken_out_before(began_before):
        if record.because and record.again_on is not None:
            yield Due(f"{record.proposal.reference} {record.record_reference}", record.again_on)


def _dispose_reason(reference: str, *, by: Actor, at: datetime) -> None:
    proposal, _space, record = reference.partition(" ")
    found = queries.retention.by_reference(proposal)
    if found is not None:
        operations.deletions.forget_reason(proposal=found, record_reference=record, by=by, at=at)


def _disclosures() -> Holding:
    return Holding(
        name="privacy.disclosures",
        title=gettext_lazy("Cases sent under freedom of information"),
        whose=gettext_lazy("people in cases that others asked for"),
        what=gettext_lazy("what was asked, what was sent, and the words that were blacked out"),
        fields=(
            *_columns("Disclosure", "asked_for", "sent_html", "sent_text", "sent_manifest", "begun_by"),
            *_columns("WithheldPassage", "because", "decided_by"),
            *_columns("BlackedWords", "words", "decided_by"),
        ),
        find=_already_in_the_copy,
        erase=_nothing_to_erase,
        expired=_expired_disclosures,
        dispose=_dispose_disclosure,
    )


def _expired_disclosures(began_before: date) -> Iterator[Due]:
    for disclosure in queries.disclosures.settled_before(began_before):
        if disclosure.settled_on is not None:
            yield Due(disclosure.reference, disclosure.settled_on)


def _dispose_disclosure(reference: str, *, by: Actor, at: datetime) -> None:
    disclosure = queries.disclosures.by_reference(reference)
    if disclosure is not None:
        operations.disclosures.forget(disclosure=disclosure, by=by, at=at)
