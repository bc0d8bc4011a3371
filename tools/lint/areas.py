"""Rules about which file of an area may do what: one door for writes, one place for reads, the clock at the edge."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tools.lint.sources import PRODUCT, Finding, Source, area_modules, product_modules, rule

DELIVERY = {"views", "forms", "presenters", "urls"}

# Where a manager may be named: what reads, what writes, and the tables themselves.
READERS = {"queries", "operations", "models"}

WRITES_BY_NAME = {"create", "bulk_create", "bulk_update", "get_or_create", "update_or_create"}
QUERYSET_WORDS = {"objects", "filter", "exclude", "all", "select_for_update", "_default_manager"}

# Where the time is read: once, and then passed on as `at`.
CLOCKS = {"datetime.now", "datetime.utcnow", "datetime.today", "date.today", "timezone.now", "timezone.localdate"}
EDGES = (
    "core/requests.py",  # a request's instant
    "core/jobs/",  # a worker's: when a job is due, when it was taken, whether its worker still lives
    "management/commands/",  # a command's
)


def dotted(node: ast.expr) -> str:
    """`a.b.c` as text; a call in the chain counts by its name."""
    words: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            words.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call):
            node = node.func
        else:
            break
    return ".".join(reversed([*words, node.id] if isinstance(node, ast.Name) else words))


def _imported(source: Source) -> Iterator[tuple[int, str]]:
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.lineno, f"{node.module}.{name.name}") for name in node.names)
        elif isinstance(node, ast.Import):
            yield from ((node.lineno, name.name) for name in node.names)


@rule(
    "Views, forms, presenters and urls are an area's own; from outside, use its operations and queries.",
    reads=product_modules,
    good="from commonweal.volunteering import queries\n",
    bad="from commonweal.volunteering.forms import Shift\n",
)
def delivery_is_private(source: Source) -> Iterator[Finding]:
    """Nobody imports another area's delivery."""
    for line, name in _imported(source):
        package, _, rest = name.removeprefix("commonweal.").partition(".")
        is_ours = name.startswith("commonweal.") and package not in {"ui", "core", "config"}
        if is_ours and package != source.area and rest.partition(".")[0] in DELIVERY:
            yield line, f"{name} belongs to {package} alone"


def _is_write(call: ast.Call) -> bool:
    if not isinstance(call.func, ast.Attribute):
        return False
    name, chain = call.func.attr, set(dotted(call.func.value).split("."))
    if name == "save":  # a storage's save has positional arguments, a row's has none
        return not call.args
    if name == "delete":
        return not call.args and not call.keywords
    if name == "update":
        return bool(chain & QUERYSET_WORDS)
    return name in WRITES_BY_NAME and not chain & {"apps"}


@rule(
    "Anything that changes rows is a verb in the area's operations.py.",
    reads=area_modules,
    good="operations.submit(application=application, by=actor, at=at)\n",
    bad="Application.objects.create(name='x')\n",
)
def writes_have_one_door(source: Source) -> Iterator[Finding]:
    """Only operations save, create, update and delete."""
    if source.role != "operations":
        for call in source.calls():
            if _is_write(call):
                yield call.lineno, f"{ast.unparse(call.func)}() writes"


@rule(
    "Read through a function in queries.py that takes the viewer.",
    reads=area_modules,
    good="application = queries.get_application_for(actor, ref)\n",
    bad="application = Application.objects.get(ref=ref)\n",
)
def reads_have_one_place(source: Source) -> Iterator[Finding]:
    """No manager outside queries, operations and models."""
    if source.role in READERS:
        return
    for node in source.nodes:
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager", "_base_manager"}:
            yield node.lineno, f"{ast.unparse(node)} is a manager"


@rule(
    "Time is passed in as at=, or read once at the edge: a request, a worker, a command.",
    reads=product_modules,
    good="def is_open(fund, *, at):\n    return fund.closes_at > at\n",
    bad="def is_open(fund):\n    return fund.closes_at > timezone.now()\n",
    at="src/commonweal/grants/rules.py",
)
def clock_is_read_at_the_edge(source: Source) -> Iterator[Finding]:
    """Nothing in the middle asks what time it is."""
    if any(edge in source.path for edge in EDGES):
        return
    for call in source.calls():
        called = ".".join(dotted(call.func).split(".")[-2:])
        if called in CLOCKS:
            yield call.lineno, f"{called}() reads the clock"


@rule(
    "An operation is called with names only, and says who (by=) and when (at=).",
    reads=area_modules,
    good="def award(*, application, by, at):\n    return application\n",
    bad="def award(application, by):\n    return application\n",
    at="src/commonweal/grants/operations.py",
)
def operations_take_names(source: Source) -> Iterator[Finding]:
    """Keyword-only, with the actor and the instant."""
    if source.role != "operations":
        return
    top = [node for node in ast.parse(source.text).body if isinstance(node, ast.FunctionDef)]
    for function in top:
        names = {argument.arg for argument in function.args.kwonlyargs}
        if function.name.startswith("_"):
            continue
        if function.args.args or not {"by", "at"} <= names:
            yield function.lineno, f"{function.name} has positional arguments, or lacks by= or at="


@rule(
    "Say it in the operation, where one can read it: nothing happens behind a save.",
    reads=product_modules,
    good="audit.record('grants.award', application, by=by, at=at)\n",
    bad="from django.db.models.signals import post_save\n",
    at="src/commonweal/grants/apps.py",
)
def rows_send_no_signals(source: Source) -> Iterator[Finding]:
    """No logic hangs on Django's model signals."""
    for line, name in _imported(source):
        if name.startswith("django.db.models.signals") and not name.endswith("post_migrate"):
            yield line, f"{name} hides what happens"


@rule(
    "Declare the setting in config/environment.py; everything else reads django.conf.settings.",
    reads=product_modules,
    good="from django.conf import settings\nlimit = settings.UPLOAD_LIMIT_BYTES\n",
    bad="import os\nlimit = os.environ['UPLOAD_LIMIT']\n",
)
def environment_is_read_in_one_place(source: Source) -> Iterator[Finding]:
    """No setting is read behind the operator's back."""
    if source.path == f"{PRODUCT}config/environment.py":
        return
    for node in source.nodes:
        if isinstance(node, ast.Attribute | ast.Name) and dotted(node) in {"os.environ", "os.getenv"}:
            line = source.lines[node.lineno - 1]
            if "DJANGO_SETTINGS_MODULE" not in line:
                yield node.lineno, f"{dotted(node)} is read here"
