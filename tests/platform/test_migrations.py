"""Migrations: in step with the models, in one line, with names that say something, standing on no code of ours."""

from __future__ import annotations

import ast
import re
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations import RunPython, RunSQL
from django.db.migrations.loader import MigrationLoader

OURS = sorted(config.label for config in apps.get_app_configs() if config.name.startswith("commonweal."))
FILES = sorted((Path(__file__).resolve().parents[2] / "src" / "commonweal").glob("*/migrations/[0-9]*.py"))

each_file = pytest.mark.parametrize("path", FILES, ids=[f"{path.parts[-3]}/{path.stem}" for path in FILES])


@pytest.mark.django_db
def test_migrations_are_in_step_with_the_models() -> None:
    said = StringIO()

    call_command("makemigrations", check=True, dry_run=True, stdout=said)

    assert said.getvalue() == "No changes detected\n"


@pytest.mark.parametrize("area", OURS)
def test_migrations_of_an_area_are_in_one_line(area: str) -> None:
    graph = MigrationLoader(None).graph

    leaves = graph.leaf_nodes(area)

    numbers = [name[:4] for label, name in sorted(graph.nodes) if label == area]
    assert len(leaves) <= 1
    assert numbers == [f"{number:04}" for number in range(1, len(numbers) + 1)]


@each_file
def test_migration_has_a_spoken_name(path: Path) -> None:
    name = path.stem

    words = name[5:]

    assert re.fullmatch(r"\d{4}_[a-z][a-z0-9_]+", name)
    assert not re.match(r"auto_|initial$|alter_|add_field|rename_|remove_field", words)


@each_file
def test_migration_imports_nothing_of_ours(path: Path) -> None:
    tree = ast.parse(path.read_text())

    imported = [
        name
        for node in ast.walk(tree)
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    ]

    assert [name for name in imported if name.startswith("commonweal")] == []


@pytest.mark.django_db
def test_migrations_can_be_undone_or_say_why_not() -> None:
    loader = MigrationLoader(connection)
    ours = {key: migration for key, migration in loader.disk_migrations.items() if key[0] in OURS}

    one_way = [
        f"{label}/{name}"
        for (label, name), migration in ours.items()
        for operation in migration.operations
        if isinstance(operation, RunPython | RunSQL)
        and not operation.reversible
        and "cannot be undone" not in (type(migration).__doc__ or "")
    ]

    assert one_way == []
