from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0002_letter_states"),
    ]

    operations = [
        migrations.CreateModel(
            name="Wording",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=120)),
                ("number", models.PositiveIntegerField()),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("body", models.TextField(blank=True)),
                ("is_original", models.BooleanField(default=False)),
                ("original_digest", models.CharField(max_length=64)),
                ("reason", models.CharField(max_length=300)),
                ("written_by", models.CharField(max_length=160)),
                ("written_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("kind", "-number"),
            },
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.UniqueConstraint(
                fields=("kind", "number"),
                name="messaging_wording_once",
                violation_error_message="Somebody else changed this letter just now. Look at it again",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("is_original", True), ("subject", ""), ("body", "")),
                    models.Q(
                        ("is_original", False),
                        models.Q(("subject", ""), _negated=True),
                        models.Q(("body", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="messaging_wording_words",
                violation_error_code="body",
                violation_error_message="Write the words of the letter",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(
                condition=models.Q(("reason", ""), _negated=True),
                name="messaging_wording_reason",
                violation_error_code="reason",
                violation_error_message="Say why you change the letter",
            ),
        ),
        migrations.AddConstraint(
            model_name="wording",
            constraint=models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="messaging_wording_number"),
        ),
    ]
