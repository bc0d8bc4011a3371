"""A strategy that takes another's place accounts for every commitment of it: carried forward, or dropped and why."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _

from commonweal.core import audit
from commonweal.core.actors import Actor
from commonweal.strategy.models import Commitment, Strategy, Succession
from commonweal.strategy.pack.contents import Contents
from commonweal.strategy.pack.wrong import Problem, WrongPackError, stop


def keep(*, contents: Contents, strategy: Strategy, by: Actor, at: datetime) -> None:
    """Write what became of the commitments of the strategy before; part of `packs.load`. Raises WrongPackError."""
    Succession.objects.filter(strategy=strategy).delete()
    slug = contents.head.get("succeeds")
    if slug is None:
        return
    if strategy.succeeds is None:
        words = _("there is no strategy %(slug)s. Load its pack first, or correct the name")
        stop(contents.head_place("succeeds"), words % {"slug": slug})
    _refuse_circle(contents, strategy)
    _refuse_second(contents, strategy, strategy.succeeds)
    before = {each.code: each for each in strategy.succeeds.commitments.filter(is_withdrawn=False)}
    after = {each.code: each for each in strategy.commitments.filter(is_withdrawn=False)}
    carried, dropped = contents.head.get("carried", {}), contents.head.get("dropped", {})
    problems = [
        *_unknown(contents, before, after),
        *(
            Problem(contents.head_place("carried"), _("say what becomes of %s: carried, or dropped and why") % code)
            for code in before.keys() - carried.keys() - dropped.keys()
        ),
        *(
            Problem(contents.head_place("dropped", code), _("%s is both carried and dropped. Choose one") % code)
            for code in carried.keys() & dropped.keys()
        ),
    ]
    if problems:
        raise WrongPackError(problems)
    Succession.objects.bulk_create(
        Succession(
            before=row, after=after.get(carried.get(code, "")), strategy=strategy, why=dropped.get(code, "").strip()
        )
        for code, row in before.items()
    )
    facts: dict[str, audit.Fact] = {"succeeds": slug, "carried": len(carried), "dropped": len(dropped)}
    audit.record("strategy.strategy.succeed", strategy, by=by, at=at, facts=facts)


def _refuse_circle(contents: Contents, strategy: Strategy) -> None:
    chain = [strategy]
    while (before := chain[-1].succeeds) is not None:
        chain.append(before)
        if before.pk == strategy.pk:
            words = _("these strategies succeed one another in a circle: %(circle)s. Break it")
            circle = " → ".join(each.slug for each in chain)
            stop(contents.head_place("succeeds"), words % {"circle": circle})


def _refuse_second(contents: Contents, strategy: Strategy, before: Strategy) -> None:
    other = before.successors.exclude(pk=strategy.pk).first()
    if other is not None:
        words = _("%(slug)s has a successor already: %(other)s. A strategy has one")
        stop(contents.head_place("succeeds"), words % {"slug": before.slug, "other": other.slug})


def _unknown(contents: Contents, before: dict[str, Commitment], after: dict[str, Commitment]) -> list[Problem]:
    problems = []
    for table in ("carried", "dropped"):
        for code, value in contents.head.get(table, {}).items():
            if code not in before:
                words = _("the strategy before has no commitment %s. Correct the id")
                problems.append(Problem(contents.head_place(table, code), words % code))
            if table == "carried" and value not in after:
                words = _("this strategy has no commitment %s. Correct the id")
                problems.append(Problem(contents.head_place(table, code), words % value))
    return problems
