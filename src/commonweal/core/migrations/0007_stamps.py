from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0006_marks")]

    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(db_index=True, max_length=60)),
                ("lot", models.PositiveIntegerField()),
                ("renewed_at", models.DateTimeField()),
            ],
        ),
    ]
