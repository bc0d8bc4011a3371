import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0003_two_person_exceptions"),
    ]

    operations = [
        migrations.CreateModel(
            name="InterestReview",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reviewed_at", models.DateTimeField()),
                ("has_none", models.BooleanField(default=False)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interest_reviews",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ("-reviewed_at", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("EMPLOYMENT", "Work, trade or profession"),
                            ("SPONSORSHIP", "Sponsorship, or help with election expenses"),
                            ("CONTRACT", "Contract with the council"),
                            ("LAND", "Land in the county"),
                            ("LICENCE", "Licence to use land in the county"),
                            ("TENANCY", "Tenancy from the council"),
                            ("SECURITIES", "Shares or securities"),
                            ("TRUSTEE", "Trustee, director or committee member"),
                            ("MEMBERSHIP", "Member or regular volunteer"),
                            ("CLOSE_PERSON", "Somebody close to me runs it or works there"),
                            ("OTHER", "Something else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("with_whom", models.TextField()),
                ("detail", models.TextField(blank=True)),
                ("is_partners", models.BooleanField(default=False)),
                ("is_sensitive", models.BooleanField(default=False)),
                ("from_on", models.DateField()),
                ("until_on", models.DateField(blank=True, null=True)),
                ("declared_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
                ("replaced_at", models.DateTimeField(blank=True, null=True)),
                ("emptied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="interests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replaced_by_interest",
                        to="people.interest",
                    ),
                ),
            ],
            options={
                "ordering": ("-from_on", "-id"),
                "indexes": [models.Index(fields=["person", "replaced_at"], name="people_interest_person")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "kind__in",
                                [
                                    "EMPLOYMENT",
                                    "SPONSORSHIP",
                                    "CONTRACT",
                                    "LAND",
                                    "LICENCE",
                                    "TENANCY",
                                    "SECURITIES",
                                    "TRUSTEE",
                                    "MEMBERSHIP",
                                    "CLOSE_PERSON",
                                    "OTHER",
                                ],
                            )
                        ),
                        name="people_interest_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("until_on__isnull", True), ("until_on__gte", models.F("from_on")), _connector="OR"
                        ),
                        name="people_interest_days",
                        violation_error_code="until_on",
                        violation_error_message="An interest ends on or after the day it began",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ended_at__isnull", True), ("until_on__isnull", False), _connector="OR"),
                        name="people_interest_ended",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("replaces__isnull", True),
                            models.Q(("replaces", models.F("id")), _negated=True),
                            _connector="OR",
                        ),
                        name="people_interest_not_itself",
                    ),
                ],
            },
        ),
    ]
