from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_along(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The stamp that places have, so that files made under it are still known."""
    del schema_editor
    for each in apps.get_model("places", "Stamp").objects.all():
        apps.get_model("core", "Stamp").objects.create(name="places", value=each.value, renewed_at=each.renewed_at)


class Migration(migrations.Migration):
    dependencies = [("places", "0008_stamp"), ("core", "0007_stamps")]

    operations = [
        migrations.RunPython(take_along, migrations.RunPython.noop),
        migrations.DeleteModel("Stamp"),
    ]
