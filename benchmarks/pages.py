"""`./run bench pages`: what each public page costs the server, and what it sends over the wire.

CPU is counted by the kernel, for the web process and the database's processes, request by request on one connection to
one warm process. Every request is answered in full; what the process keeps of places between requests, as it does in
service, is kept here too.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from benchmarks import private_server, tables, visits, yardstick
from benchmarks.over_the_wire import WireVisitor
from benchmarks.private_server import NoAnswerError, PrivateServer
from benchmarks.tables import Bar
from benchmarks.yardstick import Yardstick
from tools.assets import ROOT
from tools.postgres import NoServerError

NAME = "pages"
MEANING = "CPU, queries, bytes and time of every public page"

WARM_UPS = 10
REQUESTS = 60
LEAST_REQUESTS = 50

FORM = "/another-format/"
PLACES = "/places/"
SEARCHES = ("/search/?q=privacy", "/search/?q=privcay", "/search/?q=kangaroo")

# From the design: CPU is scaled milliseconds, bytes are thousands.
HOME_CPU = Bar(10, "ms")
FORM_CPU = Bar(25, "ms")
SUBMIT_CPU = Bar(60, "ms")
PLACE_CPU = Bar(15, "ms")
QUERIES = Bar(12, "")
PAGE_BYTES = Bar(50, "kB")
FONT_BYTES = Bar(36, "kB")


@dataclass(frozen=True)
class Row:
    """One step's figures: medians of its requests in milliseconds, and its queries."""

    step: str
    requests: int
    web_ms: float
    database_ms: float
    cpu_ms: float
    scaled_ms: float
    queries: int
    wall_ms: float

    @property
    def cpu_bar(self) -> Bar | None:
        """What the design promises for this step, if anything."""
        if self.step == "GET /":
            return HOME_CPU
        method, _, address = self.step.partition(" ")
        if address.startswith(PLACES):
            return PLACE_CPU
        if not address.startswith(FORM):
            return None
        return SUBMIT_CPU if method == "POST" else FORM_CPU


@dataclass(frozen=True)
class Weight:
    """What a first visit to a page sends, in bytes with headers, gzipped where the server does it."""

    step: str
    html: int
    css: int
    js: int
    fonts: int
    images: int

    @property
    def kilobytes(self) -> float:
        """Without images and fonts, as the promise is made."""
        return (self.html + self.css + self.js) / 1000

    @property
    def font_kilobytes(self) -> float:
        """The fonts alone."""
        return self.fonts / 1000


@dataclass
class Measured:
    """All of one run on one database."""

    database: str
    rows: list[Row] = field(default_factory=list)
    weights: list[Weight] = field(default_factory=list)


def main(arguments: Sequence[str]) -> int:
    """Measure and print; the exit code, 1 when something could not be measured."""
    reader = argparse.ArgumentParser(prog=f"./run bench {NAME}", description=MEANING)
    reader.add_argument("--postgres", action="store_true", help="measure on PostgreSQL as well, where there is one")
    reader.add_argument("--requests", type=int, default=REQUESTS, help=f"for each page (default {REQUESTS})")
    reader.add_argument("--json", type=Path, metavar="FILE", help="write every figure there too")
    chosen = reader.parse_args(arguments)
    requests = max(chosen.requests, LEAST_REQUESTS)
    stick = yardstick.measure()
    print(f"{stick}\n")
    measured: list[Measured] = []
    for with_postgres in [False, True] if chosen.postgres else [False]:
        try:
            with private_server.serving(with_postgres=with_postgres) as server:
                name = "PostgreSQL" if with_postgres else "SQLite"
                measured.append(_measure(server, name, requests, stick))
        except (NoServerError, NoAnswerError, visits.UnexpectedAnswerError) as error:
            print(f"Not measured: {error}", file=sys.stderr)
            return 1
        print(_shown(measured[-1], requests))
    if chosen.json:
        found = {"yardstick_seconds": stick.seconds, "scale": stick.scale, "runs": [asdict(run) for run in measured]}
        chosen.json.write_text(json.dumps(found, indent=2) + "\n")
    return 0


