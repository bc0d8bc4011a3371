import uuid

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_trail")]

    operations = [
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=100)),
                ("key", models.CharField(blank=True, max_length=120)),
                ("arguments", models.JSONField(default=dict)),
                (
                    "state",
                    models.CharField(
                        choices=[("WAITING", "Waiting"), ("DONE", "Done"), ("FAILED", "Failed")],
                        default="WAITING",
                        max_length=10,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("vehicle", models.UUIDField(null=True)),
                ("error", models.CharField(blank=True, max_length=200)),
                ("place", models.CharField(blank=True, max_length=500)),
                ("run_at", models.DateTimeField()),
                ("enqueued_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("finished_at", models.DateTimeField(null=True)),
            ],
            options={
                "ordering": ("run_at", "id"),
                "indexes": [
                    models.Index(condition=models.Q(("state", "WAITING")), fields=["run_at"], name="core_job_waiting"),
                    models.Index(fields=["state", "finished_at"], name="core_job_finished"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state", "WAITING"), models.Q(("key", ""), _negated=True)),
                        fields=("key",),
                        name="core_job_one_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("finished_at", None), ("state", "WAITING")),
                            models.Q(("finished_at__isnull", False), ("state__in", ["DONE", "FAILED"])),
                            _connector="OR",
                        ),
                        name="core_job_finished_at",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True)),
                ("line", models.CharField(max_length=100)),
                ("next_run_at", models.DateTimeField()),
                ("last_run_at", models.DateTimeField(null=True)),
            ],
            options={"ordering": ("name",)},
        ),
        migrations.CreateModel(
            name="WorkerBeat",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("host", models.CharField(max_length=200)),
                ("pid", models.PositiveIntegerField()),
                ("started_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField()),
            ],
            options={"ordering": ("started_at", "id")},
        ),
    ]
