import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0001_letters"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="letter",
            name="messaging_letter_sent_at",
        ),
        migrations.RemoveIndex(
            model_name="letter",
            name="messaging_letter_open",
        ),
        migrations.AddField(
            model_name="letter",
            name="delivery",
            field=models.CharField(
                choices=[
                    ("UNKNOWN", "Nothing heard"),
                    ("DELAYED", "Delayed"),
                    ("DELIVERED", "Delivered"),
                    ("BOUNCED", "Came back"),
                    ("COMPLAINED", "Reported as unwanted"),
                ],
                default="UNKNOWN",
                max_length=12,
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="digest",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="gathered",
                to="messaging.letter",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="due_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="emptied_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="letter",
            name="is_for_digest",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="letter",
            name="topic",
            field=models.CharField(blank=True, default="", max_length=120),
        ),
        migrations.AddField(
            model_name="letter",
            name="wording",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="letter",
            name="status",
            field=models.CharField(
                choices=[
                    ("QUEUED", "Waiting to be sent"),
                    ("HANDING_OVER", "Being handed over"),
                    ("SENT", "Sent"),
                    ("HELD", "Held, because it may have been sent"),
                    ("FAILED", "Could not be sent"),
                    ("DROPPED", "Dropped, not to be sent"),
                    ("WAITING", "Waiting for the morning or for a digest"),
                    ("GATHERED", "Sent as part of a digest"),
                    ("UNWANTED", "Not sent, because it is not wanted there"),
                ],
                default="QUEUED",
                max_length=12,
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(
                condition=models.Q(("status__in", ["QUEUED", "HANDING_OVER", "HELD", "FAILED", "WAITING"])),
                fields=["status", "added_at"],
                name="messaging_letter_open",
            ),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["delivery", "added_at"], name="messaging_letter_heard"),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("sent_at__isnull", False), ("status", "SENT")),
                    models.Q(
                        ("sent_at", None),
                        (
                            "status__in",
                            ["QUEUED", "HANDING_OVER", "HELD", "FAILED", "DROPPED", "WAITING", "GATHERED", "UNWANTED"],
                        ),
                    ),
                    _connector="OR",
                ),
                name="messaging_letter_sent_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(("delivery__in", ["UNKNOWN", "DELAYED", "DELIVERED", "BOUNCED", "COMPLAINED"])),
                name="messaging_letter_delivery",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "WAITING"), _negated=True), ("due_at__isnull", False), _connector="OR"
                ),
                name="messaging_letter_due_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("digest__isnull", False), ("status", "GATHERED")),
                    models.Q(models.Q(("status", "GATHERED"), _negated=True), ("digest", None)),
                    _connector="OR",
                ),
                name="messaging_letter_gathered",
            ),
        ),
        migrations.AddConstraint(
            model_name="letter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("emptied_at", None),
                    models.Q(
                        ("to_digest", ""),
                        models.Q(
                            ("status__in", ["QUEUED", "HANDING_OVER", "HELD", "FAILED", "WAITING"]), _negated=True
                        ),
                    ),
                    _connector="OR",
                ),
                name="messaging_letter_emptied",
            ),
        ),
    ]
