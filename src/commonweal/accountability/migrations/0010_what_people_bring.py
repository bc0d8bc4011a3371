import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accountability", "0009_adopted_measures_are_fixed"),
        ("core", "0006_marks"),
        ("people", "0007_body_website"),
        ("strategy", "0001_strategies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="filing",
            name="accountability_filing_something",
        ),
        migrations.RemoveConstraint(
            model_name="filing",
            name="accountability_filing_two_people",
        ),
        migrations.RemoveConstraint(
            model_name="filing",
            name="accountability_filing_why",
        ),
        migrations.RemoveConstraint(
            model_name="note",
            name="accountability_note_words",
        ),
        migrations.AddField(
            model_name="attestation",
            name="recorded_as",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="filing",
            name="emptied_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="filing",
            name="filed_as",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="filing",
            name="set_aside_as",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="filing",
            name="set_aside_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="filing",
            name="set_aside_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="filing",
            name="set_aside_why",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="filing",
            name="settled_as",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name="note",
            name="emptied_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="found_as",
            field=models.CharField(default="", max_length=200),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="obstacle",
            name="reminded_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="obstacle",
            name="unblocking_body",
            field=models.ForeignKey(
                blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.body"
            ),
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("document__isnull", False),
                    models.Q(("link", ""), _negated=True),
                    ("emptied_at__isnull", False),
                    _connector="OR",
                ),
                name="accountability_filing_something",
                violation_error_code="document",
                violation_error_message="Choose a file, or enter a link to the document",
            ),
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ["ACCEPTED", "SET_ASIDE"]), _negated=True),
                    models.Q(("settled_by", models.F("filed_by")), _negated=True),
                    ("exception__isnull", False),
                    _connector="OR",
                ),
                name="accountability_filing_two_people",
                violation_error_message="Somebody other than the person who filed this accepts it",
            ),
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "RETURNED"), _negated=True),
                    models.Q(("settled_why", ""), _negated=True),
                    _connector="OR",
                ),
                name="accountability_filing_why",
                violation_error_code="why",
                violation_error_message="Say why, so that the one who filed it knows what is missing",
            ),
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("set_aside_at__isnull", False),
                        ("set_aside_by__isnull", False),
                        ("status", "SET_ASIDE"),
                        models.Q(("set_aside_why", ""), _negated=True),
                    ),
                    models.Q(
                        models.Q(("status", "SET_ASIDE"), _negated=True),
                        ("set_aside_at__isnull", True),
                        ("set_aside_by__isnull", True),
                        ("set_aside_why", ""),
                    ),
                    _connector="OR",
                ),
                name="accountability_filing_set_aside",
                violation_error_code="why",
                violation_error_message="Say why it no longer counts",
            ),
        ),
        migrations.AddConstraint(
            model_name="filing",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("emptied_at__isnull", True),
                    models.Q(
                        ("document__isnull", True), models.Q(("status__in", ["FILED", "ACCEPTED"]), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="accountability_filing_emptied",
            ),
        ),
        migrations.AddConstraint(
            model_name="note",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("words", ""), _negated=True),
                        models.Q(("emptied_at__isnull", False), ("withdrawn_at__isnull", False)),
                        _connector="OR",
                    ),
                    models.Q(("signed_as", ""), _negated=True),
                ),
                name="accountability_note_words",
                violation_error_code="words",
                violation_error_message="Write the note",
            ),
        ),
    ]
