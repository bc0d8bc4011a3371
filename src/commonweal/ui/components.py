"""Every GOV.UK Frontend component as a template global: `{{ govukButton({"text": _("Send")}) }}`.

The macros come from `govuk-frontend-jinja`. They ignore a parameter they do not know, so a misspelt one would
vanish without a word; where `CHECKS_COMPONENTS` is on, each call is held against the list of parameters that the
installed `govuk-frontend` package publishes, and a stranger raises.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from django.conf import settings
from jinja2 import Environment, PackageLoader, PrefixLoader
from markupsafe import Markup

PACKAGE = "govuk_frontend_jinja"

# Options that the macros read and the published list leaves out.
UNLISTED: dict[str, frozenset[str]] = {
    "breadcrumbs": frozenset({"items"}),
}

Known = dict[str, Any]  # parameter name -> the same again for what is inside it


class UnknownParameterError(TypeError):
    """A component was given a parameter it does not have."""


# Ordinary undefined on purpose: the macros test for options that were not given.
MACROS = Environment(
    autoescape=True,
    auto_reload=False,
    trim_blocks=True,
    lstrip_blocks=True,
    loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}),
)


def component_names() -> list[str]:
    """The names of all components the package has, as its folders are called."""
    folder = files(PACKAGE).joinpath("templates/components")
    return sorted(entry.name for entry in folder.iterdir() if entry.joinpath("macro.html").is_file())


def macro_name(component: str) -> str:
    """`error-summary` → `govukErrorSummary`."""
    return "govuk" + "".join(part.capitalize() for part in component.split("-"))


@cache
def known_parameters(component: str) -> Known:
    """The parameters that govuk-frontend says `component` has."""
    listed = settings.COMPONENT_OPTIONS / component / "macro-options.json"

    def inside(option: dict[str, Any]) -> Known:
        # A component within a component (the hint of a radio) is listed under its own name only.
        if option.get("isComponent") and not option.get("params"):
            return known_parameters(re.sub("([A-Z])", r"-\1", option["name"]).lower())
        return tree(option.get("params") or [])

    def tree(options: list[dict[str, Any]]) -> Known:
        return {option["name"]: inside(option) for option in options}

    known = tree(json.loads(listed.read_text()))
    return known | {name: {} for name in UNLISTED.get(component, ())}


def check_parameters(component: str, given: dict[str, Any], known: Known, trail: str = "") -> None:
    """Raises UnknownParameterError when anything in `given` is not in `known`, however deep."""
    for name, value in given.items():
        if name not in known:
            raise UnknownParameterError(
                f"{component} has no parameter {trail}{name!r}; it has {', '.join(sorted(known))}"
            )
        inside = known[name]
        for part in _parts(value) if inside else ():
            check_parameters(component, part, inside, f"{trail}{name}.")


def _parts(value: object) -> Iterator[dict[str, Any]]:
    """What has parameters of its own in `value`: itself, the items of a list, the cells of a table's rows."""
    if isinstance(value, dict):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _parts(item)


def render(component: str, params: dict[str, Any], caller: Callable[[], str] | None = None) -> Markup:
    """The markup of `component` with `params`, and with what a template wrapped in it."""
    if settings.CHECKS_COMPONENTS:
        check_parameters(component, params, known_parameters(component))
    module: Any = MACROS.get_template(f"{PACKAGE}/components/{component}/macro.html").module
    macro = getattr(module, macro_name(component))
    markup: Markup = macro(params, caller=caller) if caller else macro(params)
    return markup


def template_globals() -> dict[str, Callable[..., Markup]]:
    """Each component's macro under its own name."""

    def bound(component: str) -> Callable[..., Markup]:
        def call(params: dict[str, Any] | None = None, caller: Callable[[], str] | None = None) -> Markup:
            return render(component, params or {}, caller)

        return call

    return {macro_name(component): bound(component) for component in component_names()}
