"""What the tests of decisions read: pages, letters, and a paper to add."""

from __future__ import annotations

from typing import Any

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from commonweal.decisions.models import Decision
from commonweal.messaging.models import Letter
from tests.platform.personas import one_pixel


def letters() -> list[tuple[str, str]]:
    return [(letter.kind, letter.to) for letter in Letter.objects.order_by("id")]


def a_paper(name: str = "plan.png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, one_pixel(), "image/png")


def address(page: str, decision: Decision | None = None, **words: str) -> str:
    return reverse(f"decisions:{page}", kwargs=({"ref": decision.reference} if decision else {}) | words or None)


def text(answer: Any) -> str:
    main = BeautifulSoup(answer.content, "html.parser").main
    return " ".join(main.get_text(" ").split()) if main else ""


def titles(answer: Any) -> list[str]:
    return [each.get_text() for each in BeautifulSoup(answer.content, "html.parser").select(".cw-results__title a")]
