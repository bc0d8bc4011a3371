from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def take_along(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """When places last changed: without a stamp nothing would be kept until they change again."""
    del schema_editor
    for each in apps.get_model("places", "Stamp").objects.all():
        apps.get_model("core", "Stamp").objects.create(
            name="places", lot=each.value.int % 2**31, renewed_at=each.renewed_at
        )


class Migration(migrations.Migration):
    dependencies = [("places", "0008_stamp"), ("core", "0007_stamps")]

    operations = [
        migrations.RunPython(take_along, migrations.RunPython.noop),
        migrations.DeleteModel("Stamp"),
    ]
