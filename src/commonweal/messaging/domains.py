"""What the world's name servers say of the domain letters come from: SPF, DKIM, DMARC and MX, and what is missing.

Other mail servers look these up before they believe a letter. Each finding says in plain words what is so, and where it
is not as it should be, the exact record to add.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import dns.exception
import dns.resolver
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key
from django.utils.translation import gettext as _

PATIENCE_SECONDS = 5.0
FEWEST_BITS = 1024
GOOD_BITS = 2048
MOST_LOOKUPS = 10
"""That an SPF record may cause (RFC 7208); a server stops at more, and takes the record for broken."""

_COSTLY = ("include:", "a:", "a/", "mx:", "mx/", "ptr", "exists:", "redirect=")


class CannotAskError(Exception):
    """The name server gave no answer that can be used; the message says about which name."""


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: its name, whether it is right, what is so, and the record to add where it is not.

    `is_advice`: letters are taken as it is, and yet it could be better.
    """

    name: str
    is_right: bool
    words: str
    record: str = ""
    is_advice: bool = False


class Names:
    """Asks one name server, or those of this machine."""

    def __init__(self, server: str = "", port: int = 53) -> None:
        try:
            self.resolver = dns.resolver.Resolver(configure=not server)
        except dns.resolver.NoResolverConfiguration:
            raise CannotAskError(_("This machine has no name server. Name one with --resolver ADDRESS")) from None
        self.resolver.lifetime = PATIENCE_SECONDS
        if server:
            self.resolver.nameservers, self.resolver.port = [server], port

    def texts(self, name: str) -> list[str]:
        """The TXT records of `name`, each whole."""
        return [b"".join(answer.strings).decode("utf-8", "replace") for answer in self._ask(name, "TXT")]

    def exchanges(self, name: str) -> list[str]:
        """The names of the servers that take mail for `name`; a dot alone says that none does."""
        found = (str(answer.exchange).rstrip(".") for answer in self._ask(name, "MX"))
        return [server for server in found if server]

    def _ask(self, name: str, kind: str) -> list[Any]:  # records, whose parts depend on their kind
        try:
            return list(self.resolver.resolve(name, kind))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            return []
        except dns.exception.DNSException:
            words = _("The name server did not answer about %(name)s. Try again, or name another with --resolver")
            raise CannotAskError(words % {"name": name}) from None


def look(domain: str, *, selectors: list[str], sends: list[str], names: Names) -> Iterator[Finding]:
    """Every finding about `domain`. `selectors` name the DKIM keys, `sends` who sends for it, as SPF writes it."""
    yield mail_exchange(domain, names)
    yield spf(domain, sends, names)
    for selector in selectors:
        yield dkim(domain, selector, names)
    yield dmarc(domain, names)


def mail_exchange(domain: str, names: Names) -> Finding:
    """Whether somebody takes mail for the domain: reports about letters are sent there."""
    servers = names.exchanges(domain)
    if servers:
        return Finding("MX", True, _("Mail to %(domain)s goes to %(servers)s.") % _and(domain, ", ".join(servers)))
    return Finding(
        "MX",
        False,
        _("Nobody takes mail for %(domain)s, so no report about a letter arrives.") % {"domain": domain},
        f"{domain}. MX 10 mail.{domain}.",
    )


def _and(domain: str, servers: str) -> dict[str, str]:
    return {"domain": domain, "servers": servers}


def spf(domain: str, sends: list[str], names: Names) -> Finding:
    """Whether the domain says who may send for it (RFC 7208)."""
    records = [text for text in names.texts(domain) if text.lower().split(" ")[0] == "v=spf1"]
    senders = " ".join(sends or ["mx"])
    wanted = f'{domain}. TXT "v=spf1 {senders} -all"'
    if not records:
        return Finding("SPF", False, _("%(domain)s does not say who may send for it.") % {"domain": domain}, wanted)
    if len(records) > 1:
        words = _("There are %(count)d SPF records, and other servers then read none. Leave one.")
        return Finding("SPF", False, words % {"count": len(records)}, wanted)
    return _one_spf(records[0].lower().split(), sends, wanted)


