"""Started as a process of its own on an empty database: loads a pack, makes ten years of records, and measures.

Prints as JSON what each step took. The records are made in bulk, past every operation: what is measured is reading
them. For commitments that no area speaks for yet, queries of this module read a share of the same records each.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from pathlib import Path
from typing import Any

import django
from django.db import connection
from django.db.models import F
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from benchmarks import processes

TEN_YEARS = timedelta(days=3650)
RECORDS_FOR_A_PAPER = 50
PAGE_TIMES, SLOW_SECONDS = 15, 0.5


def server() -> int | None:
    """PostgreSQL's first process; None for SQLite, which works inside this one."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return processes.parent_of(cursor.fetchone()[0])


def measured(name: str, work: Callable[[], object]) -> dict[str, Any]:
    """What some work took. Its queries are counted by a hook, which costs far less than noting each one's words."""
    family = server()
    count = [0]

    def ask(execute: Any, *asked: Any) -> Any:  # Any: as Django calls the hook
        count[0] += 1
        return execute(*asked)

    before = processes.cpu_seconds_of_family(family) if family else 0.0
    cpu, wall = time.process_time(), time.perf_counter()
    with connection.execute_wrapper(ask):
        said = work()
    took = {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall}
    database = processes.cpu_seconds_of_family(family) - before if family else 0.0
    return {"name": name, **took, "database": database, "said": str(said), "queries": count[0]}


