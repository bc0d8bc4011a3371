"""What we write about people and their roles, and the topics under which people choose it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy

from commonweal.core import days
from commonweal.messaging import letters
from commonweal.messaging.kinds import KINDS, FieldOf, LetterKind, Topic
from commonweal.messaging.letters import Draft
from commonweal.messaging.states import When
from commonweal.people import abilities as peoples
from commonweal.people.models import Power, Role
from commonweal.people.role_kinds import KINDS as ROLES
from commonweal.portal.people_letters import abilities
from commonweal.ui.site import SITE

ORPHANS = Topic(
    "people.orphans",
    gettext_lazy("What belongs to nobody"),
    gettext_lazy("In the morning, when the night found roles, work or powers that were left behind."),
    ability=peoples.MANAGE_PEOPLE,
)
ENDED_TERMS = Topic(
    "people.ended_terms",
    gettext_lazy("Terms that end"),
    gettext_lazy("When the term of somebody at your body ends."),
    ability=abilities.HEAR_OF_ENDED_TERMS,
)
POWERS = Topic(
    "people.powers",
    gettext_lazy("Powers that are switched on"),
    gettext_lazy("Who switched on a power, why, and until when."),
    usual=When.DAILY,
    ability=peoples.OVERSEE_POWERS,
)
INTERESTS = Topic(
    "people.interests",
    gettext_lazy("Your declared interests"),
    gettext_lazy("Once a year, when it is time to look whether they are still right."),
    ability=abilities.REVIEW_INTERESTS,
)

_NAME = FieldOf("name", gettext_lazy("The person's name"), "Asha Gurung")
_ROLE = FieldOf("role", gettext_lazy("The role"), "County councillor", is_needed=True)
_BODY = FieldOf("body", gettext_lazy("Where it was held"), "Weldmere County Council", is_needed=True)
_LAST_DAY = FieldOf("day", gettext_lazy("The last day"), "17 June 2026", is_needed=True)


def _link(example: str) -> FieldOf:
    return FieldOf("link", gettext_lazy("The page where it is seen"), f"https://www.example.org{example}", True)


KINDS.add_topic(ORPHANS, ENDED_TERMS, POWERS, INTERESTS)
KINDS.add(
    LetterKind(
        "people.orphans_found",
        title=gettext_lazy("Something belongs to nobody"),
        sent=gettext_lazy("To administrators, in the morning after the night found something new."),
        topic=ORPHANS.name,
        subject=gettext_lazy("Found last night: ((count)) left to nobody"),
        body=gettext_lazy(
            "Last night we found what belongs to nobody any more:\n\n"
            "^ ((found))\n\n"
            "[See each, and give it to somebody](((link)))"
        ),
        fields=(
            FieldOf("count", gettext_lazy("How many were found"), "3", is_needed=True),
            FieldOf(
                "found",
                gettext_lazy("What, and how many of each"),
                "Work that nobody holds any more: 3",
                is_needed=True,
            ),
            _link("/desk/orphans/"),
        ),
    ),
    LetterKind(
        "people.term_ended",
        title=gettext_lazy("Your term has ended"),
        sent=gettext_lazy("To somebody whose role ended with its last day, the morning after."),
        subject=gettext_lazy("Your term as ((role)) has ended"),
        body=gettext_lazy(
            "Hello ((name)),\n\n"
            "((day)) was the last day of your term as ((role)) at ((body)). Thank you for what you did.\n\n"
            "You can still sign in and see what is your own. What you did stays on record.\n\n"
            "[Your account](((link)))\n\n"
            "Is that wrong, or were you chosen again? Ring us on ((phone))."
        ),
        fields=(
            _NAME,
            _ROLE,
            _BODY,
            _LAST_DAY,
            _link("/account/"),
            FieldOf("phone", gettext_lazy("The council's telephone number"), "01632 960 000"),
        ),
    ),
    LetterKind(
        "people.term_of_other_ended",
        title=gettext_lazy("A term has ended"),
        sent=gettext_lazy("To those who look after the people of a body, when a term there has ended."),
        topic=ENDED_TERMS.name,
        subject=gettext_lazy("A term has ended: ((name)), ((role))"),
        body=gettext_lazy(
            "((day)) was the last day of ((name)) as ((role)) at ((body)). The role ended by itself.\n\n"
            "If they were chosen again, give them the role for the new term.\n\n"
            "[See the person](((link)))"
        ),
        fields=(
            FieldOf("name", gettext_lazy("Whose term it was"), "Asha Gurung", is_needed=True),
            _ROLE,
            _BODY,
            _LAST_DAY,
            _link("/desk/people/"),
        ),
    ),
    LetterKind(
        "people.power_switched_on",
        title=gettext_lazy("A power was switched on"),
        sent=gettext_lazy("To those who oversee powers, when somebody else switches one on."),
        topic=POWERS.name,
        subject=gettext_lazy("((name)) switched on a power"),
        body=gettext_lazy(
            "((name)), ((role)) at ((body)), switched on a power:\n\n"
            "^ ((power))\n\n"
            "Why: ((reason))\n\n"
            "It is off again on ((day)) at ((time)) at the latest.\n\n"
            "[See every power, and what was done with it](((link)))"
        ),
        fields=(
            FieldOf("name", gettext_lazy("Who switched it on"), "Tunde Adeyemi", is_needed=True),
            FieldOf("role", gettext_lazy("Their role"), "Administrator"),
            FieldOf("body", gettext_lazy("Where they hold it"), "Weldmere County Council"),
            FieldOf("power", gettext_lazy("The power"), "Manage the people of a partner", is_needed=True),
            FieldOf("reason", gettext_lazy("Why, in their words"), "The lead is on leave", is_needed=True),
            FieldOf("day", gettext_lazy("The day it ends"), "17 June 2026", is_needed=True),
            FieldOf("time", gettext_lazy("The time it ends"), "2pm", is_needed=True),
            _link("/desk/powers/"),
        ),
    ),
    LetterKind(
        "people.review_interests",
        title=gettext_lazy("Look at your declared interests"),
        sent=gettext_lazy("To somebody with a role who has not looked at their declarations for a year."),
        topic=INTERESTS.name,
        subject=gettext_lazy("Are your declared interests still right?"),
        body=gettext_lazy(
            "Hello ((name)),\n\n"
            "Everybody with a role looks once a year whether their declared interests are right. It is your turn. It "
            "takes a minute or two, and is needed also when there is nothing to declare.\n\n"
            "[Look at your declarations](((link)))"
        ),
        fields=(_NAME, _link("/account/interests/")),
    ),
)


def orphans_found(to: str, *, found: Mapping[str, int]) -> Draft:
    """To an administrator: how many of which kind were found that had not been found before."""
    return letters.compose(
        "people.orphans_found",
        to=to,
        count=sum(found.values()),
        found="\n".join(f"{words}: {count}" for words, count in found.items()),
        link=SITE.address_of("people:orphan_list"),
    )


def term_ended(to: str, *, role: Role) -> Draft:
    """To the person whose term it was."""
    link = SITE.address_of("portal:account")
    return letters.compose("people.term_ended", to=to, phone=SITE.phone, link=link, **_about(role))


def term_of_other_ended(to: str, *, role: Role) -> Draft:
    """To somebody who looks after the people of that body."""
    link = SITE.address_of("people:person_list")
    return letters.compose("people.term_of_other_ended", to=to, link=link, **_about(role))


def power_switched_on(to: str, *, power: Power) -> Draft:
    """To somebody who oversees powers: who, which, why, until when."""
    return letters.compose(
        "people.power_switched_on",
        to=to,
        name=power.role.person.name,
        role=ROLES.role(power.role.kind).title,
        body=power.role.body.name,
        power=ROLES.power(power.kind).words,
        reason=power.reason,
        day=days.show_day(days.london_day(power.until_at)),
        time=days.show_time(power.until_at),
        link=SITE.address_of("people:power_list"),
    )


def review_interests(to: str, *, name: str) -> Draft:
    """To somebody whose turn it is to look at what they declared."""
    link = SITE.address_of("people:interest_list")
    return letters.compose("people.review_interests", to=to, name=name, link=link)


def _about(role: Role) -> dict[str, str]:
    return {
        "name": role.person.name,
        "role": str(ROLES.role(role.kind).title),
        "body": role.body.name,
        "day": days.show_day(role.until_on) if role.until_on else "",
    }
