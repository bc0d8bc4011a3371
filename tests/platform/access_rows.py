"""What rows of the access table are written with: a row, and who is answered what."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tests.platform.personas import NOT_SIGNED_IN, SIGNED_IN, STAFF, Persona, World

Answers = dict[Persona, int]

Words = Callable[[World, Persona], dict[str, str]]
"""The words in an address, for a persona in the world."""


@dataclass(frozen=True, eq=False)
class Row:
    """One address: how it is made for each persona, and what they are answered for each method."""

    name: str
    words: Words
    said: Mapping[str, Answers]

    @property
    def answers(self) -> dict[str, dict[Persona, int]]:
        """What every persona is answered, those who are not signed in included where the row leaves them out."""
        return {method: unsigned(method) | answers for method, answers in self.said.items()}

    def asker(self, method: str, status: int) -> Persona | None:
        """Somebody who is answered `status`, whoever holds the key of the request before others; None for nobody."""
        answers = self.answers.get(method, {})
        return next((each for each in (Persona.HOLDER, *Persona) if answers.get(each) == status), None)

    def expected(self, method: str, persona: Persona) -> frozenset[int]:
        """What the persona may be answered for any method, whether or not the address has it."""
        if method in self.said:
            return frozenset({self.answers[method][persona]})
        shown = self.answers.get("GET") or self.answers["POST"]
        if shown[persona] in {302, 403}:  # led on, or turned away, before the page is asked
            return frozenset({shown[persona], 403, 405})
        # A page that is not there for somebody need not say which methods it would have.
        return frozenset({404, 405} if shown[persona] == 404 else {405})


def unsigned(method: str) -> dict[Persona, int]:
    """How a page that is not public answers those who are not signed in."""
    return dict.fromkeys(NOT_SIGNED_IN, 302 if method == "GET" else 403)


def no_words(_world: World, _persona: Persona) -> dict[str, str]:
    """For an address without any."""
    return {}


def everybody(status: int) -> Answers:
    """The same for all."""
    return dict.fromkeys(Persona, status)


def people(status: int) -> Answers:
    """`status` for everybody who signed in."""
    return dict.fromkeys(SIGNED_IN, status)


def staff(status: int, *, others: int = 404) -> Answers:
    """`status` for everybody whose role asks for a second factor; `others` for the rest who signed in."""
    return people(others) | dict.fromkeys(STAFF, status)


def only(*, others: int = 404, **named: int) -> Answers:
    """What is said for each persona named, `only(PRIVACY_OFFICER=200, GUEST=200)`; the rest who signed in: `others`."""
    return people(others) | {Persona[name]: status for name, status in named.items()}
