"""Recording a decision: one question a page, check, send, done."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.decisions import forms, queries, rules, subjects
from commonweal.decisions.abilities import RECORD
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import drafts, letting_go, recording
from commonweal.decisions.presenters import desk as presenters
from commonweal.decisions.presenters import words
from commonweal.decisions.views.desk import get, standing_at_desk, things_of
from commonweal.people.models import Body
from commonweal.people.standing import Standing
from commonweal.ui import pages
from commonweal.ui.pages import attempt, bind, page, show_or_send


def _get_to_write(request: Request, ref: str) -> Decision:
    decision = get(request, ref)
    if not rules.can_write(request.actor, decision, at=request.at):
        raise Http404
    return decision


def _bodies(request: Request, standing: Standing) -> list[Body]:
    return queries.bodies_within(standing, RECORD, on=london_day(request.at))


def _onward(request: Request, question: str, decision: Decision) -> HttpResponse:
    """To the question that follows, or back to the page to check them all where one came from.

    Who changes who decided is asked for the office as well, on the way back.
    """
    following = presenters.page_after(question, decision)
    if request.GET.get("then") != "check":
        return redirect(f"decisions:desk_{following}", ref=decision.reference)
    if following == "office" and not decision.office:
        return redirect(f"{_address('desk_office', decision.reference)}?then=check")
    return redirect("decisions:desk_check", ref=decision.reference)


def _address(name: str, ref: str) -> str:
    return reverse(f"decisions:{name}", kwargs={"ref": ref})


def _question(request: Request, decision: Decision, form: Form, question: str, **more: Any) -> HttpResponse:
    checks = request.GET.get("then") == "check"
    back = _address("desk_check", decision.reference) if checks else presenters.page_before(question, decision)
    return page(
        request,
        f"decisions/desk_{question}.html",
        form=form,
        decision=decision,
        step=presenters.step(question, decision),
        back=back,
        **more,
    )


@show_or_send
def desk_start(request: Request) -> HttpResponse:
    """What a record is for, who sees it when, and the button that begins.

    `?about=kind/reference` is what the decision is about, where somebody comes from its page; it is asked about first.
    """
    standing = standing_at_desk(request)
    bodies = _bodies(request, standing)
    if not bodies:
        raise Http404
    form = bind(forms.Start, request)
    # The whole council before its parts; a partner's people have one body to choose from.
    usual = next((body for body in bodies if body.parent_id is None), bodies[0])
    kind, reference = subjects.named(request.GET.get("about", ""))
    about = subjects.find(kind, reference)
    if form.is_valid() and (begun := attempt(request, form, drafts.start, body=usual)):
        if about:
            return redirect("decisions:subject_add", ref=begun.reference, kind=kind, thing=about.reference)
        return redirect("decisions:desk_what", ref=begun.reference)
    return page(request, "decisions/desk_start.html", form=form, about=about)


@show_or_send
def desk_what(request: Request, ref: str) -> HttpResponse:
    """What was decided."""
    decision = _get_to_write(request, ref)
    form = bind(forms.What, request, initial=forms.What.answers_of(decision))
    if form.is_valid() and (said := attempt(request, form, drafts.say_what, decision=decision, **form.cleaned_data)):
        return _onward(request, "what", said)
    return _question(request, decision, form, "what")


@show_or_send
def desk_who(request: Request, ref: str) -> HttpResponse:
    """Who decided."""
    decision = _get_to_write(request, ref)
    bodies = {body.reference: body for body in _bodies(request, standing_at_desk(request))}
    offered = [(reference, body.name) for reference, body in bodies.items()]
    takers = rules.takers_for(bodies.values())
    form = bind(forms.Who, request, initial=forms.Who.answers_of(decision), bodies=offered, takers=takers)
    if form.is_valid():
        answers = form.cleaned_data | {"body": bodies[form.cleaned_data["body"]]}
        if said := attempt(request, form, drafts.say_who, decision=decision, **answers):
            return _onward(request, "who", said)
    return _question(request, decision, form, "who")


@show_or_send
def desk_office(request: Request, ref: str) -> HttpResponse:
    """Which office, committee or board, where there are several of those who were chosen."""
    decision = _get_to_write(request, ref)
    if not decision.needs_office:
        return redirect("decisions:desk_who", ref=ref)
    form = bind(forms.Office, request, initial=forms.Office.answers_of(decision), decision=decision)
    if form.is_valid() and (said := attempt(request, form, drafts.say_office, decision=decision, **form.cleaned_data)):
        return _onward(request, "office", said)
    return _question(request, decision, form, "office")


@show_or_send
def desk_when(request: Request, ref: str) -> HttpResponse:
    """When it was decided, and under what power."""
    decision = _get_to_write(request, ref)
    form = bind(forms.When, request, initial=forms.When.answers_of(decision))
    if form.is_valid() and (said := attempt(request, form, drafts.say_when, decision=decision, **form.cleaned_data)):
        return _onward(request, "when", said)
    return _question(request, decision, form, "when")


@show_or_send
def desk_why(request: Request, ref: str) -> HttpResponse:
    """Why, and what else was considered."""
    decision = _get_to_write(request, ref)
    form = bind(forms.Why, request, initial=forms.Why.answers_of(decision))
    if form.is_valid() and (said := attempt(request, form, drafts.say_why, decision=decision, **form.cleaned_data)):
        return _onward(request, "why", said)
    return _question(request, decision, form, "why")


@require_safe
def desk_about(request: Request, ref: str) -> HttpResponse:
    """What it is about so far, and the box to look for more."""
    decision = _get_to_write(request, ref)
    typed = request.GET.get("words", "").replace("\0", "").strip()[:100]
    return _question(
        request,
        decision,
        forms.FindThing(initial={"words": typed}),
        "about",
        typed=typed,
        found=subjects.search(typed, on=london_day(request.at)) if typed else [],
        rows=presenters.about_rows(decision, things_of(decision)),
    )


@show_or_send
def subject_add(request: Request, ref: str, kind: str, thing: str) -> HttpResponse:
    """What the decision does to one of the things that were found, or from whose page somebody came."""
    decision = _get_to_write(request, ref)
    known, found = subjects.kind_of(kind), subjects.find(kind, thing)
    if known is None or found is None:
        raise Http404
    form = bind(forms.SayEffect, request, kind=known, outcome=decision.outcome)
    if form.is_valid():
        answers = {"kind": kind, "reference": thing} | form.cleaned_data
        if attempt(request, form, drafts.add_subject, decision=decision, **answers):
            return redirect(f"decisions:desk_{presenters.question_after_thing(decision)}", ref=ref)
    return page(
        request,
        "decisions/subject_add.html",
        form=form,
        found=found,
        step=presenters.step("about", decision) if decision.what else _("Record a decision"),
        back=_address("desk_about" if decision.what else "desk_record", ref),
        without=_address(f"desk_{presenters.question_after_thing(decision)}", ref),
    )


@show_or_send
def subject_remove(request: Request, ref: str, kind: str, thing: str) -> HttpResponse:
    """Ask before it is no longer about that."""
    decision = _get_to_write(request, ref)
    subject = queries.get_subject(decision, kind, thing)
    form = bind(forms.Remove, request)
    if form.is_valid() and attempt(request, form, drafts.remove_subject, decision=decision, subject=subject):
        return redirect("decisions:desk_about", ref=ref)
    return short_question(
        request,
        form,
        title=_("Is it not about %(thing)s?") % {"thing": subject.reference},
        lead=_("It is taken off the list. You can add it again."),
        button=_("Yes, remove it"),
        back=reverse("decisions:desk_about", kwargs={"ref": ref}),
    )


@show_or_send
def desk_papers(request: Request, ref: str) -> HttpResponse:
    """The papers so far, and the boxes to add another."""
    decision = _get_to_write(request, ref)
    form = bind(forms.AddPaper, request)
    if form.is_valid() and attempt(request, form, drafts.add_paper, decision=decision, **form.cleaned_data):
        return redirect("decisions:desk_papers", ref=ref)
    return _question(request, decision, form, "papers", rows=presenters.paper_rows(decision))


@show_or_send
def paper_remove(request: Request, ref: str, number: str) -> HttpResponse:
    """Ask before a paper goes."""
    decision = _get_to_write(request, ref)
    paper = queries.get_paper(decision, number)
    form = bind(forms.Remove, request)
    if form.is_valid() and attempt(request, form, drafts.remove_paper, decision=decision, paper=paper):
        return redirect("decisions:desk_papers", ref=ref)
    return short_question(
        request,
        form,
        title=_("Remove “%(title)s”?") % {"title": paper.title},
        lead=_("A file is deleted. You can add it again."),
        button=_("Yes, remove it"),
        back=reverse("decisions:desk_papers", kwargs={"ref": ref}),
    )


@show_or_send
def desk_check(request: Request, ref: str) -> HttpResponse:
    """Everything on one page, and the button that sends it."""
    decision = _get_to_write(request, ref)
    form = bind(forms.Send, request)
    if form.is_valid() and attempt(request, form, recording.send, decision=decision):
        return redirect("decisions:desk_sent", ref=ref)
    about = list(decision.subjects.all())
    return page(
        request,
        "decisions/desk_check.html",
        form=form,
        decision=decision,
        rows=words.written_rows(decision, things_of(decision), can_change=True),
        needs_two_people=rules.needs_two_people(decision, about),
        back=presenters.page_before("check", decision),
    )


@require_safe
def desk_sent(request: Request, ref: str) -> HttpResponse:
    """What happened, the reference, and what happens next."""
    decision = get(request, ref)
    if decision.can_be_written:
        return redirect("decisions:desk_record", ref=ref)
    return page(request, "decisions/desk_sent.html", decision=decision)


@show_or_send
def desk_discard(request: Request, ref: str) -> HttpResponse:
    """Ask before a record that is not sent is deleted."""
    decision = _get_to_write(request, ref)
    form = bind(forms.Discard, request)
    if form.is_valid():
        attempt(request, form, letting_go.discard, decision=decision)
        if form.is_valid():
            return redirect("decisions:desk_list")
    return short_question(
        request,
        form,
        title=_("Delete the record %(ref)s?") % {"ref": ref},
        lead=_("What you wrote and the files you added are gone for good."),
        button=_("Yes, delete it"),
        back=reverse("decisions:desk_record", kwargs={"ref": ref}),
        is_warning=True,
    )


short_question = partial(pages.short_question, template="decisions/question.html")
"""A short form, in whose heading the title of a decision can stand."""
