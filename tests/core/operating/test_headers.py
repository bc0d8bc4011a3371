"""What browsers are told, on every answer: pages, errors, redirects, static files, health, the closed page."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.middleware.csrf import get_token
from django.test import Client
from django.urls import path
from pytest_django import Settings

from commonweal.config import urls
from commonweal.core.operating import maintenance
from commonweal.portal import errors
from commonweal.ui.access import public

pytestmark = pytest.mark.django_db


@public
def fail(request: HttpRequest) -> HttpResponse:
    raise ZeroDivisionError


@public
def give_cookie(request: HttpRequest) -> HttpResponse:
    get_token(request)
    return HttpResponse("here", content_type="text/plain")


urlpatterns = [*urls.urlpatterns, path("fail", fail), path("cookie", give_cookie)]
handler400, handler403, handler404, handler500 = (
    errors.bad_request,
    errors.not_allowed,
    errors.not_found,
    errors.failed,
)

POLICY = {
    "base-uri 'none'",
    "connect-src 'self'",
    "default-src 'none'",
    "font-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self'",
    "manifest-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
}

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Strict-Transport-Security": "max-age=31536000",
}

ANSWERS = {
    "a page": ("get", "/", 200),
    "not found": ("get", "/nowhere", 404),
    "failed": ("get", "/fail", 500),
    "a form without its token": ("post", "/cookie", 403),
    "health": ("get", "/health/live", 200),
    "a static file": ("get", "/static/commonweal/app.css", 200),
    "a host that is not ours": ("get", "/", 400),
}

# Over plain http nothing may claim https.
PLAIN_HEADERS = {name: words for name, words in HEADERS.items() if name != "Strict-Transport-Security"}


@pytest.fixture
def https_site(settings: Settings) -> Settings:
    """The settings as BASE_URL with https makes them, and a page that fails."""
    settings.ROOT_URLCONF = __name__
    settings.SECURE_HSTS_SECONDS = 365 * 24 * 3600
    settings.SECURE_SSL_REDIRECT = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.ALLOWED_HOSTS = ["testserver"]
    # Static files are then found where they were built, without being collected.
    settings.WHITENOISE_USE_FINDERS = settings.WHITENOISE_AUTOREFRESH = True
    return settings


@pytest.fixture
def strict_client(https_site: Settings) -> Client:
    """A browser whose forms are held to their token."""
    return Client(raise_request_exception=False, enforce_csrf_checks=True)


def told(response: HttpResponseBase) -> dict[str, str | None]:
    return {name: response.headers.get(name) for name in HEADERS}


def policy_of(response: HttpResponseBase) -> set[str]:
    return {part.strip() for part in response.headers.get("Content-Security-Policy", "").split(";")}


@pytest.mark.parametrize(("method", "address", "status"), ANSWERS.values(), ids=ANSWERS)
def test_every_answer_has_every_header(strict_client: Client, method: str, address: str, status: int) -> None:
    host = {"HTTP_HOST": "other.example"} if status == 400 else {}

    response = getattr(strict_client, method)(address, secure=True, **host)

    response.close()
    assert response.status_code == status
    assert told(response) == HEADERS
    assert policy_of(response) == POLICY


def test_host_that_is_not_ours_over_plain_http(strict_client: Client) -> None:
    response = strict_client.get("/", HTTP_HOST="other.example")

    assert response.status_code == 400
    assert {name: words for name, words in told(response).items() if words} == PLAIN_HEADERS
    assert policy_of(response) == POLICY


def test_closed_page_has_every_header(strict_client: Client, own_folder: Path, at: datetime) -> None:
    maintenance.close(at=at)

    response = strict_client.get("/", secure=True)

    assert response.status_code == 503
    assert told(response) == HEADERS
    assert policy_of(response) == POLICY


def test_plain_http_is_sent_on_except_for_health(strict_client: Client) -> None:
    page, health = strict_client.get("/cookie?a=1"), strict_client.get("/health/live")

    assert (page.status_code, page.headers["Location"]) == (301, "https://testserver/cookie?a=1")
    assert health.status_code == 200


def test_cookies_are_shut(strict_client: Client) -> None:
    cookie = strict_client.get("/cookie", secure=True).cookies["csrftoken"]

    assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"]) == (True, True, "Lax", "/")


def test_without_https_nothing_claims_it(client: Client, settings: Settings) -> None:
    assert settings.IS_HTTPS is False

    response = client.get("/")

    assert response.status_code == 200
    assert "Strict-Transport-Security" not in response.headers


def test_session_cookie_settings_are_shut(settings: Settings) -> None:
    assert (settings.SESSION_COOKIE_HTTPONLY, settings.SESSION_COOKIE_SAMESITE) == (True, "Lax")


def test_no_policy_allows_inline(settings: Settings) -> None:
    words = {word for sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].values() for word in sources}

    assert words == {"'none'", "'self'"}
