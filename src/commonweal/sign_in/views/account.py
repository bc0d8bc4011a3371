"""One's own ways in: passkeys, code app, recovery codes, and where one is signed in."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.core.requests import Request
from commonweal.people.queries import persons
from commonweal.sign_in import browser, forms, keys, operations, presenters, queries, ways
from commonweal.sign_in.code_words import session_digest
from commonweal.sign_in.models import LoginEnd
from commonweal.sign_in.views.answers import confirmed, person_of
from commonweal.ui.pages import attempt, bind, page, show_or_send


@require_safe
@never_cache
def ways_list(request: Request) -> HttpResponse:
    """How one signs in, and where one is signed in."""
    person = person_of(request)
    steps = queries.second_steps_of(person)
    open_logins = queries.open_logins(person, at=request.at)
    return page(
        request,
        "sign_in/ways_list.html",
        home=ways.home(),
        address=persons.address_of(person),
        passkeys=presenters.passkey_rows(steps.passkeys),
        steps=presenters.step_rows(steps),
        logins=presenters.login_rows(open_logins, this=session_digest(str(request.session.session_key))),
        has_others=len(open_logins) > 1,
    )


# Showing again who one is.


@show_or_send
@never_cache
def confirm(request: Request) -> HttpResponse:
    """Ask for the second step again; for a code by e-mail where there is none."""
    person = person_of(request)
    steps = queries.second_steps_of(person)
    asked = None if steps.is_set_up else queries.code_of_browser(browser.key_of(request))
    if request.method == "POST" and asked is None and not steps.is_set_up:
        return redirect("sign_in:confirm")  # nothing was sent that could be typed; the page offers to send it
    form = bind(forms.TypeAppCode if steps.is_set_up else forms.TypeCode, request)
    if form.is_valid():
        code = form.cleaned_data["code"]
        done = (
            attempt(request, form, operations.steps.show, person=person, code=code)
            if steps.is_set_up
            else attempt(request, form, operations.codes.use, asked=asked, code=code)
        )
        if done and (steps.is_set_up or persons.who_signs_in_with(done.contact) == person):
            return _go_on(request)
        if done:
            form.add_error("code", presenters.anothers_code())
    return page(request, "sign_in/confirm.html", form=form, steps=steps, asked=asked)


@show_or_send
@never_cache
def confirm_send(request: Request) -> HttpResponse:
    """Send a code to one's own address."""
    if request.method != "POST":  # the page was loaded again after a refusal
        return redirect("sign_in:confirm")
    form = bind(forms.Press, request)
    steps = queries.second_steps_of(person_of(request))
    sent = form.is_valid() and attempt(
        request,
        form,
        operations.codes.ask,
        email=persons.address_of(person_of(request)),
        browser=browser.begin_waiting(request),
        is_known=True,
    )
    if sent:
        return redirect("sign_in:confirm")
    return page(request, "sign_in/confirm.html", form=form, steps=steps, asked=None)


@show_or_send
@never_cache
def confirm_passkey(request: Request) -> HttpResponse:
    """Show a passkey again."""
    if request.method != "POST":  # the page was loaded again after a refusal
        return redirect("sign_in:confirm")
    form = bind(forms.ShowPasskey, request)
    steps = queries.second_steps_of(person_of(request))
    if form.is_valid():
        try:
            person, row = keys.shown(request, form.cleaned_data["credential"])
        except keys.WrongAnswerError:
            person = None
        if person is not None and person == request.user:
            operations.passkeys.note_used(row=row, by=request.actor, at=request.at)
            return _go_on(request)
        form.add_error(None, presenters.wrong_passkey())
    return page(request, "sign_in/confirm.html", form=form, steps=steps, asked=None)


def _go_on(request: Request) -> HttpResponse:
    browser.note_confirmed(request, request.at)
    return redirect(browser.take_next(request, otherwise="sign_in:ways_list"))


# Changing them.


@show_or_send
@confirmed
def passkey_rename(request: Request, ref: str) -> HttpResponse:
    """Call a passkey something else."""
    passkey = queries.get_passkey_of(person_of(request), ref)
    form = bind(forms.RenamePasskey, request, initial={"name": passkey.name})
    if form.is_valid():
        name = form.cleaned_data["name"]
        operations.passkeys.rename(
            person=person_of(request), passkey=passkey, name=name, by=request.actor, at=request.at
        )
        return redirect("sign_in:ways_list")
    return page(request, "sign_in/passkey_rename.html", form=form, passkey=passkey)


@show_or_send
@confirmed
def passkey_remove(request: Request, ref: str) -> HttpResponse:
    """Ask before removing a passkey."""
    passkey = queries.get_passkey_of(person_of(request), ref)
    return _press(
        request,
        presenters.ask_passkey_removed(passkey),
        operations.passkeys.remove,
        person=person_of(request),
        passkey=passkey,
    )


@show_or_send
@confirmed
def app_remove(request: Request) -> HttpResponse:
    """Ask before removing the code app."""
    return _press(request, presenters.ask_app_removed(), operations.steps.remove_code_app, person=person_of(request))


@show_or_send
@confirmed
def recovery_make(request: Request) -> HttpResponse:
    """Ask before making new recovery codes, and show them once."""
    form = bind(forms.Press, request)
    if form.is_valid():
        codes = operations.steps.make_recovery_codes(person=person_of(request), by=request.actor, at=request.at)
        return page(request, "sign_in/recovery_codes.html", codes=codes, is_first=False, form=None)
    return page(request, "sign_in/press.html", form=form, question=presenters.ask_new_recovery_codes())


@show_or_send
@never_cache
def login_end(request: Request, ref: str) -> HttpResponse:
    """Ask before signing another browser out."""
    login = queries.get_login_of(person_of(request), ref, at=request.at)
    question = presenters.ask_login_ended(login)
    return _press(request, question, operations.logins.end, login=login, why=LoginEnd.ELSEWHERE)


@show_or_send
@never_cache
def logins_end(request: Request) -> HttpResponse:
    """Ask before signing all other browsers out."""
    return _press(
        request,
        presenters.ask_others_ended(),
        operations.logins.end_others,
        person=person_of(request),
        session=str(request.session.session_key),
    )


def _press(request: Request, question: presenters.Question, operation: object, **kwargs: object) -> HttpResponse:
    form = bind(forms.Press, request)
    if form.is_valid():
        attempt(request, form, operation, **kwargs)  # type: ignore[arg-type]  # operations differ in what they take
        if form.is_valid():
            return redirect("sign_in:ways_list")
    return page(request, "sign_in/press.html", form=form, question=question)
