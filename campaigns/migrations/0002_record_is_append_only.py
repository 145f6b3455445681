"""The record is append-only: the database itself refuses to change or delete a row."""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER record_never_changes BEFORE UPDATE ON campaigns_record "
    "BEGIN SELECT RAISE(ABORT, 'the record is append-only'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION record_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'the record is append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER record_never_changes BEFORE UPDATE OR DELETE ON campaigns_record "
    "FOR EACH ROW EXECUTE FUNCTION record_is_append_only()",
]


def guard(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER record_never_changes ON campaigns_record")
        schema_editor.execute("DROP FUNCTION record_is_append_only()")
    else:
        schema_editor.execute("DROP TRIGGER record_never_changes")


class Migration(migrations.Migration):
    dependencies = [("campaigns", "0001_initial")]
    operations = [migrations.RunPython(guard, unguard)]
