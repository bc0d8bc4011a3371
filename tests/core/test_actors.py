"""Actors: what is kept of who they are, and what is not."""

import pytest

from commonweal.core.actors import Actor


@pytest.mark.parametrize(
    ("actor", "label", "is_visitor"),
    [
        (Actor.visitor(), "VISITOR:visitor", True),
        (Actor.guest("4f0a", name="Sam Reed"), "GUEST:4f0a", False),
        (Actor.person("p-1", name="Ada Ward"), "PERSON:p-1", False),
        (Actor.system("messaging.send_letter"), "SYSTEM:messaging.send_letter", False),
    ],
)
def test_an_actor_is_kept_by_kind_and_key_without_a_name(actor, label, is_visitor):
    assert (actor.label, actor.is_visitor) == (label, is_visitor)


def test_an_actor_acting_for_another_is_still_themselves():
    officer, resident = Actor.person("p-1", name="Ada Ward"), Actor.guest("4f0a")

    acting = officer.acting_for(resident)

    assert (acting.label, acting.on_behalf_of, officer.on_behalf_of) == ("PERSON:p-1", resident, None)
