from django.db import migrations

# How it stood with commitments is history, and the database does not let it be rewritten: table, and what its rows are called.
KEPT = (("accountability_statusstep", "Steps of a status"),)


def refuse_changes(_apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table, what in KEPT:
        if is_postgresql:
            schema_editor.execute(
                f"CREATE TRIGGER {table}_refuse_change BEFORE UPDATE OR DELETE ON {table} "
                f"FOR EACH ROW EXECUTE FUNCTION core_refuse_change('{what}')"
            )
            continue
        for change in ("UPDATE", "DELETE"):
            schema_editor.execute(
                f"CREATE TRIGGER {table}_refuse_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{what} are kept as they are'); END"
            )


def allow_changes(_apps, schema_editor):
    for table, _what in KEPT:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(f"DROP TRIGGER {table}_refuse_change ON {table}")
            continue
        for change in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_refuse_{change}")


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_trail"), ("accountability", "0013_enclosures")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
