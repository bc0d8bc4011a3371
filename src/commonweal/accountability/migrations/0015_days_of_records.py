from django.db import migrations, models

# The days that records are of, by which evidence and lists read them newest first: model, index, column.
DAYS = (
    ("concern", "accountability_concern_sent", "sent_at"),
    ("concern", "accountability_concern_day", "sent_on"),
    ("concern", "accountability_concern_due", "answer_by_on"),
    ("concern", "accountability_concern_over", "answered_on"),
    ("formatrequest", "accountability_format_left", "left_at"),
    ("formatrequest", "accountability_format_settled", "settled_at"),
    ("formatrequest", "accountability_format_first_by", "first_answer_by_at"),
    ("formatrequest", "accountability_format_first_on", "first_answered_at"),
)


class Migration(migrations.Migration):
    dependencies = [("accountability", "0014_status_steps_are_fixed")]

    operations = [
        *(
            migrations.AddIndex(model, models.Index(fields=[f"-{column}", "-id"], name=name))
            for model, name, column in DAYS
        ),
        # The few requests that were late among very many are told apart without reading the others.
        migrations.AddIndex(
            "formatrequest",
            models.Index(fields=["-answer_by_on", "-id", "settled_at", "status"], name="accountability_format_due"),
        ),
        migrations.AddIndex(
            "formatrequest",
            models.Index(fields=["status", "-settled_at", "-id", "answer_by_on"], name="accountability_format_late"),
        ),
        # The few that were late among very many, and what the list of concerns counts, without reading the concerns.
        migrations.AddIndex(
            "concern",
            models.Index(
                fields=["-answered_on", "-id"],
                condition=models.Q(answered_on__gt=models.F("answer_by_on")),
                name="accountability_concern_late",
            ),
        ),
        migrations.AddIndex(
            "concern",
            models.Index(fields=["answered_on", "sent_on", "commitment"], name="accountability_concern_took"),
        ),
        migrations.AddIndex(
            "concern",
            models.Index(fields=["commitment", "status", "outcome"], name="accountability_concern_counts"),
        ),
    ]
