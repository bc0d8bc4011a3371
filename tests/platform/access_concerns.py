"""Who gets in where: concerns, their public pages, the desk's and those of the bodies that may reply."""

from __future__ import annotations

from tests.factories import concerns
from tests.factories.concerns import Raised
from tests.platform.access_rows import Answers, Row, everybody, no_words, only
from tests.platform.personas import Persona, World

SECRET = "Quince jelly subsidy"
"""What the holder wrote, and let nobody print."""

TYPED = (
    SECRET,
    *(*concerns.WORDS.splitlines(), concerns.SUMMARY, concerns.ANSWER, concerns.ACTION),
    *(concerns.ANSWERS["wish"], "C-005 Another format", "C-057 Judge the Crowd Fund"),
)
"""What people typed, and what the strategy says, where nothing can mark it as theirs."""

H, O = Persona.HOLDER, Persona.OTHER  # noqa: E741  # short, so that the table reads as one

REPLIERS = ("PARTNER_LEAD", "PARTNER_OFFICER")


def _drafts(world: World) -> tuple[Raised, Raised]:
    world.keep_from_others(SECRET, readers=(H, Persona.COMMUNITIES_OFFICER))
    mine = concerns.drafted(at=world.at, words=SECRET, may_publish="NOTHING")
    return mine, concerns.drafted(at=world.at, contact="other@example.org")


def _waiting(world: World) -> tuple[Raised, Raised]:
    _drafts_of(world)
    mine = concerns.summed_up(at=world.at, words=SECRET, may_publish="NOTHING")
    concerns.asked(mine.concern, world.bodies["partner"], at=world.at)
    return mine, concerns.sent(at=world.at, contact="other@example.org")


def _free(world: World) -> Raised:
    return concerns.summed_up(at=world.at, contact="third@example.org")


def _answered(world: World) -> tuple[Raised, Raised]:
    return concerns.answered(at=world.at), concerns.answered(at=world.at, contact="other@example.org")


def _upheld(world: World) -> Raised:
    filer, accepter = concerns.filers(at=world.at)
    filing = concerns.a_filing(at=world.at, filed_by=filer, accepted_by=accepter)
    return concerns.answered(at=world.at, filing=filing)


def _replied(world: World) -> Raised:
    return concerns.replied(at=world.at)


def _drafts_of(world: World) -> tuple[Raised, Raised]:
    return world.made(_drafts)


def _key(pair: tuple[Raised, Raised], persona: Persona) -> dict[str, str]:
    return {"key": {H: pair[0].key, O: pair[1].key}.get(persona, "never-given-out")}


def draft_key(world: World, persona: Persona) -> dict[str, str]:
    """The key of a concern that was not sent yet: one's own, or one that was never given out."""
    return _key(_drafts_of(world), persona)


def sent_key(world: World, persona: Persona) -> dict[str, str]:
    """The key of a concern that waits for an answer."""
    return _key(world.made(_waiting), persona)


def answered_key(world: World, persona: Persona) -> dict[str, str]:
    """The key of a concern that is answered."""
    return _key(world.made(_answered), persona)


def a_commitment(world: World, _persona: Persona) -> dict[str, str]:
    """A commitment of the strategy."""
    about = concerns.a_commitment(at=world.at)
    return {"slug": about.strategy.slug, "code": about.code}


def the_strategy(world: World, _persona: Persona) -> dict[str, str]:
    """The strategy whose concerns are listed."""
    return {"slug": world.made(_waiting)[0].concern.commitment.strategy.slug}


def a_public_concern(world: World, persona: Persona) -> dict[str, str]:
    """The page of the holder's concern, of which nothing is printed."""
    return the_strategy(world, persona) | a_concern(world, persona)


def a_concern(world: World, _persona: Persona) -> dict[str, str]:
    """A concern that waits, and touches the partner."""
    return {"ref": world.made(_waiting)[0].concern.reference}


