"""A draw goes only forwards, and what was sealed or thrown never changes: the database itself sees to it."""

from django.db import migrations

ROAD = "frozen committed thrown finished void"
SET_ONCE = ("commit", "throw", "secret_hash")
NEVER = ("list_hash", "prize_hash", "exclusion_hash", "number", "public_id", "campaign_id", "dice")
MESSAGE = "a draw goes only forwards and what is sealed stays"


def going_back(place):
    """SQL: true for an update that must not happen. `place(state)` gives a state's place on the road."""
    changed = [f'NEW."{name}" <> OLD."{name}"' for name in NEVER]
    changed += [f'(OLD."{name}" <> \'\' AND NEW."{name}" <> OLD."{name}")' for name in SET_ONCE]
    backwards = f"{place('NEW')} < {place('OLD')}"
    return " OR ".join(["OLD.state IN ('finished', 'void')", backwards, *changed])


SQLITE = [
    "CREATE TRIGGER draw_never_goes_back BEFORE UPDATE ON registrations_draw WHEN "
    + going_back(lambda row: f"instr('{ROAD}', {row}.state)")
    + f" BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END",
]
POSTGRESQL = [
    f"CREATE FUNCTION draw_goes_forwards() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{MESSAGE}'"
    + " USING ERRCODE = 'integrity_constraint_violation'; END $$",
    "CREATE TRIGGER draw_never_goes_back BEFORE UPDATE ON registrations_draw FOR EACH ROW WHEN ("
    + going_back(lambda row: f"position({row}.state in '{ROAD}')")
    + ") EXECUTE FUNCTION draw_goes_forwards()",
]


def guard(apps, schema_editor):
    for statement in POSTGRESQL if schema_editor.connection.vendor == "postgresql" else SQLITE:
        schema_editor.execute(statement)


def unguard(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP TRIGGER draw_never_goes_back ON registrations_draw")
        schema_editor.execute("DROP FUNCTION draw_goes_forwards()")
    else:
        schema_editor.execute("DROP TRIGGER draw_never_goes_back")


class Migration(migrations.Migration):
    dependencies = [("registrations", "0003_scan_event_never_changes")]
    operations = [migrations.RunPython(guard, unguard)]
