from django.db import migrations, models

# Table, what its rows are called when a change is refused, the columns that make a row the same row, and what is refused.
KEPT = (
    ("core_auditevent", "Audit events", ("id",), ("UPDATE", "DELETE")),
    ("core_auditseal", "Audit seals", ("number", "event_id"), ("UPDATE", "DELETE")),
    ("core_journeystep", "Steps of a journey", ("id",), ("UPDATE",)),
)


def refuse_changes(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        _refuse_on_postgresql(schema_editor)
    else:
        _refuse_on_sqlite(schema_editor)


def _refuse_on_sqlite(schema_editor):
    for table, rows, keys, refused in KEPT:
        for change in refused:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{rows} are kept as they are'); END"
            )
        # REPLACE takes the old row away without asking the triggers on DELETE.
        same = " OR ".join(f"{key} = NEW.{key}" for key in keys)
        is_there = f"EXISTS (SELECT 1 FROM {table} WHERE {same})"  # noqa: S608  # names from the list above
        schema_editor.execute(
            f"CREATE TRIGGER {table}_refuse_replace BEFORE INSERT ON {table} WHEN {is_there} "
            f"BEGIN SELECT RAISE(ABORT, '{rows} are kept as they are'); END"
        )


def _refuse_on_postgresql(schema_editor):
    schema_editor.execute(
        "CREATE FUNCTION core_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN RAISE EXCEPTION '% are kept as they are', TG_ARGV[0] USING ERRCODE = 'restrict_violation'; END $$",
        params=None,  # so that % is PostgreSQL's
    )
    for table, rows, _keys, refused in KEPT:
        changes = " OR ".join(refused)
        schema_editor.execute(
            f"CREATE TRIGGER {table}_refuse_change BEFORE {changes} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION core_refuse_change('{rows}')"
        )
        if "DELETE" in refused:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_refuse_truncate BEFORE TRUNCATE ON {table} "
                f"FOR EACH STATEMENT EXECUTE FUNCTION core_refuse_change('{rows}')"
            )


def allow_changes(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP FUNCTION core_refuse_change() CASCADE")
        return
    for table, _rows, _keys, refused in KEPT:
        for change in (*refused, "REPLACE"):
            schema_editor.execute(f"DROP TRIGGER {table}_refuse_{change.lower()}")


class Migration(migrations.Migration):
    dependencies = [("core", "0001_first_tables")]

    operations = [
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("happened_at", models.DateTimeField()),
                ("verb", models.CharField(max_length=120)),
                ("subject_kind", models.CharField(max_length=60)),
                ("subject_reference", models.CharField(max_length=80)),
                ("by", models.CharField(max_length=160)),
                ("on_behalf_of", models.CharField(blank=True, max_length=160)),
                ("request_id", models.CharField(blank=True, max_length=64)),
                ("facts", models.JSONField()),
                ("reason", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["subject_kind", "subject_reference"], name="core_audit_subject")],
            },
        ),
        migrations.CreateModel(
            name="AuditName",
            fields=[
                ("digest", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("value", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="UnsealedEvent",
            fields=[
                ("event_id", models.BigIntegerField(primary_key=True, serialize=False)),
                ("happened_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="AuditSeal",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False)),
                ("event_id", models.BigIntegerField(unique=True)),
                ("sealed_at", models.DateTimeField()),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="core_seal_from_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="SealHead",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("number", models.PositiveBigIntegerField(default=0)),
                ("digest", models.CharField(blank=True, max_length=64)),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="core_one_seal_head")],
            },
        ),
        migrations.RunPython(refuse_changes, allow_changes),
    ]
