from django.db import migrations

# What the database refuses to change: the words and the target of a measure that is no longer a proposal, and all of a
# figure that was confirmed but that a later one has replaced it.
KEPT = (
    (
        "accountability_measure",
        (
            "reference strategy_id key title definition numerator denominator unit direction target_value target_upto "
            "target_by_on proposed_by_id proposed_at"
        ),
        "OLD.status <> 'PROPOSED'",
        "Adopted measures",
    ),
    (
        "accountability_measurevalue",
        (
            "reference measure_id from_on until_on value numerator denominator source scope caveat replaces_id "
            "replaces_why recorded_by_id recorded_at recorded_on settled_by_id settled_at exception_id"
        ),
        "OLD.status IN ('CONFIRMED', 'REPLACED')",
        "Confirmed figures",
    ),
)


def refuse_changes(_apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table, columns, is_kept, what in KEPT:
        change = f"UPDATE OF {', '.join(columns.split())}"
        if is_postgresql:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_refuse_change BEFORE {change} OR DELETE ON {table} "
                f"FOR EACH ROW WHEN ({is_kept}) EXECUTE FUNCTION core_refuse_change('{what}')"
            )
            continue
        for name, each in (("update", change), ("delete", "DELETE")):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_refuse_{name} BEFORE {each} ON {table} WHEN {is_kept} "
                f"BEGIN SELECT RAISE(ABORT, '{what} are kept as they are'); END"
            )


def allow_changes(_apps, schema_editor):
    for table, _columns, _is_kept, _what in KEPT:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_refuse_change ON {table}")
            continue
        for name in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_refuse_{name}")


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_trail"), ("accountability", "0008_measures")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
