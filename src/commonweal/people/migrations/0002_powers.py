import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_bodies_people_roles"),
    ]

    operations = [
        migrations.CreateModel(
            name="Power",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("kind", models.CharField(max_length=60)),
                ("reason", models.CharField(max_length=300)),
                ("switched_on_at", models.DateTimeField()),
                ("until_at", models.DateTimeField()),
                ("switched_off_at", models.DateTimeField(blank=True, null=True)),
                (
                    "role",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="powers", to="people.role"
                    ),
                ),
            ],
            options={
                "ordering": ("-switched_on_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="PowerUse",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_reference", models.CharField(max_length=40)),
                ("used_at", models.DateTimeField()),
                (
                    "power",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="uses", to="people.power"
                    ),
                ),
            ],
            options={
                "ordering": ("-used_at", "-id"),
            },
        ),
        migrations.AddConstraint(
            model_name="power",
            constraint=models.UniqueConstraint(
                condition=models.Q(("switched_off_at__isnull", True)),
                fields=("role", "kind"),
                name="people_power_once",
                violation_error_message="This power is switched on already",
            ),
        ),
        migrations.AddConstraint(
            model_name="power",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("until_at__gt", models.F("switched_on_at")),
                    models.Q(
                        ("switched_off_at__isnull", True),
                        ("switched_off_at__gte", models.F("switched_on_at")),
                        _connector="OR",
                    ),
                ),
                name="people_power_times",
                violation_error_code="until_at",
                violation_error_message="A power ends after it is switched on",
            ),
        ),
        migrations.AddConstraint(
            model_name="power",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="people_power_reason",
                violation_error_code="reason",
                violation_error_message="Say what you need the power for",
            ),
        ),
    ]