def _one_spf(terms: list[str], sends: list[str], wanted: str) -> Finding:
    missing = [each for each in sends if each.lower() not in {term.lstrip("+") for term in terms}]
    if missing:
        words = _("The SPF record does not name %(missing)s, so letters that go out there are not believed.")
        whole = [*terms[:-1], *missing, terms[-1]] if _is_end(terms[-1]) else [*terms, *missing, "-all"]
        record = f'{wanted.partition(" ")[0]} TXT "{" ".join(whole)}"'
        return Finding("SPF", False, words % {"missing": ", ".join(missing)}, record)
    if terms[-1] in {"+all", "all"}:
        return Finding("SPF", False, _("The SPF record lets everybody send. End it with -all."), wanted)
    if not _is_end(terms[-1]):
        return Finding(
            "SPF", False, _("The SPF record does not say what is true of all others. End it with -all."), wanted
        )
    if sum(term.lstrip("+-~?").startswith(_COSTLY) or term in {"a", "mx"} for term in terms) > MOST_LOOKUPS:
        words = _("The SPF record asks for more than %(most)d look-ups, and other servers then read none of it.")
        return Finding("SPF", False, words % {"most": MOST_LOOKUPS}, wanted)
    return Finding("SPF", True, _("The domain says who may send for it, and that nobody else may."))


def _is_end(term: str) -> bool:
    return term in {"-all", "~all", "?all", "+all", "all"} or term.startswith("redirect=")


def dkim(domain: str, selector: str, names: Names) -> Finding:
    """Whether the key that letters are signed with can be looked up, and is long enough (RFC 6376, RFC 8301)."""
    where = f"{selector}._domainkey.{domain}"
    name = f"DKIM {selector}"
    wanted = f'{where}. TXT "v=DKIM1; k=rsa; p=THE-PUBLIC-KEY-OF-YOUR-MAIL-SERVER"'
    records = [text for text in names.texts(where) if "p=" in text]
    if not records:
        words = _("There is no key at %(where)s, so signatures cannot be checked.")
        return Finding(name, False, words % {"where": where}, wanted)
    tags = _tags(records[0])
    if not tags.get("p"):
        return Finding(name, False, _("The key at %(where)s was withdrawn.") % {"where": where}, wanted)
    if tags.get("k", "rsa") == "ed25519":
        return Finding(name, True, _("The key %(selector)s is there (ed25519).") % {"selector": selector})
    bits = _bits(tags["p"])
    if bits < FEWEST_BITS:
        words = _("The key at %(where)s cannot be read or is too short to be believed.") % {"where": where}
        return Finding(name, False, words, wanted)
    if bits < GOOD_BITS:
        words = _("The key %(selector)s has %(bits)d bits. Make one of 2048.") % {"selector": selector, "bits": bits}
        return Finding(name, True, words, is_advice=True)
    return Finding(
        name, True, _("The key %(selector)s is there (%(bits)d bits).") % {"selector": selector, "bits": bits}
    )


def _bits(text: str) -> int:
    """How long an RSA key is; 0 for what is none."""
    try:
        key = load_der_public_key(base64.b64decode("".join(text.split()), validate=True))
    except (ValueError, binascii.Error, UnsupportedAlgorithm):
        return 0
    return key.key_size if isinstance(key, RSAPublicKey) else 0


def dmarc(domain: str, names: Names) -> Finding:
    """Whether the domain, or the one above it, says what is to be done with letters that only pretend (RFC 7489)."""
    found = next(((each, text) for each in _above(domain) if (text := _dmarc_record(each, names))), None)
    wanted = f'_dmarc.{domain}. TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@{domain}"'
    if found is None:
        words = _("%(domain)s does not say what to do with letters that only pretend to come from it.")
        return Finding("DMARC", False, words % {"domain": domain}, wanted)
    where, text = found
    tags = _tags(text)
    policy = tags.get("p", "") if where == domain else tags.get("sp", tags.get("p", ""))
    if policy not in {"none", "quarantine", "reject"}:
        return Finding("DMARC", False, _("The DMARC record at %(where)s names no policy.") % {"where": where}, wanted)
    if policy == "none":
        words = _("The DMARC policy is none: it asks for reports and keeps no forgery away. Go on to quarantine.")
        return Finding("DMARC", True, words, wanted, is_advice=True)
    words = _("Letters that only pretend to come from %(domain)s are kept away (%(policy)s).")
    return Finding("DMARC", True, words % {"domain": domain, "policy": policy})


def _above(domain: str) -> list[str]:
    """The domain, and those above it down to two labels: a county's own name covers its parts."""
    labels = domain.split(".")
    return [".".join(labels[place:]) for place in range(max(1, len(labels) - 1))]


def _dmarc_record(domain: str, names: Names) -> str:
    records = [text for text in names.texts(f"_dmarc.{domain}") if text.lower().startswith("v=dmarc1")]
    return records[0] if len(records) == 1 else ""


def _tags(text: str) -> dict[str, str]:
    """The tags of a DKIM or DMARC record."""
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, _sign, value in pairs if name.strip()}
