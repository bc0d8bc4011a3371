"""docs/reference/roles.md: every kind of role, what it may do, and which powers it can switch on for a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta

from commonweal.people.role_kinds import KINDS, RoleKind
from commonweal.people.scopes import scope_kind
from tools.reference.markdown import code, listed, page, table

WORDS = """\
A person holds a role at a body, for a scope, from a day until a day. A role may do what stands here and nothing else:
a rule asks for the ability by its name. Staff roles see other people's details, and so ask for a second factor. A power
is switched on with a reason and for a limited time; each use of it is logged."""


def text() -> str:
    """The kinds of role, each with what it may do; then every ability with who has it."""
    body = [*_kinds(), *_abilities(), *_powers()]
    return page("Roles", written_from="`people/kinds_of_role.py` and every `apps.py`", words=WORDS, body=body)


def _kinds() -> Iterator[str]:
    for kind in KINDS.roles.values():
        yield from (f"## {kind.title}", "", str(kind.summary), "")
        yield from (f"- Called {code(kind.name)}.{' Staff.' if kind.is_staff else ''}", f"- Held at: {_bodies(kind)}.")
        yield f"- For: {', '.join(str(scope_kind(name).title).lower() for name in kind.scope_kinds)}."
        if kind.conflicts_with:
            yield f"- Never with: {_titles(KINDS.role(name) for name in sorted(kind.conflicts_with))}."
        may = [str(ability.words) for ability in KINDS.abilities_of(kind.name)]
        yield from (f"- May: {'; '.join(may)}." if may else "- May do nothing yet.", "")


def _bodies(kind: RoleKind) -> str:
    return ", ".join(str(body.label).lower() for body in kind.bodies)


def _titles(kinds: Iterable[RoleKind]) -> str:
    return ", ".join(str(kind.title).lower() for kind in kinds)


def _abilities() -> Iterator[str]:
    yield from ("## Abilities", "")
    yield from table(
        ("ability", "may", "who"),
        ((code(name), str(ability.words), _holders(name)) for name, ability in sorted(KINDS.abilities.items())),
    )


def _powers() -> Iterator[str]:
    if KINDS.powers:
        yield from ("## Powers for a time", "")
        yield from table(
            ("power", "may", "for at most", "who can switch it on"),
            (
                (
                    code(name),
                    str(power.words),
                    _span(power.longest),
                    listed(str(k.title) for k in KINDS.kinds_with(name)),
                )
                for name, power in sorted(KINDS.powers.items())
            ),
        )


def _holders(name: str) -> str:
    return listed(str(kind.title) for kind in KINDS.kinds_with(name))


def _span(longest: timedelta) -> str:
    minutes = int(longest.total_seconds() // 60)
    hours, rest = divmod(minutes, 60)
    if rest or not hours:
        return f"{minutes} minutes"
    return f"{hours} hour{'' if hours == 1 else 's'}"
