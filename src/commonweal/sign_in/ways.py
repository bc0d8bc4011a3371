"""From proof to login: allauth carries a pending login through its stages; our pages ask what the stages need."""

from __future__ import annotations

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login as PendingLogin
from django.conf import settings
from django.http import HttpResponse

from commonweal.core.requests import Request
from commonweal.people.models import Person
from commonweal.sign_in import browser
from commonweal.sign_in.models import Step, Way


def log_in(request: Request, person: Person, way: Way, second_step: Step | str = "") -> HttpResponse:
    """Go on as `person`, who showed who they are by `way`: to the second step, or to where they wanted to be."""
    record_authentication(request, person, way.lower())
    pending = PendingLogin(
        user=person,
        redirect_url=browser.take_next(request, otherwise=home()),
        state={"way": way, "second_step": second_step},
    )
    response: HttpResponse = perform_login(request, pending)
    return response


def home() -> str:
    """Where somebody comes who asked for no page."""
    return str(settings.LOGIN_REDIRECT_URL)
