"""What the API says when it cannot answer: one shape for every error, in words for whoever wrote the program."""

from __future__ import annotations

import json
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core.requests import Request
from commonweal.publishing.datasets import Dataset
from commonweal.ui.site import SITE, Words

MEDIA_TYPE = "application/problem+json"

KINDS: dict[str, tuple[HTTPStatus, Words]] = {
    "not-understood": (HTTPStatus.BAD_REQUEST, gettext_lazy("The address asks for something we do not understand")),
    "not-here": (HTTPStatus.NOT_FOUND, gettext_lazy("There is no dataset at this address")),
    "only-get": (HTTPStatus.METHOD_NOT_ALLOWED, gettext_lazy("This address can only be read")),
    "not-now": (HTTPStatus.SERVICE_UNAVAILABLE, gettext_lazy("We cannot read this dataset at the moment")),
}
"""The kinds of problem, each with its status and its title; the page about the API tells them."""


@dataclass(frozen=True)
class Problem:
    """One problem: its kind, what to do about it, and the part of the address it is about."""

    kind: str
    detail: str
    parameter: str = ""


class ProblemError(Exception):
    """Carries a problem to where it is answered."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.kind)
        self.problem = problem


def answer(request: Request, problem: Problem) -> HttpResponse:
    """The problem as RFC 9457 writes it."""
    status, title = KINDS[problem.kind]
    told: dict[str, Any] = {
        "type": f"{SITE.base_url}{reverse('publishing:api_show')}#{problem.kind}",
        "title": str(title),
        "status": int(status),
        "detail": problem.detail,
    }
    if problem.parameter:
        told["parameter"] = problem.parameter
    told["request"] = request.id
    # With every letter escaped, as what somebody typed may stand in it: halves of characters included.
    response = HttpResponse(json.dumps(told, indent=2) + "\n", status=status, content_type=MEDIA_TYPE)
    response["Cache-Control"] = "no-store"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def not_here() -> Problem:
    """For a slug that nothing is published under."""
    return Problem(
        "not-here",
        _("Look at %(address)s for every dataset there is. Addresses end in a slash.")
        % {"address": SITE.base_url + reverse("publishing:api_list")},
    )


def not_now(dataset: Dataset) -> Problem:
    """For a dataset that fails."""
    return Problem(
        "not-now",
        _("“%(title)s” failed on our side, and we have noted it. Try again in an hour, or write to %(email)s.")
        % {"title": dataset.title, "email": SITE.email},
    )


def only_get() -> Problem:
    """For any method that would change something."""
    return Problem("only-get", _("Ask with GET or HEAD. Nothing can be sent to open data."))
