"""Who gets in where: every address, every method and every kind of person, in one table.

A new address that is not here fails the suite. A row names the address, how the words in it are made, and what each
persona is answered for each method it has. Any other method is answered 405, or 404 to whom the page is not there for.

- A page that everybody may read: its name in `OPEN_PAGES`.
- A page for everybody who signed in: `{"GET": people(200)}`.
- A page for some: `{"GET": only(PRIVACY_OFFICER=200), "POST": only(PRIVACY_OFFICER=422)}`; all others get 404.
- A page for all staff: `{"GET": staff(200)}`.
- Words in the address: `lambda world, persona: {"ref": world.made(a_hold).reference}`, with a function `a_hold` that
  makes it of the world once; `world.bodies`, `world.people` and `world.roles` are there already.

Whoever is not signed in and is not named by a row is sent to sign in (302), or refused when they post (403).
"""

from __future__ import annotations

from collections.abc import Callable

from commonweal.places.models import Import
from commonweal.places.states import ImportStatus
from tests.factories import messaging, places
from tests.platform import (
    access_concerns,
    access_decisions,
    access_evidence,
    access_measures,
    access_privacy,
    access_reference,
    access_strategy,
    made_people,
)
from tests.platform.access_rows import Answers, Row, everybody, no_words, only, people
from tests.platform.personas import DIVISION, Persona, World

V, H, O = Persona.VISITOR, Persona.HOLDER, Persona.OTHER  # noqa: E741  # short, so that the table reads as one


def draft_key(world: World, persona: Persona) -> dict[str, str]:
    """The key of a request that was not sent yet: one's own, or one that was never given out."""
    return {"key": {H: world.draft.key, O: world.others_draft.key}.get(persona, "never-given-out")}


def sent_key(world: World, persona: Persona) -> dict[str, str]:
    """The key of a request that was sent."""
    return {"key": {H: world.sent.key, O: world.others_sent.key}.get(persona, "never-given-out")}


def key_and_file(world: World, persona: Persona) -> dict[str, str]:
    """The same, and the number of the file that came with it."""
    return sent_key(world, persona) | {"number": "1"}


def sent_file(world: World, _persona: Persona) -> dict[str, str]:
    """The reference of a request that was sent, and the number of the file that came with it."""
    return {"ref": world.sent.request.reference, "number": "1"}


def letter_kind(_world: World, _persona: Persona) -> dict[str, str]:
    """A kind of letter."""
    return {"kind": "accountability.format_received"}


def letter_version(_world: World, _persona: Persona) -> dict[str, str]:
    """A version of its words: the original."""
    return {"kind": "accountability.format_received", "number": "0"}


def held_letter(world: World, _persona: Persona) -> dict[str, str]:
    """A letter that nobody knows whether it was sent."""
    return {"ref": world.made(messaging.held_letter).reference}


def stop_key(_world: World, _persona: Persona) -> dict[str, str]:
    """The key in the foot of an optional letter."""
    return {"key": messaging.stop_key(topic="messaging.outbox_trouble")}


GET_BY_ALL = {"GET": everybody(200)}
"""A page that everybody may read, whose address has words in it."""


def holders(status: int) -> Answers:
    """`status` for those whose request it is; for a made-up key there is no such page."""
    return dict.fromkeys(Persona, 404) | {H: status, O: status}


def importers(status: int) -> Answers:
    """`status` for those whose role lets them import places."""
    return only(ADMINISTRATOR=status, COMMUNITIES_OFFICER=status)


def a_division(_world: World, _persona: Persona) -> dict[str, str]:
    """The division of the world's councillor."""
    return {"code": DIVISION, "slug": "northmoor-east"}


def a_dataset(_world: World, _persona: Persona) -> dict[str, str]:
    """A dataset that is published."""
    return {"slug": "places"}


def a_refused_import(world: World, _persona: Persona) -> dict[str, str]:
    """An import that was refused because it would lose postcodes."""
    return {"ref": str(world.made(_refused_import).reference)}


def _refused_import(world: World) -> Import:
    return places.imported(at=world.at, status=ImportStatus.REFUSED, error="Too few postcodes")


KEEPERS_ASKED = {"GET": only(COMMUNITIES_OFFICER=200), "POST": only(COMMUNITIES_OFFICER=422)}
"""A page that asks those who keep the words of letters something, and that page sent back because nothing was said."""


def managers(status: int) -> Answers:
    """`status` for those who manage people: everybody's, or those of their own body."""
    leads = dict.fromkeys(("PARTNER_LEAD", "OTHER_PARTNER_LEAD", "GROUP_MANAGER", "STEERING_MEMBER"), status)
    return only(ADMINISTRATOR=status, **leads)


