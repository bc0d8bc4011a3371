from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("core", "0005_search_entries")]

    operations = [
        migrations.CreateModel(
            name="Mark",
            fields=[
                ("name", models.CharField(max_length=40, primary_key=True, serialize=False)),
                ("text", models.TextField(blank=True)),
                ("set_at", models.DateTimeField()),
            ],
        ),
    ]
