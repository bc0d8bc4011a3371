"""The pages, files and programs' addresses of open data. All are open to everybody, and none writes anything."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from io import BytesIO

from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from commonweal.core.requests import Request
from commonweal.core.tabular import TooManyRowsError
from commonweal.publishing import (
    answers,
    api,
    asked,
    catalogue,
    changes,
    cursors,
    datasets,
    documents,
    feeds,
    files,
    problems,
)
from commonweal.publishing.datasets import BrokenDatasetError, Dataset, NoSuchDatasetError, Query
from commonweal.publishing.presenters import pages
from commonweal.publishing.problems import ProblemError
from commonweal.ui.access import public
from commonweal.ui.pages import page

FIRST_ROWS = 5

NOT_NOW = 503
TOO_MUCH = 422

RETRY_SECONDS = "3600"


# For people.


@public
@require_safe
def dataset_list(request: Request) -> HttpResponse:
    """The catalogue: every dataset and every feed."""
    every = datasets.published()
    return page(
        request,
        "publishing/dataset_list.html",
        datasets=pages.listed(every, datasets.changes_of(every)),
        feeds=pages.feeds(),
    )


@public
@require_safe
def dataset_show(request: Request, slug: str) -> HttpResponse:
    """What a dataset is, what its columns mean, its first rows, and where to get it."""
    dataset = _dataset(slug)
    stamp = datasets.stamp_of(dataset)
    try:
        rows = list(datasets.read(dataset, Query(at=request.at, limit=FIRST_ROWS)))
    except BrokenDatasetError:
        rows = None
    return page(
        request,
        "publishing/dataset_show.html",
        dataset=dataset,
        facts=pages.facts(dataset, changed_at=stamp.changed_at),
        columns=pages.columns_table(dataset),
        is_broken=rows is None,
        rows=pages.rows_table(dataset, rows) if rows else None,
        downloads=pages.downloads(dataset, stamp=stamp, at=request.at),
        cut=pages.cut_cells(dataset, stamp=stamp, at=request.at),
        filters=pages.filters_table(dataset),
        related=pages.related(dataset),
    )


@public
@require_safe
def dictionary_show(request: Request) -> HttpResponse:
    """What every column of every dataset means, on one page."""
    dictionary = datasets.get("dictionary")
    return page(
        request,
        "publishing/dictionary_show.html",
        tables=[(each, pages.page_of(each), pages.columns_table(each)) for each in datasets.published()],
        dictionary=dictionary,
        downloads=pages.downloads(dictionary, stamp=datasets.stamp_of(dictionary), at=request.at),
    )


@public
@require_safe
def api_show(request: Request) -> HttpResponse:
    """How to use the API."""
    return page(
        request,
        "publishing/api_show.html",
        interfaces=pages.interfaces(),
        problems=pages.problem_kinds(),
        usual=asked.USUAL_ROWS,
        most=asked.MOST_ROWS,
        example=documents.address("api_list"),
    )


# Files.


@public
@require_safe
def dataset_download(request: Request, slug: str, form: str) -> HttpResponseBase:
    """A dataset as a file; a page that says why there is none, when it cannot be made."""
    dataset = _dataset(slug)
    try:
        made = files.make(dataset, files.FORMS[form], at=request.at)
    except TooManyRowsError:
        return _no_file(request, dataset, status=TOO_MUCH)
    except BrokenDatasetError:
        response = _no_file(request, dataset, status=NOT_NOW)
        response["Retry-After"] = RETRY_SECONDS
        return response
    return answers.file(request, made, slug=dataset.slug, form=files.FORMS[form])


@public
@require_safe
def dataset_schema(request: Request, slug: str) -> HttpResponseBase:
    """The JSON Schema of a dataset."""
    content = answers.as_json(documents.schema(_dataset(slug)))
    return answers.document(request, content, media_type="application/schema+json")


@public
@require_safe
def catalogue_download(request: Request) -> HttpResponseBase:
    """The catalogue for other catalogues."""
    return answers.document(request, answers.as_json(catalogue.document()), media_type=catalogue.MEDIA_TYPE)


@public
@require_safe
def changes_feed(request: Request) -> HttpResponseBase:
    """The feed of datasets that changed."""
    return feeds.answer(request, changes.FEED)


# For programs.

ApiView = Callable[..., HttpResponseBase]


def for_programs(view: ApiView) -> ApiView:
    """A view whose every error is a problem document, a method that it does not know included."""

    # Nothing here can be changed, so no form's token is asked for: that refusal would be a page.
    @public
    @csrf_exempt
    @wraps(view)
    def answered(request: Request, **words: str) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            refused = problems.answer(request, problems.only_get())
            refused["Allow"] = "GET, HEAD"
            return refused
        try:
            return view(request, **words)
        except ProblemError as error:
            return problems.answer(request, error.problem)
        except NoSuchDatasetError:
            return problems.answer(request, problems.not_here())

    return answered


@for_programs
def api_list(request: Request) -> HttpResponseBase:
    """Every dataset, with where its rows are."""
    told = [
        {
            "dataset": each.slug,
            "title": str(each.title),
            "summary": str(each.summary),
            "about": documents.address("dataset_show", each),
            "rows": documents.address("row_list", each),
        }
        for each in datasets.published()
    ]
    return answers.document(request, answers.as_json({"datasets": told}), media_type="application/json")


@for_programs
def api_description(request: Request) -> HttpResponseBase:
    """The API as OpenAPI 3.1."""
    return answers.document(request, answers.as_json(api.description()), media_type="application/json")


@for_programs
def row_list(request: Request, slug: str) -> HttpResponseBase:
    """A page of the rows of a dataset."""
    return api.run(request, datasets.get(slug), _rows)


@for_programs
def api_elsewhere(request: Request, rest: str) -> HttpResponseBase:
    """Any other address of the API: on to the dataset where only the slash was forgotten."""
    dataset = datasets.get(rest)
    query = request.META.get("QUERY_STRING", "")
    where = documents.address("row_list", dataset)
    return HttpResponsePermanentRedirect(f"{where}?{query}" if query else where)


def _rows(request: Request, dataset: Dataset) -> HttpResponseBase:
    """The rows that were asked for, and where the next ones are."""
    wanted = asked.read(dataset, request.GET, at=request.at)
    try:
        found = list(datasets.read(dataset, wanted.query))
    except BrokenDatasetError as error:
        raise ProblemError(problems.not_now(dataset)) from error
    rows, has_next = found[: wanted.limit], len(found) > wanted.limit
    following = None
    if has_next:
        words = request.GET.copy()
        words["limit"], words["after"] = str(wanted.limit), cursors.write(dataset.key_of(rows[-1]))
        following = f"{documents.address('row_list', dataset)}?{words.urlencode()}"
    content = BytesIO()
    changed_at = datasets.stamp_of(dataset).changed_at
    documents.write_json(dataset, rows, content, changed_at=changed_at, tail={"next": following})
    return answers.document(request, content.getvalue(), media_type="application/json")


def _dataset(slug: str) -> Dataset:
    try:
        return datasets.get(slug)
    except NoSuchDatasetError:
        raise Http404 from None


def _no_file(request: Request, dataset: Dataset, *, status: int) -> HttpResponse:
    response = page(
        request, "publishing/file_missing.html", status=status, dataset=dataset, is_too_long=status == TOO_MUCH
    )
    response["Cache-Control"] = "no-store"
    return response
