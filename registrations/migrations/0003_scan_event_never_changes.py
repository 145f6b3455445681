"""A scan event is written once: the database itself refuses to change one.

A later migration that rebuilds this table on SQLite drops the trigger and has to set it again.
"""

from django.db import migrations

SQLITE = [
    "CREATE TRIGGER scan_event_never_changes BEFORE UPDATE ON registrations_scanevent "
    "BEGIN SELECT RAISE(ABORT, 'a scan event is never changed'); END",
]
POSTGRESQL = [
    "CREATE FUNCTION scan_event_is_immutable() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION 'a scan event is never changed' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER scan_event_never_changes BEFORE UPDATE ON registrations_scanevent "
    "FOR EACH ROW EXECUTE FUNCTION scan_event_is_immutable()",
]


def guard(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER scan_event_never_changes ON registrations_scanevent")
        schema_editor.execute("DROP FUNCTION scan_event_is_immutable()")
    else:
        schema_editor.execute("DROP TRIGGER scan_event_never_changes")


class Migration(migrations.Migration):
    dependencies = [("registrations", "0002_calls")]
    operations = [migrations.RunPython(guard, unguard)]
