from django.db import migrations
from django.db.models import F


def say_when(apps, schema_editor):
    """Until now everybody asked by the website, so they asked when they sent it."""
    requests = apps.get_model("accountability", "FormatRequest").objects.using(schema_editor.connection.alias)
    requests.filter(left_at=None).exclude(asked_at=None).update(left_at=F("asked_at"))


class Migration(migrations.Migration):
    dependencies = [("accountability", "0003_format_channels")]

    operations = [migrations.RunPython(say_when, migrations.RunPython.noop, elidable=True)]
