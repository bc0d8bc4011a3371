"""Deletions: what is proposed, what is in it, taking records out, confirming, and certificates."""

from __future__ import annotations

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.core.tabular import Column, Kind
from commonweal.people.standing import Standing
from commonweal.privacy import abilities, clocks, forms, operations, presenters, queries, rules
from commonweal.privacy.views.gate import officers_page
from commonweal.ui.downloads import csv_file
from commonweal.ui.pages import attempt, bind, page, show_or_send

MOST_SHOWN = 200

CERTIFICATE_COLUMNS = (
    Column("certificate", gettext_lazy("Certificate")),
    Column("holding", gettext_lazy("Class of record")),
    Column("period", gettext_lazy("Kept for")),
    Column("law", gettext_lazy("Why so long")),
    Column("confirmed_by", gettext_lazy("Confirmed by")),
    Column("confirmed_at", gettext_lazy("Confirmed at"), Kind.INSTANT),
    Column("finished_at", gettext_lazy("Finished at"), Kind.INSTANT),
    Column("digest", gettext_lazy("Fingerprint of the record’s reference")),
)


@officers_page(abilities.DELETE)
@require_safe
def listed(request: Request, standing: Standing) -> HttpResponse:
    """What waits for a person, and what is under way."""
    rows = presenters.proposal_rows(queries.retention.waiting(standing), presenters.holding_titles())
    return page(request, "privacy/proposal_list.html", rows=rows)


@officers_page(abilities.DELETE)
@require_safe
def show(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """What is in one proposal, record by record."""
    proposal = queries.retention.get(standing, ref)
    records = list(queries.retention.records_of(proposal)[:MOST_SHOWN])
    return page(
        request,
        "privacy/proposal_show.html",
        proposal=proposal,
        title=presenters.holding_titles().get(proposal.holding, proposal.holding),
        left=queries.retention.count_left(proposal),
        records=presenters.proposed_rows(records, proposal),
        is_cut=len(records) == MOST_SHOWN,
        can_confirm=rules.can_confirm(request.actor, proposal, at=request.at),
    )


@officers_page(abilities.DELETE)
@show_or_send
def take_out(request: Request, standing: Standing, ref: str, record: str) -> HttpResponse:
    """Leave one record alone, with the reason and until when."""
    proposal = queries.retention.get(standing, ref)
    one = queries.retention.get_record(proposal, record)
    a_year_on = clocks.months_after(london_day(request.at), 12)
    form = bind(forms.TakeOut, request, initial={"again_on": a_year_on})
    if form.is_valid():
        left = attempt(request, form, operations.deletions.take_out, proposal=proposal, record=one, **form.cleaned_data)
        if left:
            return redirect("privacy:proposal_show", ref=ref)
    back = reverse("privacy:proposal_show", kwargs={"ref": ref})
    return page(request, "privacy/proposal_take_out.html", form=form, record=one, back=back)


@officers_page(abilities.DELETE)
@show_or_send
def confirm(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """The second step: what goes, for good, and the button."""
    proposal = queries.retention.get(standing, ref)
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.deletions.confirm, proposal=proposal):
        return redirect("privacy:proposal_show", ref=ref)
    return page(
        request,
        "privacy/proposal_confirm.html",
        form=form,
        proposal=proposal,
        title=presenters.holding_titles().get(proposal.holding, proposal.holding),
        left=queries.retention.count_left(proposal),
        decision=rules.can_confirm(request.actor, proposal, at=request.at),
        back=reverse("privacy:proposal_show", kwargs={"ref": ref}),
    )


@officers_page(abilities.DELETE)
@require_safe
def certificates(request: Request, standing: Standing) -> HttpResponse:
    """Every certificate of deletion, newest first."""
    rows = presenters.certificate_rows(
        queries.retention.certificates(standing)[:MOST_SHOWN], presenters.holding_titles()
    )
    return page(request, "privacy/certificate_list.html", rows=rows)


@officers_page(abilities.DELETE)
@require_safe
def certificate(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """One certificate, as a page that can be printed and kept."""
    found = queries.retention.get_certificate(standing, ref)
    titles = presenters.holding_titles()
    return page(
        request,
        "privacy/certificate_show.html",
        certificate=found,
        rows=presenters.certificate_facts(found, titles),
    )


@officers_page(abilities.DELETE)
@require_safe
def certificate_csv(request: Request, standing: Standing, ref: str) -> HttpResponseBase:
    """The digests of the deleted records' references, a line each, under what the certificate says."""
    found = queries.retention.get_certificate(standing, ref)
    facts = (found.reference, found.holding, found.period, found.law, found.confirmed_by)
    moments = (found.confirmed_at, found.finished_at)
    rows = ((*facts, *moments, digest) for digest in found.digests)
    return csv_file(CERTIFICATE_COLUMNS, rows, name=f"{found.reference}.csv")
