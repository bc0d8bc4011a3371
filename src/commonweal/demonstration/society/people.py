"""Invented people: names as one hears them in Britain today, addresses and numbers that reach nobody.

First and last names are drawn from one family of names, as families do. Mail goes to `.example`, which nobody can own
(RFC 2606); telephone numbers are those that Ofcom keeps free for drama.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

COUNCIL_DOMAIN = "weldmere.example"

LANDLINES, MOBILES = "01632 960", "07700 900"
"""The first figures of the numbers Ofcom keeps free for drama; three more follow."""


@dataclass(frozen=True)
class Family:
    """Names that go together, and how often one is drawn: as one meets them in a county of England."""

    weight: int
    first_names: str
    last_names: str


_FAMILIES = (
    Family(
        46,
        first_names=(
            "Alan Alison Amanda Barbara Beth Brian Carol Charlotte Christine Colin Daniel Debbie Edward Emma Frances"
            " Gemma Graham Hannah Harry Heather Ian Jack Janet Jo Judith Karen Keith Laura Lesley Louise Malcolm"
            " Margaret Martin Nicola Oliver Pamela Paul Peter Rachel Robert Rosemary Ruth Sally Sam Simon Stephen Susan"
            " Terry Tracey Wendy"
        ),
        last_names=(
            "Allcock Askew Barrow Birch Bracegirdle Brazier Chandler Coombes Cropper Dunnett Eastwood Fairhurst Fenn"
            " Garside Golding Hartnell Hebden Holroyd Inkpen Jessop Kettle Kirkbride Lovelock Mumford Oakden Oldroyd"
            " Penfold Pilgrim Quick Ramsbottom Rudge Sharrock Shuttleworth Sparrow Tidmarsh Tranter Underhill Wagstaff"
            " Whitlock Winterbottom Woolley Yardley"
        ),
    ),
    Family(
        5, "Bethan Carys Dylan Gethin Gwen Huw Nerys Rhian Rhys Sian", "Bevan Bowen Gwilym Parry Probert Pryce Tudor"
    ),
    Family(
        5,
        "Ailsa Angus Callum Catriona Fergus Isla Kirsty Morag",
        "Drummond Farquhar Geddes Lennox McAllister Rennie Tulloch",
    ),
    Family(
        6, "Aoife Brendan Ciara Declan Eamon Maeve Niall Siobhan", "Devlin Gallagher Keane Mulcahy Rafferty Tierney"
    ),
    Family(
        8,
        "Anita Arjun Bhavna Deepak Hema Kiran Nilesh Priti Rajesh Sunita Vikram",
        "Chauhan Desai Iyer Mistry Patel Rao Solanki Trivedi",
    ),
    Family(4, "Amrit Balwinder Gurpreet Harjit Jasvir Manjit Simran", "Bains Dhillon Gill Grewal Sandhu Sohal"),
    Family(
        6,
        "Aisha Bilal Faisal Imran Nadia Rukhsana Sajid Sana Tariq Zainab",
        "Akhtar Butt Hussain Iqbal Mahmood Mirza Qureshi",
    ),
    Family(3, "Farhana Jamal Rafiq Rezaul Shireen", "Begum Miah Rahman Uddin"),
    Family(4, "Beverley Clive Delroy Grace Marcia Winston Yvonne", "Campbell Francis Lewin Morgan Thorpe"),
    Family(5, "Abena Chidi Folake Kwame Ngozi Olu Yaa", "Asante Boateng Eze Mensah Owusu"),
    Family(4, "Agnieszka Kasia Piotr Tomasz", "Kowalska Lis Wójcik Zając"),
    Family(2, "Andrei Elena Ioana Mihai", "Ionescu Munteanu Popa Stan"),
    Family(2, "Hoi-Yan Jason Mei Wing", "Chan Cheung Lam Wong"),
    Family(2, "Ayşe Emre Leyla Mehmet", "Aydın Demir Kaya Yılmaz"),
    Family(2, "Asha Bishnu Kamal Sita", "Gurung Limbu Rai Thapa"),
    Family(1, "Berivan Hassan Layla Yusuf", "Abdi Haddad Karim Osman"),
)


def strangers(chance: Random, *, taken: set[str]) -> Iterator[str]:
    """Names of people, none in `taken` and none twice."""
    families = [family for family in _FAMILIES for _time in range(family.weight)]
    while True:
        family = chance.choice(families)
        name = f"{chance.choice(family.first_names.split())} {chance.choice(family.last_names.split())}"
        if name not in taken:
            taken.add(name)
            yield name


def address_of(name: str, domain: str) -> str:
    """The mail address of somebody at a body: `danuta.wojcik@weldmere.example`."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i").replace("ł", "l")).encode("ascii", "ignore").decode()
    return f"{'.'.join(plain.lower().replace(chr(39), '').split())}@{domain}"


def landline(number: int) -> str:
    """A telephone number of Ofcom's for drama: `01632 960 017`."""
    return f"{LANDLINES} {number % 1000:03d}"


def mobile(number: int) -> str:
    """A mobile number of Ofcom's for drama: `07700 900 017`."""
    return f"{MOBILES} {number % 1000:03d}"
