"""References: made at random, read however they were written down, and no slip of the pen goes unnoticed."""

import secrets

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.core import references

PREFIXES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=2, max_size=2)
MADE = PREFIXES.map(references.make)

# Where the characters of a reference stand, dashes left out.
PREFIX_PLACES = (0, 1)
BODY_PLACES = (3, 4, 5, 6, 8, 9, 10, 11)


@settings(deadline=None)
@given(MADE)
def test_tidy_knows_a_reference_it_made(reference):
    assert references.tidy(reference) == reference


@settings(deadline=None)
@given(MADE)
def test_tidy_reads_a_reference_in_any_case_without_dashes_and_with_spaces(reference):
    written = [reference.lower(), reference.replace("-", ""), f" {reference.replace('-', ' ')} ", " ".join(reference)]

    assert [references.tidy(text) for text in written] == [reference] * 4


@settings(deadline=None)
@given(MADE, st.sampled_from(BODY_PLACES), st.sampled_from(references.ALPHABET))
def test_tidy_notices_every_single_wrong_character(reference, place, character):
    wrong = reference[:place] + character + reference[place + 1 :]

    assert (references.tidy(wrong) is None) == (wrong != reference)


@settings(deadline=None)
@given(MADE, st.sampled_from(PREFIX_PLACES), st.sampled_from("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_tidy_notices_every_single_wrong_letter_in_front(reference, place, letter):
    wrong = reference[:place] + letter + reference[place + 1 :]

    assert (references.tidy(wrong) is None) == (wrong != reference)


@settings(deadline=None)
@given(MADE, st.sampled_from([PREFIX_PLACES, BODY_PLACES]).flatmap(lambda places: st.permutations(places)))
def test_tidy_notices_every_swap(reference, places):
    characters = list(reference)
    one, other = places[:2]
    characters[one], characters[other] = characters[other], characters[one]
    wrong = "".join(characters)

    assert (references.tidy(wrong) is None) == (wrong != reference)


def test_tidy_takes_lookalikes_for_the_character_that_was_meant(monkeypatch):
    characters = iter("QJQJJ22")
    monkeypatch.setattr(secrets, "choice", lambda _alphabet: next(characters))
    reference = references.make("GR")

    read = [references.tidy(reference.replace("GR-QJQJ-J", start)) for start in ("GR-0101-L", "GR-OLOI-I", "gr-oloi-1")]

    assert read == [reference] * 3


@settings(deadline=None)
@given(st.text())
def test_tidy_takes_any_text_and_gives_a_reference_or_nothing(text):
    read = references.tidy(text)

    assert read is None or references.tidy(read) == read


@pytest.mark.parametrize(
    "text", ["", "GR", "GR-7QK2-M9X", "12-7QK2-M9XD", "ÄÖ-2222-2222", "GR-7QK2-M9XDD", "GR-!!!!-!!!!"]
)
def test_tidy_of_what_cannot_be_a_reference_is_nothing(text):
    assert references.tidy(text) is None


def test_a_thing_gets_its_reference_when_it_is_first_saved_and_keeps_it(parcel_class):
    parcel = parcel_class.objects.create()
    first = parcel.reference

    parcel.save()

    assert first.startswith("PA-")
    assert references.tidy(first) == first
    assert parcel_class.objects.get().reference == first


def test_a_thing_passes_over_a_reference_that_is_taken(parcel_class, monkeypatch):
    characters = iter("2222222" + "2222222" + "3333333")
    monkeypatch.setattr(secrets, "choice", lambda _alphabet: next(characters))

    taken, other = parcel_class.objects.create(), parcel_class.objects.create()

    assert (taken.reference[:7], other.reference[:7]) == ("PA-2222", "PA-3333")


def test_a_reference_is_a_plain_column_to_migrations():
    _name, path, args, kwargs = references.ReferenceField(prefix="GR").deconstruct()

    assert (path, args, kwargs) == (
        "django.db.models.CharField",
        [],
        {"max_length": 12, "unique": True, "editable": False},
    )
