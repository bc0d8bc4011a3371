"""The desk for evidence: what needs somebody, and what is brought for a commitment. No page here sets a status."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.accountability.forms import filings as forms
from commonweal.accountability.models import Filing
from commonweal.accountability.operations import filings as operations
from commonweal.accountability.presenters import brought
from commonweal.accountability.presenters import evidence_desk as presenters
from commonweal.accountability.presenters import filings as public
from commonweal.accountability.queries import attestations, bringing, notes, obstacles
from commonweal.accountability.queries import filings as queries
from commonweal.accountability.rules import attestations as attestation_rules
from commonweal.accountability.rules import bringing as who
from commonweal.accountability.rules import filings as rules
from commonweal.accountability.rules import notes as note_rules
from commonweal.accountability.rules import obstacles as obstacle_rules
from commonweal.core import files, journeys
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people.kinds_of_role import COUNCIL
from commonweal.people.standing import Standing, standing_of
from commonweal.strategy.models import Commitment, Strategy
from commonweal.strategy.queries import strategies
from commonweal.ui.pages import attempt, bind, page, short_question, show_or_send

STALE_WITHIN_DAYS = 60
"""Ours: two months are enough to ask people, or to write a report."""

SETTLED_ARE_SHOWN = timedelta(days=30)

LONGEST_SEARCH = 100


def standing_at_desk(request: Request) -> Standing:
    """The standing of somebody who has a desk for evidence. Raises Http404 for everybody else."""
    standing = standing_of(request.actor, at=request.at)
    if not any(standing.may(ability) for ability in who.ALL):
        raise Http404
    return standing


def commitment_at_desk(request: Request, slug: str, code: str) -> Commitment:
    """The commitment, for those who may bring something for it. Raises Http404 for everybody else."""
    standing = standing_at_desk(request)
    commitment = bringing.get_commitment(slug, code)
    if not who.is_bringer(standing, commitment, at=request.at):
        raise Http404
    return commitment


def back_to(commitment: Commitment) -> HttpResponse:
    """To the page of the desk from which something was brought."""
    return redirect(presenters.bring_address(commitment))


@require_safe
def evidence_desk(request: Request) -> HttpResponse:
    """What waits for you, came back to you, goes stale and stands in the way; then what was accepted lately."""
    standing = standing_at_desk(request)
    today = london_day(request.at)
    strategy = strategies.in_force(today)
    typed = request.GET.get("words", "").replace("\0", "").strip()[:LONGEST_SEARCH]
    waiting = list(queries.waiting())
    is_accepter = rules.is_accepter(standing)
    key = request.actor.key
    return page(
        request,
        "accountability/evidence_desk.html",
        strategy=strategy,
        typed=typed,
        found=presenters.commitment_rows(_found(request, standing, strategy, typed)) if strategy else [],
        to_accept=presenters.waiting_rows(
            [each for each in waiting if is_accepter and each.filed_by.reference != key], today=today
        ),
        returned=presenters.returned_rows(queries.returned_to(key, at=request.at)),
        stale=presenters.stale_rows(_stale(request, standing, strategy, today) if strategy else [], today=today),
        in_the_way=presenters.obstacle_rows(
            [each for each in obstacles.standing() if who.is_bringer(standing, each.commitment, at=request.at)],
            today=today,
        ),
        own=presenters.waiting_rows([each for each in waiting if each.filed_by.reference == key], today=today),
        lately=presenters.settled_rows(queries.accepted_since(request.at - SETTLED_ARE_SHOWN) if is_accepter else []),
        owned=presenters.commitment_rows(_owned(standing, strategy, request) if strategy else []),
    )


def _found(request: Request, standing: Standing, strategy: Strategy, typed: str) -> list[Commitment]:
    found = bringing.found(strategy, typed)
    return [each for each in found if who.is_bringer(standing, each, at=request.at)]


def _stale(request: Request, standing: Standing, strategy: Strategy, today: Any) -> list[Any]:
    soon = bringing.going_stale(strategy, on=today, days=STALE_WITHIN_DAYS)
    return [each for each in soon if who.is_bringer(standing, each.commitment, at=request.at)]


def _owned(standing: Standing, strategy: Strategy, request: Request) -> list[Commitment]:
    """What the bodies of this person own, other than the council, for which there is too much to list."""
    bodies = [role.body for role in standing.roles if role.body.kind not in COUNCIL]
    return bringing.owned_by(bodies, strategy, london_day(request.at)) if bodies else []


@require_safe
def evidence_bring(request: Request, slug: str, code: str) -> HttpResponse:
    """One commitment: how it stands, why nobody can set that, what there is, and what can be brought."""
    commitment = commitment_at_desk(request, slug, code)
    by, at = request.actor, request.at
    side = attestation_rules.side_of(by, commitment, at=at)
    answers, signed = attestations.public_for(commitment), notes.public_for(commitment)
    return page(
        request,
        "accountability/evidence_bring.html",
        commitment=commitment,
        about=presenters.about_rows(commitment, bringing.owner_on(commitment, london_day(at))),
        where={"slug": slug, "code": code},
        stands=presenters.status_line(commitment),
        filings=public.shown(queries.public_for(commitment), slug=slug),
        pending=presenters.pending_rows(
            queries.not_public_for(commitment) if rules.can_see(by, commitment, at=at) else []
        ),
        answers=brought.answered(answers),
        own_answers={each.reference for each in answers if each.side == side and not each.is_withdrawn},
        notes=brought.signed(signed),
        own_notes={each.reference for each in signed if note_rules.can_withdraw(by, each)},
        obstacles=brought.in_the_way(obstacles.open_for(commitment)),
        gone=brought.in_the_way(obstacles.gone_for(commitment)),
        may_file=rules.can_file(by, commitment, at=at),
        side=side,
        may_note=note_rules.can_write(by, commitment, at=at),
        may_report=obstacle_rules.can_report(by, commitment, at=at),
    )


# Documents.


@show_or_send
def filing_file(request: Request, slug: str, code: str) -> HttpResponse:
    """File a document or a link, perhaps beginning again from one that was returned."""
    commitment = commitment_at_desk(request, slug, code)
    if not rules.can_file(request.actor, commitment, at=request.at):
        raise Http404
    form = bind(forms.File, request, initial=_from_returned(request, commitment))
    if form.is_valid() and (
        made := attempt(request, form, operations.file, commitment=commitment, **form.cleaned_data)
    ):
        return redirect("accountability:filing_handle", ref=made.reference)
    back = presenters.bring_address(commitment)
    return page(request, "accountability/filing_file.html", form=form, commitment=commitment, back=back)


def _from_returned(request: Request, commitment: Commitment) -> dict[str, Any]:
    reference = request.GET.get("again", "")
    for each in queries.returned_to(request.actor.key, at=request.at):
        if each.reference == reference and each.commitment_id == commitment.pk:
            return forms.File.answers_of(each)
    return {}


def _get(request: Request, ref: str) -> Filing:
    standing_at_desk(request)
    filing = queries.get(ref)
    if not rules.can_see(request.actor, filing.commitment, at=request.at):
        raise Http404
    return filing


@require_safe
def filing_handle(request: Request, ref: str) -> HttpResponse:
    """One document: what it shows, where it has got to, and what can be done with it."""
    filing = _get(request, ref)
    by, at = request.actor, request.at
    where = {"slug": filing.commitment.strategy.slug, "ref": ref}
    may_accept = rules.can_accept(by, filing, at=at)
    return page(
        request,
        "accountability/filing_handle.html",
        filing=filing,
        tag=public.status_tag(filing),
        sentence=public.sentence(filing),
        rows=presenters.filing_rows(filing, document_href=reverse("accountability:filing_paper", kwargs={"ref": ref})),
        history=presenters.history_rows(list(journeys.steps_of(filing))),
        bring=presenters.bring_address(filing.commitment),
        public_page=reverse("accountability:filing_show", kwargs=where) if filing.is_public else "",
        may_accept=may_accept,
        why_not=may_accept.reason if filing.is_waiting and rules.is_accepter(standing_of(by, at=at)) else "",
        may_return=rules.can_return(by, filing, at=at),
        may_withdraw=rules.can_withdraw(by, filing),
        may_set_aside=rules.can_set_aside(by, filing, at=at),
        may_file_again=filing.is_returned and filing.filed_by.reference == by.key,
    )


@require_safe
def filing_paper(request: Request, ref: str) -> HttpResponseBase:
    """The document, for those who file and accept."""
    filing = _get(request, ref)
    if filing.document is None:
        raise Http404
    return files.send(filing.document)


@show_or_send
def filing_accept(request: Request, ref: str) -> HttpResponse:
    """Accept a document as the second person."""
    filing = _get(request, ref)
    if not rules.can_accept(request.actor, filing, at=request.at):
        raise Http404
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.accept, filing=filing):
        return _handle(ref)
    lead = _(
        "You have read it, and it shows what it says. It is public from now on as “filed, not proved by records”, "
        "with your office beside it and not your name. Anybody can challenge it."
    )
    return _ask(request, form, ref, title=_("Accept %(ref)s?") % {"ref": ref}, lead=lead, button=_("Accept it"))


@show_or_send
def filing_return(request: Request, ref: str) -> HttpResponse:
    """Return a document to the one who filed it."""
    filing = _get(request, ref)
    if not rules.can_return(request.actor, filing, at=request.at):
        raise Http404
    hint = _("They read it in a letter. Say what is missing, so that they can put it right.")
    form = bind(forms.Why, request, label=_("Why do you return it?"), hint=hint)
    if form.is_valid() and attempt(request, form, operations.return_, filing=filing, **form.cleaned_data):
        return _handle(ref)
    return _ask(request, form, ref, title=_("Return %(ref)s") % {"ref": ref}, lead="", button=_("Return it"))


@show_or_send
def filing_withdraw(request: Request, ref: str) -> HttpResponse:
    """Take back what one filed."""
    filing = _get(request, ref)
    if not rules.can_withdraw(request.actor, filing):
        raise Http404
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.withdraw, filing=filing):
        return _handle(ref)
    lead = _("Nobody has accepted it yet, so the public never sees it.")
    return _ask(request, form, ref, title=_("Withdraw %(ref)s?") % {"ref": ref}, lead=lead, button=_("Withdraw it"))


@show_or_send
def filing_set_aside(request: Request, ref: str) -> HttpResponse:
    """Say that an accepted document no longer counts."""
    filing = _get(request, ref)
    if not rules.can_set_aside(request.actor, filing, at=request.at):
        raise Http404
    hint = _("Everybody can read it on the document’s page. Name the concern if one was upheld, and no person.")
    form = bind(forms.Why, request, label=_("Why does it no longer count?"), hint=hint)
    if form.is_valid() and attempt(request, form, operations.set_aside, filing=filing, **form.cleaned_data):
        return _handle(ref)
    lead = _("Its page stays and says so. The document itself is no longer handed out.")
    title = _("Set %(ref)s aside") % {"ref": ref}
    return _ask(request, form, ref, title=title, lead=lead, button=_("Set it aside"), is_warning=True)


def _handle(ref: str) -> HttpResponse:
    return redirect("accountability:filing_handle", ref=ref)


def _ask(
    request: Request, form: Form, ref: str, *, title: str, lead: str, button: str, is_warning: bool = False
) -> HttpResponse:
    back = reverse("accountability:filing_handle", kwargs={"ref": ref})
    return short_question(request, form, title=title, lead=lead, button=button, back=back, is_warning=is_warning)
