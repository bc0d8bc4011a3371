import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0006_sent_manifest"),
    ]

    operations = [
        migrations.CreateModel(
            name="HiddenWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("words", models.TextField()),
                ("because", models.TextField()),
                ("decided_by", models.CharField(max_length=160)),
                ("decided_at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hidden",
                        to="privacy.privacyrequest",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
    ]
