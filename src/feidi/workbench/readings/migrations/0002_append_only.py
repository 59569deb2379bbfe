"""The database itself refuses to change or remove a reading."""

from django.db import migrations

NAME = "readings_reading_append_only"
MESSAGE = "readings are append-only"
SQLITE = [
    f"CREATE TRIGGER {NAME}_{verb.lower()} BEFORE {verb} ON readings_reading "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
    f"CREATE TRIGGER {NAME} BEFORE UPDATE OR DELETE ON readings_reading "
    f"FOR EACH ROW EXECUTE FUNCTION {NAME}()",
]


def install(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in SQLITE if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {NAME}_{verb}")
    else:
        schema_editor.execute(f"DROP FUNCTION {NAME}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("readings", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