def _measure(server: PrivateServer, name: str, requests: int, stick: Yardstick) -> Measured:
    known = _in_process(server)
    addresses: list[str] = known["pages"]
    warm = WireVisitor(server)
    _walk(warm, addresses, has_form=known["has_form"], times=WARM_UPS)
    warm.look_for_database()
    warm.costs.clear()
    _walk(warm, addresses, has_form=known["has_form"], times=requests)
    warm.close()
    rows = []
    for step, costs in warm.costs.items():
        cpu = statistics.median(cost.cpu for cost in costs)
        rows.append(
            Row(
                step=step,
                requests=len(costs),
                web_ms=statistics.median(cost.web for cost in costs),
                database_ms=statistics.median(cost.database for cost in costs),
                cpu_ms=cpu,
                scaled_ms=stick.scaled(cpu),
                queries=known["queries"][step],
                wall_ms=statistics.median(cost.wall for cost in costs),
            )
        )
    shown = [f"GET {address}" for address in addresses] + ([f"GET {FORM}"] if known["has_form"] else [])
    return Measured(name, rows, [_weigh(server, step) for step in shown])


def _in_process(server: PrivateServer) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.in_process", FORM, *SEARCHES],
        cwd=ROOT,
        env=server.settings | {"COMMONWEAL_LOG_LEVEL": "ERROR"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise NoAnswerError(done.stderr[-2000:])
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _walk(visitor: WireVisitor, addresses: Sequence[str], *, has_form: bool, times: int) -> None:
    for address in addresses:
        for _time in range(times):
            answer = visitor.get(f"GET {address}", address)
        if answer.status != 200:
            raise visits.UnexpectedAnswerError(f"GET {address} answered {answer.status}")
    for _time in range(times if has_form else 0):
        visits.ask_for_another_format(visitor, start=FORM)


def _weigh(server: PrivateServer, step: str) -> Weight:
    """Fetch the page and all it names as a first visitor's browser does; each thing once."""
    visitor = WireVisitor(server)
    here = step.partition(" ")[2]
    page = visitor.get("page", here)
    sizes = {"html": page.wire_bytes, "css": 0, "js": 0, "fonts": 0, "images": 0}
    waiting = [urljoin(here, address) for address in visits.assets_in_page(page.text)]
    fetched: set[str] = set()
    while waiting:
        address = urlsplit(waiting.pop())._replace(fragment="").geturl()
        if address in fetched:
            continue
        fetched.add(address)
        answer = visitor.get("asset", address)
        if answer.status != 200:
            raise visits.UnexpectedAnswerError(f"{address}, which {here} names, answered {answer.status}")
        kind = KINDS.get(Path(urlsplit(address).path).suffix, "images")
        sizes[kind] += answer.wire_bytes
        if kind in {"css", "js"}:
            waiting += [urljoin(address, found) for found in visits.assets_in_asset(address, answer.text)]
    visitor.close()
    return Weight(step, **sizes)


KINDS = {".css": "css", ".js": "js", ".woff2": "fonts", ".woff": "fonts"}


def _shown(measured: Measured, requests: int) -> str:
    heads = ["", "CPU ms", "web", "database", "scaled ms", "must be", "queries", "must be", "wall ms"]
    rows = [
        [
            row.step,
            f"{row.cpu_ms:.1f}",
            f"{row.web_ms:.1f}",
            f"{row.database_ms:.1f}" if measured.database != "SQLite" else "in web",
            f"{row.scaled_ms:.1f}",
            row.cpu_bar.words(row.scaled_ms) if row.cpu_bar else "",
            str(row.queries),
            QUERIES.words(row.queries) if row.step.startswith("GET ") else "",
            f"{row.wall_ms:.1f}",
        ]
        for row in measured.rows
    ]
    parts = [
        f"{measured.database}: medians of {requests} requests on one connection, one warm web process",
        tables.table(heads, rows),
    ]
    weight_heads = ["first visit, kB", "HTML", "CSS", "JS", "together", "must be", "fonts", "must be", "images"]
    weights = [
        [
            weight.step,
            *(f"{size / 1000:.1f}" for size in (weight.html, weight.css, weight.js)),
            f"{weight.kilobytes:.1f}",
            PAGE_BYTES.words(weight.kilobytes),
            f"{weight.font_kilobytes:.1f}",
            FONT_BYTES.words(weight.font_kilobytes),
            f"{weight.images / 1000:.1f}",
        ]
        for weight in measured.weights
    ]
    return "\n\n".join([*parts, tables.table(weight_heads, weights)]) + "\n"
