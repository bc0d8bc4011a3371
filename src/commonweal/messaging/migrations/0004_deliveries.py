import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("messaging", "0003_wordings"),
    ]

    operations = [
        migrations.CreateModel(
            name="DeliveryReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "delivery",
                    models.CharField(
                        choices=[
                            ("UNKNOWN", "Nothing heard"),
                            ("DELAYED", "Delayed"),
                            ("DELIVERED", "Delivered"),
                            ("BOUNCED", "Came back"),
                            ("COMPLAINED", "Reported as unwanted"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "source",
                    models.CharField(
                        choices=[("MAILBOX", "A report by e-mail"), ("NOTIFY", "GOV.UK Notify")], max_length=8
                    ),
                ),
                ("code", models.CharField(blank=True, max_length=24)),
                ("heard_at", models.DateTimeField()),
            ],
            options={
                "ordering": ("heard_at", "id"),
            },
        ),
        migrations.CreateModel(
            name="ProviderNotice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("notification_id", models.UUIDField()),
                ("said", models.CharField(max_length=24)),
                ("received_at", models.DateTimeField()),
                ("checked_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="ReturnedAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("contact_digest", models.CharField(max_length=32, unique=True)),
                ("since_at", models.DateTimeField()),
                ("last_at", models.DateTimeField()),
                ("times", models.PositiveIntegerField(default=1)),
            ],
            options={
                "ordering": ("-last_at", "id"),
            },
        ),
        migrations.AddField(
            model_name="deliveryreport",
            name="letter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="messaging.letter"
            ),
        ),
        migrations.AddConstraint(
            model_name="providernotice",
            constraint=models.UniqueConstraint(fields=("notification_id", "said"), name="messaging_notice_once"),
        ),
        migrations.AddConstraint(
            model_name="returnedaddress",
            constraint=models.CheckConstraint(
                condition=models.Q(("last_at__gte", models.F("since_at"))), name="messaging_returned_instants"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveryreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("delivery__in", ["UNKNOWN", "DELAYED", "DELIVERED", "BOUNCED", "COMPLAINED"])),
                name="messaging_report_delivery",
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveryreport",
            constraint=models.CheckConstraint(
                condition=models.Q(("source__in", ["MAILBOX", "NOTIFY"])), name="messaging_report_source"
            ),
        ),
        migrations.AddConstraint(
            model_name="deliveryreport",
            constraint=models.UniqueConstraint(fields=("letter", "delivery", "code"), name="messaging_report_once"),
        ),
    ]
