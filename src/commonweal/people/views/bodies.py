"""Bodies: the public list and pages, their look, and where they are kept up."""

from __future__ import annotations

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.core import files
from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people import kinds_of_role, looks, operations, queries, rules, scopes
from commonweal.people.forms import bodies as forms
from commonweal.people.forms.persons import body_choices
from commonweal.people.models import Body
from commonweal.people.presenters import bodies as presenters
from commonweal.people.role_kinds import KINDS
from commonweal.people.standing import standing_of
from commonweal.ui.access import public
from commonweal.ui.pages import attempt, bind, page, short_question, show_or_send

A_DAY = 24 * 60 * 60


@public
@require_safe
def body_list(request: Request) -> HttpResponse:
    """Who runs the service, by kind, and who did."""
    today = london_day(request.at)
    there = list(queries.bodies.there_on(today).select_related("parent"))
    return page(
        request,
        "people/body_list.html",
        groups=presenters.by_kind(there),
        ended=list(queries.bodies.ended_before(today)),
    )


@public
@require_safe
def body_record(request: Request, slug: str) -> HttpResponse:
    """One body: what it is for, who to ask, what it is a part of, what came before and after."""
    body = queries.bodies.get(slug)
    today = london_day(request.at)
    shown = [name for name, kind in KINDS.roles.items() if kind.is_public]
    held = queries.roles.public_at(body, kinds=shown, on=today)
    roles = [role for role in held if role.kind != kinds_of_role.MEMBER]
    names = scopes.names_of([(role.scope_kind, role.scope_reference) for role in roles])
    area = ("places.area", body.area_code)
    before, after = queries.bodies.before_and_after(body)
    return page(
        request,
        "people/body_record.html",
        body=body,
        look=looks.of(body),
        sentence=presenters.status_sentence(body, today=today),
        rows=presenters.fact_rows(
            body,
            parts=list(queries.bodies.parts_of(body, on=today)),
            area=scopes.names_of([area])[area] if body.area_code else "",
            before=before,
            after=after,
        ),
        roles=presenters.role_rows(roles, names),
        councillors=len(held) - len(roles),
        exceptions=[each for each in queries.two_people.every().filter(body=body) if each.is_in_force(today)],
        may_change=rules.bodies.can_change(request.actor, body, at=request.at),
    )


@public
@require_safe
def body_look(request: Request, slug: str) -> HttpResponse:  # as every view is called
    """The stylesheet of a body's own look; its address changes with the colour, so it may be kept."""
    body = queries.bodies.get(slug)
    if not body.has_own_look:
        raise Http404
    response = HttpResponse(looks.stylesheet(body.colour), content_type="text/css; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response


@public
@require_safe
def body_logo(request: Request, slug: str) -> HttpResponseBase:  # as every view is called
    """The logo of a body; its address changes with the picture, so it may be kept."""
    body = queries.bodies.get(slug)
    if body.logo is None:
        raise Http404
    response = files.send(body.logo)
    response["Cache-Control"] = f"public, max-age={A_DAY}"
    return response


@require_safe
def body_desk(request: Request) -> HttpResponse:
    """The bodies that somebody may change."""
    standing = standing_of(request.actor, at=request.at)
    bodies = [body for body in queries.bodies.every() if rules.bodies.is_changer(standing, body)]
    if not bodies and not rules.bodies.can_manage(request.actor, at=request.at):
        raise Http404
    return page(
        request,
        "people/body_desk.html",
        rows=presenters.desk_rows(bodies),
        may_add=rules.bodies.can_manage(request.actor, at=request.at),
    )


@show_or_send
def body_add(request: Request) -> HttpResponse:
    """Add a body."""
    if not rules.bodies.can_manage(request.actor, at=request.at):
        raise Http404
    there = list(queries.bodies.there_on(london_day(request.at)))
    form = bind(forms.NewBody, request, parents=body_choices(there))
    if form.is_valid():
        answers = form.cleaned_data | {"parent": queries.bodies.by_reference(form.cleaned_data["parent"])}
        if body := attempt(request, form, operations.bodies.add, **answers):
            return redirect("people:body_record", slug=body.slug)
    return short_question(
        request,
        form,
        title=_("Add a body"),
        back=reverse("people:body_desk"),
        button=_("Add it"),
    )


def _changeable(request: Request, slug: str) -> Body:
    body = queries.bodies.get(slug)
    if not rules.bodies.can_change(request.actor, body, at=request.at):
        raise Http404
    return body


@show_or_send
def body_change(request: Request, slug: str) -> HttpResponse:
    """Change what the body's page says, and the ways to its look and its end."""
    body = _changeable(request, slug)
    form = bind(forms.BodyPage, request, initial=forms.BodyPage.answers_of(body))
    if form.is_valid() and attempt(request, form, operations.bodies.change, body=body, **form.cleaned_data):
        return redirect("people:body_record", slug=body.slug)
    return page(
        request,
        "people/body_change.html",
        form=form,
        body=body,
        may_end=body.ended_on is None and rules.bodies.can_manage(request.actor, at=request.at),
    )


@show_or_send
def body_set_look(request: Request, slug: str) -> HttpResponse:
    """Choose the colour and the logo of the part a body runs itself."""
    body = _changeable(request, slug)
    form = bind(forms.Look, request, initial={"colour": body.colour})
    if form.is_valid() and attempt(request, form, operations.bodies.set_look, body=body, **form.cleaned_data):
        return redirect("people:body_record", slug=body.slug)
    return page(request, "people/body_look.html", form=form, body=body, look=looks.of(body))


@show_or_send
def body_drop_look(request: Request, slug: str) -> HttpResponse:
    """Ask before the body's part looks like the council's again."""
    body = _changeable(request, slug)
    form = bind(forms.DropLook, request)
    if form.is_valid() and attempt(request, form, operations.bodies.drop_look, body=body):
        return redirect("people:body_record", slug=body.slug)
    return short_question(
        request,
        form,
        title=_("Do you want the council's look again?"),
        lead=_("The colour and the logo of %(body)s are deleted.") % {"body": body.name},
        back=reverse("people:body_set_look", kwargs={"slug": slug}),
        button=_("Yes, delete the look"),
        is_warning=True,
    )


@show_or_send
def body_end(request: Request, slug: str) -> HttpResponse:
    """End a body, and say what comes after it."""
    if not rules.bodies.can_manage(request.actor, at=request.at):
        raise Http404
    body = queries.bodies.get(slug)
    others = [each for each in queries.bodies.every() if each.ended_on is None and each.pk != body.pk]
    form = bind(forms.EndBody, request, bodies=body_choices(others))
    if form.is_valid():
        chosen = set(form.cleaned_data["successors"])
        answers = form.cleaned_data | {"successors": [each for each in others if each.reference in chosen]}
        if attempt(request, form, operations.bodies.end, body=body, **answers):
            return redirect("people:body_record", slug=body.slug)
    return short_question(
        request,
        form,
        title=_("End %(body)s") % {"body": body.name},
        lead=_("Its page and its records stay. Roles there have to end first, so that their work is handed over."),
        back=reverse("people:body_change", kwargs={"slug": slug}),
        button=_("End it"),
        is_warning=True,
    )
