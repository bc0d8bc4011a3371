"""`./run manage check_mail_domain` against a real name server on loopback."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import StringIO

import pytest
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.core.management import CommandError, call_command
from dnslib import MX, QTYPE, RCODE, RR, TXT
from dnslib.server import BaseResolver, DNSHandler, DNSLogger, DNSRecord, DNSServer

pytestmark = pytest.mark.real_time

DOMAIN = "weldmere.example"


def _key(bits: int) -> str:
    public = generate_private_key(65537, bits).public_key()
    return base64.b64encode(public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).decode()


LONG_KEY, SHORT_KEY = _key(2048), _key(1024)

RIGHT: dict[str, list[str]] = {
    f"MX {DOMAIN}": ["mail.weldmere.example"],
    f"TXT {DOMAIN}": ["a verification of somebody else's", "v=spf1 ip4:192.0.2.10 include:mail.example -all"],
    f"TXT k1._domainkey.{DOMAIN}": [f"v=DKIM1; k=rsa; p={LONG_KEY}"],
    f"TXT _dmarc.{DOMAIN}": ["v=DMARC1; p=reject; rua=mailto:dmarc@weldmere.example"],
}


class _Zone(BaseResolver):  # type: ignore[misc]  # dnslib has no types
    def __init__(self, records: Mapping[str, list[str]], *, fails: bool) -> None:
        self.records, self.fails = records, fails

    def resolve(self, request: DNSRecord, handler: DNSHandler) -> DNSRecord:
        reply = request.reply()
        name, kind = str(request.q.qname).rstrip("."), QTYPE[request.q.qtype]
        if self.fails:
            reply.header.rcode = RCODE.SERVFAIL
            return reply
        for text in self.records.get(f"{kind} {name}", []):
            parts = [text[start : start + 250].encode() for start in range(0, len(text), 250)]
            data = MX(text) if kind == "MX" else TXT(parts)
            reply.add_answer(RR(request.q.qname, request.q.qtype, rdata=data, ttl=60))
        return reply


@contextmanager
def _name_server(records: Mapping[str, list[str]], *, fails: bool = False) -> Iterator[str]:
    server = DNSServer(_Zone(records, fails=fails), address="127.0.0.1", port=0, logger=DNSLogger(log=""))
    server.start_thread()
    try:
        yield f"127.0.0.1:{server.server.server_address[1]}"
    finally:
        server.stop()
        server.server.server_close()


def _check(records: Mapping[str, list[str]], *words: str) -> tuple[int, list[str]]:
    out = StringIO()
    with _name_server(records) as server:
        try:
            call_command("check_mail_domain", DOMAIN, "--resolver", server, *words, stdout=out)
        except SystemExit as end:
            return int(str(end.code)), out.getvalue().splitlines()
    return 0, out.getvalue().splitlines()


def test_domain_with_everything_in_place() -> None:
    code, lines = _check(RIGHT, "--selector", "k1", "--sends", "ip4:192.0.2.10")

    assert (code, lines) == (
        0,
        [
            "MX: right. Mail to weldmere.example goes to mail.weldmere.example.",
            "SPF: right. The domain says who may send for it, and that nobody else may.",
            "DKIM k1: right. The key k1 is there (2048 bits).",
            "DMARC: right. Letters that only pretend to come from weldmere.example are kept away (reject).",
        ],
    )


def test_domain_with_nothing_in_place_is_told_which_records_to_add() -> None:
    code, lines = _check({}, "--selector", "k1", "--sends", "ip4:192.0.2.10")

    assert (code, lines) == (
        1,
        [
            "MX: missing. Nobody takes mail for weldmere.example, so no report about a letter arrives.",
            "  Add this record: weldmere.example. MX 10 mail.weldmere.example.",
            "SPF: missing. weldmere.example does not say who may send for it.",
            '  Add this record: weldmere.example. TXT "v=spf1 ip4:192.0.2.10 -all"',
            "DKIM k1: missing. There is no key at k1._domainkey.weldmere.example, so signatures cannot be checked.",
            f"  Add this record: {KEY_RECORD}",
            "DMARC: missing. weldmere.example does not say what to do with letters that only pretend to come from it.",
            f"  Add this record: {POLICY_RECORD}",
        ],
    )


KEY_RECORD = 'k1._domainkey.weldmere.example. TXT "v=DKIM1; k=rsa; p=THE-PUBLIC-KEY-OF-YOUR-MAIL-SERVER"'
POLICY_RECORD = '_dmarc.weldmere.example. TXT "v=DMARC1; p=quarantine; rua=mailto:dmarc@weldmere.example"'

OURS = "v=spf1 ip4:192.0.2.10"
TWO = "There are 2 SPF records, and other servers then read none. Leave one."
NOT_OURS = "The SPF record does not name ip4:192.0.2.10, so letters that go out there are not believed."
EVERYBODY = "The SPF record lets everybody send. End it with -all."
NO_END = "The SPF record does not say what is true of all others. End it with -all."
TOO_MANY = "The SPF record asks for more than 10 look-ups, and other servers then read none of it."
SAID = "The domain says who may send for it, and that nobody else may."
WITHDRAWN = "The key at k1._domainkey.weldmere.example was withdrawn."
NO_KEY = "The key at k1._domainkey.weldmere.example cannot be read or is too short to be believed."
NO_POLICY = "The DMARC policy is none: it asks for reports and keeps no forgery away. Go on to quarantine."
NOBODY = "Nobody takes mail for weldmere.example, so no report about a letter arrives."


@pytest.mark.parametrize(
    ("name", "records", "code", "line"),
    [
        ("SPF", ["v=spf1 mx -all", "v=spf1 a -all"], 1, TWO),
        ("SPF", ["v=spf1 mx -all"], 1, NOT_OURS),
        ("SPF", [f"{OURS} +all"], 1, EVERYBODY),
        ("SPF", [OURS], 1, NO_END),
        ("SPF", [f"{OURS} {'include:a.example ' * 11}-all"], 1, TOO_MANY),
        ("SPF", [f"{OURS} ~all"], 0, SAID),
        ("DKIM k1", ["v=DKIM1; p="], 1, WITHDRAWN),
        ("DKIM k1", ["v=DKIM1; p=bm8ga2V5"], 1, NO_KEY),
        ("DKIM k1", [f"v=DKIM1; p={SHORT_KEY}"], 0, "The key k1 has 1024 bits. Make one of 2048."),
        ("DMARC", ["v=DMARC1; p=none"], 0, NO_POLICY),
        ("DMARC", ["v=DMARC1; pct=100"], 1, "The DMARC record at weldmere.example names no policy."),
        ("MX", ["."], 1, NOBODY),
    ],
)
def test_domain_with_one_fault(name: str, records: list[str], code: int, line: str) -> None:
    texts = {"SPF": DOMAIN, "DKIM k1": f"k1._domainkey.{DOMAIN}", "DMARC": f"_dmarc.{DOMAIN}"}
    place = f"TXT {texts[name]}" if name in texts else f"MX {DOMAIN}"

    ended, lines = _check(RIGHT | {place: records}, "--selector", "k1", "--sends", "ip4:192.0.2.10")

    assert ended == code
    assert [each.partition(". ")[2] for each in lines if each.startswith(f"{name}:")] == [line]


def test_record_for_a_sender_that_is_missing_keeps_what_is_there() -> None:
    _code, lines = _check(RIGHT, "--sends", "ip4:192.0.2.99")

    assert lines[2] == (
        '  Add this record: weldmere.example. TXT "v=spf1 ip4:192.0.2.10 include:mail.example ip4:192.0.2.99 -all"'
    )


def test_policy_of_the_domain_above_counts() -> None:
    records = {name: texts for name, texts in RIGHT.items() if "_dmarc" not in name}
    above = {"TXT _dmarc.weldmere.example": ["v=DMARC1; p=none; sp=reject"]}
    moved = {name.replace(DOMAIN, f"mail.{DOMAIN}"): texts for name, texts in records.items()}

    out = StringIO()
    with _name_server(moved | above) as server:
        call_command("check_mail_domain", f"mail.{DOMAIN}", "--resolver", server, stdout=out)

    assert out.getvalue().splitlines()[2:] == [
        "DMARC: right. Letters that only pretend to come from mail.weldmere.example are kept away (reject).",
        "DKIM was not looked at. Name the key of your mail server: --selector NAME",
    ]


def test_name_server_that_fails_says_so() -> None:
    with _name_server({}, fails=True) as server, pytest.raises(CommandError, match="did not answer about weldmere"):
        call_command("check_mail_domain", DOMAIN, "--resolver", server)
