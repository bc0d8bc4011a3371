"""Pence in, pounds on the screen, and back."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.core import money


@pytest.mark.parametrize(
    ("pence", "shown"),
    [
        (0, "£0"),
        (5, "£0.05"),
        (100, "£1"),
        (125000, "£1,250"),
        (125050, "£1,250.50"),
        (-300, "−£3"),
        (-1, "−£0.01"),
        (10**14, "£1,000,000,000,000"),
    ],
)
def test_pence_are_shown_as_pounds(pence, shown):
    assert money.show_pence(pence) == shown


@settings(deadline=None)
@given(st.integers(0, money.LARGEST_PENCE))
def test_what_is_shown_can_be_typed_back(pence):
    assert money.read_pounds(money.show_pence(pence)) == pence


@pytest.mark.parametrize("text", ["1250", "£1250", "£ 1250", "1,250", " £1,250.00 ", "1250.00", "0001250"])
def test_an_amount_is_read_however_it_is_typed(text):
    assert money.read_pounds(text) == 125000


@pytest.mark.parametrize(
    "text",
    [
        "",
        "£",
        "-5",
        "−5",
        "12.5",
        "12.",
        ".50",
        "1,25",
        "12,50",
        "1.250,00",
        "twelve",
        "1e3",
        "£١٢",
        "５",
        "½",
        "12 50",
        "£1£2",
    ],
)
def test_what_is_not_an_amount_is_refused_with_what_to_type(text):
    with pytest.raises(money.NotMoneyError, match=r"^Enter an amount in pounds, for example 1250 or 1250\.50$"):
        money.read_pounds(text)


@pytest.mark.parametrize("text", ["1000000000000.01", "1,000,000,000,001", "9" * 5000])
def test_an_amount_nobody_has_is_refused(text):
    with pytest.raises(money.NotMoneyError, match=r"^Enter a smaller amount$"):
        money.read_pounds(text)


@settings(deadline=None)
@given(st.text())
def test_any_text_is_an_amount_or_refused_in_words(text):
    try:
        read = money.read_pounds(text)
    except money.NotMoneyError as refused:
        read = str(refused).partition(" ")[0]

    assert read == "Enter" or 0 <= read <= money.LARGEST_PENCE