def administrators(status: int) -> Answers:
    """`status` for the council's administrators."""
    return only(ADMINISTRATOR=status)


def its_keepers(status: int) -> Answers:
    """`status` for those who look after the partner's page and people."""
    return only(ADMINISTRATOR=status, PARTNER_LEAD=status)


def asking(answers: Callable[[int], Answers]) -> dict[str, Answers]:
    """A page that asks something, and that same page sent back because nothing was answered."""
    return {"GET": answers(200), "POST": answers(422)}


def a_partner(_world: World, _persona: Persona) -> dict[str, str]:
    """The page of a partner with a lead of its own."""
    return {"slug": "northmoor"}


def its_officer(world: World, _persona: Persona) -> dict[str, str]:
    """Somebody who works for that partner."""
    return {"ref": world.people[Persona.PARTNER_OFFICER].reference}


def its_officers_role(world: World, persona: Persona) -> dict[str, str]:
    """Their role there."""
    return its_officer(world, persona) | {"role": world.roles[Persona.PARTNER_OFFICER].reference}


def an_interest(world: World, _persona: Persona) -> dict[str, str]:
    """What the administrator declared."""
    return {"ref": world.made(made_people.administrators_interest).reference}


OPEN_PAGES = (
    "portal:home",
    "portal:search",
    "portal:about",
    "portal:contact",
    "portal:accessibility",
    "portal:privacy",
    "privacy:request_start",
    "privacy:schedule_show",
    "privacy:figures_show",
    "accountability:format_figures",
    "accountability:strategy_home",
    "accountability:strategies",
    "portal:cookies",
    "portal:robots",
    "sign_in:signed_out",
    "people:body_list",
    "people:role_list",
    "people:councillor_list",
    "people:exception_list",
    "decisions:decision_list",
    "decisions:decision_feed",
    "places:place_list",
    "places:postcode_find",
    "publishing:dataset_list",
    "publishing:dictionary_show",
    "publishing:catalogue_download",
    "publishing:changes_feed",
    "publishing:api_show",
    "publishing:api_list",
    "publishing:api_description",
    "core:health_live",
    "core:health_ready",
)

