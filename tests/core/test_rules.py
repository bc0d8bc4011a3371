"""Decisions: yes, or no with a reason that reaches the person."""

import pytest

from commonweal.core.rules import ALLOWED, Refused, RefusedError, all_of, require

CLOSED = Refused("This fund has closed")
NO_SUM = Refused("Enter how much you need", field="amount")


@pytest.mark.parametrize(
    ("decisions", "decision"),
    [
        ((), ALLOWED),
        ((ALLOWED, ALLOWED), ALLOWED),
        ((ALLOWED, NO_SUM), NO_SUM),
        ((CLOSED, ALLOWED, NO_SUM), CLOSED),
    ],
)
def test_the_first_refusal_decides(decisions, decision):
    assert (all_of(*decisions), bool(all_of(*decisions))) == (decision, decision is ALLOWED)


def test_require_goes_on_when_everything_allows_it():
    require(ALLOWED, ALLOWED)


def test_require_raises_the_first_refusal_with_its_reason():
    with pytest.raises(RefusedError, match=r"^Enter how much you need$") as raised:
        require(ALLOWED, NO_SUM, CLOSED)

    assert raised.value.refused == NO_SUM
