"""The portal's pages."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from commonweal.core.requests import Request
from commonweal.ui.access import public
from commonweal.ui.pages import page


@public
@require_safe
def home(request: Request) -> HttpResponse:
    """What this is, and what one can do here."""
    return page(request, "portal/home.html")
