from django.db import migrations

# What the database refuses to change: what is public of evidence that people brought. An accepted document can be set
# aside, answers and notes can be withdrawn, an obstacle can go; words let go at the end of their time leave a mark.
KEPT = (
    (
        "accountability_filing",
        (
            "reference commitment_id title shows words dated_on document_id link filed_by_id filed_at filed_on "
            "filed_as settled_by_id settled_at settled_as exception_id"
        ),
        "OLD.status = 'ACCEPTED' OR (OLD.status = 'SET_ASIDE' AND NEW.emptied_at IS NULL)",
        "OLD.status IN ('ACCEPTED', 'SET_ASIDE')",
        "Accepted documents",
    ),
    (
        "accountability_attestation",
        (
            "reference commitment_id side question asked_by asked_whom asked_on asked answered agreed words link "
            "recorded_by_id recorded_at recorded_on recorded_as"
        ),
        "OLD.id IS NOT NULL",
        "OLD.id IS NOT NULL",
        "Recorded answers",
    ),
    (
        "accountability_note",
        "reference commitment_id words author_id signed_as written_at",
        "NEW.emptied_at IS NULL",
        "OLD.id IS NOT NULL",
        "Signed notes",
    ),
    (
        "accountability_obstacle",
        "reference commitment_id what unblocker unblocking_body_id found_by_id found_at found_as",
        "OLD.id IS NOT NULL",
        "OLD.id IS NOT NULL",
        "Obstacles",
    ),
)


def refuse_changes(_apps, schema_editor):
    is_postgresql = schema_editor.connection.vendor == "postgresql"
    for table, columns, is_changed, is_deleted, what in KEPT:
        change = f"UPDATE OF {', '.join(columns.split())}"
        for name, each, when in (("update", change, is_changed), ("delete", "DELETE", is_deleted)):
            if is_postgresql:
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_refuse_{name} BEFORE {each} ON {table} "
                    f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION core_refuse_change('{what}')"
                )
            else:
                schema_editor.execute(
                    f"CREATE TRIGGER {table}_refuse_{name} BEFORE {each} ON {table} WHEN {when} "
                    f"BEGIN SELECT RAISE(ABORT, '{what} are kept as they are'); END"
                )


def allow_changes(_apps, schema_editor):
    on = " ON {}" if schema_editor.connection.vendor == "postgresql" else ""
    for table, *_rest in KEPT:
        for name in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {table}_refuse_{name}{on.format(table)}")


class Migration(migrations.Migration):
    dependencies = [("core", "0002_audit_trail"), ("accountability", "0010_what_people_bring")]

    operations = [migrations.RunPython(refuse_changes, allow_changes)]