def a_free_concern(world: World, _persona: Persona) -> dict[str, str]:
    """A concern that waits, is summed up, and touches nobody else."""
    return {"ref": world.made(_free).concern.reference}


def an_upheld_concern(world: World, _persona: Persona) -> dict[str, str]:
    """A concern that challenged a document, and was upheld."""
    return {"ref": world.made(_upheld).concern.reference}


def a_replied_concern(world: World, _persona: Persona) -> dict[str, str]:
    """A concern whose person replied to the answer."""
    return {"ref": world.made(_replied).concern.reference}


def the_partners_reply(world: World, persona: Persona) -> dict[str, str]:
    """What the partner was asked to reply to."""
    return a_concern(world, persona) | {"slug": world.bodies["partner"].slug}


def holders(status: int) -> Answers:
    """`status` for those whose concern it is; for a made-up key there is no such page."""
    return dict.fromkeys(Persona, 404) | {H: status, O: status}


def officers(status: int) -> Answers:
    """`status` for those who answer concerns."""
    return only(COMMUNITIES_OFFICER=status)


ROWS = (
    Row("accountability:concern_start", a_commitment, {"GET": everybody(200), "POST": everybody(302)}),
    Row("accountability:concern_what", draft_key, {"GET": holders(200), "POST": holders(422)}),
    Row("accountability:concern_publish", draft_key, {"GET": holders(200), "POST": holders(422)}),
    Row("accountability:concern_reach", draft_key, {"GET": holders(200), "POST": holders(422)}),
    Row("accountability:concern_check", draft_key, {"GET": holders(200), "POST": holders(302)}),
    Row("accountability:concern_sent", sent_key, {"GET": holders(200)}),
    Row("accountability:concern_record", sent_key, {"GET": holders(200)}),
    Row("accountability:concern_withdraw", sent_key, {"GET": holders(200), "POST": holders(302)}),
    Row("accountability:concern_reply", answered_key, {"GET": holders(200), "POST": holders(422)}),
    Row("accountability:concern_close", answered_key, {"GET": holders(200), "POST": holders(302)}),
    Row("accountability:concern_list", the_strategy, {"GET": everybody(200)}),
    Row("accountability:concern_show", a_public_concern, {"GET": everybody(200)}),
    Row("accountability:concern_desk", no_words, {"GET": officers(200)}),
    Row("accountability:concern_handle", a_concern, {"GET": officers(200)}),
    Row("accountability:concern_take_on", a_concern, {"GET": officers(200), "POST": officers(302)}),
    Row("accountability:concern_sum_up", a_concern, {"GET": officers(200), "POST": officers(422)}),
    Row("accountability:concern_ask_reply", a_free_concern, {"GET": officers(200), "POST": officers(422)}),
    Row("accountability:concern_answer", a_free_concern, {"GET": officers(200), "POST": officers(422)}),
    Row("accountability:concern_set_aside", an_upheld_concern, {"GET": officers(200), "POST": officers(422)}),
    Row("accountability:concern_look_at_reply", a_replied_concern, {"GET": officers(200), "POST": officers(422)}),
    Row("accountability:concern_erase", a_concern, {"GET": officers(200), "POST": officers(302)}),
    Row(
        "accountability:concern_reply_list",
        no_words,
        {
            "GET": only(
                **dict.fromkeys(REPLIERS, 200),
                OTHER_PARTNER_LEAD=200,
                OTHER_PARTNER_OFFICER=200,
                GROUP_MANAGER=200,
                STEERING_MEMBER=200,
            )
        },
    ),
    Row(
        "accountability:concern_reply_write",
        the_partners_reply,
        {
            "GET": only(**dict.fromkeys(REPLIERS, 200), COMMUNITIES_OFFICER=200),
            "POST": only(**dict.fromkeys(REPLIERS, 422), COMMUNITIES_OFFICER=302),
        },
    ),
)
