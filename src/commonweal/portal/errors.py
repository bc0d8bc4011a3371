"""What people see when something did not work: always what happened, and what to do next."""

from django.http import HttpRequest, HttpResponse

from commonweal.ui.access import public


@public
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400."""
    return HttpResponse("400", status=400)


@public
def not_allowed(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403."""
    return HttpResponse("403", status=403)


@public
def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403, because the form was open too long or came from elsewhere."""
    return HttpResponse("403", status=403)


@public
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404."""
    return HttpResponse("404", status=404)


@public
def failed(request: HttpRequest) -> HttpResponse:
    """500."""
    return HttpResponse("500", status=500)
