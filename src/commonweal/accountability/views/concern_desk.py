"""The desk's pages about concerns: for the officers who answer them, and for the bodies that may reply."""

from __future__ import annotations

from datetime import timedelta

from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.accountability.cases import concerns as cases
from commonweal.accountability.forms import concern_desk as forms
from commonweal.accountability.forms.concerns import Press
from commonweal.accountability.models import Concern, ConcernReply
from commonweal.accountability.operations import concern_desk as operations
from commonweal.accountability.operations import concerns as keeping
from commonweal.accountability.operations.filings import set_aside
from commonweal.accountability.presenters import concern_desk as presenters
from commonweal.accountability.presenters import concerns as public
from commonweal.accountability.queries import concerns as queries
from commonweal.accountability.rules import concerns as rules
from commonweal.accountability.rules import filings
from commonweal.core import journeys
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people.queries import bodies
from commonweal.people.standing import standing_of
from commonweal.privacy.operations import looks
from commonweal.ui.pages import attempt, bind, page, short_question, show_or_send

ANSWERED_ARE_SHOWN = timedelta(days=30)


def _only_for_officers(request: Request) -> None:
    if not rules.is_officer(standing_of(request.actor, at=request.at)):
        raise Http404


def _get(request: Request, ref: str) -> Concern:
    _only_for_officers(request)
    return queries.get_for_desk(ref)


def _look_at(request: Request, ref: str) -> Concern:
    """The concern, and the note that somebody opened it: who raised it sees who looked."""
    concern = _get(request, ref)
    looks.note(subject_kind=cases.KIND, reference=concern.reference, by=request.actor, at=request.at)
    return concern


@require_safe
def concern_desk(request: Request) -> HttpResponse:
    """What is late, what needs somebody today, what comes, replies to read, and what was answered lately."""
    _only_for_officers(request)
    today = london_day(request.at)
    answered = list(queries.lately_answered(since=request.at - ANSWERED_ARE_SHOWN))
    return page(
        request,
        "accountability/concern_desk.html",
        queue=presenters.Queue(queries.waiting(), officer=request.actor.key, today=today),
        replies=presenters.reply_rows(list(queries.to_look_at())),
        answered=presenters.answered_rows(answered, today),
    )


@require_safe
def concern_handle(request: Request, ref: str) -> HttpResponse:
    """One concern: all that the person said, what the public sees, who was asked, and what is to be done."""
    concern = _look_at(request, ref)
    today = london_day(request.at)
    by, at = request.actor, request.at
    replies = list(concern.replies.all())
    may_answer = rules.can_answer(by, concern, at=at)
    return page(
        request,
        "accountability/concern_handle.html",
        concern=concern,
        tag=public.status_tag(concern, today),
        sentence=presenters.sentence(concern, today),
        rows=presenters.record_rows(concern),
        outcome=presenters.outcome_rows(concern),
        asked=presenters.body_rows(concern, today, unmanned=_unmanned(concern, request)),
        history=public.history_rows(list(journeys.steps_of(concern)), replies),
        may_take_on=rules.can_hold(by, concern, at=at) and not _is_mine(concern, by.key),
        may_sum_up=rules.can_sum_up(by, concern, at=at),
        may_ask=bool(concern.summary and rules.can_sum_up(by, concern, at=at)),
        may_answer=may_answer,
        not_yet=may_answer.reason if concern.is_open else "",
        may_set_aside=concern.filing is not None
        and concern.is_upheld
        and filings.can_set_aside(by, concern.filing, at=at),
        may_look_at_reply=rules.can_look_at_reply(by, concern, at=at),
        may_erase=rules.can_erase(by, concern, at=at),
        public_page=queries.public_address(concern),
    )


def _unmanned(concern: Concern, request: Request) -> set[int]:
    """The bodies that were asked and of which nobody can sign in to reply."""
    standing = standing_of(request.actor, at=request.at)
    return {each.body_id for each in concern.replies.all() if rules.is_typing_in(standing, each, at=request.at)}


def _is_mine(concern: Concern, key: str) -> bool:
    return concern.handler is not None and concern.handler.reference == key


@show_or_send
def concern_take_on(request: Request, ref: str) -> HttpResponse:
    """Take the concern on oneself."""
    concern = _get(request, ref)
    form = bind(Press, request)
    if form.is_valid() and attempt(request, form, operations.take_on, concern=concern):
        return _record(ref)
    lead = _("You see to it from now on, and colleagues see that you do.")
    return _question(request, form, ref, title=_("Take on %(ref)s?") % {"ref": ref}, lead=lead, button=_("Take it on"))


@show_or_send
def concern_sum_up(request: Request, ref: str) -> HttpResponse:
    """Write what the public reads; it is shown as it would be before it is kept."""
    concern = _look_at(request, ref)
    form = bind(forms.SumUp, request, concern=concern, initial=forms.SumUp.answers_of(concern))
    preview = None
    if form.is_valid():
        if "keep" in request.POST and attempt(request, form, operations.sum_up, concern=concern, **form.answers):
            return _record(ref)
        if not form.errors:
            preview = presenters.preview(concern, **form.answers)
    return page(
        request, "accountability/concern_sum_up.html", form=form, concern=concern, preview=preview, back=_address(ref)
    )


@show_or_send
def concern_ask_reply(request: Request, ref: str) -> HttpResponse:
    """Ask a body that the concern touches for its reply."""
    concern = _get(request, ref)
    form = bind(forms.AskReply, request, bodies=_offered(concern, request), initial=_owner_of(concern))
    if form.is_valid() and attempt(
        request, form, operations.ask_reply, concern=concern, body=form.cleaned_data["body"]
    ):
        return _record(ref)
    return page(request, "accountability/concern_ask_reply.html", form=form, concern=concern, back=_address(ref))


