from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0004_deliveries"),
    ]

    operations = [
        migrations.CreateModel(
            name="QuietHours",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("contact_digest", models.CharField(max_length=32, unique=True)),
                ("from_hour", models.PositiveSmallIntegerField()),
                ("until_hour", models.PositiveSmallIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="TopicChoice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("contact_digest", models.CharField(max_length=32)),
                ("topic", models.CharField(max_length=120)),
                (
                    "when",
                    models.CharField(
                        choices=[
                            ("AT_ONCE", "At once"),
                            ("DAILY", "In one letter a day"),
                            ("WEEKLY", "In one letter a week"),
                            ("NEVER", "Not at all"),
                        ],
                        max_length=8,
                    ),
                ),
                ("chosen_at", models.DateTimeField()),
            ],
        ),
        migrations.AddConstraint(
            model_name="quiethours",
            constraint=models.CheckConstraint(
                condition=models.Q(("from_hour__lte", 23), ("until_hour__lte", 23)),
                name="messaging_quiet_hours",
                violation_error_code="from_hour",
                violation_error_message="Choose an hour of the day",
            ),
        ),
        migrations.AddConstraint(
            model_name="topicchoice",
            constraint=models.UniqueConstraint(fields=("contact_digest", "topic"), name="messaging_choice_once"),
        ),
        migrations.AddConstraint(
            model_name="topicchoice",
            constraint=models.CheckConstraint(
                condition=models.Q(("when__in", ["AT_ONCE", "DAILY", "WEEKLY", "NEVER"])), name="messaging_choice_when"
            ),
        ),
    ]
