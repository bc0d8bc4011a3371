from django.db import migrations

# What may still change in a public record: the name and the interests of members, which are emptied when their time is
# over and written anew when a key is rotated.
FIXED = (
    "reference status body_id keeper_id title outcome what replaces_id taken_by office decided_on power why alternatives "
    "is_by_two_people started_at recorded_by sent_at returned_because confirmed_by exception_id recorded_at recorded_on"
).split()
WORDS = "Public decisions are kept as they are"
IS_PUBLIC = "EXISTS (SELECT 1 FROM decisions_decision WHERE id = OLD.decision_id AND status = 'RECORDED')"

# Tables whose rows belong to a decision, and when a row of theirs is kept as it is.
BELONGING = (
    ("decisions_decisionsubject", IS_PUBLIC),
    ("decisions_paper", IS_PUBLIC),
    ("decisions_correction", "1 = 1"),
)


def refuse_changes(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        _refuse_on_postgresql(schema_editor)
    else:
        _refuse_on_sqlite(schema_editor)


def _refuse_on_sqlite(schema_editor):
    for change in (f"UPDATE OF {', '.join(FIXED)}", "DELETE"):
        schema_editor.execute(
            f"CREATE TRIGGER decisions_decision_refuse_{change.split()[0].lower()} BEFORE {change} "
            f"ON decisions_decision WHEN OLD.status = 'RECORDED' BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
        )
    for table, is_kept in BELONGING:
        for change in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table} WHEN {is_kept} "
                f"BEGIN SELECT RAISE(ABORT, '{WORDS}'); END"
            )


def _refuse_on_postgresql(schema_editor):
    schema_editor.execute(
        f"CREATE TRIGGER decisions_decision_refuse_change BEFORE UPDATE OF {', '.join(FIXED)} OR DELETE "
        "ON decisions_decision FOR EACH ROW WHEN (OLD.status = 'RECORDED') "
        "EXECUTE FUNCTION core_refuse_change('Public decisions')"
    )
    # A trigger's own condition cannot look into another table.
    schema_editor.execute(
        "CREATE FUNCTION decisions_refuse_change() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN IF {IS_PUBLIC} THEN "  # names from above
        f"RAISE EXCEPTION '{WORDS}' USING ERRCODE = 'restrict_violation'; "
        "END IF; IF TG_OP = 'DELETE' THEN RETURN OLD; END IF; RETURN NEW; END $$",
        params=None,
    )
    for table, is_kept in BELONGING:
        function = "decisions_refuse_change()" if is_kept == IS_PUBLIC else "core_refuse_change('Corrections')"
        schema_editor.execute(
            f"CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE ON {table} "
            f"FOR EACH ROW EXECUTE FUNCTION {function}"
        )


def allow_changes(_apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER decisions_decision_refuse_change ON decisions_decision")
        for table, _is_kept in BELONGING:
            schema_editor.execute(f"DROP TRIGGER {table}_refuse_change ON {table}")
        schema_editor.execute("DROP FUNCTION decisions_refuse_change()")
        return
    for table in ("decisions_decision", *(table for table, _is_kept in BELONGING)):
        for change in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_refuse_{change}")


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_trail"), ("decisions", "0001_decisions")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
