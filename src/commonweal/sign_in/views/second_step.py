"""The second step: taking it, and setting one up, at first sign-in or later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from allauth.account.internal.stagekit import stash_login
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from commonweal.core.actors import Kind
from commonweal.core.requests import Request
from commonweal.people.models import Person
from commonweal.people.queries import persons
from commonweal.sign_in import browser, code_apps, forms, keys, operations, presenters, queries, stages
from commonweal.sign_in.models import Step
from commonweal.sign_in.stages import SecondStepStage
from commonweal.sign_in.views.answers import at_the_door, person_of
from commonweal.ui.pages import attempt, bind, page, show_or_send

_SET_UP = "set_up"
"""The pending login's name for what was set up just now."""


def taking_it(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give the view the stage at which this browser waits, and what the person has; others begin at the beginning."""

    @at_the_door
    @wraps(view)
    def opened(request: Request) -> HttpResponse:
        stage = stages.waiting_stage(request)
        if stage is None:
            return redirect("sign_in:start")
        steps = queries.second_steps_of(stage.login.user)
        if not steps.is_set_up:
            return redirect("sign_in:step_choose")
        return view(request, stage, steps)

    return opened  # type: ignore[return-value]  # the decorators keep what goes in and out


@show_or_send
@taking_it
def step_show(request: Request, stage: SecondStepStage, steps: queries.SecondSteps) -> HttpResponse:
    """Ask for the app's code, or a passkey."""
    return _take(request, stage, steps, forms.TypeAppCode, "sign_in/step_show.html")


@show_or_send
@taking_it
def step_recover(request: Request, stage: SecondStepStage, steps: queries.SecondSteps) -> HttpResponse:
    """Ask for a recovery code."""
    return _take(request, stage, steps, forms.TypeRecoveryCode, "sign_in/step_recover.html")


def _take(
    request: Request, stage: SecondStepStage, steps: queries.SecondSteps, kind: Any, template: str
) -> HttpResponse:
    person: Person = stage.login.user
    form = bind(kind, request)
    if form.is_valid():
        code = form.cleaned_data["code"]
        shown = attempt(request, form, operations.steps.show, person=person, code=code, by=person.actor)
        if shown:
            return stages.finish(request, stage, shown)
    return page(request, template, form=form, steps=steps)


@require_POST
@taking_it
def step_passkey(request: Request, stage: SecondStepStage, steps: queries.SecondSteps) -> HttpResponse:
    """Take the second step with a passkey."""
    form = bind(forms.ShowPasskey, request)
    if form.is_valid():
        try:
            person, row = keys.shown(request, form.cleaned_data["credential"])
        except keys.WrongAnswerError:
            person = None
        if person is not None and person == stage.login.user:
            operations.passkeys.note_used(row=row, by=person.actor, at=request.at)
            return stages.finish(request, stage, Step.PASSKEY)
        form.add_error(None, presenters.wrong_passkey())
    return page(request, "sign_in/step_show.html", form=form, steps=steps)


# Setting one up.


@dataclass(frozen=True)
class SettingUp:
    """Who sets up a second step, and the login that waits for it; none when they are signed in already."""

    person: Person
    stage: SecondStepStage | None


def setting_up(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For staff at their first sign-in, and for people who have shown just now who they are."""

    @at_the_door
    @wraps(view)
    def opened(request: Request) -> HttpResponse:
        if request.actor.kind is Kind.PERSON:
            if not browser.is_confirmed(request):
                browser.come_back_to(request, request.path)
                return redirect("sign_in:confirm")
            return view(request, SettingUp(person_of(request), None))
        stage = stages.waiting_stage(request)
        if stage is None:
            return redirect("sign_in:start")
        # Whoever has a second step must take it, and cannot add another one instead.
        is_first = not queries.second_steps_of(stage.login.user).is_set_up
        return view(request, SettingUp(stage.login.user, stage)) if is_first else redirect("sign_in:step_show")

    return opened  # type: ignore[return-value]  # as above


@require_safe
@setting_up
def step_choose(request: Request, who: SettingUp) -> HttpResponse:
    """Why a second step is asked for, and which there are."""
    return page(request, "sign_in/step_choose.html", is_first=who.stage is not None)


@show_or_send
@setting_up
def app_add(request: Request, who: SettingUp) -> HttpResponse:
    """Show the secret, and ask for the code that the app makes of it."""
    secret = browser.app_secret(request, fresh=code_apps.new_secret())
    form = bind(forms.TypeAppCode, request)
    if form.is_valid():
        codes = attempt(
            request,
            form,
            operations.steps.add_code_app,
            person=who.person,
            secret=secret,
            code=form.cleaned_data["code"],
            by=who.person.actor,
        )
        if codes:
            browser.forget_app_secret(request)
            return _set_up(request, who, Step.APP, codes)
    address = code_apps.address(secret, who=persons.address_of(who.person))
    return page(
        request,
        "sign_in/app_add.html",
        form=form,
        secret=code_apps.in_fours(secret),
        picture=code_apps.picture(address, title=presenters.square_code_title()),
        address=address,
        is_first=who.stage is not None,
    )


@require_POST
@setting_up
def passkey_add_options(request: Request, who: SettingUp) -> HttpResponse:
    """What the browser is asked to make."""
    return JsonResponse(keys.ask_to_add(request, who.person))


@show_or_send
@setting_up
def passkey_add(request: Request, who: SettingUp) -> HttpResponse:
    """Ask what to call the passkey, and have the browser make it."""
    form = bind(forms.AddPasskey, request)
    if form.is_valid():
        try:
            credential = keys.added(request, form.cleaned_data["credential"])
        except keys.WrongAnswerError:
            form.add_error(None, presenters.wrong_passkey())
        else:
            codes = attempt(
                request,
                form,
                operations.passkeys.add,
                person=who.person,
                name=form.cleaned_data["name"],
                credential=credential,
                by=who.person.actor,
            )
            if codes is not None:
                return _set_up(request, who, Step.PASSKEY, codes)
    return page(request, "sign_in/passkey_add.html", form=form, is_first=who.stage is not None)


def _set_up(request: Request, who: SettingUp, step: Step, codes: list[str]) -> HttpResponse:
    """It is set up: show the recovery codes, once; a login that waited goes on from there."""
    if who.stage is not None:
        who.stage.login.state[_SET_UP] = step
        stash_login(request, who.stage.login)
    elif not codes:
        return redirect("sign_in:ways_list")
    return page(request, "sign_in/recovery_codes.html", codes=codes, is_first=who.stage is not None, form=None)


@require_POST
@at_the_door
def step_done(request: Request) -> HttpResponse:
    """The second step is set up and the codes are kept: be signed in."""
    stage = stages.waiting_stage(request)
    step = stage.login.state.get(_SET_UP) if stage is not None else None
    if stage is None or not step:
        return redirect("sign_in:start")
    return stages.finish(request, stage, Step(step))
