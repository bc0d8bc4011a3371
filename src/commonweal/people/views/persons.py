"""People at the desk: those whom somebody may manage, and their roles."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from commonweal.core.days import london_day
from commonweal.core.requests import Request
from commonweal.people import abilities, operations, queries, rules, scopes, work
from commonweal.people.forms import persons as forms
from commonweal.people.models import Body, Person, Role
from commonweal.people.presenters import persons as presenters
from commonweal.people.role_kinds import KINDS
from commonweal.people.standing import Standing, standing_of
from commonweal.ui import finding
from commonweal.ui.pages import attempt, bind, page, short_question, show_or_send

PEOPLE_ON_A_PAGE = 25


def managers_standing(request: Request) -> Standing:
    """What a manager of people holds. Raises Http404 for everybody else."""
    standing = standing_of(request.actor, at=request.at)
    if not rules.persons.is_manager(standing):
        raise Http404
    return standing


@require_safe
def person_list(request: Request) -> HttpResponse:
    """The people whom the viewer may manage, with the roles they hold; only those with the words in `q`, if any."""
    standing = managers_standing(request)
    asked = finding.asked_words(request)
    people = queries.persons.found(standing, asked, on=london_day(request.at))
    shown = finding.paged(people, request, size=PEOPLE_ON_A_PAGE, words=asked)
    return page(
        request,
        "people/person_list.html",
        asked=asked,
        search_box=presenters.search_box(asked),
        rows=presenters.person_rows(shown.things),
        shown=shown,
        sees_all=rules.persons.is_administrator(standing),
    )


@require_safe
def person_left_list(request: Request) -> HttpResponse:
    """The people who left, and when; for the lead of one body the roles that ended there, which name nobody."""
    standing, today = managers_standing(request), london_day(request.at)
    if not rules.persons.is_administrator(standing):
        ended = presenters.ended_role_rows(queries.roles.ended_seen_by(standing), today=today)
        return page(request, "people/role_ended_list.html", rows=ended)
    left = queries.persons.listed(standing, on=today, left=True)
    shown = finding.paged(left, request, size=PEOPLE_ON_A_PAGE)
    return page(request, "people/person_left_list.html", rows=presenters.left_rows(shown.things), shown=shown)


@require_safe
def person_record(request: Request, ref: str) -> HttpResponse:
    """Somebody's roles, what they held before, and what is open under them."""
    standing = managers_standing(request)
    person = queries.persons.get_visible(standing, ref)
    today = london_day(request.at)
    every = list(queries.roles.seen_by(standing, queries.roles.history_of(person)))
    names = scopes.names_of([(role.scope_kind, role.scope_reference) for role in every])
    held = [role for role in every if role.ended_at is None]
    may_end = {role.pk: bool(rules.roles.can_end(request.actor, role, at=request.at)) for role in held}
    return page(
        request,
        "people/person_record.html",
        person=person,
        address=queries.persons.address_of(person) if standing.is_staff else "",
        rows=presenters.role_rows(held, names, today=today, may_end=may_end),
        past=presenters.past_role_rows([role for role in every if role.ended_at], names, today=today),
        work=presenters.work_rows([item for role in held for item in work.open_work(role)]),
        may_leave=rules.persons.can_leave(request.actor, person, at=request.at)
        and all(rules.roles.can_end(request.actor, role, at=request.at) for role in queries.roles.open_of(person)),
        may_come_back=bool(rules.persons.can_come_back(request.actor, person, at=request.at)),
        may_see_interests=bool(rules.interests.can_see(request.actor, person, at=request.at)),
        needs_power=_needs_power(standing, held, request)
        and not rules.powers.can_use(request.actor, abilities.STEP_IN, at=request.at),
    )


def _needs_power(standing: Standing, held: list[Role], request: Request) -> bool:
    return any(rules.roles.needs_power(standing, KINDS.role(role.kind), role.body, at=request.at) for role in held)


def _what_may_be_given(request: Request) -> tuple[list[str], list[Body]]:
    """The kinds of role that the viewer may give, and the bodies where they may."""
    standing = managers_standing(request)
    if rules.persons.is_administrator(standing):
        kinds = [name for name, kind in KINDS.roles.items() if not kind.is_independent]
        return kinds, list(queries.bodies.there_on(london_day(request.at)))
    own = [role for role in standing.roles if any(role.kind in kind.given_by for kind in KINDS.roles.values())]
    kinds = [name for name, kind in KINDS.roles.items() if any(role.kind in kind.given_by for role in own)]
    return kinds, sorted({role.body for role in own}, key=lambda body: body.name)


@show_or_send
def person_add(request: Request) -> HttpResponse:
    """Add somebody, with their first role."""
    kinds, bodies = _what_may_be_given(request)
    form = bind(forms.NewPerson, request, kinds=kinds, bodies=forms.body_choices(bodies))
    if form.is_valid():
        answers = _role_answers(form, bodies) | {key: form.cleaned_data[key] for key in ("name", "address")}
        if role := attempt(request, form, operations.roles.bring_in, **answers):
            return redirect("people:person_record", ref=role.person.reference)
    return page(
        request,
        "people/role_give.html",
        form=form,
        title=_("Add somebody"),
        lead=_("They can sign in as soon as you add them. Nobody can give themself a role."),
        back=reverse("people:person_list"),
        button=_("Add them"),
    )


@show_or_send
def role_give(request: Request, ref: str) -> HttpResponse:
    """Give somebody another role."""
    person = queries.persons.get_visible(managers_standing(request), ref)
    kinds, bodies = _what_may_be_given(request)
    form = bind(forms.GiveRole, request, kinds=kinds, bodies=forms.body_choices(bodies))
    if form.is_valid() and attempt(request, form, operations.roles.give, person=person, **_role_answers(form, bodies)):
        return redirect("people:person_record", ref=ref)
    return page(
        request,
        "people/role_give.html",
        form=form,
        title=_("Give %(name)s a role") % {"name": person.name},
        lead="",
        back=_record(person),
        button=_("Give the role"),
    )


def _role_answers(form: forms.GiveRole, bodies: list[Body]) -> dict[str, object]:
    chosen = next(body for body in bodies if body.reference == form.cleaned_data["body"])
    given = {key: form.cleaned_data[key] for key in ("kind", "scope", "from_on", "until_on")}
    return given | {"body": chosen}


def _record(person: Person) -> str:
    return reverse("people:person_record", kwargs={"ref": person.reference})


@show_or_send
def name_change(request: Request) -> HttpResponse:
    """Change how one is called."""
    person = queries.persons.of_actor(request.actor)
    form = bind(forms.Name, request, initial={"name": person.name})
    if form.is_valid() and attempt(
        request, form, operations.persons.change_name, person=person, name=form.cleaned_data["name"]
    ):
        return redirect("portal:account")
    return short_question(
        request,
        form,
        title=_("Change your name"),
        back=reverse("portal:account"),
        button=_("Save it"),
    )
