from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Letter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("kind", models.CharField(max_length=120)),
                ("to", models.TextField()),
                ("to_digest", models.CharField(max_length=32)),
                ("subject", models.TextField()),
                ("text", models.TextField()),
                ("html", models.TextField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("QUEUED", "Waiting to be sent"),
                            ("HANDING_OVER", "Being handed over"),
                            ("SENT", "Sent"),
                            ("HELD", "Held, because it may have been sent"),
                            ("FAILED", "Could not be sent"),
                            ("DROPPED", "Dropped, not to be sent"),
                        ],
                        default="QUEUED",
                        max_length=12,
                    ),
                ),
                ("message_id", models.CharField(editable=False, max_length=200, unique=True)),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("reply", models.CharField(blank=True, max_length=3)),
                ("added_at", models.DateTimeField()),
                ("tried_at", models.DateTimeField(null=True)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("added_at", "id"),
                "indexes": [
                    models.Index(
                        condition=models.Q(("status__in", ["QUEUED", "HANDING_OVER", "HELD", "FAILED"])),
                        fields=["status", "added_at"],
                        name="messaging_letter_open",
                    ),
                    models.Index(fields=["to_digest"], name="messaging_letter_to"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("status", "SENT")),
                            models.Q(
                                ("sent_at", None),
                                ("status__in", ["QUEUED", "HANDING_OVER", "HELD", "FAILED", "DROPPED"]),
                            ),
                            _connector="OR",
                        ),
                        name="messaging_letter_sent_at",
                    ),
                ],
            },
        ),
    ]
