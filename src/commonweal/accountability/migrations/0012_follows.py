import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import F, Q

TWICE = "You follow this already"
OFTEN = [
    ("AT_ONCE", "At once"),
    ("DAILY", "In one letter a day"),
    ("WEEKLY", "In one letter a week"),
    ("NEVER", "Not at all"),
]


def once(name, who, what, theirs):
    """Nobody follows the same thing twice."""
    return models.UniqueConstraint(
        condition=Q(**{f"{what}__isnull": False}, confirmed_at__isnull=False) & theirs,
        fields=(who, what),
        name=f"accountability_follow_once_{name}_{what}",
        violation_error_message=TWICE,
    )


def key(to, related_name):
    """What a follow is of, or whose."""
    return models.ForeignKey(
        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name=related_name, to=to
    )


class Migration(migrations.Migration):
    dependencies = [
        ("accountability", "0011_what_people_brought_is_fixed"),
        ("strategy", "0001_strategies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Follow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("reference", models.CharField(editable=False, max_length=12, unique=True)),
                ("contact", models.TextField(blank=True)),
                ("contact_digest", models.CharField(blank=True, db_index=True, max_length=32)),
                ("reach_digest", models.CharField(blank=True, db_index=True, max_length=32)),
                ("when", models.CharField(choices=OFTEN, max_length=8)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("strategy", key("strategy.strategy", "follows")),
                ("commitment", key("strategy.commitment", "follows")),
                ("person", key(settings.AUTH_USER_MODEL, "+")),
            ],
            options={
                "ordering": ("asked_at", "id"),
                "indexes": [models.Index(fields=["confirmed_at", "asked_at"], name="accountability_follow_asked")],
                "constraints": [
                    models.CheckConstraint(
                        condition=Q(strategy__isnull=True, commitment__isnull=False)
                        | Q(strategy__isnull=False, commitment__isnull=True),
                        name="accountability_follow_of_one",
                    ),
                    models.CheckConstraint(
                        condition=Q(person__isnull=True) & ~Q(contact_digest="") & ~Q(reach_digest="")
                        | Q(person__isnull=False, contact_digest="", reach_digest="", confirmed_at__isnull=False),
                        name="accountability_follow_by_one",
                    ),
                    models.CheckConstraint(
                        condition=Q(when__in=["AT_ONCE", "DAILY", "WEEKLY"]), name="accountability_follow_when"
                    ),
                    models.CheckConstraint(
                        condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=F("asked_at")),
                        name="accountability_follow_confirmed",
                    ),
                    once("person", "person", "strategy", Q(person__isnull=False)),
                    once("person", "person", "commitment", Q(person__isnull=False)),
                    once("contact", "contact_digest", "strategy", ~Q(contact_digest="")),
                    once("contact", "contact_digest", "commitment", ~Q(contact_digest="")),
                ],
            },
        ),
    ]
