"""The change log can only grow, and the database holds it: triggers refuse to alter or remove a change.

SQLite takes `INSERT OR REPLACE` for an insert and fires no trigger for the row it replaces, so a second change of one
number is refused too. A migration that alters `Change` on SQLite remakes its table, and the triggers go with the old
one: such a migration ends with `migrations.RunPython(guard_log)`, and a test finds the one that does not.
"""

TABLE = "tracker_change"
REFUSAL = "The change log is append-only: a change is neither altered nor removed."
NAMES = {"update": "change_is_not_altered", "delete": "change_is_not_removed", "insert": "change_is_not_replaced"}

SQLITE = [
    f"CREATE TRIGGER {NAMES['update']} BEFORE UPDATE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER {NAMES['delete']} BEFORE DELETE ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
    f"CREATE TRIGGER {NAMES['insert']} BEFORE INSERT ON {TABLE} "  # noqa: S608
    f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE number = NEW.number) BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
]
POSTGRESQL = [
    f"CREATE OR REPLACE FUNCTION refuse_to_alter_the_log() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}' "
    "USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER {NAMES['update']} BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION refuse_to_alter_the_log()",
    f"CREATE TRIGGER {NAMES['delete']} BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION refuse_to_alter_the_log()",
]


def guard(connection):
    """Set the triggers of the log, whether or not some are there."""
    unguard(connection)
    with connection.cursor() as cursor:
        for statement in SQLITE if connection.vendor == "sqlite" else POSTGRESQL:
            cursor.execute(statement)


def unguard(connection):
    """Take the triggers of the log away: for tests, whose database is emptied between them, and for restoring a copy."""
    on = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for name in NAMES.values():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")


def guard_log(apps, schema_editor):
    """`guard` as a step of a migration."""
    guard(schema_editor.connection)


def unguard_log(apps, schema_editor):
    unguard(schema_editor.connection)
