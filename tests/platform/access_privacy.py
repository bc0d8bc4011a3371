"""The rows of the access table for privacy: a guest's own requests, and what only the privacy officer may open."""

from __future__ import annotations

from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.people.models import Power
from commonweal.privacy.models import Certificate, Disclosure, FoundItem, Hold, PrivacyRequest, Proposal, RequestKind
from commonweal.privacy.operations import deletions, disclosures
from tests.factories import privacy as make
from tests.platform.access_rows import Answers, Row, only, people
from tests.platform.personas import GUEST_ADDRESS, Persona, World

GUEST_WORDS = "Quince orchard grievance"
"""What the guest wrote in their request; nobody but the guest and the privacy officer may read it."""


def _officer(world: World) -> Actor:
    return world.people[Persona.PRIVACY_OFFICER].actor


def _asked(world: World, kind: RequestKind = RequestKind.ACCESS) -> PrivacyRequest:
    world.keep_from_others(GUEST_WORDS, readers=(Persona.GUEST, Persona.PRIVACY_OFFICER))
    by = Actor.guest(contact_digest(GUEST_ADDRESS))
    return make.asked(at=world.at, kind=kind, email=GUEST_ADDRESS, about=GUEST_WORDS, by=by)


def _erasure(world: World) -> PrivacyRequest:
    return _asked(world, RequestKind.ERASURE)


def _correction(world: World) -> PrivacyRequest:
    return _asked(world, RequestKind.CORRECTION)


def _power(world: World) -> Power:
    return make.switch_on(world.roles[Persona.PRIVACY_OFFICER], at=world.at)


def _found(world: World) -> FoundItem:
    world.made(_power)
    asked = world.made(_asked)
    make.operations.found.gather(asked=asked, by=_officer(world), at=world.at)
    return FoundItem.objects.filter(request=asked)[0]


def _released(world: World) -> PrivacyRequest:
    world.made(_power)
    by = Actor.guest(contact_digest(GUEST_ADDRESS))
    return make.released(at=world.at, by=_officer(world), asker=by, email=GUEST_ADDRESS)


def _printed(world: World) -> PrivacyRequest:
    world.made(_power)
    return make.released_on_paper(at=world.at, by=_officer(world))


def _proposal(world: World) -> Proposal:
    return make.proposed(at=world.at)


def _certificate(world: World) -> Certificate:
    proposal = make.proposed(at=world.at, count=1)
    deletions.confirm(proposal=proposal, by=_officer(world), at=world.at)
    deletions.run_step(proposal=proposal, by=make.JOB, at=world.at)
    return Certificate.objects.get(proposal=proposal)


def _hold(world: World) -> Hold:
    return make.hold(at=world.at, by=_officer(world), contact="held@example.org")


def _disclosure(world: World) -> Disclosure:
    return make.disclosure(at=world.at, by=_officer(world))


def its_request(world: World, _persona: Persona) -> dict[str, str]:
    """The guest's open request for a copy."""
    return {"ref": world.made(_asked).reference}


def its_erasure(world: World, _persona: Persona) -> dict[str, str]:
    """The guest's request to have it erased."""
    return {"ref": world.made(_erasure).reference}


def its_correction(world: World, _persona: Persona) -> dict[str, str]:
    """The guest's request to have something put right."""
    return {"ref": world.made(_correction).reference}


def its_copy(world: World, _persona: Persona) -> dict[str, str]:
    """The guest's copy, which can be fetched."""
    return {"ref": world.made(_released).reference}


def a_printed_copy(world: World, _persona: Persona) -> dict[str, str]:
    """The copy of somebody who gave no address."""
    return {"ref": world.made(_printed).reference}


def _hidden(world: World) -> str:
    world.made(_power)
    words = {"words": "Carter", "because": "It is about somebody else"}
    return str(make.operations.found.hide(asked=world.made(_asked), by=_officer(world), at=world.at, **words).reference)


def hidden_words(world: World, persona: Persona) -> dict[str, str]:
    """Words that are blacked out in the whole copy for the guest's request."""
    return its_request(world, persona) | {"words": world.made(_hidden)}


def found_item(world: World, persona: Persona) -> dict[str, str]:
    """An item that was found for the guest's request."""
    return its_request(world, persona) | {"item": world.made(_found).reference}


def its_opened_request(world: World, persona: Persona) -> dict[str, str]:
    """The guest's request, opened by an officer with the power to read."""
    world.made(_power)
    return its_request(world, persona)


def a_proposal(world: World, _persona: Persona) -> dict[str, str]:
    """A proposal that waits for a person."""
    return {"ref": world.made(_proposal).reference}


def a_proposed_record(world: World, persona: Persona) -> dict[str, str]:
    """A record in it."""
    return a_proposal(world, persona) | {"record": world.made(_proposal).records.all()[0].record_reference}


def a_certificate(world: World, _persona: Persona) -> dict[str, str]:
    """A certificate of deletion."""
    return {"ref": world.made(_certificate).reference}


