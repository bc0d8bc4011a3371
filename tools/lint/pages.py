"""Rules about templates and about the words people read."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from tools.lint.areas import dotted
from tools.lint.sources import Finding, Source, product_modules, rule, templates

_QUERY = re.compile(r"\.(objects|filter\(|exclude\(|all\(\)|count\(\)|exists\(\)|order_by\()")
_CODE = re.compile(r"""[!=]=\s*["'][A-Z][A-Z_]{2,}["']""")
_HANDMADE = re.compile(r"""<(button|select|textarea|table|fieldset|details|input(?![^>]*type="hidden"))\b""")
_WORDS = re.compile(r"""\b_\(\s*"([^"]*)"|{%\s*trans[^%]*%}(.*?){%\s*endtrans""", re.DOTALL)
_UNKIND = re.compile(r"\b(invalid|please note|submit|submitted|click here)\b|!(?!=)", re.IGNORECASE)
_TEMPLATE_NOTE = re.compile(r"{#.*?#}", re.DOTALL)

GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy"}

TEMPLATE = "src/commonweal/grants/jinja2/grants/fund.html"


def _matches(source: Source, pattern: re.Pattern[str]) -> Iterator[tuple[int, str]]:
    # Notes go, their lines stay, so that the numbers are right.
    text = _TEMPLATE_NOTE.sub(lambda note: "\n" * note[0].count("\n"), source.text)
    for found in pattern.finditer(text):
        yield text.count("\n", 0, found.start()) + 1, found[0]


@rule(
    "A template is given what it shows; ask for rows in queries.py.",
    reads=templates,
    at=TEMPLATE,
    good="{% for fund in funds %}{{ fund.name }}{% endfor %}",
    bad="{% for fund in funds.all() %}{{ fund.name }}{% endfor %}",
)
def templates_do_not_query(source: Source) -> Iterator[Finding]:
    """No query behind a page's back."""
    for line, text in _matches(source, _QUERY):
        yield line, f"{text!r} asks the database"


@rule(
    "Ask the object a question: {% if application.is_open %}.",
    reads=templates,
    at=TEMPLATE,
    good="{% if application.is_open %}Open{% endif %}",
    bad='{% if application.status == "OPEN" %}Open{% endif %}',
)
def templates_do_not_compare_codes(source: Source) -> Iterator[Finding]:
    """A state's code means something in one place only."""
    for line, text in _matches(source, _CODE):
        yield line, f"{text!r} compares a code"


@rule(
    "Use the component, with its own parameter names: {{ govukButton({…}) }}.",
    reads=templates,
    at=TEMPLATE,
    good='{{ govukButton({"text": _("Send")}) }}<input type="hidden" name="key" value="1">',
    bad='<button class="govuk-button">Send</button>',
)
def templates_use_components(source: Source) -> Iterator[Finding]:
    """No hand-made markup for what a component does."""
    for line, text in _matches(source, _HANDMADE):
        yield line, f"{text!r} is made by hand"


def _said(source: Source) -> Iterator[tuple[int, str]]:
    """The line and the words of every message."""
    for call in source.calls():
        if dotted(call.func).rpartition(".")[2] in GETTEXT:
            for argument in call.args:
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                    yield argument.lineno, argument.value
    if source.is_template:
        yield from _matches(source, _WORDS)


@rule(
    "Say what happened and what to do, without raising the voice: 'Enter a date', 'Send'.",
    reads=lambda source: product_modules(source) or templates(source),
    good='_("Enter a date")\n',
    bad='_("Invalid date")\n',
    at="src/commonweal/grants/forms.py",
)
def words_say_what_to_do(source: Source) -> Iterator[Finding]:
    """Words that help nobody."""
    for line, words in _said(source):
        if unkind := _UNKIND.search(words):
            yield line, f"{unkind[0]!r} in {words[:60]!r}"
