import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0004_looks"),
    ]

    operations = [
        migrations.CreateModel(
            name="Disclosure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                (
                    "regime",
                    models.CharField(
                        choices=[
                            ("FOI", "Freedom of Information Act 2000"),
                            ("EIR", "Environmental Information Regulations 2004"),
                        ],
                        max_length=3,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("OPEN", "Being prepared"), ("ANSWERED", "Answered"), ("WITHDRAWN", "Withdrawn")],
                        default="OPEN",
                        max_length=10,
                    ),
                ),
                ("case_kind", models.CharField(max_length=80)),
                ("case_reference", models.CharField(max_length=40)),
                ("asked_for", models.TextField()),
                ("received_on", models.DateField()),
                ("due_on", models.DateField()),
                ("begun_by", models.CharField(max_length=160)),
                ("begun_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("sent_html", models.TextField(blank=True)),
                ("sent_text", models.TextField(blank=True)),
            ],
            options={
                "ordering": ("due_on", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("regime__in", ["FOI", "EIR"])), name="privacy_disclosure_regime"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["OPEN", "ANSWERED", "WITHDRAWN"])),
                        name="privacy_disclosure_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("received_on"))),
                        name="privacy_disclosure_clock",
                        violation_error_code="received_on",
                        violation_error_message="A request is due after the day it was received",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("settled_at__isnull", True), ("settled_on__isnull", True), ("status", "OPEN")),
                            models.Q(
                                models.Q(("status", "OPEN"), _negated=True),
                                ("settled_at__isnull", False),
                                ("settled_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="privacy_disclosure_settled",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="BlackedWords",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("words", models.TextField()),
                (
                    "exemption",
                    models.CharField(
                        choices=[
                            ("s.40(2)", "FOIA section 40(2): personal information of somebody else"),
                            ("s.41", "FOIA section 41: given in confidence"),
                            ("s.42", "FOIA section 42: legal advice"),
                            ("s.43(2)", "FOIA section 43(2): commercial interests"),
                            ("s.36", "FOIA section 36: would harm the conduct of public affairs"),
                            ("s.30", "FOIA section 30: investigations"),
                            ("s.31", "FOIA section 31: law enforcement"),
                            ("s.38", "FOIA section 38: health and safety"),
                            ("reg.12(5)(f)", "EIR regulation 12(5)(f): interests of who gave it"),
                            ("reg.12(5)(e)", "EIR regulation 12(5)(e): commercial confidentiality"),
                            ("reg.12(4)(d)", "EIR regulation 12(4)(d): unfinished"),
                            ("reg.12(4)(e)", "EIR regulation 12(4)(e): internal communications"),
                            ("reg.13", "EIR regulation 13: personal data of somebody else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("decided_by", models.CharField(max_length=160)),
                ("decided_at", models.DateTimeField()),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="blacked", to="privacy.disclosure"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "exemption__in",
                                [
                                    "s.40(2)",
                                    "s.41",
                                    "s.42",
                                    "s.43(2)",
                                    "s.36",
                                    "s.30",
                                    "s.31",
                                    "s.38",
                                    "reg.12(5)(f)",
                                    "reg.12(5)(e)",
                                    "reg.12(4)(d)",
                                    "reg.12(4)(e)",
                                    "reg.13",
                                ],
                            )
                        ),
                        name="privacy_blacked_exemption",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="WithheldPassage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document_key", models.CharField(max_length=80)),
                ("passage_key", models.CharField(max_length=80)),
                (
                    "exemption",
                    models.CharField(
                        choices=[
                            ("s.40(2)", "FOIA section 40(2): personal information of somebody else"),
                            ("s.41", "FOIA section 41: given in confidence"),
                            ("s.42", "FOIA section 42: legal advice"),
                            ("s.43(2)", "FOIA section 43(2): commercial interests"),
                            ("s.36", "FOIA section 36: would harm the conduct of public affairs"),
                            ("s.30", "FOIA section 30: investigations"),
                            ("s.31", "FOIA section 31: law enforcement"),
                            ("s.38", "FOIA section 38: health and safety"),
                            ("reg.12(5)(f)", "EIR regulation 12(5)(f): interests of who gave it"),
                            ("reg.12(5)(e)", "EIR regulation 12(5)(e): commercial confidentiality"),
                            ("reg.12(4)(d)", "EIR regulation 12(4)(d): unfinished"),
                            ("reg.12(4)(e)", "EIR regulation 12(4)(e): internal communications"),
                            ("reg.13", "EIR regulation 13: personal data of somebody else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("because", models.TextField(blank=True)),
                ("decided_by", models.CharField(max_length=160)),
                ("decided_at", models.DateTimeField()),
                (
                    "disclosure",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="withheld", to="privacy.disclosure"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "exemption__in",
                                [
                                    "s.40(2)",
                                    "s.41",
                                    "s.42",
                                    "s.43(2)",
                                    "s.36",
                                    "s.30",
                                    "s.31",
                                    "s.38",
                                    "reg.12(5)(f)",
                                    "reg.12(5)(e)",
                                    "reg.12(4)(d)",
                                    "reg.12(4)(e)",
                                    "reg.13",
                                ],
                            )
                        ),
                        name="privacy_withheld_exemption",
                    ),
                    models.UniqueConstraint(
                        fields=("disclosure", "document_key", "passage_key"),
                        name="privacy_withheld_once",
                        violation_error_message="This passage is withheld already",
                    ),
                ],
            },
        ),
    ]
