from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("accountability", "0002_format_handlers")]

    operations = [
        migrations.RemoveConstraint(
            model_name="formatrequest",
            name="accountability_format_kind",
        ),
        migrations.AddField(
            model_name="formatrequest",
            name="channel",
            field=models.CharField(
                choices=[
                    ("WEB", "This website"),
                    ("EMAIL", "E-mail"),
                    ("PHONE", "Telephone"),
                    ("TEXT_RELAY", "Text relay"),
                    ("ANSWERING_MACHINE", "Answering machine"),
                    ("LETTER", "Letter"),
                    ("IN_PERSON", "In person"),
                ],
                default="WEB",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="formatrequest",
            name="first_answer_by_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="formatrequest",
            name="first_answer_minutes",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="formatrequest",
            name="first_answered_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="formatrequest",
            name="left_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="formatrequest",
            name="mail_digest",
            field=models.CharField(blank=True, max_length=32),
        ),
        migrations.AlterField(
            model_name="formatrequest",
            name="format",
            field=models.CharField(
                blank=True,
                choices=[
                    ("LARGE_PRINT", "Large print"),
                    ("EASY_READ", "Easy read"),
                    ("AUDIO", "Audio"),
                    ("BRAILLE", "Braille"),
                    ("SIGN_LANGUAGE", "British Sign Language video"),
                    ("PAPER", "Printed on paper"),
                    ("LANGUAGE", "Another language"),
                    ("OTHER", "Something else"),
                    ("UNSAID", "Not said yet"),
                ],
                max_length=16,
            ),
        ),
        migrations.AddConstraint(
            model_name="formatrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("format", ""),
                    (
                        "format__in",
                        [
                            "LARGE_PRINT",
                            "EASY_READ",
                            "AUDIO",
                            "BRAILLE",
                            "SIGN_LANGUAGE",
                            "PAPER",
                            "LANGUAGE",
                            "OTHER",
                            "UNSAID",
                        ],
                    ),
                    _connector="OR",
                ),
                name="accountability_format_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="formatrequest",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("channel__in", ["WEB", "EMAIL", "PHONE", "TEXT_RELAY", "ANSWERING_MACHINE", "LETTER", "IN_PERSON"])
                ),
                name="accountability_format_channel",
            ),
        ),
    ]
