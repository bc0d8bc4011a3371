"""The desk's pages of the words of letters: read, preview, change, compare, go back."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from commonweal.core.requests import Request
from commonweal.messaging import forms, operations, presenters
from commonweal.messaging.presenters import previews
from commonweal.messaging.queries import wordings
from commonweal.ui.pages import attempt, bind, page, show_or_send


@require_safe
def kind_list(request: Request) -> HttpResponse:
    """Every letter we send, and whether its words were changed."""
    return page(
        request,
        "messaging/kind_list.html",
        rows=presenters.kind_rows(wordings.kinds_for(request.actor, at=request.at)),
    )


@require_safe
def kind_record(request: Request, kind: str) -> HttpResponse:
    """One letter: when it is sent, as it looks with examples, and every version of its words."""
    declared = wordings.get_kind_for(request.actor, kind, at=request.at)
    words = wordings.words_in_force(declared)
    versions = list(wordings.versions(declared))
    return page(
        request,
        "messaging/kind_record.html",
        kind=declared,
        words=words,
        preview=previews.preview(declared, words),
        fields=presenters.field_rows(declared),
        history=presenters.version_rows(declared, versions),
        is_changed=words.is_changed,
    )


@show_or_send
def words_change(request: Request, kind: str) -> HttpResponse:
    """Change the words; the button beside shows them before they count."""
    declared = wordings.get_kind_for(request.actor, kind, at=request.at)
    words = wordings.words_in_force(declared)
    answers = {"subject": words.subject, "body": words.body, "seen": words.number}
    form = bind(forms.Words, request, kind=declared, initial=answers)
    is_preview = "preview" in request.POST
    if form.is_valid() and not is_preview:
        changed = attempt(request, form, operations.change_words, kind=declared, **form.words)
        if changed:
            return redirect("messaging:kind_record", kind=kind)
    shown = form.shown_words if form.is_bound and form.shown_words else words
    return page(
        request,
        "messaging/words_change.html",
        form=form,
        kind=declared,
        preview=previews.preview(declared, shown),
        fields=presenters.field_rows(declared),
        is_preview=is_preview,
    )


def _version(number: str) -> int:
    if not (number.isascii() and number.isdigit() and len(number) < 6):
        raise Http404
    return int(number)


@require_safe
def words_version(request: Request, kind: str, number: str) -> HttpResponse:
    """One version, and how it differs from the words in force."""
    declared = wordings.get_kind_for(request.actor, kind, at=request.at)
    words = wordings.version(declared, _version(number))
    now = wordings.words_in_force(declared)
    return page(
        request,
        "messaging/words_version.html",
        kind=declared,
        words=words,
        number=_version(number),
        title=presenters.version_title(_version(number)),
        preview=previews.preview(declared, words),
        differences=previews.differences(words, now),
        is_in_force=(words.subject, words.body) == (now.subject, now.body),
    )


@show_or_send
def words_go_back(request: Request, kind: str, number: str) -> HttpResponse:
    """Say why, and go back to an earlier version or to the original."""
    declared = wordings.get_kind_for(request.actor, kind, at=request.at)
    to = _version(number)
    wordings.version(declared, to)
    seen = wordings.words_in_force(declared).number
    form = bind(forms.GoBack, request, initial={"seen": seen})
    if form.is_valid() and attempt(request, form, operations.go_back, kind=declared, to=to, **form.cleaned_data):
        return redirect("messaging:kind_record", kind=kind)
    title = presenters.version_title(to)
    return page(request, "messaging/words_go_back.html", form=form, kind=declared, number=to, title=title)