def a_hold(world: World, _persona: Persona) -> dict[str, str]:
    """A legal hold."""
    return {"ref": world.made(_hold).reference}


def a_disclosure(world: World, _persona: Persona) -> dict[str, str]:
    """A case that is being prepared."""
    return {"ref": world.made(_disclosure).reference}


def a_passage(world: World, persona: Persona) -> dict[str, str]:
    """A passage of it."""
    return a_disclosure(world, persona) | {"document": "request", "passage": "wanted"}


def blacked_words(world: World, persona: Persona) -> dict[str, str]:
    """Words that are blacked out in it."""
    return a_disclosure(world, persona) | {"words": world.made(_blacked)}


def _blacked(world: World) -> str:
    case = {"disclosure": world.made(_disclosure), "words": "Carter", "exemption": "s.40(2)"}
    return str(disclosures.black_out(by=_officer(world), at=world.at, **case).reference)  # type: ignore[arg-type]  # as a form


def nothing(_world: World, _persona: Persona) -> dict[str, str]:
    """For an address without words in it."""
    return {}


def its_guest(status: int) -> Answers:
    """`status` for the guest whose request it is."""
    return only(GUEST=status)


def officers(status: int) -> Answers:
    """`status` for the privacy officer."""
    return only(PRIVACY_OFFICER=status)


def asks(status: int = 422) -> dict[str, Answers]:
    """A page of the officer that asks something; sent empty it comes back, or goes on where nothing has to be said."""
    return {"GET": officers(200), "POST": officers(status)}


SHOWN = {"GET": officers(200)}

ROWS = (
    Row(
        "privacy:request_ask",
        lambda _world, _persona: {"what": "copy"},
        {"GET": {**people(200), Persona.GUEST: 200}, "POST": {**people(422), Persona.GUEST: 422}},
    ),
    Row("privacy:request_record", its_request, {"GET": its_guest(200)}),
    Row("privacy:request_sent", its_request, {"GET": its_guest(200)}),
    Row("privacy:request_withdraw", its_request, {"GET": its_guest(200), "POST": its_guest(302)}),
    Row("privacy:copy_collect", its_copy, {"GET": its_guest(200), "POST": its_guest(302)}),
    Row("privacy:copy_unlock", its_copy, {"GET": its_guest(200), "POST": its_guest(422)}),
    # Nobody fetches the copy who has not just shown the code.
    Row("privacy:copy_fetch", its_copy, {"GET": its_guest(302)}),
    Row("privacy:copy_download", its_copy, {"GET": its_guest(302)}),
    *(
        Row(f"privacy:{name}", nothing, SHOWN)
        for name in (
            "desk_show",
            "desk_settled",
            "proposal_list",
            "certificate_list",
            "hold_list",
            "disclosure_list",
            "look_list",
        )
    ),
    *(
        Row(f"privacy:{name}", nothing, {"GET": only(PRIVACY_OFFICER=200, ADMINISTRATOR=200)})
        for name in ("processing_show", "assessment_show")
    ),
    *(Row(f"privacy:{name}", nothing, asks()) for name in ("desk_paper", "hold_place", "disclosure_begin")),
    Row("privacy:desk_request", its_request, SHOWN),
    *(
        Row(f"privacy:{name}", its_request, asks())
        for name in ("contact_add", "note_add", "request_extend", "request_refuse")
    ),
    Row("privacy:request_answer", its_correction, asks()),
    Row("privacy:found_review", its_opened_request, asks(302)),
    Row("privacy:found_decide", found_item, asks()),
    Row("privacy:found_hide", its_opened_request, asks()),
    Row("privacy:found_show_again", hidden_words, asks(302)),
    Row("privacy:found_release", its_correction, asks()),
    Row("privacy:copy_print", a_printed_copy, SHOWN),
    Row("privacy:copy_print_files", a_printed_copy, SHOWN),
    Row("privacy:copy_hand_over", a_printed_copy, asks()),
    Row("privacy:erasure_confirm", its_erasure, asks(302)),
    Row("privacy:proposal_show", a_proposal, SHOWN),
    Row("privacy:proposal_confirm", a_proposal, asks(302)),
    Row("privacy:proposal_take_out", a_proposed_record, asks()),
    Row("privacy:certificate_show", a_certificate, SHOWN),
    Row("privacy:certificate_csv", a_certificate, SHOWN),
    Row("privacy:hold_lift", a_hold, asks()),
    Row("privacy:disclosure_show", a_disclosure, SHOWN),
    Row("privacy:passage_withhold", a_passage, asks()),
    Row("privacy:words_black_out", a_disclosure, asks()),
    Row("privacy:words_show_again", blacked_words, asks(302)),
    Row("privacy:disclosure_answer", a_disclosure, asks(302)),
    Row("privacy:disclosure_withdraw", a_disclosure, asks(302)),
    Row("privacy:disclosure_download", a_disclosure, SHOWN),
)
