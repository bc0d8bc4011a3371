"""The portal's pages: what they say, what search finds, what errors look like."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client, override_settings
from django.urls import reverse

from commonweal.core import search
from commonweal.core.requests import Request, visitors_request
from commonweal.people import kinds_of_role
from commonweal.portal import errors
from commonweal.ui.site import SITE
from tests.conftest import SameQueries
from tests.factories import accountability as make
from tests.factories import people


def test_home_says_what_one_can_do_here(client: Client) -> None:
    html = client.get("/").content.decode()

    assert [str(door.title) in html and door.href in html for door in SITE.doors] == [True] * len(SITE.doors)
    assert "Weldmere County Council has promised them" in html


def test_home_marks_a_demonstration(client: Client) -> None:
    plain = client.get("/")
    with override_settings(IS_DEMONSTRATION=True):
        marked = client.get("/")

    words = "The county, the council and everybody in it are invented."
    assert [words in page.content.decode() for page in (plain, marked)] == [False, True]
    assert (plain.get("X-Robots-Tag"), marked.get("X-Robots-Tag")) == (None, "noindex, nofollow")


def test_home_wears_the_name_it_is_given(client: Client) -> None:
    with override_settings(SERVICE_NAME="Fenland Together", COUNCIL_NAME="Fenland <County>"):
        html = client.get("/").content.decode()

    assert "Fenland Together" in html
    assert "Fenland &lt;County&gt;" in html
    assert "wordmark" not in html


@pytest.mark.django_db
def test_search_finds_pages_by_their_words(client: Client) -> None:
    search.rebuild()

    html = client.get(reverse("portal:search"), {"q": "braille"}).content.decode()

    assert '<a class="govuk-link" href="/another-format/">Ask for something in another format</a>' in html


@pytest.mark.django_db
def test_search_corrects_spelling_and_says_so(client: Client) -> None:
    search.rebuild()

    html = client.get(reverse("portal:search"), {"q": "braylle"}).content.decode()

    assert "These are the results for <strong>braille</strong>" in html


@pytest.mark.django_db
def test_search_without_a_result_offers_a_person(client: Client) -> None:
    search.rebuild()

    html = client.get(reverse("portal:search"), {"q": "zyzzyva"}).content.decode()

    assert "Nothing found for “zyzzyva”" in html
    assert "Or ask a person" in html


@pytest.mark.django_db
@pytest.mark.parametrize("page", ["0", "-1", "2", "99999999999", "one", ""])
def test_search_page_that_is_not_there_is_the_nearest(client: Client, page: str) -> None:
    search.rebuild()

    answer = client.get(reverse("portal:search"), {"q": "braille", "page": page})

    assert answer.status_code == 200
    assert "Ask for something in" in answer.content.decode()


@pytest.mark.django_db
def test_search_shows_what_was_typed_as_words(client: Client) -> None:
    html = client.get(reverse("portal:search"), {"q": '"><script>alert(1)</script>'}).content.decode()

    assert "<script>alert(1)" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_missing_page_says_what_to_do_next(client: Client) -> None:
    answer = client.get("/no/such/page/")

    html = answer.content.decode()
    assert answer.status_code == 404
    assert "There is no page here" in html
    assert reverse("portal:search") in html


def test_form_from_elsewhere_is_explained(at: datetime) -> None:
    careful = Client(enforce_csrf_checks=True)

    answer = careful.post(reverse("accountability:format_start"))

    assert answer.status_code == 403
    assert "The form needs to be sent again" in answer.content.decode()


@pytest.mark.django_db
def test_file_over_the_limit_is_named_with_the_limit(client: Client, at: datetime) -> None:
    key = make.begun(at=at).key
    too_large = SimpleUploadedFile("photo.jpg", b"x" * (3 * 1024 * 1024), "image/jpeg")

    with override_settings(UPLOAD_LIMIT_BYTES=1024 * 1024):
        answer = client.post(
            reverse("accountability:format_what", kwargs={"key": key}), {"wanted": "This", "document": too_large}
        )

    assert answer.status_code == 413
    assert "A file can have up to 1 MB." in answer.content.decode()


@pytest.mark.django_db
def test_search_cuts_what_nobody_types(client: Client) -> None:
    html = client.get(reverse("portal:search"), {"q": "w" * 5000}).content.decode()

    assert "w" * 200 in html
    assert "w" * 201 not in html


def test_refused_method_is_explained_and_says_what_is_allowed(client: Client) -> None:
    answer = client.post("/about/")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "That does not work here" in answer.content.decode()


@pytest.mark.django_db
def test_demonstration_letters_exist_only_in_a_demonstration(client: Client, at: datetime) -> None:
    make.sent(at=at)
    address = reverse("portal:demonstration_letters")

    elsewhere = client.get(address)
    with override_settings(IS_DEMONSTRATION=True):
        there = client.get(address)

    assert elsewhere.status_code == 404
    assert "asha@example.org" in there.content.decode()


def test_demonstration_letters_ask_the_database_once(client: Client, at: datetime, same_queries: SameQueries) -> None:
    with override_settings(IS_DEMONSTRATION=True):
        same_queries(
            client,
            reverse("portal:demonstration_letters"),
            lambda number: make.sent(at=at, contact=f"asha.{number}@example.org"),
        )


def test_search_asks_the_database_as_often_for_many_results(client: Client, same_queries: SameQueries) -> None:
    def add_row(number: int) -> None:
        entry = search.Entry(key=f"hall-{number}", url_name="portal:about", title=f"Village hall {number}")
        search.update("halls", entry.key, entry)

    same_queries(client, f"{reverse('portal:search')}?q=village", add_row)


@pytest.mark.django_db
def test_demonstration_letter_shows_its_link(client: Client, at: datetime) -> None:
    asked = make.sent(at=at)
    with override_settings(IS_DEMONSTRATION=True):
        page = client.get(reverse("portal:demonstration_letters")).content.decode()
        letters = [part.partition('"')[0] for part in page.split('href="/demonstration/letters/')[1:]]
        shown = "".join(client.get(f"/demonstration/letters/{part}").content.decode() for part in letters)

    assert f'href="https://communities.example/another-format/{asked.key}/"' in shown


def test_robots_are_kept_from_private_links(client: Client) -> None:
    assert client.get("/robots.txt").content.decode() == "User-agent: *\nDisallow: /another-format/*/\n"


@pytest.mark.django_db
@pytest.mark.parametrize("problem", [errors.not_found, errors.not_allowed, errors.failed])
def test_page_of_a_problem_asks_the_database_nothing(
    problem: Callable[[Request], HttpResponse], at: datetime, django_assert_num_queries: Any
) -> None:
    administrator = people.role(kinds_of_role.ADMINISTRATOR, at=at).person
    request = visitors_request("/desk/people/")
    request.actor = administrator.actor

    with django_assert_num_queries(0):
        answer = problem(request)

    assert "Go to the home page" in answer.content.decode()
