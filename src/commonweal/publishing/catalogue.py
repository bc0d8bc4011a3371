"""The catalogue for other catalogues: DCAT, as the European profile uses it, in JSON-LD.

Its context stands in it, so that nobody has to fetch anything to read it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from commonweal.core import invented
from commonweal.publishing.datasets import Dataset, changes_of, published
from commonweal.publishing.documents import address
from commonweal.publishing.feeds import announced
from commonweal.publishing.files import FORMS
from commonweal.ui.site import SITE

MEDIA_TYPE = "application/ld+json"

_DAY_AND_TIME = "xsd:dateTime"
CONTEXT: dict[str, Any] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def document() -> dict[str, Any]:
    """The whole catalogue."""
    datasets = published()
    changes = changes_of(datasets)
    return {
        "@context": CONTEXT,
        "@id": address("catalogue_download"),
        "@type": "dcat:Catalog",
        "dct:title": _("Open data of %(council)s") % {"council": SITE.council},
        # A notice of a demonstration goes where readers of catalogues look: into the description.
        "dct:description": " ".join([_("Everything that this service publishes."), invented.notice()]).strip(),
        "dct:language": "en-GB",
        "dct:publisher": _publisher(),
        "foaf:homepage": {"@id": address("dataset_list")},
        "dcat:dataset": [_dataset(each, changed_at=changes[each.slug]) for each in datasets],
        "dcat:service": [_api(datasets), *_feeds()],
    }


def _publisher() -> dict[str, Any]:
    return {"@type": "foaf:Organization", "foaf:name": SITE.council, "foaf:homepage": {"@id": SITE.base_url + "/"}}


def _dataset(dataset: Dataset, *, changed_at: datetime | None) -> dict[str, Any]:
    told: dict[str, Any] = {
        "@id": address("dataset_show", dataset),
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.slug,
        "dct:title": str(dataset.title),
        "dct:description": f"{dataset.summary} {dataset.caveat}",
        "dct:publisher": _publisher(),
        "dct:license": {"@id": dataset.licence.address},
        "dct:source": str(dataset.source),
        "dct:coverage": str(dataset.scope),
        "dct:accrualPeriodicity": {"@type": "dct:Frequency", "rdfs:label": str(dataset.frequency)},
        "dcat:contactPoint": {"@type": "vcard:Organization", "vcard:hasEmail": {"@id": f"mailto:{SITE.email}"}},
        "dcat:landingPage": {"@id": address("dataset_show", dataset)},
    }
    if changed_at is not None:
        told["dct:modified"] = {"@type": _DAY_AND_TIME, "@value": changed_at.isoformat(timespec="seconds")}
    standards = sorted({column.standard for column in dataset.columns if column.standard})
    if standards:
        told["dct:conformsTo"] = standards
    told["dcat:distribution"] = [
        *(_file(dataset, name) for name in FORMS),
        {
            "@id": address("row_list", dataset),
            "@type": "dcat:Distribution",
            "dct:title": _("“%(title)s” from the API") % {"title": dataset.title},
            "dct:license": {"@id": dataset.licence.address},
            "dcat:accessURL": {"@id": address("row_list", dataset)},
            "dcat:accessService": {"@id": address("api_list")},
            "dcat:mediaType": "application/json",
        },
    ]
    return told


def _file(dataset: Dataset, form: str) -> dict[str, Any]:
    where = address("dataset_download", dataset, form=form)
    told: dict[str, Any] = {
        "@id": where,
        "@type": "dcat:Distribution",
        "dct:title": _("“%(title)s” as %(form)s") % {"title": dataset.title, "form": FORMS[form].title},
        "dct:license": {"@id": dataset.licence.address},
        "dcat:accessURL": {"@id": address("dataset_show", dataset)},
        "dcat:downloadURL": {"@id": where},
        "dcat:mediaType": FORMS[form].media_type.partition(";")[0],
    }
    if form == "json":
        told["dct:conformsTo"] = {"@id": address("dataset_schema", dataset)}
    return told


def _api(datasets: tuple[Dataset, ...]) -> dict[str, Any]:
    return {
        "@id": address("api_list"),
        "@type": "dcat:DataService",
        "dct:title": _("The API"),
        "dcat:endpointURL": {"@id": address("api_list")},
        "dcat:endpointDescription": {"@id": address("api_description")},
        "dcat:landingPage": {"@id": address("api_show")},
        "dcat:servesDataset": [{"@id": address("dataset_show", each)} for each in datasets],
    }


def _feeds() -> list[dict[str, Any]]:
    return [
        {
            "@id": feed.address,
            "@type": "dcat:DataService",
            "dct:title": str(feed.title),
            "dct:description": str(feed.summary),
            "dct:format": "application/atom+xml",
            "dcat:endpointURL": {"@id": feed.address},
        }
        for feed in announced()
    ]
