"""docs/reference/assessment.md: a draft of the data protection impact assessment, article 35 of the UK GDPR."""

from __future__ import annotations

from commonweal.privacy import processing
from tools.reference.markdown import code, page, table

WORDS = """\
**A draft from the code.** It becomes an assessment when a person has judged what stands under "for the council to
judge", asked those whom it concerns, and signed it."""


def text() -> str:
    """What is kept, what the software does about it, and which risks are left to judge."""
    kept = [
        (activity.title, str(activity.kept.holding.what), "yes" if activity.kept.holding.is_special_category else "")
        for activity in processing.activities()
    ]
    body = [
        *("## What is kept", ""),
        *table(("class of record", "what is in it", "special category"), kept),
        *("## What the software does", ""),
        *table(("measure", "see"), ((words, code(where)) for words, where in processing.measures())),
        *("## Risks to people", ""),
        *table(("risk", "what the software does", "for the council to judge"), processing.risks()),
    ]
    return page("Impact assessment", written_from="the holdings and the retention schedule", words=WORDS, body=body)
