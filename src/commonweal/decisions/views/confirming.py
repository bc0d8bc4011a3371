"""What the second person does with a record, and correcting one that is public."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from commonweal.core.requests import Request
from commonweal.decisions import forms, rules
from commonweal.decisions.models import Decision
from commonweal.decisions.operations import correcting, recording
from commonweal.decisions.views.desk import get
from commonweal.decisions.views.writing import short_question
from commonweal.ui.pages import attempt, bind, show_or_send


def _get_to_confirm(request: Request, ref: str) -> Decision:
    decision = get(request, ref)
    if not rules.can_confirm(request.actor, decision, at=request.at):
        raise Http404
    return decision


def _record(ref: str) -> str:
    return reverse("decisions:desk_record", kwargs={"ref": ref})


@show_or_send
def desk_confirm(request: Request, ref: str) -> HttpResponse:
    """Confirm that the record says what was decided, so that it is public."""
    decision = _get_to_confirm(request, ref)
    form = bind(forms.Confirm, request)
    if form.is_valid() and attempt(request, form, recording.confirm, decision=decision):
        return redirect("decisions:desk_sent", ref=ref)
    return short_question(
        request,
        form,
        title=_("Does %(ref)s say what was decided?") % {"ref": ref},
        lead=_(
            "You have read it and held it against the papers. It is public at once, and its words stay as they are."
        ),
        button=_("Yes, confirm it"),
        back=_record(ref),
    )


@show_or_send
def desk_return(request: Request, ref: str) -> HttpResponse:
    """Return the record to whoever sent it, with the reason."""
    decision = _get_to_confirm(request, ref)
    form = bind(forms.SendBack, request)
    if form.is_valid() and attempt(
        request, form, recording.send_back, decision=decision, because=form.cleaned_data["because"]
    ):
        return redirect("decisions:desk_list")
    return short_question(
        request,
        form,
        title=_("Return %(ref)s") % {"ref": ref},
        lead=_("It goes back to the person who sent it, with your reason. They can change it and send it again."),
        button=_("Return it"),
        back=_record(ref),
    )


@show_or_send
def desk_correct(request: Request, ref: str) -> HttpResponse:
    """Put a correction beside a public record."""
    decision = get(request, ref)
    if not rules.can_correct(request.actor, decision, at=request.at):
        raise Http404
    form = bind(forms.Correct, request)
    if form.is_valid() and attempt(request, form, correcting.correct, decision=decision, **form.cleaned_data):
        return redirect("decisions:decision_record", ref=ref)
    return short_question(
        request,
        form,
        title=_("Correct %(ref)s") % {"ref": ref},
        lead=_(
            "For a slip in the words: a date, a name, a sum. Where something else was decided since, record that and "
            "say which decision it takes the place of."
        ),
        button=_("Publish the correction"),
        back=_record(ref),
    )
