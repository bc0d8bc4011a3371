from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0007_hidden_words"),
    ]

    operations = [
        migrations.AddField(
            model_name="privacyrequest",
            name="reach_by",
            field=models.CharField(
                choices=[
                    ("EMAIL", "By e-mail"),
                    ("PHONE", "By telephone"),
                    ("POST", "By post"),
                    ("DESK", "They come to us"),
                ],
                default="EMAIL",
                max_length=8,
            ),
        ),
        migrations.AddConstraint(
            model_name="privacyrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(("reach_by__in", ["EMAIL", "PHONE", "POST", "DESK"])), name="privacy_request_reach"
            ),
        ),
    ]
