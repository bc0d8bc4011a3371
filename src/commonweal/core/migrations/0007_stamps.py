from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0006_marks")]

    operations = [
        migrations.CreateModel(
            name="Stamp",
            fields=[
                ("name", models.CharField(max_length=60, primary_key=True, serialize=False)),
                ("value", models.UUIDField()),
                ("renewed_at", models.DateTimeField()),
            ],
        ),
    ]
