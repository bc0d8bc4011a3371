"""The page lint's own tests: each rule on a page that keeps it and on one that breaks it."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from commonweal.ui.access import public
from tests.platform.page_lint import PageFaultError, check_page, faults_of
from tests.platform.page_rules import FRAME, RULES, PageRule

each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


@each_rule
def test_page_rule_on_its_good_example(rule: PageRule) -> None:
    page = rule.page(rule.good)

    faults = list(rule.faults(page))

    assert faults == []


@each_rule
def test_page_rule_on_its_bad_example(rule: PageRule) -> None:
    page = rule.page(rule.bad)

    faults = list(rule.faults(page))

    assert len(faults) == 1


def test_page_without_faults() -> None:
    page = FRAME.format("<h1>Ask</h1>")

    faults = faults_of(page)

    assert faults == []


def test_page_with_two_faults_lists_both() -> None:
    page = FRAME.format('<h1>Ask</h1><a href="#">Help</a><img src="/a.png">')

    with pytest.raises(PageFaultError) as refusal:
        check_page(page, address="/ask")

    assert str(refusal.value).splitlines() == [
        "/ask breaks the page lint:",
        '  links_lead_somewhere: <a href="#"> leads nowhere',
        '  pictures_have_alternatives: <img src="/a.png"> needs an alt; leave it empty when the picture only decorates',
    ]


@pytest.mark.parametrize(
    ("attribute", "value"), [("aria-labelledby", "x"), ("aria-controls", "x"), ("aria-describedby", "main x")]
)
def test_pointer_of_every_kind_that_leads_nowhere(attribute: str, value: str) -> None:
    page = FRAME.format(f'<h1 id="main">Ask</h1><div {attribute}="{value}"></div>')

    faults = faults_of(page)

    assert [fault.partition(":")[0] for fault in faults] == ["pointers_resolve"]


@pytest.mark.parametrize(
    "inline", ["<script>go()</script>", "<style>p{}</style>", '<p style="color:red">x</p>', '<p onload="go()">x</p>']
)
def test_inline_script_and_style_of_every_kind(inline: str) -> None:
    page = FRAME.format(f"<h1>Ask</h1>{inline}")

    faults = faults_of(page)

    assert "nothing_is_inline" in [fault.partition(":")[0] for fault in faults]


@public
def bad_page(request: HttpRequest) -> HttpResponse:
    """A page with a fault, for the client to find."""
    return HttpResponse("<!DOCTYPE html><title>x</title><p>no heading")


@public
def plain_text(request: HttpRequest) -> HttpResponse:
    """No page at all."""
    return HttpResponse("<p>no heading", content_type="text/plain")


urlpatterns = [path("bad", bad_page), path("text", plain_text)]


@pytest.mark.urls("tests.platform.test_page_lint")
def test_client_refuses_a_page_with_faults() -> None:
    client = Client()

    with pytest.raises(PageFaultError, match="heading_one_is_one"):
        client.get("/bad")


@pytest.mark.urls("tests.platform.test_page_lint")
def test_client_leaves_plain_text_alone() -> None:
    client = Client()

    answer = client.get("/text")

    assert answer.content == b"<p>no heading"
