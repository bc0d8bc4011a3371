"""A strategy that takes another's place accounts for every commitment of it: carried forward, or dropped and why."""

from __future__ import annotations

from django.utils.translation import gettext as _

from commonweal.strategy.models import Commitment, Strategy, Succession
from commonweal.strategy.pack.contents import Contents
from commonweal.strategy.pack.wrong import Problem, WrongPackError, stop


def keep(contents: Contents, strategy: Strategy) -> None:
    """Write what became of the commitments of the strategy before; part of `packs.load`. Raises WrongPackError."""
    slug = contents.head.get("succeeds")
    if slug is None:
        return
    if strategy.succeeds is None:
        words = _("there is no strategy %(slug)s. Load its pack first, or correct the name")
        stop(contents.head_place("succeeds"), words % {"slug": slug})
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
    Succession.objects.filter(strategy=strategy).delete()
    Succession.objects.bulk_create(
        Succession(
            before=row, after=after.get(carried.get(code, "")), strategy=strategy, why=dropped.get(code, "").strip()
        )
        for code, row in before.items()
    )


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
