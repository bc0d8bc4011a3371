from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def stamp_packs(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """A stamp for packs that are loaded: without one nothing would be kept until another is."""
    del schema_editor
    newest = apps.get_model("strategy", "Pack").objects.order_by("-loaded_at", "-pk").first()
    if newest is not None:
        apps.get_model("core", "Stamp").objects.create(name="strategy.pack", lot=newest.pk, renewed_at=newest.loaded_at)


class Migration(migrations.Migration):
    dependencies = [("strategy", "0002_versions_are_fixed"), ("core", "0007_stamps")]

    operations = [migrations.RunPython(stamp_packs, migrations.RunPython.noop, elidable=True)]