def _offered(concern: Concern, request: Request) -> list[tuple[str, str]]:
    asked = {reply.body_id for reply in concern.replies.all()}
    there = bodies.there_on(london_day(request.at)).exclude(kind__in=rules.COUNCIL)
    return [(str(body.reference), body.name) for body in there if body.pk not in asked]


def _owner_of(concern: Concern) -> dict[str, str]:
    owner = concern.commitment.owner.body
    return {"body": str(owner.reference)} if owner is not None else {}


@show_or_send
def concern_answer(request: Request, ref: str) -> HttpResponse:
    """Say what the council finds."""
    concern = _look_at(request, ref)
    form = bind(forms.Answer, request)
    if form.is_valid() and attempt(request, form, operations.answer, concern=concern, **form.cleaned_data):
        return _record(ref)
    return page(request, "accountability/concern_answer.html", form=form, concern=concern, back=_address(ref))


@show_or_send
def concern_set_aside(request: Request, ref: str) -> HttpResponse:
    """Say that the document which the concern challenged no longer counts, now that the person was found right."""
    concern = _get(request, ref)
    filing = concern.filing
    if filing is None or not (concern.is_upheld and filings.can_set_aside(request.actor, filing, at=request.at)):
        return _record(ref)
    form = bind(forms.SetAside, request, initial={"why": _("Concern %(ref)s was upheld.") % {"ref": ref}})
    if form.is_valid() and attempt(request, form, set_aside, filing=filing, why=form.cleaned_data["why"]):
        return _record(ref)
    title = _("Set aside %(document)s?") % {"document": filing.reference}
    lead = _("The document stays public, and its page says that it no longer counts, and why.")
    return _question(request, form, ref, title=title, lead=lead, button=_("Set it aside"))


@show_or_send
def concern_look_at_reply(request: Request, ref: str) -> HttpResponse:
    """Note that one read the person's reply, and whether it is printed."""
    concern = _look_at(request, ref)
    if concern.replied_at is None:
        return _record(ref)
    form = bind(forms.LookAtReply, request, concern=concern)
    if form.is_valid() and attempt(request, form, operations.look_at_reply, concern=concern, **form.answers):
        return _record(ref)
    title = _("The reply to our answer on %(ref)s") % {"ref": ref}
    words = concern.raiser_reply or _("There is none.")
    return _question(request, form, ref, title=title, lead="", quote=words, button=_("I have read it"))


@show_or_send
def concern_erase(request: Request, ref: str) -> HttpResponse:
    """Erase what it says about a person, because they ask for that."""
    concern = _get(request, ref)
    form = bind(Press, request)
    if form.is_valid() and attempt(request, form, keeping.erase, concern=concern):
        return _record(ref)
    title = _("Erase what %(ref)s says about a person?") % {"ref": ref}
    lead = _(
        "What they wrote and how to reach them are gone for good. Our summary, what we found and the days stay. A "
        "concern that waits for an answer is withdrawn."
    )
    return _question(request, form, ref, title=title, lead=lead, button=_("Yes, erase it"), is_warning=True)


def _record(ref: str) -> HttpResponse:
    return redirect("accountability:concern_handle", ref=ref)


def _address(ref: str) -> str:
    return reverse("accountability:concern_handle", kwargs={"ref": ref})


def _question(
    request: Request,
    form: Form,
    ref: str,
    *,
    title: str,
    lead: str,
    button: str,
    quote: str = "",
    is_warning: bool = False,
) -> HttpResponse:
    return short_question(
        request,
        form,
        title=title,
        lead=lead,
        button=button,
        back=_address(ref),
        is_warning=is_warning,
        template="accountability/concern_question_desk.html",
        quote=quote,
    )


# For the people of a body.


@require_safe
def concern_reply_list(request: Request) -> HttpResponse:
    """What the bodies of who looks were asked to reply to."""
    standing = standing_of(request.actor, at=request.at)
    mine = queries.bodies_of(standing.roles, rules.REPLY)
    if not mine:
        raise Http404
    rows = presenters.asked_rows(queries.asked_of(mine), london_day(request.at))
    return page(request, "accountability/concern_reply_list.html", rows=rows)


@show_or_send
def concern_reply_write(request: Request, ref: str, slug: str) -> HttpResponse:
    """What a body is asked about, and its reply: written once, printed as it stands."""
    reply = _asked(request, ref, slug)
    concern = reply.concern
    may_reply = rules.can_reply_for(request.actor, reply, concern, at=request.at)
    here = redirect("accountability:concern_reply_write", ref=ref, slug=slug)
    if request.method == "POST" and not may_reply:  # the page says why
        return here
    form = bind(forms.ReplyFor, request)
    if form.is_valid() and attempt(request, form, operations.reply_for, reply=reply, words=form.cleaned_data["words"]):
        return here
    return page(
        request,
        "accountability/concern_reply_write.html",
        form=form,
        concern=concern,
        reply=reply,
        may_reply=may_reply,
        sentence=public.reply_sentence(concern, reply, london_day(request.at)),
        rows=public.public_rows(concern),
        public_page=queries.public_address(concern),
    )


def _asked(request: Request, ref: str, slug: str) -> ConcernReply:
    """What a body was asked: for its own people, and for officers who type in what it sent by letter."""
    standing = standing_of(request.actor, at=request.at)
    if rules.is_officer(standing):
        found = queries.get_reply(ref, slug)
        if found is None:
            raise Http404
        return found
    return queries.get_asked(queries.bodies_of(standing.roles, rules.REPLY), ref, slug)
