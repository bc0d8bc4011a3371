"""The tables of privacy, by noun."""

from commonweal.privacy.models.disclosures import BlackedWords, Disclosure, Exemption, Regime, WithheldPassage
from commonweal.privacy.models.found import Decision, FoundItem, HiddenWords
from commonweal.privacy.models.holds import Hold, HoldKind
from commonweal.privacy.models.looks import Look
from commonweal.privacy.models.requests import PrivacyRequest, ReachBy, RequestContact, RequestKind, StaffNote
from commonweal.privacy.models.retention import Certificate, Outcome, Proposal, ProposedRecord

__all__ = [
    "BlackedWords",
    "Certificate",
    "Decision",
    "Disclosure",
    "Exemption",
    "FoundItem",
    "HiddenWords",
    "Hold",
    "HoldKind",
    "Look",
    "Outcome",
    "PrivacyRequest",
    "Proposal",
    "ProposedRecord",
    "ReachBy",
    "Regime",
    "RequestContact",
    "RequestKind",
    "StaffNote",
    "WithheldPassage",
]
