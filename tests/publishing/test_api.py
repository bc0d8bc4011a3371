"""The API: pages that join without gap or twin, filters, and one kind of answer for every error."""

from __future__ import annotations

import base64
import json
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from commonweal.publishing import cursors, datasets
from commonweal.publishing.columns import Column, Kind
from tests.factories import publishing as make
from tests.publishing.answers import every_page, taken
from tests.publishing.described import faults_in, references_in

pytestmark = pytest.mark.django_db

PROBLEM = "application/problem+json"


@pytest.mark.parametrize("limit", [1, 2, 3, 6, 7, 1000])
def test_pages_join_to_all_rows(limit: int, client: Client) -> None:
    make.published([make.orchard(number) for number in range(7)])

    found = every_page(client, f"/api/v1/orchards/?limit={limit}")

    assert [row["code"] for row in found] == [f"orchard-{number:05}" for number in range(7)]


def test_page_says_where_the_next_one_is(client: Client) -> None:
    make.published([make.orchard(number) for number in range(3)])

    first = json.loads(taken(client, "/api/v1/orchards/?limit=2&is_open=true&fruit=APPLE"))
    last = json.loads(taken(client, "/api/v1/orchards/?limit=2&is_open=true"))

    assert (len(first["rows"]), first["next"]) == (1, None)
    assert (len(last["rows"]), last["next"]) == (2, None)
    assert "limit=1&after=" in json.loads(taken(client, "/api/v1/orchards/?limit=1"))["next"]


def test_page_of_the_usual_length(client: Client) -> None:
    make.published([make.orchard(number) for number in range(101)])

    page = json.loads(taken(client, "/api/v1/orchards/"))

    assert len(page["rows"]) == 100
    assert page["next"] is not None


def test_row_that_comes_in_between_moves_no_other(client: Client) -> None:
    rows = [make.orchard(number) for number in range(0, 8, 2)]
    make.published(lambda query: make.orchards(rows).rows(query))
    first = json.loads(taken(client, "/api/v1/orchards/?limit=2"))

    rows.append(make.orchard(1))
    rest = every_page(client, first["next"])

    assert [row["trees"] for row in [*first["rows"], *rest]] == [0, 2, 4, 6]


@pytest.mark.parametrize(
    ("asked", "trees"),
    [
        ({"fruit": "QUINCE"}, [0, 3]),
        ({"trees": "2"}, [2]),
        ({"is_open": "false"}, [1, 3]),
        ({"planted_on": "2020-02-29"}, [0, 1, 2, 3]),
        ({"planted_on": "2020-03-01"}, []),
        ({"name": "Orchard 1"}, [1]),
        ({"fruit": "QUINCE", "is_open": "true"}, [0]),
    ],
)
def test_filters(asked: dict[str, str], trees: list[int], client: Client) -> None:
    make.published([make.orchard(number) for number in range(4)])

    found = every_page(client, f"/api/v1/orchards/?{urlencode(asked)}")

    assert [row["trees"] for row in found] == trees


OTHER_KEY = cursors.write(("one", "two"))
WORDS = "after, fruit, is_open, limit, name, planted_on, trees"


@pytest.mark.parametrize(
    ("asked", "parameter", "detail"),
    [
        ("limit=0", "limit", "Write a whole number from 1 to 1000, for example limit=100"),
        ("limit=1001", "limit", "Write a whole number from 1 to 1000, for example limit=100"),
        ("limit=ten", "limit", "Write a whole number from 1 to 1000, for example limit=100"),
        ("limit=", "limit", "Write a whole number from 1 to 1000, for example limit=100"),
        ("limit=%D9%A1", "limit", "Write a whole number from 1 to 1000, for example limit=100"),
        ("limit=1&limit=2", "limit", "Say limit once"),
        (
            "colour=red",
            "colour",
            f"This dataset takes only these words after the question mark: {WORDS}",
        ),
        ("fruit=PEAR", "fruit", "Write one of these: APPLE, QUINCE"),
        ("trees=some", "trees", "Write a whole number, for example 2021"),
        ("trees=99999999999999999999", "trees", "Write a whole number, for example 2021"),
        ("planted_on=yesterday", "planted_on", "Write a day as year, month and day, for example 2026-06-17"),
        ("is_open=yes", "is_open", "Write true or false"),
        ("name=", "name", "Write at least one letter and at most 200"),
        ("name=%00", "name", "Write at least one letter and at most 200"),
    ],
)
def test_asking_for_what_cannot_be(asked: str, parameter: str, detail: str, client: Client) -> None:
    make.published([make.orchard(1)])

    response = client.get(f"/api/v1/orchards/?{asked}")

    told = response.json()
    assert (response.status_code, response["Content-Type"]) == (400, PROBLEM)
    assert response["Access-Control-Allow-Origin"] == "*"
    told.pop("request")
    assert told == {
        "type": "http://127.0.0.1:8000/api/#not-understood",
        "title": "The address asks for something we do not understand",
        "status": 400,
        "detail": detail,
        "parameter": parameter,
    }


