from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accountability", "0004_when_formats_were_asked_for")]

    operations = [
        migrations.AddConstraint(
            model_name="formatrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "DRAFT"),
                    models.Q(("left_at__isnull", False), ("left_at__lte", models.F("asked_at"))),
                    _connector="OR",
                ),
                name="accountability_format_left",
                violation_error_code="left_time",
                violation_error_message="Enter when the person asked; it cannot lie ahead",
            ),
        ),
        migrations.AddConstraint(
            model_name="formatrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status", "DRAFT"),
                    models.Q(("channel__in", ["ANSWERING_MACHINE", "PHONE", "TEXT_RELAY"]), _negated=True),
                    ("first_answer_by_at__isnull", False),
                    _connector="OR",
                ),
                name="accountability_format_clock",
            ),
        ),
        migrations.AddConstraint(
            model_name="formatrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first_answer_minutes__isnull", True), ("first_answered_at__isnull", True)),
                    models.Q(
                        ("first_answer_minutes__isnull", False),
                        ("first_answered_at__gte", models.F("left_at")),
                        ("left_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="accountability_format_first",
                violation_error_code="answered_time",
                violation_error_message="Enter a time after the person asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="formatrequest",
            constraint=models.UniqueConstraint(
                condition=models.Q(("mail_digest", ""), _negated=True),
                fields=("mail_digest",),
                name="accountability_format_mail",
            ),
        ),
    ]
