"""An index with a little of everything in it."""

import pytest

from commonweal.core import search
from commonweal.core.search import Entry

SMALL_GRANTS = Entry(
    "small-grants",
    "portal:home",
    "Apply for a small grant",
    summary="What a group can get, and how to ask for it.",
    body="Children’s groups and friends of the park can have £300 to £2,000. You do not need a charity number.",
)
VOLUNTEERING = Entry(
    "volunteering",
    "portal:home",
    "Volunteering",
    summary="Find two useful hours on a Tuesday.",
    body="Volunteers run the café in Wéldmere, the food bank in Øyford and a grant reading panel.",
)
ROOMS = Entry("rooms", "portal:home", "Rooms and halls", summary="Book a hall for your group.", body="From £8 an hour.")
LETTERS = Entry("letters", "portal:home", "Letters", body="A letter about a decision comes within ten working days.")
HELP = [SMALL_GRANTS, VOLUNTEERING, ROOMS, LETTERS]

MINUTES = Entry(
    "minutes-4", "portal:home", "Minutes of the fourth meeting", body="The zephyr question.", is_public=False
)
NOTES = Entry("minutes-5", "portal:home", "Minutes of the fifth meeting", body="The quorum.", is_public=False)


@pytest.fixture
def index(db: None) -> None:
    """Four public pages of help, and two papers that are not public."""
    search.replace("help", HELP)
    search.replace("papers", [MINUTES, NOTES])
