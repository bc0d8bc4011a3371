from django.db import migrations

IS_WRITTEN = "EXISTS (SELECT 1 FROM decisions_decision WHERE id = NEW.decision_id AND status IN ('DRAFT', 'RETURNED'))"
IS_PUBLIC = "EXISTS (SELECT 1 FROM decisions_decision WHERE id = NEW.decision_id AND status = 'RECORDED')"
IS_THERE = "EXISTS (SELECT 1 FROM decisions_correction WHERE id = NEW.id)"
STILL_WRITTEN = "Only a record that is still being written takes something new"

# A table whose rows belong to a decision, when a row cannot be put there, the words, and on which changes. A row that is
# moved from one record to another is new to that one; corrections cannot be moved at all. SQLite's REPLACE would take
# an old correction away without asking the triggers on DELETE.
ADDED = (
    ("decisions_decisionsubject", f"NOT {IS_WRITTEN}", STILL_WRITTEN, ("INSERT", "UPDATE OF decision_id")),
    ("decisions_paper", f"NOT {IS_WRITTEN}", STILL_WRITTEN, ("INSERT", "UPDATE OF decision_id")),
    ("decisions_correction", f"NOT {IS_PUBLIC}", "Only a public decision can be corrected", ("INSERT",)),
)


def refuse_additions(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        _refuse_on_postgresql(schema_editor)
    else:
        _refuse_on_sqlite(schema_editor)


def _refuse_on_sqlite(schema_editor):
    for table, is_refused, words, changes in ADDED:
        for change in changes:
            schema_editor.execute(
                f"CREATE TRIGGER {_name(table, change)} BEFORE {change} ON {table} WHEN {is_refused} "
                f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
            )
    schema_editor.execute(
        f"CREATE TRIGGER decisions_correction_refuse_replace BEFORE INSERT ON decisions_correction WHEN {IS_THERE} "
        "BEGIN SELECT RAISE(ABORT, 'Corrections are kept as they are'); END"
    )


def _name(table, change):
    return f"{table}_refuse_{'insert' if change == 'INSERT' else 'move'}"


def _refuse_on_postgresql(schema_editor):
    for table, is_refused, words, changes in ADDED:
        # A trigger's own condition cannot look into another table.
        schema_editor.execute(
            f"CREATE FUNCTION {table}_refuse_addition() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN IF {is_refused} THEN "  # names from above
            f"RAISE EXCEPTION '{words}' USING ERRCODE = 'restrict_violation'; END IF; RETURN NEW; END $$",
            params=None,
        )
        schema_editor.execute(
            f"CREATE TRIGGER {table}_refuse_addition BEFORE {' OR '.join(changes)} ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse_addition()"
        )


def allow_additions(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        for table, *_more in ADDED:
            schema_editor.execute(f"DROP TRIGGER {table}_refuse_addition ON {table}")
            schema_editor.execute(f"DROP FUNCTION {table}_refuse_addition()")
        return
    schema_editor.execute("DROP TRIGGER decisions_correction_refuse_replace")
    for table, _is_refused, _words, changes in ADDED:
        for change in changes:
            schema_editor.execute(f"DROP TRIGGER {_name(table, change)}")


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_public_is_fixed")]

    operations = [migrations.RunPython(refuse_additions, allow_additions)]
