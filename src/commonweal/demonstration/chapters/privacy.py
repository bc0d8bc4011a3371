"""People ask about their own data, and the council lets go of what it need not keep."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice

from commonweal.core import personal
from commonweal.core.actors import Actor
from commonweal.core.digests import contact_digest
from commonweal.demonstration.society.people import address_of, strangers
from commonweal.demonstration.society.personas import persona
from commonweal.demonstration.society.roll import LETTERBOX
from commonweal.demonstration.telling import SEEDING, Event, Story
from commonweal.people import kinds_of_role as kinds
from commonweal.people.operations import powers
from commonweal.privacy import abilities, queries
from commonweal.privacy.models import Decision, HoldKind, PrivacyRequest, ReachBy, RequestKind
from commonweal.privacy.operations import deletions, found, holds, requests
from commonweal.privacy.schedule import schedule
from commonweal.privacy.states import PROPOSAL_JOURNEY

OFFICER, SECOND_OFFICER = "privacy", f"information-{kinds.PRIVACY_OFFICER}-2"


def tell(story: Story) -> Iterator[Event]:
    """One copy given, one put right, one late, one open, one that came on paper; a claim holds somebody’s records."""
    day = story.calendar.at
    names = _askers(story, 3)
    yield Event(day(233, 16), "somebody asks for a copy", lambda at: _ask(story, "copy", names[0], at=at))
    yield Event(day(221, 9), "what is kept is gathered", lambda at: _gather(story, "copy", at=at))
    yield Event(day(214, 12), "the copy is ready", lambda at: _release(story, "copy", at=at))
    yield Event(day(152), "something is wrong", lambda at: _ask(story, "correction", names[1], at=at))
    yield Event(day(139), "it is put right", lambda at: _put_right(story, "correction", at=at))
    yield Event(day(104), "a claim holds records", lambda at: _hold(story, names[1], at=at))
    yield Event(day(58, 11), "a letter on paper asks", lambda at: _enter_paper(story, "late", names[2], at=at))
    yield Event(day(51), "a note is left on it", lambda at: _note(story, "late", at=at))
    yield Event(story.calendar.at_night(62), "what is past its time is proposed", lambda at: _propose(story, at=at))
    yield Event(day(61, 14), "an officer confirms that it goes", lambda at: _confirm(story, at=at))
    yield Event(story.calendar.at_night(1), "more is proposed, and waits", lambda at: _propose(story, at=at))
    yield Event(day(9, 19), "the volunteer asks for a copy", lambda at: _ask_as_guest(story, "open", at=at))


def _askers(story: Story, count: int) -> list[str]:
    names = strangers(story.chance("privacy"), taken={holder.name for holder in story.holders.values()})
    return list(islice(names, count))


def _guest(address: str) -> Actor:
    return Actor.guest(contact_digest(address))


def _ask(story: Story, thing: str, name: str, *, at: datetime) -> None:
    """A resident asks on the site, after a code showed that the address is theirs."""
    kind, about = {
        "copy": (RequestKind.ACCESS, "Everything you have written down about me since I asked for large print."),
        "correction": (RequestKind.CORRECTION, "You write to me as Mr. I have never been a Mr."),
    }[thing]
    address = address_of(name, LETTERBOX)
    story.things[thing] = requests.ask(kind=kind, name=name, email=address, about=about, by=_guest(address), at=at)


def _ask_as_guest(story: Story, thing: str, *, at: datetime) -> None:
    """The persona whom everybody can try to be has a request of her own to look at."""
    who = persona("guest")
    story.things[thing] = requests.ask(
        kind=RequestKind.ACCESS,
        name=who.name,
        email=who.address,
        about="A copy of what you keep about me and our group, please.",
        by=_guest(who.address),
        at=at,
    )


def _gather(story: Story, thing: str, *, at: datetime) -> None:
    asked: PrivacyRequest = story.things[thing]
    officer = story.actor(OFFICER)
    powers.switch_on(
        role=story.roles[OFFICER],
        power=abilities.READ,
        reason="A request for a copy, to be answered this month",
        until_at=at + timedelta(hours=4),
        by=officer,
        at=at,
    )
    found.gather(asked=asked, by=officer, at=at)
    for item in queries.found.items_of(asked).filter(decision=Decision.OPEN):
        found.decide(
            item=item,
            decision=Decision.WITHHELD,
            shown_words="",
            because="It is about somebody else",
            by=officer,
            at=at + timedelta(minutes=25),
        )


def _release(story: Story, thing: str, *, at: datetime) -> None:
    found.release(asked=story.things[thing], by=story.actor(OFFICER), at=at)


def _put_right(story: Story, thing: str, *, at: datetime) -> None:
    requests.answer_in_words(
        asked=story.things[thing],
        answer="You are right, and we are sorry. Our letters now begin with your name and nothing before it.",
        by=story.actor(OFFICER),
        at=at,
    )


def _hold(story: Story, name: str, *, at: datetime) -> None:
    holds.place(
        kind=HoldKind.PERSON,
        because="A claim against the council was announced",
        until_on=story.calendar.day_of(at) + timedelta(days=400),
        contact=address_of(name, LETTERBOX),
        by=story.actor(OFFICER),
        at=at,
    )


def _enter_paper(story: Story, thing: str, name: str, *, at: datetime) -> None:
    story.things[thing] = requests.enter_paper(
        kind=RequestKind.ACCESS,
        name=name,
        reach_by=ReachBy.EMAIL,
        contact=address_of(name, LETTERBOX),
        about="A copy of the notes about the visit to our hall, and of the letters that were written after it.",
        received_on=story.calendar.day_of(at) - timedelta(days=2),
        how_shown="Passport seen at the front desk",
        by=story.actor(SECOND_OFFICER),
        at=at,
    )


def _note(story: Story, thing: str, *, at: datetime) -> None:
    requests.note(
        asked=story.things[thing],
        words="Rang the hall’s committee, who will look for the visitors’ book.",
        by=story.actor(SECOND_OFFICER),
        at=at,
    )


def _propose(story: Story, *, at: datetime) -> None:
    """As the nightly job does, for every class of records."""
    held = {holding.name for holding in personal.holdings()}
    rules = [rule for name, rule in sorted(schedule().items()) if name in held]
    made = [deletions.propose(rule=rule, by=SEEDING, at=at) for rule in rules]
    story.things["proposals"] = [proposal for proposal in made if proposal]
    _delete_confirmed(story, at=at)


def _confirm(story: Story, *, at: datetime) -> None:
    """The officer looks at what waits, and has it deleted; a certificate is left."""
    for proposal in story.things["proposals"]:
        if PROPOSAL_JOURNEY.is_open(proposal.status, "confirm"):
            deletions.confirm(proposal=proposal, by=story.actor(OFFICER), at=at)
    _delete_confirmed(story, at=at + timedelta(minutes=3))


def _delete_confirmed(story: Story, *, at: datetime) -> None:
    for proposal in story.things["proposals"]:
        while deletions.run_step(proposal=proposal, by=SEEDING, at=at):
            pass