CURSORS = [
    *("", "x", "====", "é", "A" * 3000, OTHER_KEY),
    *(
        base64.urlsafe_b64encode(text).decode()
        for text in (b"[]", b"[1]", b"[null]", b'{"a":1}', b"[[", b'["\\u0000"]')
    ),
    base64.urlsafe_b64encode(b"[" * 1000).decode(),
    base64.urlsafe_b64encode(b'["\\ud800"]').decode(),
]


@pytest.mark.parametrize("cursor", CURSORS, ids=[str(number) for number in range(len(CURSORS))])
def test_cursor_that_was_never_given_out(cursor: str, client: Client) -> None:
    make.published([make.orchard(1)])

    response = client.get("/api/v1/orchards/", {"after": cursor})

    assert (response.status_code, response.json()["parameter"]) == (400, "after")


@pytest.mark.parametrize(
    ("kind", "value", "is_read"),
    [
        (Kind.NUMBER, 12, True),
        (Kind.NUMBER, 2**63, False),
        (Kind.NUMBER, True, False),
        (Kind.NUMBER, "12", False),
        (Kind.DAY, "2026-06-17", True),
        (Kind.DAY, "2026-06-31", False),
        (Kind.TEXT, "é" * 500, True),
        (Kind.TEXT, "é" * 501, False),
    ],
)
def test_cursor_is_of_the_keys_kind(kind: Kind, value: object, is_read: bool) -> None:
    dataset = make.orchards(columns=[Column("key", "Its key.", kind, is_key=True)], filters=())
    word = base64.urlsafe_b64encode(json.dumps([value], ensure_ascii=False).encode()).decode()

    try:
        read = cursors.write(cursors.read(word, dataset))
    except cursors.OddCursorError:
        read = ""

    assert bool(read) == is_read


@pytest.mark.parametrize(
    "address", ["/api/v1/nothing/", "/api/v1/nothing", "/api/v1/no/such/thing", "/api/v1/places//"]
)
def test_dataset_that_is_not_there(address: str, client: Client) -> None:
    response = client.get(address)

    told = (response.status_code, response["Content-Type"], response.json()["title"])
    assert told == (404, PROBLEM, "There is no dataset at this address")


def test_slash_that_was_forgotten(client: Client) -> None:
    make.published([make.orchard(1)])

    response = client.get("/api/v1/orchards?limit=1")

    assert (response.status_code, response["Location"]) == (301, "http://127.0.0.1:8000/api/v1/orchards/?limit=1")


