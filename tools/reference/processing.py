"""docs/reference/processing.md: the record of processing (UK GDPR, article 30), as code and schedule have it."""

from __future__ import annotations

from collections.abc import Iterator

from commonweal.privacy import processing
from commonweal.privacy.processing import Activity
from tools.reference.markdown import page, table

WORDS = """\
**A draft from the code.** What is held comes from the holdings, why and how long from the retention schedule that
ships, who can see it from the kinds of role. Add what the software cannot know: who hosts it under which contract, and
the data protection officer."""


def text() -> str:
    """Every class of record that holds personal data."""
    body = [line for activity in processing.activities() for line in _section(activity)]
    return page("Record of processing", written_from="the holdings and the retention schedule", words=WORDS, body=body)


def _section(activity: Activity) -> Iterator[str]:
    yield from (f"## {activity.title}", "")
    yield from table(("article 30 asks", "answer"), activity.rows)
