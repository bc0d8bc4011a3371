from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0005_disclosures"),
    ]

    operations = [
        migrations.AddField(
            model_name="disclosure",
            name="sent_manifest",
            field=models.TextField(blank=True),
        ),
    ]