TABLE = (
    *(Row(name, no_words, {"GET": everybody(200)}) for name in OPEN_PAGES),
    # Only a demonstration shows the letters it sent.
    Row("portal:demonstration_letters", no_words, {"GET": everybody(404)}),
    Row("portal:demonstration_letter", lambda _world, _persona: {"ref": "LE-2222-2222"}, {"GET": everybody(404)}),
    Row("privacy:schedule_class", lambda _world, _persona: {"what": "core.trail"}, {"GET": everybody(200)}),
    Row("places:place_page", a_division, {"GET": everybody(200)}),
    Row("places:place_table", lambda _world, _persona: {"code": DIVISION}, {"GET": everybody(200)}),
    Row("portal:open_data", no_words, {"GET": everybody(301)}),
    # A dataset's addresses, each as for any other dataset.
    *(
        Row(f"publishing:{name}", a_dataset, {"GET": everybody(200)})
        for name in ("dataset_show", "dataset_schema", "row_list")
    ),
    Row(
        "publishing:dataset_download",
        lambda world, persona: a_dataset(world, persona) | {"form": "csv"},
        {"GET": everybody(200)},
    ),
    Row("publishing:api_elsewhere", lambda _world, _persona: {"rest": "no/such/thing"}, {"GET": everybody(404)}),
    Row("portal:import_list", no_words, {"GET": importers(200)}),
    Row("portal:import_start", no_words, {"GET": importers(200), "POST": importers(422)}),
    Row("portal:import_record", a_refused_import, {"GET": importers(200), "POST": importers(422)}),
    Row("sign_in:start", no_words, {"GET": everybody(200) | people(302), "POST": everybody(422) | people(302)}),
    # A browser that has not asked for a code is told so.
    Row("sign_in:code", no_words, {"GET": everybody(200), "POST": everybody(422)}),
    Row("sign_in:guest", no_words, {"GET": people(302) | {Persona.GUEST: 200}}),
    Row("sign_in:passkey", no_words, {"POST": everybody(422)}),
    Row("sign_in:passkey_options", no_words, {"POST": everybody(200)}),
    # Where the council has no directory.
    Row("sign_in:directory_go", no_words, {"POST": everybody(404)}),
    Row("sign_in:directory_back", no_words, {"GET": everybody(404)}),
    # Whoever does not wait at the second step begins at the beginning; whoever is signed in shows again who they are.
    *(
        Row(f"sign_in:{name}", no_words, {method: everybody(302) for method in methods})
        for name, methods in {
            "step_show": ("GET", "POST"),
            "step_recover": ("GET", "POST"),
            "step_passkey": ("POST",),
            "step_choose": ("GET",),
            "app_add": ("GET", "POST"),
            "passkey_add": ("GET", "POST"),
            "passkey_add_options": ("POST",),
            "step_done": ("POST",),
        }.items()
    ),
    Row("sign_in:sign_out", no_words, {"GET": everybody(200), "POST": everybody(302)}),
    Row("sign_in:ways_list", no_words, {"GET": people(200)}),
    Row("sign_in:confirm", no_words, {"GET": people(200), "POST": people(302)}),
    Row("sign_in:confirm_send", no_words, {"GET": people(302), "POST": people(302)}),
    Row("sign_in:confirm_passkey", no_words, {"GET": people(302), "POST": people(422)}),
    *(
        Row(f"sign_in:{name}", no_words, {"GET": people(302), "POST": people(302)})
        for name in ("app_remove", "recovery_make")
    ),
    *(
        Row(
            f"sign_in:{name}",
            lambda _world, _persona: {"ref": "abcdef123456"},
            {"GET": people(302), "POST": people(302)},
        )
        for name in ("passkey_rename", "passkey_remove")
    ),
    Row("sign_in:logins_end", no_words, {"GET": people(200), "POST": people(302)}),
    Row(
        "sign_in:login_end", lambda _world, _persona: {"ref": "LG-2222-2222"}, {"GET": people(404), "POST": people(404)}
    ),
    # Only a demonstration shows who can sign in.
    Row("sign_in:demonstration_people", no_words, {"GET": everybody(404)}),
    Row("sign_in:demonstration_everybody", no_words, {"GET": everybody(404)}),
    Row("sign_in:demonstration_person", lambda _world, _persona: {"ref": "PN-2222-2222"}, {"GET": everybody(404)}),
    # The words of letters and the outbox are the communities officers'; what one wants oneself is everybody's own.
    Row("messaging:kind_list", no_words, {"GET": only(COMMUNITIES_OFFICER=200)}),
    Row("messaging:kind_record", letter_kind, {"GET": only(COMMUNITIES_OFFICER=200)}),
    Row("messaging:words_change", letter_kind, KEEPERS_ASKED),
    Row("messaging:words_version", letter_version, {"GET": only(COMMUNITIES_OFFICER=200)}),
    Row("messaging:words_go_back", letter_version, asking(lambda status: only(COMMUNITIES_OFFICER=status))),
    Row("messaging:outbox_list", no_words, {"GET": only(COMMUNITIES_OFFICER=200)}),
    Row("messaging:letter_record", held_letter, {"GET": only(COMMUNITIES_OFFICER=200)}),
    Row(
        "messaging:letter_decide",
        lambda world, persona: held_letter(world, persona) | {"move": "drop"},
        {"GET": only(COMMUNITIES_OFFICER=200), "POST": only(COMMUNITIES_OFFICER=302)},
    ),
    Row(
        "messaging:wishes_choose",
        no_words,
        {"GET": people(200) | {Persona.GUEST: 200}, "POST": people(422) | {Persona.GUEST: 422}},
    ),
    Row("messaging:topic_stop", stop_key, {"GET": everybody(200), "POST": everybody(200)}),
    Row("messaging:notify_callback", no_words, {"POST": everybody(404)}),
    # The account is everybody's own; a guest's is smaller.
    Row("portal:account", no_words, {"GET": people(200) | {Persona.GUEST: 200}}),
    Row("people:body_record", a_partner, {"GET": everybody(200)}),
    Row("people:role_show", lambda _world, _persona: {"slug": "grant-officer"}, GET_BY_ALL),
    Row("people:body_look", lambda world, _persona: {"slug": world.made(made_people.painted).slug}, GET_BY_ALL),
    Row("people:body_logo", a_partner, {"GET": everybody(404)}),
    Row(
        "people:councillor_record",
        lambda world, _persona: {"ref": world.people[Persona.COUNCILLOR].reference},
        GET_BY_ALL,
    ),
    Row("people:name_change", no_words, asking(people)),
    Row("people:interest_list", no_words, {"GET": people(200)}),
    Row("people:interest_add", no_words, asking(people)),
    Row("people:interest_review", no_words, {"GET": people(200), "POST": people(302)}),
    *(Row(f"people:{name}", an_interest, asking(administrators)) for name in ("interest_change", "interest_end")),
    Row(
        "people:power_switch_on",
        lambda world, _persona: {"role": world.roles[Persona.ADMINISTRATOR].reference, "name": "people.step_in"},
        asking(administrators),
    ),
    Row(
        "people:power_switch_off",
        lambda world, _persona: {"ref": world.made(made_people.spent_power).reference},
        {"GET": only(ADMINISTRATOR=200), "POST": only(ADMINISTRATOR=302)},
    ),
    Row("people:power_list", no_words, {"GET": only(PRIVACY_OFFICER=200, ACCOUNTABLE_OFFICER=200)}),
    Row("people:orphan_list", no_words, {"GET": only(ADMINISTRATOR=200)}),
    Row("people:body_desk", no_words, {"GET": only(ADMINISTRATOR=200, PARTNER_LEAD=200, OTHER_PARTNER_LEAD=200)}),
    Row("people:body_add", no_words, asking(administrators)),
    *(Row(f"people:{name}", a_partner, asking(its_keepers)) for name in ("body_change", "body_set_look")),
    Row(
        "people:body_drop_look",
        a_partner,
        {"GET": only(ADMINISTRATOR=200, PARTNER_LEAD=200), "POST": only(ADMINISTRATOR=302, PARTNER_LEAD=302)},
    ),
    Row("people:body_end", a_partner, asking(administrators)),
    Row("people:person_list", no_words, {"GET": managers(200)}),
    Row("people:person_left_list", no_words, {"GET": managers(200)}),
    Row("people:person_add", no_words, asking(managers)),
    Row("people:person_record", its_officer, {"GET": only(ADMINISTRATOR=200, PARTNER_LEAD=200)}),
    Row("people:person_interests", its_officer, {"GET": only(ADMINISTRATOR=200)}),
    Row(
        "people:role_give",
        its_officer,
        asking(its_keepers),
    ),
    # A partner's own lead looks after its people; an administrator would have to switch on a power first.
    Row("people:person_leave", its_officer, {"GET": only(PARTNER_LEAD=200), "POST": only(PARTNER_LEAD=302)}),
    Row("people:role_end", its_officers_role, asking(lambda status: only(PARTNER_LEAD=status))),
    Row(
        "people:person_come_back",
        lambda world, _persona: {"ref": world.made(made_people.somebody_who_left).reference},
        {"GET": only(ADMINISTRATOR=200), "POST": only(ADMINISTRATOR=302)},
    ),
    Row("people:exception_desk", no_words, {"GET": only(ADMINISTRATOR=200)}),
    Row("people:exception_add", no_words, asking(administrators)),
    Row(
        "people:exception_end",
        lambda world, _persona: {"ref": world.made(made_people.exception).reference},
        {"GET": only(ADMINISTRATOR=200), "POST": only(ADMINISTRATOR=302)},
    ),
    *(
        Row(
            f"accountability:{name}",
            lambda world, _persona: {"ref": world.sent.request.reference},
            {method: only(COMMUNITIES_OFFICER=status) for method, status in said.items()},
        )
        for name, said in {
            "desk_record": {"GET": 200},
            "desk_take_on": {"GET": 200, "POST": 302},
            "desk_supply": {"GET": 200, "POST": 422},
            "desk_erase": {"GET": 200, "POST": 302},
            "desk_entered": {"GET": 200},
            "desk_letter": {"GET": 200},
            "desk_answer": {"GET": 200, "POST": 422},
            "desk_say_format": {"GET": 200, "POST": 422},
        }.items()
    ),
    Row("accountability:desk_document", sent_file, {"GET": only(COMMUNITIES_OFFICER=200)}),
    Row("accountability:desk_list", no_words, {"GET": only(COMMUNITIES_OFFICER=200)}),
    Row("accountability:desk_enter", no_words, asking(lambda status: only(COMMUNITIES_OFFICER=status))),
    *access_privacy.ROWS,
    *access_concerns.ROWS,
    *access_decisions.ROWS,
    *access_evidence.ROWS,
    *access_measures.ROWS,
    *access_reference.ROWS,
    *access_strategy.ROWS,
    Row("accountability:format_start", no_words, {"GET": everybody(200), "POST": everybody(302)}),
    Row("accountability:format_what", draft_key, {"GET": holders(200), "POST": holders(422)}),
    Row("accountability:format_which", draft_key, {"GET": holders(200), "POST": holders(422)}),
    Row("accountability:format_reach", draft_key, {"GET": holders(200), "POST": holders(422)}),
    Row("accountability:format_check", draft_key, {"GET": holders(200), "POST": holders(302)}),
    Row("accountability:format_sent", sent_key, {"GET": holders(200)}),
    Row("accountability:format_record", sent_key, {"GET": holders(200)}),
    Row("accountability:format_withdraw", sent_key, {"GET": holders(200), "POST": holders(302)}),
    Row("accountability:format_document", key_and_file, {"GET": holders(200)}),
    Row("accountability:format_remove_document", draft_key, {"GET": holders(200), "POST": holders(302)}),
)
