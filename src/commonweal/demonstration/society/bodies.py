"""The bodies of the invented county, by hand, so that pages and manuals can speak of them by name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from commonweal.demonstration.geography.drawing import DISTRICTS
from commonweal.demonstration.society.people import COUNCIL_DOMAIN, landline
from commonweal.people.models import BodyKind

COUNTY_COUNCILS_BEGAN_ON = date(1974, 4, 1)


@dataclass(frozen=True)
class BodyPlan:
    """One body: the key that the story calls it by, and what its page says. `parent` and `area` are keys, too.

    `colour` is for those who run a part of the service under their own name; their mark is drawn from it.
    """

    key: str
    kind: BodyKind
    name: str
    purpose: str
    short_name: str = ""
    parent: str = ""
    district: str = ""
    domain: str = COUNCIL_DOMAIN
    began_on: date = COUNTY_COUNCILS_BEGAN_ON
    colour: str = ""
    number: int = 0

    @property
    def email(self) -> str:
        """Where its letters go."""
        return f"hello@{self.domain}" if self.domain != COUNCIL_DOMAIN else f"{self.key}@{self.domain}"

    @property
    def phone(self) -> str:
        """Its telephone number, one of those kept free for drama."""
        return landline(self.number)

    @property
    def website(self) -> str:
        """Where it would be on the net, if anything were."""
        return f"https://www.{self.domain}/"


COUNCIL = BodyPlan(
    "council",
    BodyKind.COUNCIL,
    "Weldmere County Council",
    "Runs schools, roads, libraries and social care in Weldmere, and this service with its partners.",
    short_name="The County Council",
    number=100,
)


def _part(key: str, kind: BodyKind, name: str, parent: str, purpose: str, number: int) -> BodyPlan:
    return BodyPlan(key, kind, name, purpose, parent=parent, number=number)


PARTS = (
    _part(
        "place",
        BodyKind.DIRECTORATE,
        "Communities and Place",
        "council",
        "Looks after places, and what people do for one another in them.",
        101,
    ),
    _part(
        "health",
        BodyKind.DIRECTORATE,
        "Adults and Health",
        "council",
        "Looks after care for adults, and public health.",
        102,
    ),
    _part(
        "corporate",
        BodyKind.DIRECTORATE,
        "Corporate Services",
        "council",
        "Looks after money, law and information for the whole council.",
        103,
    ),
    _part(
        "communities",
        BodyKind.TEAM,
        "Communities team",
        "place",
        "Answers groups and residents, and keeps the strategy with the sector.",
        110,
    ),
    _part(
        "grants",
        BodyKind.TEAM,
        "Grants team",
        "place",
        "Runs the council’s grants from their design to what became of them.",
        111,
    ),
    _part(
        "commissioning",
        BodyKind.TEAM,
        "Commissioning team",
        "health",
        "Buys care and support, also from charities and community businesses.",
        112,
    ),
    _part(
        "information",
        BodyKind.TEAM,
        "Information governance team",
        "corporate",
        "Answers people who ask what is kept about them, and looks after records.",
        113,
    ),
    _part("finance", BodyKind.TEAM, "Finance and assurance team", "corporate", "Answers for the money.", 114),
)


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


DISTRICT_COUNCILS = tuple(
    BodyPlan(
        _slug(district.name),
        BodyKind.DISTRICT,
        district.council,
        f"Runs housing, planning, parks and waste in {district.name}.",
        short_name=district.name,
        district=district.name,
        domain=f"{_slug(district.name)}.example" if district.name != "Weldmere" else "weldmere-city.example",
        number=200 + number,
    )
    for number, district in enumerate(DISTRICTS)
)

SUCCESSOR = BodyPlan(
    "saltrey-and-yarl",
    BodyKind.DISTRICT,
    "Saltrey and Yarl Council",
    "Takes over from two councils, and runs what they ran.",
    short_name="Saltrey and Yarl",
    domain="saltrey-and-yarl.example",
    number=220,
)
"""Planned: it comes into the story later, and its first day is the calendar's."""

SUCCEEDED = ("saltrey", "vale-of-yarl")

