"""The shape of the house that import-linter and the house rules cannot hold: layers, columns, addresses."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models
from django.urls import URLPattern, URLResolver, get_resolver

from commonweal.core.encryption import EncryptedTextField
from commonweal.core.references import ReferenceField
from tests.platform.plain_fields import PLAIN_FIELDS

ROOT = Path(__file__).resolve().parents[2]

HELD_TEXT = (models.CharField, models.TextField, models.JSONField, models.BinaryField, models.GenericIPAddressField)

OUR_MODELS = [model for model in apps.get_models() if model.__module__.startswith("commonweal.")]
LAYERS = (
    *("config", "demonstration", "portal", "accountability", "decisions", "privacy", "sign_in"),
    *("messaging", "publishing", "strategy", "people", "places", "ui", "core"),
)
each_model = pytest.mark.parametrize("model", OUR_MODELS, ids=[model._meta.label for model in OUR_MODELS])


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache"]
    return subprocess.run(
        [*command, "--config", str(ROOT / "pyproject.toml")],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_dependencies_point_down() -> None:
    done = lint_imports(ROOT / "src")

    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "imports"),
    [
        ("core/pages.py", "from commonweal.portal import views"),
        ("messaging/pages.py", "from commonweal.accountability import queries"),
        ("accountability/rules.py", "from commonweal.accountability import operations"),
        ("nowhere/__init__.py", "import commonweal"),
    ],
)
def test_dependency_that_points_up_is_refused(module: str, imports: str, tmp_path: Path) -> None:
    for area in LAYERS:
        (tmp_path / "commonweal" / area).mkdir(parents=True)
        (tmp_path / "commonweal" / area / "__init__.py").touch()
    for name in ("portal/views", "accountability/operations", "accountability/queries"):
        (tmp_path / "commonweal" / f"{name}.py").touch()
    (tmp_path / "commonweal" / "__init__.py").touch()
    wrong = tmp_path / "commonweal" / module
    wrong.parent.mkdir(exist_ok=True)

    before = lint_imports(tmp_path)
    wrong.write_text(imports)
    after = lint_imports(tmp_path)

    assert (before.returncode, after.returncode) == (0, 1), before.stdout + before.stderr + after.stderr


@each_model
def test_column_with_choices_is_checked_by_the_database(model: type[models.Model]) -> None:
    coded = {field.name for field in model._meta.concrete_fields if field.choices}

    checked = {
        field.name
        for field in model._meta.concrete_fields
        for constraint in model._meta.constraints
        if isinstance(constraint, models.CheckConstraint) and f"'{field.name}__in'" in str(constraint.condition)
    }

    assert coded - checked == set(), "add a CheckConstraint with Q(<field>__in=<Choices>.values)"


@each_model
def test_column_that_holds_words_is_encrypted_or_listed(model: type[models.Model]) -> None:
    plain = {
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, HELD_TEXT)
        and not isinstance(field, EncryptedTextField | ReferenceField)
        and not field.choices
    }

    listed = set(PLAIN_FIELDS.get(model._meta.label, {}))

    assert plain == listed, "encrypt it, or say in tests/platform/plain_fields.py what it holds and why that is safe"


def test_every_listed_column_is_there() -> None:
    labels = {model._meta.label for model in OUR_MODELS}

    listed = set(PLAIN_FIELDS)

    assert listed - labels == set()


@each_model
def test_relation_says_what_protects_it(model: type[models.Model]) -> None:
    cascading = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
    ]

    assert cascading == [], "a row of ours goes by an operation; protect it"


def patterns_in(resolver: URLResolver, area: str = "") -> list[tuple[str, URLPattern]]:
    area = resolver.namespace or area
    found: list[tuple[str, URLPattern]] = []
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found += patterns_in(pattern, area)
        else:
            found.append((area, pattern))
    return found


def test_addresses_are_named_by_area_and_say_no_database_key() -> None:
    patterns = patterns_in(get_resolver())

    odd = [
        f"{area}:{pattern.name}"
        for area, pattern in patterns
        if not area or not (pattern.name or "").isidentifier() or "<int:" in str(pattern.pattern)
    ]

    assert odd == []
