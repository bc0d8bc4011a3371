from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0003_jobs_and_schedules")]

    operations = [
        migrations.CreateModel(
            name="StoredFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("kind", models.CharField(max_length=8)),
                ("size", models.PositiveBigIntegerField()),
                ("sha256", models.CharField(max_length=64)),
                ("name", models.TextField()),
                ("storage_key", models.CharField(max_length=80, unique=True)),
                ("verdict", models.CharField(max_length=12)),
                ("stored_at", models.DateTimeField()),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("kind__in", ["CSV", "DOCX", "JPEG", "ODS", "ODT", "PDF", "PNG", "TEXT", "XLSX"])
                        ),
                        name="core_file_kind_kept",
                        violation_error_message="Files of this kind are not kept. Save it as a PDF and try again",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("size__gt", 0)),
                        name="core_file_not_empty",
                        violation_error_message="The file is empty. Choose another and try again",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["CLEAN", "NOT_SCANNED"])),
                        name="core_file_not_infected",
                        violation_error_message="A file in which a virus was found is not kept",
                    ),
                ],
            },
        ),
    ]
