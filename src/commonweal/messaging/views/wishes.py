"""What somebody chooses about the letters they get, and the page that stops those of one topic."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from commonweal.core.actors import Actor
from commonweal.core.requests import Request
from commonweal.messaging import forms, operations, presenters, stopping
from commonweal.messaging.queries import contacts
from commonweal.ui.access import open_to_guests, public
from commonweal.ui.pages import attempt, bind, page, show_or_send


@open_to_guests
@never_cache
@show_or_send
def wishes_choose(request: Request) -> HttpResponse:
    """When I want which letters, and when I want quiet."""
    digests = contacts.digests_of(request.actor)
    topics = contacts.topics_for(request.actor, at=request.at)
    wishes = contacts.wishes_of(digests[0] if digests else "")
    form = bind(forms.Wishes, request, topics=topics, initial=forms.Wishes.answers_of(wishes, topics))
    if form.is_valid() and attempt(request, form, operations.choose, **form.choice):
        return redirect(f"{request.path}?saved=yes")
    return page(
        request,
        "messaging/wishes_choose.html",
        form=form,
        topics=topics,
        is_saved=request.GET.get("saved") == "yes",
        returned=presenters.returned_sentences(contacts.returned_among(digests)),
    )


# Whoever has the link in a letter may stop such letters, and mail programs press the button for them (RFC 8058): they
# send no cookie and no token of ours. Nobody else has the link, and nothing but these letters is changed by it.
@public
@csrf_exempt
@never_cache
@show_or_send
def topic_stop(request: Request, key: str) -> HttpResponse:
    """Ask before stopping the letters of one topic; a POST stops them at once."""
    try:
        digest, topic = stopping.read_key(key)
    except stopping.NoSuchStopError:
        raise Http404 from None
    if request.method == "POST":
        operations.stop(contact_digest=digest, topic=topic, by=Actor.guest(digest), at=request.at)
    response = page(request, "messaging/topic_stop.html", topic=topic, is_done=request.method == "POST")
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response
