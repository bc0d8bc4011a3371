from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0005_hand_overs"),
    ]

    operations = [
        migrations.CreateModel(
            name="Orphan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("BODY_ENDED", "Role at a body that has ended"),
                            ("NO_ROLE", "Person without a role who can still sign in"),
                            ("PAST_TERM", "Role past its last day"),
                            ("WORK", "Work that nobody holds any more"),
                            ("NO_LEAD", "Body with nobody to look after its people"),
                            ("SCOPE_GONE", "Role for something that is gone"),
                            ("POWER_ON", "Power left on after its role ended"),
                        ],
                        max_length=12,
                    ),
                ),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_reference", models.CharField(max_length=40)),
                ("first_found_at", models.DateTimeField()),
                ("last_found_at", models.DateTimeField()),
                ("mended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("kind", "first_found_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                ["BODY_ENDED", "NO_ROLE", "PAST_TERM", "WORK", "NO_LEAD", "SCOPE_GONE", "POWER_ON"],
                            )
                        ),
                        name="people_orphan_kind",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("mended_at__isnull", True)),
                        fields=("kind", "subject_kind", "subject_reference"),
                        name="people_orphan_once",
                    ),
                ],
            },
        ),
    ]