PARTNERS = (
    BodyPlan(
        "nhs",
        BodyKind.NHS,
        "NHS Weldmere",
        "Plans and pays for health care in the county, and links people to what their neighbours do.",
        domain="nhs-weldmere.example",
        began_on=date(2022, 7, 1),
        number=300,
    ),
    BodyPlan(
        "foundation",
        BodyKind.COMMUNITY_FOUNDATION,
        "Weldmere Community Foundation",
        "Gives grants from funds that families and firms have trusted to it.",
        short_name="The Foundation",
        domain="weldmere-foundation.example",
        began_on=date(2001, 9, 1),
        colour="#5b2a6e",
        number=310,
    ),
    BodyPlan(
        "north-volunteering",
        BodyKind.VOLUNTEER_CENTRE,
        "Saltrey and Yarl Volunteer Centre",
        "Brings people who have an hour to spare together with groups north of the bay.",
        short_name="Saltrey and Yarl Volunteers",
        district="Saltrey",
        domain="saltrey-volunteers.example",
        began_on=date(1988, 5, 1),
        colour="#0b5c6b",
        number=320,
    ),
    BodyPlan(
        "south-volunteering",
        BodyKind.VOLUNTEER_CENTRE,
        "Volunteering South Weldmere",
        "Brings people who have an hour to spare together with groups south of the bay.",
        district="Ostenden",
        domain="volunteer-south.example",
        began_on=date(1996, 10, 1),
        colour="#7a1f4f",
        number=321,
    ),
    BodyPlan(
        "ambryden",
        BodyKind.FUNDER,
        "The Ambryden Trust",
        "Pays for the running costs of small groups in the county, three years at a time.",
        domain="ambryden-trust.example",
        began_on=date(1961, 1, 1),
        number=330,
    ),
    BodyPlan(
        "lantern",
        BodyKind.FUNDER,
        "The Lantern Fund for Weldmere",
        "Gives to work with young people, and lets young people decide.",
        domain="lantern-fund.example",
        began_on=date(2014, 3, 1),
        number=331,
    ),
    BodyPlan(
        "steering",
        BodyKind.STEERING_GROUP,
        "Weldmere Civil Society Steering Group",
        "Speaks for groups and charities, holds its own papers, and asks the council for answers by a date.",
        short_name="The Steering Group",
        domain="weldmere-voices.example",
        began_on=date(2021, 11, 1),
        number=340,
    ),
)

_GROUPS = (
    (
        "kitchen",
        "Yarlbridge Community Kitchen",
        "Cooks with neighbours every Tuesday, and nobody asks why you came.",
        "Vale of Yarl",
    ),
    ("rowing", "Saltrey Harbour Rowing Club", "Takes anybody out on the water, whatever their legs can do.", "Saltrey"),
    (
        "repair",
        "Brackenhoe Repair Morning",
        "Mends toasters, zips and bicycles with those who bring them.",
        "Brackenhoe",
    ),
    (
        "carers",
        "Pellcombe Young Carers",
        "Gives children who look after a parent an evening of their own.",
        "Pellcombe",
    ),
    ("hall", "Ludderfold Village Hall", "Keeps a hall, a stage and a kitchen for whoever needs a roof.", "Ludderfold"),
    ("elders", "Quenderby Bangla Elders", "Meets for tea, letters from home, and help with forms.", "Quenderby"),
    ("food", "Wintermouth Foodshare", "Brings what shops have over to those who have too little.", "Wintermouth"),
    (
        "deaf",
        "Weldmere Deaf Social Circle",
        "Meets in British Sign Language on the first Friday of the month.",
        "Weldmere",
    ),
    ("marsh", "Hesk Marshes Bird Count", "Counts waders at dawn, and teaches others to.", "Hesk Marshes"),
    (
        "befriend",
        "Thurnholt Befrienders",
        "Rings or visits people who have not spoken to anybody for days.",
        "Thurnholt",
    ),
    (
        "heritage",
        "Caribbean Heritage Weldmere",
        "Keeps the stories of those who came, and of those who stayed.",
        "Ostenden",
    ),
    ("garden", "Marling Station Garden", "Grows beans and company beside the platform.", "Marlingdene"),
)

GROUPS = tuple(
    BodyPlan(
        key,
        BodyKind.GROUP,
        name,
        purpose,
        district=district,
        domain=f"{_slug(name)}.example",
        began_on=date(1985 + 3 * number, 1 + number % 12, 1),
        number=400 + number,
    )
    for number, (key, name, purpose, district) in enumerate(_GROUPS)
)

BODIES = (COUNCIL, *PARTS, *DISTRICT_COUNCILS, *PARTNERS, *GROUPS)
"""All that are there from the beginning, what holds others first. The successor comes later, in the story."""
