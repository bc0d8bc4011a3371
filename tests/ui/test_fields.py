"""The fields of the forms: each address and number in one form, nothing unseen, our own words for what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

import pytest
from django import forms
from django.apps import apps
from django.core import validators
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.forms import fields as djangos

from commonweal.core.digests import reach_digest
from commonweal.ui.fields import (
    AddressField,
    EnvelopeField,
    LongTextField,
    NumberField,
    OneLineField,
    OneOfField,
    UploadField,
)
from commonweal.ui.forms import DateField

LOCAL_64 = "l" * 64
LONG_DOMAIN = ".".join(["d" * 62] * 2 + ["e" * 60, "uk"])


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("victim@example.com", "victim@example.com"),
        (" Victim@EXAMPLE.com\n", "Victim@example.com"),
        ("victim@\uff45xample.com", "victim@example.com"),
        ("victim@example\uff0ecom", "victim@example.com"),
        ("victim@b\u00fccher.example", "victim@xn--bcher-kva.example"),
        ("victim@B\u00dcCHER.example", "victim@xn--bcher-kva.example"),
        ("victim@bu\u0308cher.example", "victim@xn--bcher-kva.example"),
        ("victim@xn--bcher-kva.example", "victim@xn--bcher-kva.example"),
        ("first.last+tag'o@mail.example.co.uk", "first.last+tag'o@mail.example.co.uk"),
        (f"{LOCAL_64}@{LONG_DOMAIN}", f"{LOCAL_64}@{LONG_DOMAIN}"),
        ("", ""),
        ("\u200b\u2060", ""),
    ],
)
def test_address_is_kept_in_one_form(typed: str, kept: str) -> None:
    field = AddressField(required=False)

    answer = field.clean(typed)

    assert answer == kept


@pytest.mark.parametrize(
    "typed",
    [
        "victim",
        "@example.com",
        "victim@",
        "vi ctim@example.com",
        "a@b@example.com",
        '"victim"@example.com',
        "victim.@example.com",
        "vi..ctim@example.com",
        "v\u0131ctim@example.com",
        "\u017fam@example.com",
        "\u212aim@example.com",
        "\uff56ictim@example.com",
        "victim@stra\u00dfe.example",
        "victim@example",
        "victim@localhost",
        "victim@mail.localhost",
        "victim@192.0.2.1",
        "victim@[192.0.2.1]",
        "victim@[IPv6:2001:db8::1]",
        "victim@-example.com",
        "victim@exam_ple.com",
        "victim@example..com",
        "victim@example.com.",
        f"victim@{'l' * 64}.example",
        f"{'l' * 65}@example.com",
        f"{LOCAL_64}@d{LONG_DOMAIN}",
        "victim@" + "\ufdfa" * 5000 + ".com",
        "a@example.com, b@example.com",
        "Victim <victim@example.com>",
    ],
)
def test_address_that_is_none_says_what_to_do(typed: str) -> None:
    field = AddressField()

    with pytest.raises(ValidationError) as refusal:
        field.clean(typed)

    assert refusal.value.messages == ["Enter an e-mail address in full, like name@example.com"]


@pytest.mark.parametrize("unseen", ["\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u202e", "\x00", "\x07"])
@pytest.mark.parametrize("address", ["vic{}tim@example.com", "victim@exam{}ple.com", "{}victim@example.com"])
def test_address_with_what_cannot_be_seen_says_to_type_it(unseen: str, address: str) -> None:
    field = AddressField()

    with pytest.raises(ValidationError) as refusal:
        field.clean(address.format(unseen))

    assert refusal.value.messages == [
        "Type the e-mail address yourself; the one you pasted has a character in it that cannot be seen"
    ]


@pytest.mark.parametrize(
    ("contact", "same"),
    [
        ("victim@example.com", "Victim+tag@EXAMPLE.com"),
        ("victim@example.com", "vic.tim@example.com"),
        ("01632960001", "+441632960001"),
        ("01632960001", "1800101632960001"),
        ("Ada Wood\n3 Mill Lane", "ada wood, 3 mill lane."),
    ],
)
def test_contacts_that_lead_to_one_place_have_one_reach_digest(contact: str, same: str) -> None:
    digests = {reach_digest(contact), reach_digest(same)}

    others = {reach_digest("victim@example.org"), reach_digest("01632960002"), reach_digest("Ada Wood\n4 Mill Lane")}
    assert len(digests) == 1
    assert len(digests | others) == 4


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("01632 960 001", "01632960001"),
        ("(01632) 960-001", "01632960001"),
        ("01632.960.001", "01632960001"),
        ("01632\u2013960\u2011001", "01632960001"),
        ("01632\u00a0960\u202f001", "01632960001"),
        ("\u202a01632 960001\u202c", "01632960001"),
        ("\uff10\uff11\uff16\uff13\uff12 960001", "01632960001"),
        ("+44 (0)1632 960 001", "+441632960001"),
        ("0044 1632 960001", "+441632960001"),
        ("18001 01632 960001", "1800101632960001"),
        ("01632 960001 ext 12", "01632960001 ext 12"),
        ("01632 960001 Ext. 12", "01632960001 ext 12"),
        ("01632 960001 x12", "01632960001 ext 12"),
        ("\u200b", ""),
    ],
)
def test_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    field = NumberField(required=False)

    answer = field.clean(typed)

    assert answer == kept


@pytest.mark.parametrize(
    "typed", ["ring me", "12", "(((((((((())))))", "123456789", "1" * 16, "01632 960001 ext", "01632+960001", "+ + 44"]
)
def test_number_that_is_none_says_what_to_do(typed: str) -> None:
    field = NumberField()

    with pytest.raises(ValidationError) as refusal:
        field.clean(typed)

    assert refusal.value.messages == ["Enter a telephone number with its area code, like 01632 960 001"]


@pytest.mark.parametrize(
    ("typed", "is_taken"),
    [
        ("Ada Wood\r\n3 Mill Lane\r\nWeldmere WM1 2AB", True),
        ("Ada Wood, 3 Mill Lane, Weldmere", True),
        ("Familie Vogt\n10115 Berlin\nDeutschland", True),
        ("Ada Wood 3 Mill Lane Weldmere", False),
        ("Ada\nWood", False),
        ("\n\nAda Wood Mill Lane\n\u200b\n", False),
        ("1 2 3 4\n5 6 7 8", False),
    ],
)
def test_envelope_has_lines_and_letters(typed: str, is_taken: bool) -> None:
    field = EnvelopeField(name="the name and address", max_length=400)

    try:
        answer = field.clean(typed)
    except ValidationError as refusal:
        answer = refusal.messages[0]

    assert answer == (typed.replace("\r\n", "\n") if is_taken else "Enter a name and an address with its postcode")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Asha \t Gurung ", "Asha Gurung"),
        ("Asha\r\nAF-2222-2222\x1b[2J", "Asha AF-2222-2222[2J"),
        ("Asha\u2028Gurung\x85Rai", "Asha Gurung Rai"),
        ("Ash\u00ada\u202e \u200b Gurung\x00", "Asha Gurung"),
        ("\u0928\u0947\u092a\u093e\u0932\u094d\u200d\u092f", "\u0928\u0947\u092a\u093e\u0932\u094d\u200d\u092f"),
        ("\u200dAsha\u200d \u200c", "Asha"),
        ("\u200b\u2060\u3164\u2800", ""),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_one_line_is_one_line(typed: str, kept: str) -> None:
    field = OneLineField(name="the name", required=False)

    answer = field.clean(typed)

    assert answer == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("One\r\n\r\nTwo\rThree", "One\n\nTwo\nThree"),
        ("One\x1b[2J\nT\u202ewo\x00", "One[2J\nTwo"),
        ("\u200b\n\u200b", ""),
    ],
)
def test_long_text_keeps_its_lines_only(typed: str, kept: str) -> None:
    field = LongTextField(name="the story", required=False)

    answer = field.clean(typed)

    assert answer == kept


@pytest.mark.parametrize(
    ("field", "given", "words"),
    [
        (OneLineField(name="the language"), "\u200b", "Enter the language"),
        (LongTextField(name="the story"), "\u2060\n", "Enter the story"),
        (
            OneLineField(name="the language", max_length=100),
            "x" * 101,
            "The language must be 100 characters or fewer; you have used 101",
        ),
        (
            LongTextField(name="the story", min_length=3),
            "x",
            "The story must be 3 characters or more; you have used 1",
        ),
        (OneOfField(name="a format", choices=[("a", "A")]), "", "Choose a format"),
        (OneOfField(name="a format", choices=[("a", "A")]), "b", "Choose a format from those that are offered"),
        (UploadField(name="the file"), None, "Choose the file"),
        (UploadField(name="the file"), SimpleUploadedFile("a.pdf", b""), "The file is empty. Choose another"),
        (UploadField(name="the file"), "not a file", "The file did not arrive. Choose it again"),
    ],
)
def test_field_says_which_it_is_and_what_to_do(field: forms.Field, given: object, words: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        field.clean(given)

    assert refusal.value.messages == [words]


# Every form of the product.


def forms_of_the_product() -> Iterator[type[forms.BaseForm]]:
    for config in apps.get_app_configs():
        if not config.name.startswith("commonweal."):
            continue
        try:
            module = import_module(f"{config.name}.forms")
        except ModuleNotFoundError:
            continue
        for found in vars(module).values():
            if isinstance(found, type) and issubclass(found, forms.BaseForm) and found.__module__ == module.__name__:
                yield found


def djangos_words() -> set[str]:
    kinds = [each for module in (djangos, validators) for each in vars(module).values() if isinstance(each, type)]
    words = {str(each.message) for each in kinds if getattr(each, "message", None)}
    return words | {str(text) for each in kinds for text in getattr(each, "default_error_messages", {}).values()}


def strays_of(form: type[forms.BaseForm]) -> list[str]:
    """What Django itself would say to a person about each field of a form."""
    theirs = djangos_words()
    strays = []
    # A date reads its boxes itself, and its test holds all that it can say.
    for name, field in form.base_fields.items():
        if isinstance(field, DateField):
            continue
        strays += [f"{name}: {text}" for text in map(str, field.error_messages.values()) if text in theirs]
        strays += [
            f"{name}: {code}"
            for code in {str(getattr(each, "code", "")) for each in field.validators} - set(field.error_messages)
        ]
    return strays


def test_no_form_speaks_in_djangos_words() -> None:
    found = list(forms_of_the_product())

    strays = {form.__name__: strays_of(form) for form in found}

    assert len(found) >= 7
    assert {name: words for name, words in strays.items() if words} == {}


def test_djangos_words_are_found_where_they_are() -> None:
    class Careless(forms.Form):
        name = forms.CharField(max_length=10, error_messages={"required": "Enter a name"})

    assert sorted(strays_of(Careless)) == ["name: max_length", "name: null_characters_not_allowed"]
