"""Whatever is typed into the questions about a concern, the form answers in its own words, and keeps its limits."""

from __future__ import annotations

from typing import Any

import pytest
from django.forms import Form
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.accountability.forms import concern_desk, concerns
from commonweal.accountability.models import Concern, MayPublish

pytestmark = pytest.mark.fuzz

AGREED = Concern(may_publish=MayPublish.WORDS)

FORMS: dict[str, Any] = {
    "what": concerns.What,
    "wishes": concerns.Wishes,
    "reach": concerns.HowToReach,
    "reply": concerns.Reply,
    "sum up": lambda data: concern_desk.SumUp(data, concern=AGREED),
    "ask": lambda data: concern_desk.AskReply(data, bodies=[("BD-2222-2222", "A body")]),
    "answer": concern_desk.Answer,
    "reply for": concern_desk.ReplyFor,
    "set aside": concern_desk.SetAside,
    "look at reply": lambda data: concern_desk.LookAtReply(data, concern=AGREED),
}

CHOICES = [
    *("WORDS", "SUMMARY", "NOTHING", "EMAIL", "PHONE", "POST", "UPHELD", "NO_VIEW", "YES", "NO", "BD-2222-2222"),
    *("asha@example.org", "01632 960 001", "1", "31", "2", "2026", "A, Mill Lane, Weldmere"),
]

typed = st.one_of(
    st.sampled_from(CHOICES),
    st.text(max_size=80),
    st.builds(lambda text, times: text * times, st.text(min_size=1, max_size=5), st.integers(1, 12_000)),
    st.just("<script>alert(1)</script>"),
)


def names_of(form: Form) -> list[str]:
    parts = [(name, getattr(field.widget, "widgets_names", None)) for name, field in form.fields.items()]
    return [f"{name}{part}" for name, widgets in parts for part in (widgets or [""])]


@pytest.mark.parametrize("name", FORMS)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_form_answers_whatever_is_typed(name: str, data: st.DataObject) -> None:
    make = FORMS[name]
    given_words = {each: data.draw(typed, label=each) for each in names_of(make({}))}

    form = make(given_words)

    if form.is_valid():
        for field, answer in form.cleaned_data.items():
            limit = getattr(form.fields.get(field), "max_length", None)
            assert limit is None or len(str(answer)) <= limit
            assert "\0" not in str(answer)
    else:
        assert all(message and "This field" not in message for errors in form.errors.values() for message in errors)