@pytest.mark.parametrize("address", ["/api/v1/orchards/", "/api/v1/", "/api/v1/openapi.json", "/api/v1/elsewhere"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_method_that_would_change_something(method: str, address: str) -> None:
    make.published([make.orchard(1)])

    response = Client(enforce_csrf_checks=True).generic(method, address)

    assert (response.status_code, response["Content-Type"], response["Allow"]) == (405, PROBLEM, "GET, HEAD")


def test_list_of_every_dataset(client: Client) -> None:
    make.published([make.orchard(1)])

    listed = json.loads(taken(client, "/api/v1/"))["datasets"]

    assert {
        "dataset": "orchards",
        "title": "Orchards",
        "summary": "Where fruit grows.",
        "about": "http://127.0.0.1:8000/data/orchards/",
        "rows": "http://127.0.0.1:8000/api/v1/orchards/",
    } in listed
    assert len(listed) == len(datasets.published())


# What the API says of itself.


def test_description_says_of_each_dataset_what_it_gives(client: Client) -> None:
    make.published([make.orchard(1)], columns=[*make.COLUMNS[:8], Column("json", "A name a model has.")], filters=())

    described = json.loads(taken(client, "/api/v1/openapi.json"))

    assert described["openapi"] == "3.1.0"
    assert set(described["paths"]) == {"/api/v1/", *(f"/api/v1/{each.slug}/" for each in datasets.published())}
    row = described["components"]["schemas"]["OrchardsRow"]
    assert list(row["properties"]) == [*(column.name for column in make.COLUMNS[:8]), "json"]
    assert row["properties"]["rent"]["x-unit"] == "£"
    asked = described["paths"]["/api/v1/orchards/"]["get"]["parameters"]
    assert [each["name"] for each in asked] == ["limit", "after"]


def test_description_is_whole(client: Client) -> None:
    make.published([make.orchard(1)])

    described = json.loads(taken(client, "/api/v1/openapi.json"))

    operations = [operation for path in described["paths"].values() for operation in path.values()]
    assert [reference for reference in references_in(described) if not reference[1]] == []
    assert len({operation["operationId"] for operation in operations}) == len(operations)
    assert all(told["description"] for operation in operations for told in operation["responses"].values())
    assert all(operation["summary"] for operation in operations)
    assert all(
        {"name", "in", "schema", "description"} <= set(each)
        for operation in operations
        for each in operation["parameters"]
    )
    errors = [
        list(told["content"])
        for operation in operations
        for status, told in operation["responses"].items()
        if int(status) >= 400
    ]
    assert errors == [[PROBLEM]] * len(errors)
    assert errors


@pytest.mark.parametrize("asked", ["", "?limit=1", "?is_open=true"])
def test_answer_is_as_it_was_described(asked: str, client: Client) -> None:
    empty = make.orchard(
        2, **dict.fromkeys(["name", "trees", "rent", "planted_on", "seen_at", "is_open", "page", "fruit"])
    )
    make.published([make.orchard(1), empty])
    described = json.loads(taken(client, "/api/v1/openapi.json"))
    schema = json.loads(taken(client, "/data/orchards/schema.json"))

    page = json.loads(taken(client, f"/api/v1/orchards/{asked}"))
    whole = json.loads(taken(client, "/data/orchards.json"))

    assert faults_in(page, described["components"]["schemas"]["OrchardsPage"], described) == []
    assert faults_in(whole, schema, schema) == []
    assert faults_in({**whole, "more": 1}, schema, schema) == ["$ has 'more', which is not described"]


def test_problem_is_as_it_was_described(client: Client) -> None:
    make.published([make.orchard(1)])
    described = json.loads(taken(client, "/api/v1/openapi.json"))

    problem = client.get("/api/v1/orchards/?limit=0").json()

    assert faults_in(problem, described["components"]["schemas"]["ProblemAnswer"], described) == []


AWKWARD = ["", "\x00", "\ud800", "%00", "-1", "9" * 400, "NaN", "' OR 1=1 --", "é" * 3000, "true", "2020-02-29", "WARD"]
words = st.one_of(st.sampled_from(AWKWARD), st.text(max_size=40))
names = st.one_of(st.sampled_from(["limit", "after", "kind", "lies_in", "series", "area"]), st.text(max_size=12))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(slug=st.sampled_from(["places", "figures", "dictionary"]), asked=st.lists(st.tuples(names, words), max_size=4))
def test_anything_asked_of_the_api(slug: str, asked: list[tuple[str, str]], client: Client) -> None:
    query = "&".join(
        f"{urlencode({name.encode('utf-8', 'surrogatepass'): word.encode('utf-8', 'surrogatepass')})}"
        for name, word in asked
    )

    response: Any = client.get(f"/api/v1/{slug}/?{query}")

    assert response.status_code in {200, 400}
    assert response["Content-Type"] == ("application/json" if response.status_code == 200 else PROBLEM)
    assert response.json()
