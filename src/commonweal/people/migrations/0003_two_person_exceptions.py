import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_powers"),
    ]

    operations = [
        migrations.CreateModel(
            name="TwoPersonException",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("decision", models.CharField(max_length=60)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("OUTSIDE_APPROVER", "A named person of another body decides"),
                            ("SINGLE_PERSON", "One person does both, and it is public"),
                        ],
                        max_length=20,
                    ),
                ),
                ("reason", models.CharField(max_length=300)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField()),
                ("given_by", models.CharField(max_length=160)),
                ("given_at", models.DateTimeField()),
                ("ended_by", models.CharField(blank=True, max_length=160)),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                (
                    "approver",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="approves_for",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="two_person_exceptions",
                        to="people.body",
                    ),
                ),
            ],
            options={
                "ordering": ("-from_on", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["OUTSIDE_APPROVER", "SINGLE_PERSON"])),
                        name="people_exception_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("approver__isnull", False), ("kind", "OUTSIDE_APPROVER")),
                            models.Q(("approver__isnull", True), ("kind", "SINGLE_PERSON")),
                            _connector="OR",
                        ),
                        name="people_exception_approver",
                        violation_error_code="approver",
                        violation_error_message="Choose who decides from outside",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gte", models.F("from_on"))),
                        name="people_exception_days",
                        violation_error_code="until_on",
                        violation_error_message="It ends on or after the day it begins",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), _negated=True),
                        name="people_exception_reason",
                        violation_error_code="reason",
                        violation_error_message="Say why two people are not possible",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("ended_by", "")),
                            models.Q(("ended_at__isnull", False), models.Q(("ended_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="people_exception_ended",
                    ),
                ],
            },
        ),
    ]
