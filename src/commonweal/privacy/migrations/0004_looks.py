from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0003_holds"),
    ]

    operations = [
        migrations.CreateModel(
            name="Look",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject_kind", models.CharField(max_length=80)),
                ("subject_reference", models.CharField(max_length=80)),
                ("by", models.CharField(max_length=160)),
                ("role_kind", models.CharField(blank=True, max_length=40)),
                ("body_reference", models.CharField(blank=True, max_length=12)),
                ("looked_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("-looked_at", "-id"),
                "indexes": [models.Index(fields=["subject_kind", "subject_reference"], name="privacy_look_subject")],
            },
        ),
    ]
