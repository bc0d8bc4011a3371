"""How the mail server in the settings is spoken to: with TLS where it says so, and only to one we can trust."""

from __future__ import annotations

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from commonweal.core import jobs
from commonweal.messaging.models import Letter
from tests.messaging.conftest import PostOffice, Server, open_post_office

pytestmark = [pytest.mark.django_db, pytest.mark.real_time]


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate for 127.0.0.1 and its key, in one file, signed by nobody but itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(tz=UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path / "server.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return file


@pytest.mark.parametrize("is_trusted", [True, False])
def test_letter_goes_over_tls_only_to_a_server_that_is_trusted(
    is_trusted: bool, certificate: Path, letter: Letter, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    if is_trusted:
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with open_post_office(tls_context=context, require_starttls=True) as office:
        settings.MAIL_SERVER = Server("smtp+starttls", "127.0.0.1", office.port)

        jobs.drain()

    letter.refresh_from_db()
    assert (letter.status, len(office.bodies)) == (("SENT", 1) if is_trusted else ("QUEUED", 0))


@pytest.mark.parametrize(
    "server",
    [
        Server("smtp+starttls", "127.0.0.1"),
        Server("smtps", "127.0.0.1"),
        Server("smtp", "127.0.0.1", user="ann", password="secret"),
    ],
)
def test_letter_waits_when_the_server_cannot_do_what_the_setting_asks(
    server: Server, post_office: PostOffice, letter: Letter, settings: Any
) -> None:
    settings.MAIL_SERVER = Server(
        server.scheme, server.host, post_office.port, user=server.user, password=server.password
    )

    jobs.drain()

    letter.refresh_from_db()
    assert (letter.status, letter.attempts, len(post_office.bodies)) == ("QUEUED", 1, 0)
