import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0006_marks"),
    ]

    operations = [
        migrations.CreateModel(
            name="FormatRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("key_digest", models.CharField(max_length=32, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Not sent yet"),
                            ("RECEIVED", "Received"),
                            ("SUPPLIED", "Supplied"),
                            ("WITHDRAWN", "Withdrawn"),
                        ],
                        default="DRAFT",
                        max_length=12,
                    ),
                ),
                ("wanted", models.TextField(blank=True)),
                (
                    "format",
                    models.CharField(
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
                        ],
                        max_length=16,
                    ),
                ),
                ("format_detail", models.TextField(blank=True)),
                ("has_format_detail", models.BooleanField(default=False)),
                ("name", models.TextField(blank=True)),
                (
                    "reach_by",
                    models.CharField(
                        blank=True,
                        choices=[("EMAIL", "E-mail"), ("PHONE", "Telephone"), ("POST", "Post")],
                        max_length=8,
                    ),
                ),
                ("contact", models.TextField(blank=True)),
                ("contact_digest", models.CharField(blank=True, db_index=True, max_length=32)),
                ("reach_digest", models.CharField(blank=True, db_index=True, max_length=32)),
                ("started_at", models.DateTimeField()),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("answer_by_on", models.DateField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("emptied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "document",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="core.storedfile",
                    ),
                ),
            ],
            options={
                "ordering": ("-asked_at", "-id"),
                "indexes": [
                    models.Index(fields=["status", "answer_by_on"], name="accountability_format_queue"),
                    models.Index(fields=["status", "started_at"], name="accountability_format_begun"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["DRAFT", "RECEIVED", "SUPPLIED", "WITHDRAWN"])),
                        name="accountability_format_status",
                    ),
                    models.CheckConstraint(
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
                                ],
                            ),
                            _connector="OR",
                        ),
                        name="accountability_format_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("reach_by", ""), ("reach_by__in", ["EMAIL", "PHONE", "POST"]), _connector="OR"
                        ),
                        name="accountability_format_reach",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("format__in", ["LANGUAGE", "OTHER"]), _negated=True),
                            ("has_format_detail", True),
                            ("emptied_at__isnull", False),
                            _connector="OR",
                        ),
                        name="accountability_format_detail",
                        violation_error_code="format_detail",
                        violation_error_message="Tell us which language or format you need",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("status", "DRAFT"),
                            models.Q(
                                models.Q(("format", ""), _negated=True),
                                models.Q(
                                    models.Q(("contact_digest", ""), _negated=True),
                                    ("emptied_at__isnull", False),
                                    _connector="OR",
                                ),
                                ("asked_at__isnull", False),
                                ("answer_by_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accountability_format_whole",
                        violation_error_message="Answer every question before you send the request",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", False), ("status__in", ["SUPPLIED", "WITHDRAWN"])),
                            models.Q(
                                models.Q(("status__in", ["SUPPLIED", "WITHDRAWN"]), _negated=True),
                                ("settled_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="accountability_format_settled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("emptied_at__isnull", True),
                            models.Q(
                                ("contact_digest", ""),
                                ("document__isnull", True),
                                ("has_format_detail", False),
                                ("reach_by", ""),
                                ("reach_digest", ""),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="accountability_format_emptied",
                    ),
                ],
            },
        ),
    ]
