"""The database itself refuses to change or remove a row of the trail; the chain gets its end."""

from django.db import migrations

NAME = "audit_event_append_only"
MESSAGE = "audit rows are append-only"
SQLITE = [
    f"CREATE TRIGGER {NAME}_{verb.lower()} BEFORE {verb} ON audit_event "
    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
    for verb in ("UPDATE", "DELETE")
]
POSTGRESQL = [
    f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$",
    f"CREATE TRIGGER {NAME} BEFORE UPDATE OR DELETE ON audit_event "
    f"FOR EACH ROW EXECUTE FUNCTION {NAME}()",
    f"CREATE TRIGGER {NAME}_all BEFORE TRUNCATE ON audit_event EXECUTE FUNCTION {NAME}()",
]


def install(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    for statement in SQLITE if vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)
    apps.get_model("audit", "ChainEnd").objects.create(pk=1, number=0, link="0" * 64, sign="")


def remove(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER {NAME}_{verb}")
    else:
        schema_editor.execute(f"DROP FUNCTION {NAME}() CASCADE")


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
