"""The questions we ask people about their own data, and officers about requests, deletions, holds and disclosures."""

from commonweal.privacy.forms.copies import Decide, HandOver, HideWords
from commonweal.privacy.forms.deletions import LiftHold, PlaceHold, TakeOut
from commonweal.privacy.forms.disclosures import BeginDisclosure, BlackOut, Withhold
from commonweal.privacy.forms.requests import Answer, Ask, AskInWords, Code, Contact, Extend, Note, Paper, Press, Refuse

__all__ = [
    "Answer",
    "Ask",
    "AskInWords",
    "BeginDisclosure",
    "BlackOut",
    "Code",
    "Contact",
    "Decide",
    "Extend",
    "HandOver",
    "HideWords",
    "LiftHold",
    "Note",
    "Paper",
    "PlaceHold",
    "Press",
    "Refuse",
    "TakeOut",
    "Withhold",
]
