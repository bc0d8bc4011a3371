"""The catalogue for other catalogues, and feeds."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.conf import LazySettings
from django.test import Client

from commonweal.publishing import catalogue, feeds
from commonweal.publishing.feeds import Entry, Feed
from tests.factories import publishing as make
from tests.publishing.answers import ALONE, taken

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def prefixes_in(part: Any) -> set[str]:  # whatever JSON can say
    if isinstance(part, list):
        return {found for each in part for found in prefixes_in(each)}
    if not isinstance(part, dict):
        return set()
    names = {*part, *([part["@type"]] if "@type" in part else [])}
    own = {name.partition(":")[0] for name in names if not name.startswith("@")}
    return own | {found for each in part.values() for found in prefixes_in(each)}


def test_catalogue_has_each_dataset(client: Client) -> None:
    make.published([make.orchard(1)])

    document = json.loads(taken(client, "/data/catalogue.json"))

    (orchards,) = [each for each in document["dcat:dataset"] if each["dct:identifier"] == "orchards"]
    assert orchards["@id"] == f"{ALONE}/data/orchards/"
    assert orchards["dct:license"] == {
        "@id": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
    }
    assert orchards["dct:modified"] == {"@type": "xsd:dateTime", "@value": "2026-06-01T12:00:00+00:00"}
    assert [each["dcat:mediaType"] for each in orchards["dcat:distribution"]] == [
        "text/csv",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "application/json",
        "application/json",
    ]
    assert orchards["dct:conformsTo"] == ["FruitCode"]


def test_catalogue_explains_every_word_itself(client: Client) -> None:
    document = json.loads(taken(client, "/data/catalogue.json"))
    context = document.pop("@context")

    assert prefixes_in(document) <= set(context)


def test_every_address_in_the_catalogue_can_be_had(client: Client) -> None:
    document = catalogue.document()

    addresses = {
        *(each["dcat:landingPage"]["@id"] for each in document["dcat:dataset"]),
        *(form["@id"] for each in document["dcat:dataset"] for form in each["dcat:distribution"]),
        *(service["dcat:endpointURL"]["@id"] for service in document["dcat:service"]),
    }

    assert len(addresses) > 10
    assert all(taken(client, address.removeprefix(ALONE)) for address in sorted(addresses))


def test_catalogue_of_a_demonstration_says_so(client: Client, settings: LazySettings) -> None:
    before = json.loads(taken(client, "/data/catalogue.json"))["dct:description"]

    settings.IS_DEMONSTRATION = True
    after = json.loads(taken(client, "/data/catalogue.json"))["dct:description"]

    told = "everything in it is invented"
    assert (told in before, told in after) == (False, True)


def test_feed_of_what_changed(client: Client, at: datetime) -> None:
    make.published([], slug="old", title="Old trees")
    make.published([], slug="new", title="New trees", changed_at=lambda: at - timedelta(days=1))
    make.published([], slug="odd", title="Odd trees", changed_at=lambda: None)

    feed = ElementTree.fromstring(taken(client, "/data/changes.atom"))

    entries = [
        [entry.findtext(f"{ATOM}{part}") for part in ("title", "id", "updated")] for entry in feed.iter(f"{ATOM}entry")
    ]
    host = "tag:127.0.0.1,2026:publishing/changes_feed"
    assert entries == [
        ["New trees", f"{host}/new/2026-06-16T09:30:00", "2026-06-16T08:30:00+00:00"],
        ["Old trees", f"{host}/old/2026-06-01T12:00:00", "2026-06-01T12:00:00+00:00"],
    ]
    assert feed.findtext(f"{ATOM}id") == host


def feed_of(*entries: Entry) -> Feed:
    return Feed("publishing:changes_feed", "Trees", "What grows.", "publishing:dataset_list", lambda _at: entries)


def test_feed_without_entries_is_the_same_at_any_time(at: datetime) -> None:
    early, late = feeds.content_of(feed_of(), at=at), feeds.content_of(feed_of(), at=at + timedelta(days=9))

    assert early == late
    assert b"<updated>2026-01-01T00:00:00+00:00</updated>" in early


def test_feed_with_hostile_words(at: datetime) -> None:
    hostile = Entry("1", "<b>&\x00\ud800", "]]><script>", "/data/", datetime(2026, 6, 1, tzinfo=UTC))

    read = ElementTree.fromstring(feeds.content_of(feed_of(hostile), at=at))

    entry = read.find(f"{ATOM}entry")
    assert entry is not None
    assert [entry.findtext(f"{ATOM}{part}") for part in ("title", "summary")] == ["<b>&\ufffd\ufffd", "]]><script>"]
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert link.get("href") == f"{ALONE}/data/"


def test_feed_that_somebody_has_already(client: Client) -> None:
    first = client.get("/data/changes.atom")

    again = client.get("/data/changes.atom", headers={"If-None-Match": first["ETag"]})

    assert (first.status_code, again.status_code) == (200, 304)


def test_two_feeds_at_one_address() -> None:
    with pytest.raises(feeds.FeedTakenError):
        feeds.announce(feed_of())
