"""What a page says, for tests that hold its sentences."""

from __future__ import annotations

import html
import re
from typing import Any


def words_of(response: Any) -> str:
    """The page's markup with single spaces."""
    return " ".join(response.content.decode().split())


def text_of(response: Any) -> str:
    """What there is to read between header and footer."""
    main = re.search(r"<main.*</main>", words_of(response))
    assert main is not None
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", main[0]).split()))


def error_of(response: Any) -> str:
    """What the error summary says."""
    assert response.status_code == 422, response.status_code
    summary = words_of(response).partition("govuk-error-summary__list")[2].partition("</ul>")[0].partition(">")[2]
    return html.unescape(" ".join(re.sub(r"<[^>]*>", " ", summary).split()))
