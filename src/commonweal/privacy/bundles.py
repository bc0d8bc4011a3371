"""What leaves: the copy of somebody's data as a zip, and a case with what is withheld marked in it.

A bundle is made when it is fetched, from what was frozen when it was sent, and stored nowhere. Names of files inside it
are ours: a person's own file name could say what was withheld.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from datetime import datetime
from io import BytesIO
from pathlib import PurePosixPath
from tempfile import SpooledTemporaryFile
from typing import IO

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from commonweal.core import days, invented, personal, tabular
from commonweal.core.files import StoredFile
from commonweal.core.files.store import open_bytes
from commonweal.core.tabular import Column
from commonweal.privacy import cases, queries, redaction
from commonweal.privacy.models import Disclosure, FoundItem, PrivacyRequest
from commonweal.privacy.redaction import Counted, Hidden, ShownDocument

IN_MEMORY = 8 * 1024 * 1024


# The copy of somebody's data.


@dataclass(frozen=True)
class CopiedRecord:
    """One record in the copy: its title, its reference, and its items as (title, words, file name, why withheld)."""

    title: str
    reference: str
    items: tuple[dict[str, str], ...]


@dataclass(frozen=True)
class CopiedHolding:
    """All records of one class in the copy, with why and how long such records are kept."""

    name: str
    title: str
    records: tuple[CopiedRecord, ...]


@dataclass(frozen=True)
class CopyHides:
    """What is blacked out everywhere in somebody's copy: the words, each with the reason that the person is told."""

    words: tuple[tuple[str, str], ...]

    def shown(self, text: str) -> str:
        """`text` as the person reads it."""
        mark = _("somebody else")
        return redaction.black_out(text, [(words, mark) for words, _because in self.words]) if self.words else text

    def reasons(self, text: str) -> list[str]:
        """Why words of `text` are blacked out, each reason once; nothing where none are."""
        return [because for words, because in self.words if redaction.stands_in(words, text)]


def hides_of(asked: PrivacyRequest) -> CopyHides:
    """What is blacked out everywhere in the copy of `asked`."""
    return CopyHides(tuple((row.words, row.because) for row in queries.found.hidden_in(asked)))


def copy_of(asked: PrivacyRequest) -> tuple[list[CopiedHolding], dict[str, StoredFile]]:
    """What goes into the copy, by holding, and the files by the names they have in it."""
    items = list(queries.found.items_of(asked))
    hidden = hides_of(asked)
    stored = queries.found.stored_files(item.file_key for item in items if item.file_key is not None)
    named = {
        item.file_key: f"files/{item.reference}{PurePosixPath(stored[item.file_key].name).suffix}"
        for item in items
        if item.file_key in stored and not item.is_withheld and item.file_key is not None
    }
    titles = {holding.name: str(holding.title) for holding in personal.holdings()}
    copied = [
        CopiedHolding(name, titles.get(name, name), tuple(_records(items, name, named, hidden)))
        for name in dict.fromkeys(item.holding for item in items)
    ]
    return copied, {name: stored[key] for key, name in named.items()}


def _records(
    items: Sequence[FoundItem], holding: str, named: dict[int, str], hidden: CopyHides
) -> Iterable[CopiedRecord]:
    ours = [item for item in items if item.holding == holding]
    for reference in dict.fromkeys(item.record_reference for item in ours):
        of_record = [item for item in ours if item.record_reference == reference]
        title = hidden.shown(of_record[0].record_title)
        yield CopiedRecord(title, reference, tuple(_copied(item, named, hidden) for item in of_record))


def _copied(item: FoundItem, named: dict[int, str], hidden: CopyHides) -> dict[str, str]:
    if item.is_withheld:
        title = _("A file") if item.is_file else hidden.shown(item.title)
        return {"title": title, "withheld": item.because}
    title = hidden.shown(item.title)
    if item.is_file:
        name = named.get(item.file_key or 0, "")
        return {"title": title, "file": name} if name else {"title": title, "words": _("Deleted since")}
    left_out = "; ".join(dict.fromkeys(filter(None, (item.because, *hidden.reasons(item.words_given)))))
    return {"title": title, "words": hidden.shown(item.words_given)} | ({"left_out": left_out} if left_out else {})


def write_copy(asked: PrivacyRequest, *, at: datetime) -> IO[bytes]:
    """The copy as a zip: a page to read, the same for machines, and the files. The caller closes it."""
    copied, files = copy_of(asked)
    told = {"asked": asked, "holdings": copied, "made_on": days.show_day(days.london_day(at))}
    page = render_to_string("privacy/export_copy.html", told, using="jinja2")
    facts = invented.marked(
        {
            "request": asked.reference,
            "made_at": at.isoformat(),
            "holdings": [asdict(holding) for holding in copied],
        }
    )
    whole: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the caller closes it
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("your-data.html", page)
        archive.writestr("your-data.json", json.dumps(facts, ensure_ascii=False, indent=2))
        _add_files(archive, files)
    whole.seek(0)
    return whole


