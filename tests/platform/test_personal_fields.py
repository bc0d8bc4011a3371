"""Every column about somebody belongs to one holding, and every holding to one entry of the retention schedule."""

from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps

from commonweal.core import personal
from commonweal.core.encryption import encrypted_fields
from commonweal.core.personal import Erasure, Holding, HoldingTakenError
from commonweal.privacy.schedule import schedule
from tests.platform.plain_fields import ABOUT_SOMEBODY, PLAIN_FIELDS

OTHERS_PERSONAL = {
    "account.EmailAddress.email": "the address somebody signs in with",
    "mfa.Authenticator.data": "a passkey or the secret of a code app",
}
"""Columns of packages that are about somebody; ours are found by how they are kept."""

SIGNS_OF_A_PERSON = ("contact_digest", "reach_digest", "to_digest", "person_key")
"""How columns end that lead to somebody without naming them."""


def label(model: object, field: str) -> str:
    return f"{model._meta.label}.{field}"  # type: ignore[attr-defined]  # a model


def columns_about_somebody() -> set[str]:
    encrypted = {label(field.model, field.name) for field in encrypted_fields()}
    leading = {
        f"{model}.{field}"
        for model, fields in PLAIN_FIELDS.items()
        for field, reason in fields.items()
        if field.endswith(SIGNS_OF_A_PERSON) or reason.startswith(ABOUT_SOMEBODY)
    }
    return encrypted | leading | set(OTHERS_PERSONAL)


def columns_that_exist() -> set[str]:
    return {label(model, field.name) for model in apps.get_models() for field in model._meta.concrete_fields}


def columns_held() -> Counter[str]:
    return Counter(column for holding in personal.holdings() for column in holding.fields)


def test_every_column_about_somebody_belongs_to_one_holding() -> None:
    held = columns_held()

    without = sorted(column for column in columns_about_somebody() if held[column] != 1)

    assert without == [], "name the column in `fields` of the area's holding, in its holdings.py"


def test_every_column_that_a_holding_names_is_there() -> None:
    gone = sorted(set(columns_held()) - columns_that_exist())

    assert gone == []


def test_every_holding_has_an_entry_in_the_schedule_and_the_other_way_round() -> None:
    held = {holding.name for holding in personal.holdings()}

    assert held == set(schedule()), "add the class of record to src/commonweal/privacy/retention.toml, or take it out"


def test_the_guard_would_see_a_column_that_nobody_holds() -> None:
    held = columns_held()
    assert held["privacy.PrivacyRequest.contact"] == 1

    del held["privacy.PrivacyRequest.contact"]

    assert [column for column in columns_about_somebody() if held[column] != 1] == ["privacy.PrivacyRequest.contact"]


def test_two_holdings_cannot_answer_for_one_column() -> None:
    taken = personal.holding("privacy.requests").fields[0]
    twin = Holding(
        name="tests.twin",
        title="Twin",
        whose="nobody",
        what="nothing",
        fields=(taken,),
        find=lambda _subject: (),
        erase=lambda _subject, **_who: Erasure(),
        expired=lambda _day: (),
        dispose=lambda _reference, **_who: None,
    )

    with pytest.raises(HoldingTakenError, match=r"tests\.twin and privacy\.requests both answer"):
        personal.register(twin)

    assert "tests.twin" not in {holding.name for holding in personal.holdings()}
