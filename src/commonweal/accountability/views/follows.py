"""Following a commitment or a strategy: asking, confirming, seeing what one follows, and stopping."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.forms import Form
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from commonweal.accountability import following
from commonweal.accountability.emails.follows import STATUS_CHANGES
from commonweal.accountability.forms import follows as forms
from commonweal.accountability.models import Follow
from commonweal.accountability.operations import follows as operations
from commonweal.accountability.presenters import follows as presenters
from commonweal.accountability.presenters import strategy_words as words
from commonweal.accountability.queries import commitments
from commonweal.accountability.queries import follows as queries
from commonweal.core.actors import Actor, Kind
from commonweal.core.requests import Request
from commonweal.messaging.queries import contacts
from commonweal.messaging.states import When
from commonweal.privacy import retention_page
from commonweal.strategy.models import Commitment, Strategy
from commonweal.strategy.queries import strategies
from commonweal.ui.access import public
from commonweal.ui.pages import attempt, bind, page, show_or_send


@public
@show_or_send
def follow(request: Request, slug: str, code: str) -> HttpResponse:
    """Follow one commitment."""
    commitment = commitments.get(slug, code)
    if commitment.is_withdrawn:
        raise Http404(_("This commitment is no longer part of the strategy."))
    return _follow(request, commitment.strategy, commitment)


@public
@show_or_send
def follow_strategy(request: Request, slug: str) -> HttpResponse:
    """Follow every commitment of a strategy."""
    return _follow(request, strategies.get(slug), None)


def _follow(request: Request, strategy: Strategy, commitment: Commitment | None) -> HttpResponse:
    is_signed_in = request.actor.kind is Kind.PERSON
    form: Form
    if is_signed_in:
        form = bind(forms.FollowSignedIn, request, initial=forms.FollowSignedIn.answers_of(_when(request.actor)))
        done = f"{reverse('accountability:follow_list')}?followed=yes"
        operation: Callable[..., Follow] = operations.follow
    else:
        form = bind(forms.FollowAsGuest, request)
        done = reverse("accountability:follow_sent", kwargs={"slug": strategy.slug})
        operation = operations.ask
    if form.is_valid() and attempt(
        request, form, operation, strategy=strategy, commitment=commitment, **form.cleaned_data
    ):
        return redirect(done)
    return page(
        request,
        "accountability/follow.html",
        form=form,
        strategy=strategy,
        commitment=commitment,
        is_signed_in=is_signed_in,
        is_following=bool(queries.of_actor(request.actor, strategy, commitment)),
        back=words.commitment_address(strategy.slug, commitment.code)
        if commitment
        else reverse("accountability:strategy", kwargs={"slug": strategy.slug}),
        kept_for=retention_page.period_of("accountability.follow_asked"),
    )


def _when(actor: Actor) -> When:
    digests = contacts.digests_of(actor)
    return contacts.wishes_of(digests[0] if digests else "").of(STATUS_CHANGES)


@public
@require_safe
def follow_sent(request: Request, slug: str) -> HttpResponse:
    """What happens next; the same for every address, so that nobody learns who follows what."""
    strategy = strategies.get(slug)
    kept_for = retention_page.period_of("accountability.follow_asked")
    return page(request, "accountability/follow_sent.html", strategy=strategy, kept_for=kept_for)


# Behind the links in letters.


def _private(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page behind a key: for whoever has the letter, kept nowhere, and in no search engine."""

    @public
    @never_cache
    @wraps(view)
    def opened(request: Request, key: str, **where: str) -> HttpResponseBase:
        response = view(request, key, **where)
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return opened


@_private
@show_or_send
def follow_confirm(request: Request, key: str) -> HttpResponse:
    """The button that confirms; looking at it changes nothing."""
    try:
        found = queries.get_asked(following.read_confirm_key(key))
    except following.NoSuchKeyError:
        raise Http404 from None
    form = bind(forms.Press, request)
    by = Actor.guest(found.contact_digest)
    if form.is_valid() and attempt(request, form, operations.confirm, follow=found, by=by):
        list_key = following.list_key(found.contact_digest)
        return redirect(f"{reverse('accountability:follow_list_by_key', kwargs={'key': list_key})}?followed=yes")
    return page(
        request,
        "accountability/follow_confirm.html",
        form=form,
        follow=found,
        often=presenters.often_words(When(found.when)),
        href=presenters.page_of(found),
    )


def _digest(key: str) -> str:
    try:
        return following.read_list_key(key)
    except following.NoSuchKeyError:
        raise Http404 from None


@_private
@require_safe
def follow_list_by_key(request: Request, key: str) -> HttpResponse:
    """What a mailbox without an account follows."""
    digest = _digest(key)
    return _list(request, queries.of_contact(digest), key=key, when=contacts.wishes_of(digest).of(STATUS_CHANGES))


@require_safe
def follow_list(request: Request) -> HttpResponse:
    """What I follow."""
    return _list(request, queries.of_person(request.actor.key), key="", when=_when(request.actor))


def _list(request: Request, follows: list[Follow], *, key: str, when: When) -> HttpResponse:
    return page(
        request,
        "accountability/follow_list.html",
        lines=presenters.lines(follows, key=key),
        often=presenters.often_words(when),
        is_signed_in=not key,
        is_just_followed=request.GET.get("followed") == "yes" and bool(follows),
        is_just_stopped=request.GET.get("stopped") == "yes",
    )


@_private
@show_or_send
def follow_stop_by_key(request: Request, key: str, ref: str) -> HttpResponse:
    """Stop following one thing; a GET only asks."""
    digest = _digest(key)
    found = queries.among(queries.of_contact(digest), ref)
    back = reverse("accountability:follow_list_by_key", kwargs={"key": key})
    return _stop(request, found, by=Actor.guest(digest), back=back)


@show_or_send
def follow_stop(request: Request, ref: str) -> HttpResponse:
    """Stop following one thing of mine; a GET only asks."""
    found = queries.among(queries.of_person(request.actor.key), ref)
    return _stop(request, found, by=request.actor, back=reverse("accountability:follow_list"))


def _stop(request: Request, found: Follow, *, by: Actor, back: str) -> HttpResponse:
    form = bind(forms.Press, request)
    if form.is_valid() and attempt(request, form, operations.stop, follow=found, by=by):
        return redirect(f"{back}?stopped=yes")
    return page(request, "accountability/follow_stop.html", form=form, follow=found, back=back)
