"""The desk's questions about answers of both sides, signed notes and obstacles."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from commonweal.accountability.forms import filings as forms
from commonweal.accountability.models import Side
from commonweal.accountability.operations import attestations as attestation_operations
from commonweal.accountability.operations import notes as note_operations
from commonweal.accountability.operations import obstacles as obstacle_operations
from commonweal.accountability.presenters.evidence_desk import bring_address
from commonweal.accountability.queries import attestations, notes, obstacles
from commonweal.accountability.rules import attestations as attestation_rules
from commonweal.accountability.rules import notes as note_rules
from commonweal.accountability.rules import obstacles as obstacle_rules
from commonweal.accountability.rules.bringing import office_words
from commonweal.accountability.views.evidence_desk import back_to, commitment_at_desk, standing_at_desk
from commonweal.core.requests import Request
from commonweal.people.queries import bodies
from commonweal.ui.pages import attempt, bind, page, short_question, show_or_send

# What each side answered.


@show_or_send
def attestation_record(request: Request, slug: str, code: str) -> HttpResponse:
    """Record what one's own side answered. Which side that is, nobody chooses."""
    commitment = commitment_at_desk(request, slug, code)
    side = attestation_rules.side_of(request.actor, commitment, at=request.at)
    if side is None:
        raise Http404
    form = bind(forms.Answers, request)
    if form.is_valid() and attempt(
        request, form, attestation_operations.record, commitment=commitment, side=side, **form.cleaned_data
    ):
        return back_to(commitment)
    return page(
        request,
        "accountability/attestation_record.html",
        form=form,
        commitment=commitment,
        is_sector=side is Side.SECTOR,
        back=bring_address(commitment),
    )


@show_or_send
def attestation_withdraw(request: Request, ref: str) -> HttpResponse:
    """Withdraw what one's own side answered."""
    standing_at_desk(request)
    attestation = attestations.get(ref)
    if not attestation_rules.can_withdraw(request.actor, attestation, at=request.at):
        raise Http404
    form = bind(forms.Why, request, label=_("Why do you withdraw them?"), hint=_("Everybody can read it."))
    if form.is_valid() and attempt(
        request, form, attestation_operations.withdraw, attestation=attestation, **form.cleaned_data
    ):
        return back_to(attestation.commitment)
    return short_question(
        request,
        form,
        back=bring_address(attestation.commitment),
        title=_("Withdraw the answers %(ref)s") % {"ref": ref},
        lead=_("They no longer count. The page says that they were withdrawn, and why."),
        button=_("Withdraw them"),
        is_warning=True,
    )


# Notes.


@show_or_send
def note_write(request: Request, slug: str, code: str) -> HttpResponse:
    """Sign a note beside the status."""
    commitment = commitment_at_desk(request, slug, code)
    roles = note_rules.signing_roles(request.actor, commitment, at=request.at)
    if not roles:
        raise Http404
    offered = {role.reference: office_words(role) for role in roles}
    form = bind(forms.WriteNote, request, roles=offered)
    if form.is_valid() and attempt(request, form, note_operations.write, commitment=commitment, **form.answers):
        return back_to(commitment)
    return page(
        request,
        "accountability/note_write.html",
        form=form,
        commitment=commitment,
        office="" if "role" in form.fields else next(iter(offered.values())),
        back=bring_address(commitment),
    )


@show_or_send
def note_withdraw(request: Request, ref: str) -> HttpResponse:
    """Take one's own note back."""
    standing_at_desk(request)
    note = notes.get(ref)
    if not note_rules.can_withdraw(request.actor, note):
        raise Http404
    form = bind(forms.Why, request, label=_("Why do you withdraw it?"), hint=_("Everybody can read it."))
    if form.is_valid() and attempt(request, form, note_operations.withdraw, note=note, **form.cleaned_data):
        return back_to(note.commitment)
    return short_question(
        request,
        form,
        back=bring_address(note.commitment),
        title=_("Withdraw the note %(ref)s") % {"ref": ref},
        lead=_("Its words are no longer printed. The page says that your office withdrew a note, and why."),
        button=_("Withdraw it"),
        is_warning=True,
    )


# Obstacles.


@show_or_send
def obstacle_report(request: Request, slug: str, code: str) -> HttpResponse:
    """Say what stands in the way, and who can take it away."""
    commitment = commitment_at_desk(request, slug, code)
    if not obstacle_rules.can_report(request.actor, commitment, at=request.at):
        raise Http404
    form = bind(forms.ReportObstacle, request, bodies=bodies.choices())
    if form.is_valid() and attempt(request, form, obstacle_operations.report, commitment=commitment, **form.answers):
        return back_to(commitment)
    return page(
        request,
        "accountability/obstacle_report.html",
        form=form,
        commitment=commitment,
        back=bring_address(commitment),
    )


@show_or_send
def obstacle_clear(request: Request, ref: str) -> HttpResponse:
    """Say that it no longer stands in the way."""
    standing_at_desk(request)
    obstacle = obstacles.get(ref)
    if not obstacle_rules.can_clear(request.actor, obstacle, at=request.at):
        raise Http404
    form = bind(forms.Why, request, label=_("How did it go away?"), hint=_("Everybody can read it. Name nobody."))
    if form.is_valid() and attempt(
        request, form, obstacle_operations.clear, obstacle=obstacle, how=form.cleaned_data["why"]
    ):
        return back_to(obstacle.commitment)
    return short_question(
        request,
        form,
        back=bring_address(obstacle.commitment),
        title=_("Say that it is gone"),
        lead=obstacle.what,
        button=_("Note that it is gone"),
    )
