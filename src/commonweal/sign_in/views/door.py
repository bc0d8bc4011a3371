"""Signing in: the address, the code, the passkey, the directory; and signing out."""

from __future__ import annotations

from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from commonweal.core.actors import Kind
from commonweal.core.requests import Request
from commonweal.people.queries import persons
from commonweal.sign_in import browser, directory, forms, keys, known, operations, presenters, queries, ways
from commonweal.sign_in.models import ContactCode, LoginEnd, Step, Way
from commonweal.sign_in.views.answers import at_the_door
from commonweal.ui.access import open_to_guests
from commonweal.ui.pages import attempt, bind, page, show_or_send


@show_or_send
@at_the_door
def start(request: Request) -> HttpResponse:
    """Ask for the e-mail address, or offer the other ways in."""
    if request.actor.kind is Kind.PERSON:
        return redirect(browser.local(request.GET.get("next", "")) or ways.home())
    form = bind(forms.Ask, request)
    if form.is_valid():
        key = browser.begin_waiting(request)
        email = form.cleaned_data["email"]
        is_known = known.knows(request, email)
        if attempt(request, form, operations.codes.ask, email=email, browser=key, is_known=is_known):
            browser.remember_next(request)
            return redirect("sign_in:code")
    return _show_start(request, form, form)


def _show_start(request: Request, form: object, ask: forms.Ask) -> HttpResponse:
    return page(
        request,
        "sign_in/start.html",
        form=form,
        ask=ask,
        notice=presenters.NOTICES.get(browser.said_once(request), ""),
        directory=directory.label(),
        address=request.get_full_path().partition("?")[2],
    )


@show_or_send
@at_the_door
def code(request: Request) -> HttpResponse:
    """Ask for the code that went to the address. Opening the page changes nothing, whoever opens it."""
    asked = queries.code_of_browser(browser.key_of(request))
    if asked is None:
        return page(request, "sign_in/code_elsewhere.html", status=200 if request.method != "POST" else 422)
    form = bind(forms.TypeCode, request)
    if form.is_valid():
        used = attempt(request, form, operations.codes.use, asked=asked, code=form.cleaned_data["code"])
        if used:
            answer = _let_in(request, used)
            known.remember(request, answer, used.contact)
            return answer
    return page(request, "sign_in/code.html", form=form, asked=asked)


def _let_in(request: Request, used: ContactCode) -> HttpResponse:
    person = persons.who_signs_in_with(used.contact)
    if person is not None:
        return ways.log_in(request, person, Way.CODE)
    browser.let_guest_in(request, used.contact_digest)
    return redirect(browser.take_next(request, otherwise="sign_in:guest"))


@require_safe
@open_to_guests
def guest(request: Request) -> HttpResponse:
    """What somebody without an account can do now."""
    if request.actor.kind is Kind.PERSON:
        return redirect(ways.home())
    return page(request, "sign_in/guest.html", account=ways.home())


@require_POST
@at_the_door
def passkey_options(request: Request) -> HttpResponse:
    """What the browser asks a passkey to sign."""
    return JsonResponse(keys.ask_to_show(request))


@require_POST
@at_the_door
def passkey(request: Request) -> HttpResponse:
    """Sign in with what a passkey signed."""
    form = bind(forms.ShowPasskey, request)
    if form.is_valid():
        try:
            person, row = keys.shown(request, form.cleaned_data["credential"])
        except keys.WrongAnswerError:
            form.add_error(None, presenters.wrong_passkey())
        else:
            operations.passkeys.note_used(row=row, by=person.actor, at=request.at)
            browser.remember_next(request)
            return ways.log_in(request, person, Way.PASSKEY, Step.PASSKEY)
    return _show_start(request, form, forms.Ask())


@require_POST
@at_the_door
def directory_go(request: Request) -> HttpResponse:
    """Go to the council's directory."""
    browser.remember_next(request)
    return directory.go(request)


@require_safe
@at_the_door
def directory_back(request: Request) -> HttpResponse:
    """Come back from it. The standard has the answer come by GET; it is worth nothing in any other browser."""
    return directory.come_back(request)


@show_or_send
@at_the_door
def sign_out(request: Request) -> HttpResponse:
    """Ask, then sign this browser out."""
    form = bind(forms.Press, request)
    if form.is_valid():
        login = queries.login_of_session(str(request.session.session_key))
        if request.actor.kind is Kind.PERSON and login is not None:
            operations.logins.end(login=login, why=LoginEnd.SIGNED_OUT, by=request.actor, at=request.at)
        logout(request)
        return redirect("sign_in:signed_out")
    return page(request, "sign_in/sign_out.html", form=form)


@require_safe
@at_the_door
def signed_out(request: Request) -> HttpResponse:
    """It is done."""
    return page(request, "sign_in/signed_out.html")
