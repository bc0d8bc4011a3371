"""Keyed digests: the same for the same value, and of no use to anybody without the key."""

import hashlib

import pytest
from django.test import override_settings

from commonweal.core.digests import contact_digest, keyed_digest


@pytest.mark.parametrize(
    ("contact", "same"),
    [
        ("sam@group.example", " Sam@Group.EXAMPLE "),
        ("01632 960 001", "01632960001"),
    ],
)
def test_a_contact_has_one_digest_however_it_is_written(contact, same):
    assert contact_digest(contact) == contact_digest(same)


def test_digests_differ_by_value_purpose_and_key():
    with override_settings(AUDIT_KEY="another"):
        under_another_key = keyed_digest("a", purpose="one")

    digests = {keyed_digest("a", purpose="one"), keyed_digest("b", purpose="one"), keyed_digest("a", purpose="two")}
    assert len(digests | {under_another_key, hashlib.sha256(b"a").hexdigest()[:32]}) == 5


def test_a_digest_has_32_characters():
    assert len(contact_digest("sam@group.example")) == 32
