"""What allauth asks, between the first proof and being signed in: our second step."""

from __future__ import annotations

from allauth.account.models import Login as PendingLogin
from allauth.account.stages import LoginStage, LoginStageController
from django.http import HttpResponse
from django.shortcuts import redirect

from commonweal.core.requests import Request
from commonweal.people.models import Person
from commonweal.people.standing import standing_of
from commonweal.sign_in import queries
from commonweal.sign_in.browser import Shown, note_shown
from commonweal.sign_in.models import Step, Way

SECOND_STEP = "second_step"


class SecondStepStage(LoginStage):  # type: ignore[misc]  # allauth has no types of its own
    """Asks for the second step of those who have one, and has staff set one up who have none."""

    key = SECOND_STEP
    urlname = "sign_in:step_show"

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """The page to go to, or None; and whether the login goes on."""
        state, person = self.login.state, self.login.user
        if not state["second_step"]:
            if queries.second_steps_of(person).is_set_up:
                return redirect("sign_in:step_show"), True
            if standing_of(person.actor, at=self.request.at).is_staff:
                return redirect("sign_in:step_choose"), True
        note_shown(self.request, Shown(Way(state["way"]), state["second_step"]))
        return None, True


def waiting_stage(request: Request) -> SecondStepStage | None:
    """The second step that this browser has yet to take; None when it does not wait at it."""
    stage = LoginStageController.enter(request, SECOND_STEP)
    is_whole = stage is not None and isinstance(stage.login.user, Person) and stage.login.user.is_active
    return stage if is_whole else None


def finish(request: Request, stage: SecondStepStage, step: Step) -> HttpResponse:
    """The second step is taken: go on to where they wanted to be."""
    login: PendingLogin = stage.login
    login.state["second_step"] = step
    note_shown(request, Shown(Way(login.state["way"]), step))
    response: HttpResponse = stage.exit()
    return response
