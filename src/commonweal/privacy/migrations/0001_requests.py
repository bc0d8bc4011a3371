import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="PrivacyRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ACCESS", "A copy of what is kept about you"),
                            ("ERASURE", "Erase what is kept about you"),
                            ("CORRECTION", "Put something right"),
                            ("OBJECTION", "Object to how your data is used"),
                        ],
                        max_length=12,
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("RECEIVED", "Received"),
                            ("ANSWERED", "Answered"),
                            ("REFUSED", "Refused"),
                            ("WITHDRAWN", "Withdrawn"),
                        ],
                        default="RECEIVED",
                        max_length=12,
                    ),
                ),
                ("person_key", models.CharField(blank=True, db_index=True, max_length=40)),
                ("name", models.TextField(blank=True)),
                ("contact", models.TextField(blank=True)),
                ("contact_digest", models.CharField(blank=True, db_index=True, max_length=32)),
                ("is_contact_shown", models.BooleanField(default=False)),
                ("is_on_paper", models.BooleanField(default=False)),
                ("about", models.TextField(blank=True)),
                ("received_on", models.DateField()),
                ("due_on", models.DateField()),
                ("asked_at", models.DateTimeField()),
                ("extended_at", models.DateTimeField(blank=True, null=True)),
                ("extended_because", models.TextField(blank=True)),
                ("gathered_at", models.DateTimeField(blank=True, null=True)),
                ("settled_at", models.DateTimeField(blank=True, null=True)),
                ("settled_on", models.DateField(blank=True, null=True)),
                ("answer", models.TextField(blank=True)),
                ("collect_until_on", models.DateField(blank=True, null=True)),
                ("code_digest", models.CharField(blank=True, max_length=32)),
                ("code_sent_at", models.DateTimeField(blank=True, null=True)),
                ("code_tries", models.PositiveSmallIntegerField(default=0)),
                ("collected_at", models.DateTimeField(blank=True, null=True)),
                ("emptied_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("due_on", "id"),
                "indexes": [models.Index(fields=["status", "due_on"], name="privacy_request_queue")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["ACCESS", "ERASURE", "CORRECTION", "OBJECTION"])),
                        name="privacy_request_kind",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status__in", ["RECEIVED", "ANSWERED", "REFUSED", "WITHDRAWN"])),
                        name="privacy_request_status",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("person_key", ""), _negated=True),
                            models.Q(("contact_digest", ""), _negated=True),
                            ("is_on_paper", True),
                            ("emptied_at__isnull", False),
                            _connector="OR",
                        ),
                        name="privacy_request_whose",
                        violation_error_message="Say whose data it is: an account, or a way to reach them",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("due_on__gt", models.F("received_on"))),
                        name="privacy_request_clock",
                        violation_error_code="received_on",
                        violation_error_message="A request is due after the day it was received",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("settled_at__isnull", True), ("settled_on__isnull", True), ("status", "RECEIVED")
                            ),
                            models.Q(
                                models.Q(("status", "RECEIVED"), _negated=True),
                                ("settled_at__isnull", False),
                                ("settled_on__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="privacy_request_settled",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("collect_until_on__isnull", True),
                            models.Q(("kind", "ACCESS"), ("status", "ANSWERED")),
                            _connector="OR",
                        ),
                        name="privacy_request_collect",
                        violation_error_message="Only an answered request for a copy has something to collect",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("emptied_at__isnull", True),
                            models.Q(
                                ("code_digest", ""),
                                ("contact_digest", ""),
                                ("person_key", ""),
                                ("settled_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="privacy_request_emptied",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="StaffNote",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("words", models.TextField()),
                ("noted_by", models.CharField(max_length=160)),
                ("noted_at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="notes", to="privacy.privacyrequest"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="FoundItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("place", models.PositiveIntegerField()),
                ("holding", models.CharField(max_length=80)),
                ("record_reference", models.CharField(max_length=80)),
                ("record_title", models.TextField()),
                ("title", models.TextField()),
                ("words", models.TextField(blank=True)),
                ("shown_words", models.TextField(blank=True)),
                ("file_key", models.BigIntegerField(blank=True, null=True)),
                ("is_about_others", models.BooleanField(default=False)),
                (
                    "decision",
                    models.CharField(
                        choices=[
                            ("OPEN", "To be decided"),
                            ("GIVEN", "Given"),
                            ("REDACTED", "Given with words blacked out"),
                            ("WITHHELD", "Withheld"),
                        ],
                        default="OPEN",
                        max_length=10,
                    ),
                ),
                ("because", models.TextField(blank=True)),
                ("decided_by", models.CharField(blank=True, max_length=160)),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="found", to="privacy.privacyrequest"
                    ),
                ),
            ],
            options={
                "ordering": ("request", "place"),
                "constraints": [
                    models.UniqueConstraint(fields=("request", "place"), name="privacy_found_place"),
                    models.CheckConstraint(
                        condition=models.Q(("decision__in", ["OPEN", "GIVEN", "REDACTED", "WITHHELD"])),
                        name="privacy_found_decision",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_at__isnull", False), ("decision__in", ["OPEN", "GIVEN"]), _connector="OR"
                        ),
                        name="privacy_found_decided",
                        violation_error_message="What is withheld carries who decided and when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="RequestContact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("contact", models.TextField()),
                ("contact_digest", models.CharField(max_length=32)),
                ("how_shown", models.TextField()),
                ("added_by", models.CharField(max_length=160)),
                ("added_at", models.DateTimeField()),
                (
                    "request",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="contacts",
                        to="privacy.privacyrequest",
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
                "constraints": [
                    models.UniqueConstraint(
                        fields=("request", "contact_digest"),
                        name="privacy_contact_once",
                        violation_error_code="contact",
                        violation_error_message="This contact is on the request already",
                    )
                ],
            },
        ),
    ]
