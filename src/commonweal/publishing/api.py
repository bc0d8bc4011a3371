"""The API, put together from the datasets that are published: an operation for each, with its own words and schema.

django-ninja writes the description (OpenAPI 3.1) and calls the operation. It serves no pages of its own and does not
read what was asked: its pages want scripts from elsewhere, and its errors are not for people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Query, Schema
from ninja.operation import Operation
from pydantic import ConfigDict, Field, WithJsonSchema, create_model

from commonweal.core.requests import Request
from commonweal.publishing import asked, documents, problems
from commonweal.publishing.columns import Kind, schema_of
from commonweal.publishing.datasets import Dataset, published
from commonweal.ui.site import SITE

VERSION = "1.0"

Serve = Callable[[Request, Dataset], HttpResponseBase]
"""What answers with a page of rows."""


class ProblemAnswer(Schema):
    """What every error looks like, as RFC 9457 writes it."""

    model_config = ConfigDict(json_schema_extra={"description": "What every error looks like (RFC 9457)."})

    type: str
    title: str
    status: int
    detail: str
    parameter: str | None = None
    request: str


class ListedDataset(Schema):
    """One dataset in the list of all."""

    dataset: str
    title: str
    summary: str
    about: str
    rows: str


class DatasetList(Schema):
    """Every dataset there is."""

    datasets: list[ListedDataset]


def description() -> dict[str, Any]:
    """The whole API as OpenAPI 3.1, in the language that is spoken now."""
    return _description(published(), get_language() or "", SITE.base_url, SITE.is_demonstration)


def run(request: Request, dataset: Dataset, serve: Serve) -> HttpResponseBase:
    """What the operation of `dataset` answers, given by `serve`."""
    operations = _operations(published(), get_language() or "", SITE.base_url, SITE.is_demonstration)
    request.serve_rows = serve  # type: ignore[attr-defined]  # how the operation is told, as ninja calls it with the request alone
    return operations[dataset.slug].run(request)


@lru_cache(maxsize=4)
def _api(datasets: tuple[Dataset, ...], language: str, base_url: str, is_demonstration: bool) -> NinjaAPI:
    del language, is_demonstration  # parts of the key
    api = NinjaAPI(
        title=_("Open data of %(council)s") % {"council": SITE.council},
        version=VERSION,
        description=_("Every dataset that is published, row by row. No key is needed, and nothing can be sent."),
        docs_url=None,
        openapi_url=None,
        servers=[{"url": base_url}],
        openapi_extra={"externalDocs": {"url": documents.address("api_show"), "description": _("How to use it")}},
    )
    api.get(
        "/",
        operation_id="list_datasets",
        summary=_("Every dataset"),
        response={200: DatasetList, 304: None, 405: ProblemAnswer},
    )(_listed)
    for dataset in datasets:
        _add(api, dataset)
    return api


@lru_cache(maxsize=4)
def _operations(datasets: tuple[Dataset, ...], *key: Any) -> dict[str, Operation]:  # the rest of what `_api` is kept by
    (router,) = _api(datasets, *key)._get_bound_routers()
    return {
        path.strip("/"): operation for path, view in router.path_operations.items() for operation in view.operations
    }


@lru_cache(maxsize=4)
def _description(datasets: tuple[Dataset, ...], *key: Any) -> dict[str, Any]:  # as above
    whole = _api(datasets, *key).get_openapi_schema(path_prefix=reverse("publishing:api_list"))
    for path in whole["paths"].values():
        for status, told in path["get"]["responses"].items():
            told["description"] = _STATUSES[int(status)]()
            if int(status) >= 400:
                told["content"] = {problems.MEDIA_TYPE: told["content"]["application/json"]}
    return dict(whole)


_STATUSES: dict[int, Callable[[], str]] = {
    200: lambda: _("What was asked for."),
    304: lambda: _("Nothing has changed since the answer whose ETag was sent as If-None-Match."),
    **{int(status): lambda title=title: str(title) for status, title in problems.KINDS.values()},  # type: ignore[misc]  # mypy does not see a default as an argument that may be left out
}


def _add(api: NinjaAPI, dataset: Dataset) -> None:
    name = "".join(word.capitalize() for word in dataset.slug.split("-"))

    def rows(request: Any, asked: Any) -> HttpResponseBase:  # the real types are given below, as they are made here
        del asked  # read once more by `asked.read`, in words for people
        answer: HttpResponseBase = request.serve_rows(request, dataset)
        return answer

    rows.__annotations__["asked"] = Query[_asked_of(dataset, name)]  # type: ignore[misc]  # a type that is made while running
    api.get(
        f"/{dataset.slug}/",
        operation_id=f"list_{dataset.slug.replace('-', '_')}",
        summary=str(dataset.title),
        description=f"{dataset.summary} {dataset.caveat}",
        response={
            200: _page_of(dataset, name),
            304: None,
            **dict.fromkeys((400, 404, 405, 503), ProblemAnswer),
        },
        by_alias=True,
    )(rows)


def _listed(request: HttpRequest) -> dict[str, Any]:
    """Described here; `views.api_list` answers."""
    return {"datasets": []}


def _asked_of(dataset: Dataset, name: str) -> type[Schema]:
    """What may be asked, as a model that describes it. Every value is text to it, so that none is refused in here."""
    told: dict[str, dict[str, Any]] = {
        "limit": {
            "type": "integer",
            "minimum": 1,
            "maximum": asked.MOST_ROWS,
            "default": asked.USUAL_ROWS,
            "description": _("How many rows at most."),
        },
        "after": {
            "type": "string",
            "description": _("Where the page before ended. Take it from “next”, which is the whole address."),
        },
    }
    for each in dataset.filters:
        column = dataset.column(each.column)
        schema = {"type": "integer"} if column.kind is Kind.NUMBER else schema_of(column)
        kind = schema["type"][0] if isinstance(schema["type"], list) else schema["type"]
        codes = {"enum": list(column.codes)} if column.codes else {}
        told[each.name] = {"type": kind, "description": str(each.meaning), **codes}
    return create_model(f"{name}Asked", __base__=Schema, **_fields(told, type_=str | None, default=None))


def _fields(told: Mapping[str, Any], *, type_: Any = Any, default: Any = ...) -> dict[str, Any]:  # types, of any kind
    """Fields of a model, each described as `told`. Under names of our own: a column may be called `json` or `copy`."""
    return {
        f"field_{number}": (Annotated[type_, WithJsonSchema(schema)], Field(default, alias=word, title=word))
        for number, (word, schema) in enumerate(told.items(), start=1)
    }


def _page_of(dataset: Dataset, name: str) -> type[Schema]:
    """A page of rows, as a model that describes it."""
    schema = documents.row_schema(dataset)["properties"]
    row = create_model(f"{name}Row", __base__=Schema, **_fields(schema))
    link = {
        "type": ["string", "null"],
        "format": "uri",
        "description": _("The address of the next page; null on the last."),
    }
    page = _fields(documents.head_schemas(dataset) | {"next": link})
    page["rows"] = (list[row], Field(...))  # type: ignore[valid-type]  # a type that is made while running
    return create_model(f"{name}Page", __base__=Schema, **page)
