"""A council's own directory, by OpenID Connect. It says who somebody is; accounts are given here and nowhere else."""

from __future__ import annotations

from typing import Any

from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

from commonweal.core.contacts import NotAnAddressError, canonical_address
from commonweal.core.requests import Request
from commonweal.people.queries import persons
from commonweal.sign_in import browser, presenters, ways
from commonweal.sign_in.models import Step, Way
from commonweal.ui.pages import page
from commonweal.ui.site import SITE

PROVIDER = "directory"

EXPECTED = (RequestException, KeyError, ValueError, TypeError)
"""What a directory that is down, or answers with something else than it should, makes allauth raise."""


class _Connection(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types of its own
    """allauth's, with an address of ours to come back to."""

    def get_callback_url(self, _request: HttpRequest, _app: object) -> str:
        """Under the address that people type, whatever a proxy makes of it."""
        return SITE.address_of("sign_in:directory_back")


def label() -> str:
    """What the button calls the directory; nothing where there is none."""
    return str(settings.DIRECTORY_LABEL) if settings.DIRECTORY_ISSUER else ""


def go(request: Request) -> HttpResponse:
    """Lead the browser to the directory. Raises Http404 where there is none."""
    connection = _connection(request)
    try:
        provider = connection.get_provider()
        provider.oauth2_adapter_class = _Connection
        response: HttpResponse = provider.redirect(request, process="login")
    except EXPECTED:
        return failed(request, AuthError.UNKNOWN)
    return response


def come_back(request: Request) -> HttpResponse:
    """Take what the directory says. Raises Http404 where there is none."""
    connection = _connection(request)
    if request.GET.get("error") == connection.login_cancelled_error:
        return failed(request, AuthError.CANCELLED)  # nothing came of it, so it need not be shown to be ours
    try:
        response: HttpResponse = OAuth2CallbackView.adapter_view(connection)(request)
    except EXPECTED:
        return failed(request, AuthError.UNKNOWN)
    return response


def _connection(request: Request) -> _Connection:
    if not settings.DIRECTORY_ISSUER:
        raise Http404
    return _Connection(request, PROVIDER)


def sign_in(request: Request, sociallogin: Any) -> HttpResponse:
    """Go on as the person whose address the directory vouches for; a page that says whom to ask when there is none."""
    claims = _claims(sociallogin.account.extra_data)
    address = _address(claims)
    person = persons.who_signs_in_with(address) if address else None
    if person is None:
        return refused(request, "unknown")
    return ways.log_in(request, person, Way.DIRECTORY, Step.DIRECTORY if _has_second_step(claims) else "")


def _claims(told: dict[str, Any]) -> dict[str, Any]:
    return {**(told.get("userinfo") or {}), **(told.get("id_token") or {})}


def _address(claims: dict[str, Any]) -> str:
    """The address, when the directory has verified it or answers for its whole domain."""
    try:
        address = canonical_address(str(claims.get("email", "")))
    except NotAnAddressError:
        return ""
    domain = address.rpartition("@")[2]
    return address if claims.get("email_verified") is True or domain in settings.DIRECTORY_DOMAINS else ""


def _has_second_step(claims: dict[str, Any]) -> bool:
    """Whether the directory says, in words that an operator named, that it asked for a second factor itself."""
    said = claims.get("amr")
    words = {*(said if isinstance(said, list) else []), claims.get("acr")}
    return any(word in settings.DIRECTORY_SECOND_STEP for word in words)


def failed(request: Request, error: Any) -> HttpResponse:
    """The page for somebody who comes back without having signed in there."""
    return refused(request, "denied" if error == AuthError.CANCELLED else "failed")


def refused(request: Request, why: str) -> HttpResponse:
    """What happened and whom to ask."""
    browser.take_next(request, otherwise="")
    return page(
        request, "sign_in/directory_refused.html", status=403, problem=presenters.directory_problem(why, label())
    )
