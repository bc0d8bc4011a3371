from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0002_retention"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PERSON", "Everything about one person"),
                            ("RECORD", "One record"),
                            ("HOLDING", "A whole class of records"),
                        ],
                        max_length=8,
                    ),
                ),
                ("person_key", models.CharField(blank=True, max_length=40)),
                ("contact", models.TextField(blank=True)),
                ("contact_digest", models.CharField(blank=True, max_length=32)),
                ("holding", models.CharField(blank=True, max_length=80)),
                ("record_reference", models.CharField(blank=True, max_length=80)),
                ("because", models.TextField()),
                ("placed_by", models.CharField(max_length=160)),
                ("placed_at", models.DateTimeField()),
                ("placed_on", models.DateField()),
                ("until_on", models.DateField()),
                ("lifted_by", models.CharField(blank=True, max_length=160)),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("lifted_because", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("until_on", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["PERSON", "RECORD", "HOLDING"])), name="privacy_hold_kind"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("holding", ""),
                                ("kind", "PERSON"),
                                ("record_reference", ""),
                                models.Q(
                                    models.Q(("person_key", ""), _negated=True),
                                    models.Q(("contact_digest", ""), _negated=True),
                                    _connector="OR",
                                ),
                            ),
                            models.Q(
                                ("kind", "RECORD"),
                                models.Q(("holding", ""), _negated=True),
                                models.Q(("record_reference", ""), _negated=True),
                            ),
                            models.Q(
                                ("kind", "HOLDING"), ("record_reference", ""), models.Q(("holding", ""), _negated=True)
                            ),
                            _connector="OR",
                        ),
                        name="privacy_hold_what",
                        violation_error_message="Say what is held: a person, a record, or a class of records",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("until_on__gt", models.F("placed_on"))),
                        name="privacy_hold_days",
                        violation_error_code="until_on",
                        violation_error_message="Choose a day after today until which it is held",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at__isnull", True), ("lifted_by", "")),
                            models.Q(("lifted_at__isnull", False), models.Q(("lifted_by", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="privacy_hold_lifted",
                    ),
                ],
            },
        ),
    ]
