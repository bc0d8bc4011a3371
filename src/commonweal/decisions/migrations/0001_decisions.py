import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0006_marks"),
        ("people", "0007_body_website"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("DRAFT", "Being written"),
                            ("AWAITING", "Waiting for a second person"),
                            ("RETURNED", "Returned"),
                            ("RECORDED", "Public"),
                        ],
                        default="DRAFT",
                        max_length=12,
                    ),
                ),
                ("title", models.CharField(blank=True, max_length=200)),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("GO_AHEAD", "To go ahead"),
                            ("NOT_GO_AHEAD", "Not to go ahead"),
                            ("ADOPT", "To adopt something"),
                            ("REPLACE", "To replace something"),
                            ("EXTEND", "To extend something"),
                            ("OTHER", "Something else"),
                        ],
                        max_length=16,
                    ),
                ),
                ("what", models.TextField(blank=True)),
                (
                    "taken_by",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("FULL_COUNCIL", "The full council"),
                            ("CABINET", "The cabinet"),
                            ("CABINET_MEMBER", "A cabinet member"),
                            ("COMMITTEE", "A committee"),
                            ("OFFICER", "An officer with the power to decide"),
                            ("PARTNER_BOARD", "The board of a partner"),
                            ("GROUP", "A steering or working group"),
                        ],
                        max_length=16,
                    ),
                ),
                ("office", models.CharField(blank=True, max_length=160)),
                ("member_name", models.TextField(blank=True)),
                ("member_digest", models.CharField(blank=True, db_index=True, max_length=32)),
                ("decided_on", models.DateField(blank=True, null=True)),
                ("power", models.TextField(blank=True)),
                ("why", models.TextField(blank=True)),
                ("alternatives", models.TextField(blank=True)),
                ("interests", models.TextField(blank=True)),
                ("is_by_two_people", models.BooleanField(default=False)),
                ("started_at", models.DateTimeField()),
                ("recorded_by", models.CharField(blank=True, max_length=160)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("returned_because", models.CharField(blank=True, max_length=500)),
                ("confirmed_by", models.CharField(blank=True, max_length=160)),
                ("recorded_at", models.DateTimeField(blank=True, null=True)),
                ("recorded_on", models.DateField(blank=True, null=True)),
                ("emptied_at", models.DateTimeField(blank=True, null=True)),
                (
                    "body",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.body"),
                ),
                (
                    "exception",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.twopersonexception",
                    ),
                ),
                (
                    "keeper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="replacements",
                        to="decisions.decision",
                    ),
                ),
            ],
            options={
                "ordering": ("-decided_on", "-id"),
            },
        ),
        migrations.CreateModel(
            name="Correction",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("wrong", models.TextField()),
                ("right", models.TextField()),
                ("made_by", models.CharField(max_length=160)),
                ("made_at", models.DateTimeField()),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="corrections", to="decisions.decision"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="DecisionSubject",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("reference", models.CharField(max_length=80)),
                ("title", models.CharField(max_length=300)),
                ("effect", models.CharField(max_length=40)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="subjects", to="decisions.decision"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Paper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("title", models.CharField(max_length=160)),
                ("link", models.CharField(blank=True, max_length=500)),
                (
                    "decision",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="decisions.decision"
                    ),
                ),
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
                "ordering": ("number",),
            },
        ),
        migrations.AddIndex(
            model_name="decision",
            index=models.Index(fields=["status", "-decided_on"], name="decisions_register"),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", ["DRAFT", "AWAITING", "RETURNED", "RECORDED"])),
                name="decisions_status",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("outcome", ""),
                    ("outcome__in", ["GO_AHEAD", "NOT_GO_AHEAD", "ADOPT", "REPLACE", "EXTEND", "OTHER"]),
                    _connector="OR",
                ),
                name="decisions_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("taken_by", ""),
                    (
                        "taken_by__in",
                        ["FULL_COUNCIL", "CABINET", "CABINET_MEMBER", "COMMITTEE", "OFFICER", "PARTNER_BOARD", "GROUP"],
                    ),
                    _connector="OR",
                ),
                name="decisions_taken_by",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["DRAFT", "RETURNED"]),
                    models.Q(
                        models.Q(("title", ""), _negated=True),
                        models.Q(("outcome", ""), _negated=True),
                        models.Q(("what", ""), _negated=True),
                        models.Q(("taken_by", ""), _negated=True),
                        ("decided_on__isnull", False),
                        models.Q(("power", ""), _negated=True),
                        models.Q(("why", ""), _negated=True),
                        models.Q(("alternatives", ""), _negated=True),
                        ("sent_at__isnull", False),
                        models.Q(("recorded_by", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="decisions_whole",
                violation_error_message="Answer every question before you send the record",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["DRAFT", "RETURNED"]),
                    models.Q(("office", ""), _negated=True),
                    ("taken_by__in", ["FULL_COUNCIL", "CABINET"]),
                    _connector="OR",
                ),
                name="decisions_office",
                violation_error_code="office",
                violation_error_message="Say which office, committee or board decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(("member_digest", ""), ("taken_by", "CABINET_MEMBER"), _connector="OR"),
                name="decisions_member_name",
                violation_error_code="member_name",
                violation_error_message="Name somebody only where a cabinet member decided",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "RECORDED"), ("recorded_at__isnull", False), ("recorded_on__isnull", False)),
                    models.Q(
                        models.Q(("status", "RECORDED"), _negated=True),
                        ("recorded_at__isnull", True),
                        ("recorded_on__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="decisions_recorded",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recorded_on__isnull", True), ("decided_on__lte", models.F("recorded_on")), _connector="OR"
                ),
                name="decisions_not_ahead",
                violation_error_code="decided_on",
                violation_error_message="Enter the day it was decided; it cannot be after today",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("status__in", ["DRAFT", "RETURNED"]),
                    ("is_by_two_people", True),
                    models.Q(
                        models.Q(("outcome__in", ["ADOPT", "REPLACE"]), _negated=True), ("replaces__isnull", True)
                    ),
                    _connector="OR",
                ),
                name="decisions_needs_two",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "RECORDED"), _negated=True),
                    models.Q(("is_by_two_people", False), ("confirmed_by", "")),
                    models.Q(
                        ("is_by_two_people", True),
                        models.Q(("confirmed_by", ""), _negated=True),
                        models.Q(
                            models.Q(("confirmed_by", models.F("recorded_by")), _negated=True),
                            ("exception__isnull", False),
                            _connector="OR",
                        ),
                    ),
                    _connector="OR",
                ),
                name="decisions_confirmed",
                violation_error_message="Another person must confirm this record before it is public",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("replaces__isnull", True), models.Q(("replaces", models.F("id")), _negated=True), _connector="OR"
                ),
                name="decisions_not_replaced_by_itself",
                violation_error_code="replaces",
                violation_error_message="A decision cannot replace itself. Enter an earlier one",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "RECORDED")),
                fields=("replaces",),
                name="decisions_replaced_once",
                violation_error_code="replaces",
                violation_error_message="Another decision has replaced that one already. Enter the later one",
            ),
        ),
        migrations.AddConstraint(
            model_name="decision",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("emptied_at__isnull", True),
                    models.Q(("status", "RECORDED"), ("member_digest", "")),
                    _connector="OR",
                ),
                name="decisions_emptied",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.UniqueConstraint(
                fields=("decision", "number"),
                name="decisions_correction_number",
                violation_error_message="Somebody else corrected this a moment ago. Look, and correct it again",
            ),
        ),
        migrations.AddConstraint(
            model_name="correction",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("wrong", ""), _negated=True), models.Q(("right", ""), _negated=True), ("number__gte", 1)
                ),
                name="decisions_correction_words",
                violation_error_message="Say what is wrong, and what is right",
            ),
        ),
        migrations.AddIndex(
            model_name="decisionsubject",
            index=models.Index(fields=["kind", "reference"], name="decisions_about"),
        ),
        migrations.AddConstraint(
            model_name="decisionsubject",
            constraint=models.UniqueConstraint(
                fields=("decision", "kind", "reference"),
                name="decisions_about_once",
                violation_error_message="The decision is about this already. Remove it first to change what it does",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionsubject",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("reference", ""), _negated=True),
                    models.Q(("title", ""), _negated=True),
                    models.Q(("effect", ""), _negated=True),
                ),
                name="decisions_about_something",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.UniqueConstraint(fields=("decision", "number"), name="decisions_paper_number"),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("document__isnull", False), ("link", "")),
                    models.Q(("document__isnull", True), models.Q(("link", ""), _negated=True)),
                    _connector="OR",
                ),
                name="decisions_paper_one_of_two",
                violation_error_code="link",
                violation_error_message="Choose a file or enter an address, one of the two",
            ),
        ),
        migrations.AddConstraint(
            model_name="paper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("link", ""), ("link__startswith", "https://"), ("link__startswith", "http://"), _connector="OR"
                ),
                name="decisions_paper_link",
                violation_error_code="link",
                violation_error_message="Enter the address in full, like https://www.example.org/report.pdf",
            ),
        ),
    ]
