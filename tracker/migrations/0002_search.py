"""The index of words of each database beside the table of documents. Derived: `manage.py rebuild` fills it again."""

from django.db import migrations

COLUMNS = ("called", "names", "said", "parts")
SQLITE = (
    """CREATE VIRTUAL TABLE tracker_document_words USING fts5(
        called, names, said, parts, content='tracker_document', content_rowid='id', tokenize='ascii'
    )""",
    """CREATE TRIGGER tracker_document_words_insert AFTER INSERT ON tracker_document BEGIN
        INSERT INTO tracker_document_words (rowid, called, names, said, parts)
            VALUES (new.id, new.called, new.names, new.said, new.parts);
    END""",
    """CREATE TRIGGER tracker_document_words_delete AFTER DELETE ON tracker_document BEGIN
        INSERT INTO tracker_document_words (tracker_document_words, rowid, called, names, said, parts)
            VALUES ('delete', old.id, old.called, old.names, old.said, old.parts);
    END""",
    """CREATE TRIGGER tracker_document_words_update AFTER UPDATE ON tracker_document BEGIN
        INSERT INTO tracker_document_words (tracker_document_words, rowid, called, names, said, parts)
            VALUES ('delete', old.id, old.called, old.names, old.said, old.parts);
        INSERT INTO tracker_document_words (rowid, called, names, said, parts)
            VALUES (new.id, new.called, new.names, new.said, new.parts);
    END""",
)
POSTGRESQL = (
    "ALTER TABLE tracker_document ADD COLUMN vector tsvector GENERATED ALWAYS AS ("
    + " || ".join(f"setweight(to_tsvector('simple', {column}), '{weight}')" for column, weight in zip(COLUMNS, "ABCD"))
    + ") STORED",
    "CREATE INDEX tracker_document_vector ON tracker_document USING gin (vector)",
)
INDEX = {"sqlite": SQLITE, "postgresql": POSTGRESQL}
NO_INDEX = {
    "sqlite": (
        *(f"DROP TRIGGER tracker_document_words_{event}" for event in ("insert", "delete", "update")),
        "DROP TABLE tracker_document_words",
    ),
    "postgresql": ("ALTER TABLE tracker_document DROP COLUMN vector",),
}


def make_index(_apps, schema_editor):
    for statement in INDEX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


def drop_index(_apps, schema_editor):
    for statement in NO_INDEX[schema_editor.connection.vendor]:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("tracker", "0001_initial")]
    operations = [migrations.RunPython(make_index, drop_index)]