def _add_files(archive: zipfile.ZipFile, files: dict[str, StoredFile]) -> None:
    if notice := invented.notice():
        archive.writestr(invented.file_name("read-me.txt"), f"{notice}\n")
    for name, stored in files.items():
        with closing(open_bytes(stored)) as source, archive.open(name, "w") as target:
            for chunk in source.chunks():
                target.write(chunk)


# A case for somebody who asks by law.


@dataclass(frozen=True)
class Disclosed:
    """A case as it goes out: as a page, as plain text, its files by the names they get, and what was hidden."""

    html: str
    text: str
    documents: tuple[ShownDocument, ...]
    schedule: tuple[Counted, ...]
    files: dict[str, int]


def hidden_in(disclosure: Disclosure) -> Hidden:
    """What does not go out."""
    return Hidden(
        passages={
            (row.document_key, row.passage_key): row.exemption for row in queries.disclosures.withheld_in(disclosure)
        },
        words=[(row.words, row.exemption) for row in queries.disclosures.blacked_in(disclosure)],
    )


def disclosed(disclosure: Disclosure, *, at: datetime) -> Disclosed:
    """The case with everything hidden that is to be. Raises StillThereError when something of it would go out."""
    hidden = hidden_in(disclosure)
    documents = cases.kind_of(disclosure.case_kind).documents(disclosure.case_reference)
    shown, counted = redaction.redact(documents, hidden)
    redaction.require_absent(shown, hidden)
    files = {
        f"{number:02}-{_('document')}": document.file
        for number, document in enumerate(shown, start=1)
        if document.file is not None
    }
    told = {
        "disclosure": disclosure,
        "documents": shown,
        "schedule": counted,
        "made_on": days.show_day(days.london_day(at)),
    }
    return Disclosed(
        html=render_to_string("privacy/export_case.html", told, using="jinja2"),
        text=_plain(disclosure, shown, counted),
        documents=tuple(shown),
        schedule=tuple(counted),
        files=files,
    )


def _plain(disclosure: Disclosure, shown: Sequence[ShownDocument], counted: Sequence[Counted]) -> str:
    lines = [f"{disclosure.reference}: {disclosure.get_regime_display()}", ""]
    for document in shown:
        lines += [document.title, "=" * len(document.title)]
        for passage in document.passages:
            lines += ["", f"{passage.title}:", passage.words]
        if document.is_file:
            lines += ["", _("A file, sent with this") if document.file else redaction.mark(document.exemption)]
        lines += [""]
    lines += [_("What was left out"), ""]
    lines += [f"{each.where}; {each.exemption}" for each in counted] or [_("Nothing")]
    return "\n".join(lines) + "\n"


SCHEDULE_COLUMNS = (
    Column("where", gettext_lazy("Where")),
    Column("what", gettext_lazy("What")),
    Column("exemption", gettext_lazy("Exemption")),
)


def schedule_csv(counted: Iterable[Counted]) -> bytes:
    """The schedule of what was hidden, as CSV."""
    content = BytesIO()
    tabular.write_csv(SCHEDULE_COLUMNS, ((each.where, each.what, each.exemption) for each in counted), content)
    return content.getvalue()


def manifest_of(made: Disclosed) -> str:
    """What was hidden and which files go, as text to keep beside what is sent."""
    return json.dumps({"schedule": [asdict(each) for each in made.schedule], "files": made.files})


def _as_sent(disclosure: Disclosure) -> tuple[str, str, list[Counted], dict[str, int]]:
    """The page, the text, the schedule and the files of a case that was answered, as they were on that day."""
    kept = json.loads(disclosure.sent_manifest)
    schedule = [Counted(**each) for each in kept["schedule"]]
    return disclosure.sent_html, disclosure.sent_text, schedule, kept["files"]


def _as_it_would_go(disclosure: Disclosure, *, at: datetime) -> tuple[str, str, list[Counted], dict[str, int]]:
    made = disclosed(disclosure, at=at)
    return made.html, made.text, list(made.schedule), made.files


def write_case(disclosure: Disclosure, *, at: datetime) -> IO[bytes]:
    """The case as a zip: the page, the plain text, the schedule and the files that go. The caller closes it.

    One that was answered holds the very words and the schedule that were sent; of its files those that are still kept.
    """
    is_sent = disclosure.is_answered
    html, text, schedule, going = _as_sent(disclosure) if is_sent else _as_it_would_go(disclosure, at=at)
    stored = queries.found.stored_files(going.values())
    files = {
        f"files/{name}{PurePosixPath(stored[key].name).suffix}": stored[key]
        for name, key in going.items()
        if key in stored
    }
    whole: IO[bytes] = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # the caller closes it
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{disclosure.reference}.html", html)
        archive.writestr(f"{disclosure.reference}.txt", text)
        archive.writestr(f"{disclosure.reference}-redactions.csv", schedule_csv(schedule))
        _add_files(archive, files)
    whole.seek(0)
    return whole
