"""Documents by column, the words in them, and the index of each database. Derived: `manage.py rebuild` fills them again."""

from django.db import migrations, models

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
    dependencies = [
        ("tracker", "0005_duties"),
    ]

    operations = [
        migrations.DeleteModel(name="Document"),
        migrations.CreateModel(
            name="Document",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=20)),
                ("row", models.PositiveBigIntegerField()),
                ("type", models.CharField(max_length=20)),
                ("key", models.CharField(max_length=120)),
                ("title", models.CharField(max_length=500)),
                ("subtitle", models.CharField(blank=True, max_length=500)),
                ("date", models.CharField(blank=True, help_text="When it was, or began, as a partial date.", max_length=50)),
                (
                    "record",
                    models.PositiveBigIntegerField(
                        db_index=True, help_text="Primary key of the record that it is derived with.", null=True
                    ),
                ),
                ("url", models.CharField(help_text="Where it stands: an address of this site.", max_length=200)),
                (
                    "exact",
                    models.TextField(help_text="Every name of it as a whole: |npt|treaty non proliferate nuclear weapon|."),
                ),
                ("called", models.TextField(help_text="Its key and what it is called for short.")),
                ("names", models.TextField(blank=True, help_text="Titles and other names.")),
                ("said", models.TextField(blank=True, help_text="What is said of it.")),
                ("parts", models.TextField(blank=True, help_text="What is said of what hangs on it.")),
                ("words", models.TextField(help_text="Each of its words once, as written but folded.")),
                ("text", models.TextField(blank=True, help_text="What is said, as it is, for excerpts.")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("table", "row"), name="document_of_row")],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("word", models.CharField(max_length=100, unique=True)),
                ("stem", models.CharField(db_index=True, max_length=100)),
                ("length", models.PositiveSmallIntegerField(db_index=True)),
                ("documents", models.PositiveIntegerField(help_text="In how many documents it occurs.")),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
    ]