def make_records(slug: str, count: int, at: datetime) -> None:
    """Requests for formats, three of five, and concerns: spread evenly over ten years, most of them in time."""
    from commonweal.accountability.models import Concern, FormatRequest  # Django must be started first
    from commonweal.strategy.models import Commitment

    keys = list(Commitment.objects.filter(strategy__slug=slug).values_list("pk", flat=True))
    requests, concerns = [], []
    for number in range(count):
        asked_at = at - TEN_YEARS * ((number + 1) / (count + 1))
        settled_at = asked_at + timedelta(days=3 + (number % 40 == 0) * 30)
        instants = (asked_at, settled_at if settled_at < at else None)
        if number % 5 < 3:
            requests.append(FormatRequest(**request(number, *instants)))
        else:
            concerns.append(Concern(commitment_id=keys[number % len(keys)], **concern(number, *instants)))
    FormatRequest.objects.bulk_create(requests, batch_size=500)
    Concern.objects.bulk_create(concerns, batch_size=300)
    make_papers(slug, count // RECORDS_FOR_A_PAPER, at)


def make_papers(slug: str, count: int, at: datetime) -> None:
    """Public decisions that are meant to meet a commitment, and accepted documents: so many of each."""
    from commonweal.accountability.models import Filing  # Django must be started first
    from commonweal.decisions.models import Decision, DecisionSubject
    from commonweal.people.models import Body, Person
    from commonweal.strategy.models import Commitment, NamedBody, Strategy

    commitments = list(Commitment.objects.filter(strategy__slug=slug))
    body = Body.objects.create(slug="bench", kind="COUNCIL", name="The council", began_on=date(2000, 1, 1))
    owner = Strategy.objects.get(slug=slug).owner_key
    NamedBody.objects.filter(strategy__slug=slug, key=owner).update(body=body)
    filer, accepter = (Person.objects.create(name=f"Officer {number}", joined_at=at) for number in range(2))
    days = [at - TEN_YEARS * ((number + 1) / (count + 1)) for number in range(count)]
    Decision.objects.bulk_create(
        (Decision(body=body, **decision(number, taken_at)) for number, taken_at in enumerate(days)), batch_size=200
    )
    made = Decision.objects.order_by("pk").values_list("pk", flat=True)
    about = zip(made, cycle(commitments), strict=False)
    DecisionSubject.objects.bulk_create(
        (
            DecisionSubject(
                decision_id=key,
                kind="strategy.commitment",
                reference=each.reference,
                title=each.title,
                effect="SERVES",
            )
            for key, each in about
        ),
        batch_size=500,
    )
    # Only now, since the database takes nothing new into a record that is public.
    Decision.objects.update(status="RECORDED", recorded_at=F("sent_at"), recorded_on=F("decided_on"))
    Filing.objects.bulk_create(
        (
            Filing(commitment=each, filed_by=filer, settled_by=accepter, **filing(number, filed_at))
            for number, (filed_at, each) in enumerate(zip(days, cycle(commitments), strict=False))
        ),
        batch_size=300,
    )


def decision(number: int, taken_at: datetime) -> dict[str, Any]:
    """The columns of one decision that is still to be made public, but for its body."""
    return {
        "reference": f"DR-{number:09}",
        "title": "A grant",
        "outcome": "GO_AHEAD",
        "what": "A grant is made.",
        "taken_by": "OFFICER",
        "office": "Head of communities",
        "decided_on": taken_at.date(),
        "power": "The scheme of delegation.",
        "why": "It was asked for.",
        "alternatives": "None.",
        "started_at": taken_at,
        "sent_at": taken_at,
        "recorded_by": "An officer",
    }


def filing(number: int, filed_at: datetime) -> dict[str, Any]:
    """The columns of one accepted document, but for its commitment and who filed and accepted it."""
    return {
        "reference": f"FE-{number:09}",
        "status": "ACCEPTED",
        "title": "A report",
        "shows": "PART",
        "words": "It shows that something was done.",
        "dated_on": filed_at.date(),
        "link": "https://www.example.org/report",
        "filed_at": filed_at,
        "filed_on": filed_at.date(),
        "filed_as": "Communities team",
        "settled_at": filed_at,
        "settled_as": "Legal team",
    }


def request(number: int, asked_at: datetime, settled_at: datetime | None) -> dict[str, Any]:
    """The columns of one request on the request line."""
    return {
        "reference": f"AF-{number:09}",
        "key_digest": f"{number:032}",
        "contact_digest": f"{number:032}",
        "status": "SUPPLIED" if settled_at else "RECEIVED",
        "format": "BRAILLE",
        "reach_by": "PHONE",
        "channel": "PHONE",
        "started_at": asked_at,
        "asked_at": asked_at,
        "left_at": asked_at,
        "answer_by_on": asked_at.date() + timedelta(days=14),
        "settled_at": settled_at,
        "first_answer_by_at": asked_at + timedelta(days=1),
        "first_answered_at": asked_at + timedelta(hours=5),
        "first_answer_minutes": 300,
    }


def concern(number: int, asked_at: datetime, settled_at: datetime | None) -> dict[str, Any]:
    """The columns of one concern, but for its commitment."""
    columns = {
        "reference": f"CN-{number:09}",
        "key_digest": f"{number:032}",
        "contact_digest": f"{number:032}",
        "status": "CLOSED" if settled_at else "WAITING",
        "may_publish": "SUMMARY",
        "summary": "Somebody doubts that it is kept.",
        "reach_by": "EMAIL",
        "started_at": asked_at,
        "sent_at": asked_at,
        "sent_on": asked_at.date(),
        "answer_by_on": asked_at.date() + timedelta(days=28),
    }
    if settled_at is None:
        return columns
    return columns | {
        "answered_at": settled_at,
        "answered_on": settled_at.date(),
        "held_until_on": settled_at.date() + timedelta(days=28),
        "settled_at": settled_at,
        "outcome": "NOT_UPHELD",
        "answer": "We looked, and found it kept.",
    }


def register_shares(slug: str, count: int) -> int:
    """A query for every commitment that no area speaks for, each over its share of the records; how many."""
    from commonweal.accountability.models import FormatRequest  # Django must be started first
    from commonweal.core.days import london_day
    from commonweal.strategy import evidence
    from commonweal.strategy.evidence import Asked, Evidence, EvidenceQuery, EvidenceRow, Outcome, evidence_of
    from commonweal.strategy.models import Commitment

    spoken_for = {code for query in evidence.queries() for code in query.commitments}
    codes = [
        code
        for code in Commitment.objects.filter(strategy__slug=slug).values_list("code", flat=True)
        if code not in spoken_for
    ]
    first = FormatRequest.objects.order_by("pk").values_list("pk", flat=True)[0]
    share = max(count * 3 // 5 // max(len(codes), 1), 1)

    def query(place: int, code: str) -> EvidenceQuery:
        def rows(asked: Asked) -> Iterator[EvidenceRow]:
            start = first + place * share
            found = FormatRequest.objects.filter(pk__gte=start, pk__lt=start + share, asked_at__lte=asked.at)
            for reference, settled_at, due_on in found.values_list("reference", "settled_at", "answer_by_on"):
                if settled_at is not None:
                    on = london_day(settled_at)
                    yield EvidenceRow(reference, on, "Done.", Outcome.MET if on <= due_on else Outcome.BREACHED)

        def collect(asked: Asked) -> Evidence:
            return evidence_of(rows(asked), asked=asked)

        return EvidenceQuery(
            f"bench.share_{place}", (code,), "Records", "All.", frozenset({"bench.record"}), collect, rows
        )

    evidence.register(*(query(place, code) for place, code in enumerate(codes)))
    return len(codes)


def pages(slug: str) -> list[str]:
    """The strategy's public pages, each sort once, and the commitment pages with most and least behind them."""
    one = {"slug": slug, "code": "C-005"}
    supplied = {**one, "query": "accountability.formats_supplied"}
    answered = {"slug": slug, "code": "C-020", "query": "accountability.concerns_answered"}
    listed = reverse("accountability:concern_list", kwargs={"slug": slug})
    named = [
        reverse("accountability:strategy_home"),
        *(
            reverse(f"accountability:{name}", kwargs={"slug": slug})
            for name in ("strategy", "commitments", "strategy_history", "strategy_how", "owner_list", "concern_list")
        ),
        reverse("accountability:part_list", kwargs={"slug": slug, "kind": "aims"}),
        reverse("accountability:part", kwargs={"slug": slug, "kind": "aims", "code": "aim-1"}),
        reverse("accountability:commitment", kwargs=one),
        reverse("accountability:commitment", kwargs={"slug": slug, "code": "C-155"}),
        reverse("accountability:evidence", kwargs=supplied),
        reverse("accountability:measure_list", kwargs={"slug": slug}),
        reverse("accountability:fact", kwargs={"slug": slug, "code": "F-15"}),
        reverse("accountability:contradictions", kwargs={"slug": slug}),
        reverse("accountability:evidence", kwargs=answered),
        f"{reverse('accountability:evidence', kwargs=supplied)}?outcome=BREACHED",
        f"{listed}?state=late",
    ]
    return list(dict.fromkeys(named))


def page_step(client: Client, address: str) -> dict[str, Any]:
    """The medians of one page, warm; of one that takes seconds, those of a few requests."""

    def ask() -> int:
        return client.get(address).status_code

    measured(address, ask)
    second = measured(address, ask)
    times = PAGE_TIMES if second["wall"] < SLOW_SECONDS else 3
    took = sorted((measured(address, ask) for _time in range(times)), key=lambda each: each["cpu"] + each["database"])
    answered = "" if second["said"] == "200" else f" ({second['said']})"
    return took[len(took) // 2] | {"name": f"GET {address}{answered}"}


def main() -> None:
    """Read the folder of the pack and the number of records from the arguments; print what each step took."""
    from commonweal.accountability.operations import statuses  # Django must be started first
    from commonweal.accountability.queries.concerns import TOUCHED
    from commonweal.core import stamps
    from commonweal.core.actors import Actor
    from commonweal.strategy.operations import packs
    from commonweal.strategy.pack.reading import read_pack
    from commonweal.strategy.queries import strategies

    folder, count, by, at = Path(sys.argv[1]), int(sys.argv[2]), Actor.system("bench"), timezone.now()

    def load() -> object:
        loaded = packs.load(contents=read_pack(folder), by=by, at=at)
        return (
            f"{loaded.pack.strategy.commitments.count()} commitments and sub-rules" if loaded.is_new else "nothing new"
        )

    steps = [measured("load the pack", load), measured("load it again", load)]
    slug = read_pack(folder).slug
    make_records(slug, count, at)
    stamps.renew(TOUCHED, by=by, at=at)  # as the operations would have that the records were made past
    if connection.vendor == "postgresql":
        # What autovacuum does within minutes of such a load, and over ten years all the time.
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    shares = register_shares(slug, count)
    strategy = strategies.get(slug)

    def renew(later: int) -> str:
        made = statuses.renew(strategy=strategy, by=by, at=at + timedelta(seconds=later))
        return f"{len(made)} steps from {count:,} records"

    steps.append(measured(f"all statuses, {shares} queries more", lambda: renew(1)))
    steps.append(measured("all statuses again", lambda: renew(2)))
    client = Client(SERVER_NAME="127.0.0.1")
    steps += [page_step(client, address) for address in pages(slug)]
    print(json.dumps(steps))


if __name__ == "__main__":
    django.setup()
    main()
