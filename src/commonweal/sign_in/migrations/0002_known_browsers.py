from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("sign_in", "0001_codes_and_logins"),
    ]

    operations = [
        migrations.AddField(
            model_name="contactcode",
            name="is_from_known_browser",
            field=models.BooleanField(default=False),
        ),
    ]
