"""Freedom of information: preparing a case, hiding what an exemption covers, looking it over, sending it."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people.standing import Standing
from commonweal.privacy import abilities, bundles, cases, forms, operations, presenters, queries, rules
from commonweal.privacy.models import Disclosure
from commonweal.privacy.redaction import FILE
from commonweal.privacy.views.gate import officers_page
from commonweal.ui.downloads import zip_file
from commonweal.ui.pages import attempt, bind, page, show_or_send

LOOKS = "privacy.disclosure"
MOST_SHOWN = 100


@officers_page(abilities.DISCLOSE)
@require_safe
def listed(request: Request, standing: Standing) -> HttpResponse:
    """Cases being prepared, the most urgent first, and those that were sent."""
    today = london_day(request.at)
    return page(
        request,
        "privacy/disclosure_list.html",
        rows=presenters.disclosure_rows(queries.disclosures.all_open(standing), today=today),
        settled=presenters.disclosed_rows(queries.disclosures.all_settled(standing)[:MOST_SHOWN]),
    )


@officers_page(abilities.DISCLOSE)
@show_or_send
def begin(request: Request, standing: Standing) -> HttpResponse:  # noqa: ARG001  # the gate gives it to every page
    """Which case, by which law, since when."""
    form = bind(forms.BeginDisclosure, request)
    if form.is_valid():
        begun = attempt(request, form, operations.disclosures.begin, **form.cleaned_data)
        if begun:
            return redirect("privacy:disclosure_show", ref=begun.reference)
    return page(request, "privacy/disclosure_begin.html", form=form)


@officers_page(abilities.DISCLOSE)
@require_safe
def show(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """The case passage by passage, as it would go out, with what is hidden marked."""
    disclosure = _looked_at(request, standing, ref)
    documents = cases.kind_of(disclosure.case_kind).documents(disclosure.case_reference)
    hidden = bundles.hidden_in(disclosure)
    return page(
        request,
        "privacy/disclosure_show.html",
        disclosure=disclosure,
        sentence=presenters.disclosure_sentence(disclosure),
        groups=presenters.document_groups(documents, hidden, disclosure),
        blacked=presenters.blacked_rows(queries.disclosures.blacked_in(disclosure), disclosure),
        can_change=rules.can_disclose(request.actor, disclosure, at=request.at),
    )


def _looked_at(request: Request, standing: Standing, ref: str) -> Disclosure:
    disclosure = queries.disclosures.get(standing, ref)
    operations.looks.note(
        subject_kind=disclosure.case_kind,
        reference=disclosure.case_reference,
        by=request.actor,
        at=request.at,
        standing=standing,
    )
    return disclosure


@officers_page(abilities.DISCLOSE)
@show_or_send
def withhold(request: Request, standing: Standing, ref: str, document: str, passage: str) -> HttpResponse:
    """Withhold a passage or a file, or give it after all."""
    disclosure = queries.disclosures.get(standing, ref)
    title = _title_of(disclosure, document, passage)
    key = {"disclosure": disclosure, "document_key": document, "passage_key": passage}
    is_giving = "give" in request.POST
    form = forms.Press(request.POST) if is_giving else bind(forms.Withhold, request)
    if form.is_valid():
        operation = operations.disclosures.give if is_giving else operations.disclosures.withhold
        if attempt(request, form, operation, **key, **form.cleaned_data):
            return redirect("privacy:disclosure_show", ref=ref)
    is_withheld = (document, passage) in bundles.hidden_in(disclosure).passages
    back = reverse("privacy:disclosure_show", kwargs={"ref": ref})
    asked = forms.Withhold() if is_giving else form
    return page(
        request,
        "privacy/passage_withhold.html",
        form=asked,
        disclosure=disclosure,
        what=title,
        is_withheld=is_withheld,
        back=back,
    )


def _title_of(disclosure: Disclosure, document_key: str, passage_key: str) -> str:
    for document in cases.kind_of(disclosure.case_kind).documents(disclosure.case_reference):
        if document.key == document_key:
            if passage_key == FILE and document.file is not None:
                return str(document.title)
            for passage in document.passages:
                if passage.key == passage_key:
                    return str(passage.title)
    raise Http404


@officers_page(abilities.DISCLOSE)
@show_or_send
def black_out(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """Words to black out wherever they stand."""
    disclosure = queries.disclosures.get(standing, ref)
    form = bind(forms.BlackOut, request)
    if form.is_valid():
        done = attempt(request, form, operations.disclosures.black_out, disclosure=disclosure, **form.cleaned_data)
        if done:
            return redirect("privacy:disclosure_show", ref=ref)
    back = reverse("privacy:disclosure_show", kwargs={"ref": ref})
    return page(request, "privacy/words_black_out.html", form=form, disclosure=disclosure, back=back)


@officers_page(abilities.DISCLOSE)
@show_or_send
def show_again(request: Request, standing: Standing, ref: str, words: str) -> HttpResponse:
    """Ask before words are shown again."""
    disclosure = queries.disclosures.get(standing, ref)
    blacked = queries.disclosures.get_blacked(disclosure, words)
    form = bind(forms.Press, request)
    operation = operations.disclosures.show_again
    if form.is_valid() and attempt(request, form, operation, disclosure=disclosure, blacked=blacked):
        return redirect("privacy:disclosure_show", ref=ref)
    back = reverse("privacy:disclosure_show", kwargs={"ref": ref})
    return page(request, "privacy/words_show_again.html", form=form, back=back, disclosure=disclosure, blacked=blacked)


@officers_page(abilities.DISCLOSE)
@show_or_send
def answer(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """Look it over as whoever asked will read it; then close it and keep what was sent."""
    disclosure = queries.disclosures.get(standing, ref)
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.disclosures.answer, disclosure=disclosure):
        return redirect("privacy:disclosure_show", ref=ref)
    made = bundles.disclosed(disclosure, at=request.at)
    return page(
        request,
        "privacy/disclosure_answer.html",
        form=form,
        disclosure=disclosure,
        documents=made.documents,
        schedule=presenters.schedule_rows(made.schedule),
        decision=rules.can_disclose(request.actor, disclosure, at=request.at),
        back=reverse("privacy:disclosure_show", kwargs={"ref": ref}),
    )


@officers_page(abilities.DISCLOSE)
@show_or_send
def withdraw(request: Request, standing: Standing, ref: str) -> HttpResponse:
    """Close it because whoever asked no longer wants it."""
    disclosure = queries.disclosures.get(standing, ref)
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.disclosures.withdraw, disclosure=disclosure):
        return redirect("privacy:disclosure_show", ref=ref)
    back = reverse("privacy:disclosure_show", kwargs={"ref": ref})
    return page(request, "privacy/disclosure_withdraw.html", form=form, disclosure=disclosure, back=back)


@officers_page(abilities.DISCLOSE)
@require_safe
def download(request: Request, standing: Standing, ref: str) -> HttpResponseBase:
    """What goes out, as a zip: to look at beforehand, to send, and to show later what was sent."""
    disclosure = _looked_at(request, standing, ref)
    return zip_file(bundles.write_case(disclosure, at=request.at), name=f"{disclosure.reference}.zip")
