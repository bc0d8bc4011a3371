"""Where allauth asks us: what comes between proof and login, who may be matched, what a passkey is called."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest

from commonweal.core.requests import Request
from commonweal.people.models import Person
from commonweal.sign_in import browser, directory, queries
from commonweal.sign_in.models import LoginEnd
from commonweal.sign_in.operations import logins
from commonweal.ui.site import SITE


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types of its own
    """Nobody signs up by themselves, nothing is sent by allauth, and every login is written down."""

    def get_login_stages(self) -> list[str]:
        """Only ours: allauth's others are about passwords and addresses not verified."""
        return ["commonweal.sign_in.stages.SecondStepStage"]

    def login(self, request: Request, user: Person) -> None:
        """Sign `user` in in this browser, and whoever was signed in here before out."""
        before = queries.login_of_session(str(request.session.session_key))
        if before is not None:
            logins.end(login=before, why=LoginEnd.SIGNED_OUT, by=before.person.actor, at=request.at)
        super().login(request, user)
        request.session.cycle_key()  # Django leaves whoever was signed in already the key they had
        shown = browser.shown_by(request)
        name, system = browser.device_words(request)
        begun = logins.begin(
            person=user,
            session=str(request.session.session_key),
            device=f"{name}\n{system}",
            way=shown.way,
            second_step=shown.second_step,
            by=user.actor,
            at=request.at,
        )
        browser.note_confirmed(request, request.at)
        request.session.set_expiry(int((begun.ends_at - request.at).total_seconds()))
        request.actor = user.actor

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Accounts are given by an administrator."""
        return False

    def add_message(self, *_args: Any, **_kwargs: Any) -> None:
        """Our pages say themselves what happened."""

    def send_mail(self, *_args: Any, **_kwargs: Any) -> None:
        """Our letters go through the outbox."""


class DirectoryAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # as above
    """The council's directory says who somebody is; whether they have an account here is for us to say."""

    def pre_social_login(self, request: Request, sociallogin: Any) -> None:
        """Go on with the person whose address the directory vouches for. Always raises ImmediateHttpResponse."""
        raise ImmediateHttpResponse(directory.sign_in(request, sociallogin))

    def on_authentication_error(self, request: Request, *_args: Any, error: Any = None, **_kwargs: Any) -> None:
        """Our own page says what went wrong. Always raises ImmediateHttpResponse."""
        raise ImmediateHttpResponse(directory.failed(request, error))

    def is_open_for_signup(self, *_args: Any) -> bool:
        """As above."""
        return False


class PasskeyAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # as above
    """What a passkey is kept under on somebody's device."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Our name; the host that the browser sees is what ties a passkey to us."""
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": SITE.name}
