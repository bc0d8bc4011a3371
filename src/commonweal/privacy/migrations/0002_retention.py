import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0001_requests"),
    ]

    operations = [
        migrations.CreateModel(
            name="Proposal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("holding", models.CharField(max_length=80)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "Waits for a person"),
                            ("CONFIRMED", "Under way"),
                            ("DONE", "Done"),
                            ("DROPPED", "Nothing left to delete"),
                        ],
                        default="PROPOSED",
                        max_length=12,
                    ),
                ),
                ("period", models.CharField(max_length=40)),
                ("because", models.CharField(max_length=400)),
                ("law", models.CharField(max_length=600)),
                ("action", models.CharField(max_length=10)),
                ("began_before_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                ("confirmed_by", models.CharField(blank=True, max_length=160)),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("made_at", "id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["PROPOSED", "CONFIRMED", "DONE", "DROPPED"])),
                        name="privacy_proposal_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confirmed_by", ""), ("status__in", ["PROPOSED", "DROPPED"])),
                            models.Q(
                                ("confirmed_at__isnull", False),
                                ("status__in", ["CONFIRMED", "DONE"]),
                                models.Q(("confirmed_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="privacy_proposal_confirmed",
                        violation_error_message="Nothing is deleted that nobody confirmed",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("holding", models.CharField(max_length=80)),
                ("count", models.PositiveIntegerField()),
                ("digests", models.JSONField()),
                ("period", models.CharField(max_length=40)),
                ("law", models.CharField(max_length=600)),
                ("action", models.CharField(max_length=10)),
                ("confirmed_by", models.CharField(max_length=160)),
                ("confirmed_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField()),
                (
                    "proposal",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="certificate", to="privacy.proposal"
                    ),
                ),
            ],
            options={
                "ordering": ("-finished_at", "-id"),
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("count__gt", 0)),
                        name="privacy_certificate_count",
                        violation_error_message="There is no certificate where nothing was deleted",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProposedRecord",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("holding", models.CharField(max_length=80)),
                ("record_reference", models.CharField(max_length=80)),
                ("began_on", models.DateField()),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("PROPOSED", "To be deleted"),
                            ("TAKEN_OUT", "Taken out"),
                            ("DISPOSED", "Deleted"),
                            ("HELD", "Under a legal hold"),
                            ("GONE", "No longer due"),
                        ],
                        default="PROPOSED",
                        max_length=10,
                    ),
                ),
                ("because", models.TextField(blank=True)),
                ("again_on", models.DateField(blank=True, null=True)),
                ("settled_by", models.CharField(blank=True, max_length=160)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                (
                    "proposal",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="records", to="privacy.proposal"
                    ),
                ),
            ],
            options={
                "ordering": ("began_on", "id"),
                "indexes": [models.Index(fields=["proposal", "outcome"], name="privacy_proposed_left")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("outcome__in", ["PROPOSED", "TAKEN_OUT", "DISPOSED", "HELD", "GONE"])),
                        name="privacy_proposed_outcome",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("outcome", "PROPOSED")),
                        fields=("holding", "record_reference"),
                        name="privacy_proposed_once",
                        violation_error_message="This record is proposed already",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("outcome", "TAKEN_OUT"), _negated=True),
                            models.Q(
                                ("again_on__isnull", False),
                                ("settled_at__isnull", False),
                                models.Q(("settled_by", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="privacy_proposed_taken_out",
                        violation_error_code="again_on",
                        violation_error_message="Say when a record that was taken out is to be looked at again",
                    ),
                ],
            },
        ),
    ]
