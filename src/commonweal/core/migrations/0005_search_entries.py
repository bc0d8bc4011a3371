from django.db import migrations, models

# SQLite keeps the index in a table of its own that reads its words from ours; triggers keep the two together.
# A later migration that makes core_searchentry anew must make these triggers anew as well.
SQLITE = [
    """
    CREATE VIRTUAL TABLE core_search_index USING fts5(
        title_words, summary_words, body_words,
        content='core_searchentry', content_rowid='id',
        tokenize='porter unicode61 remove_diacritics 2', prefix='2 3'
    )
    """,
    """
    CREATE TRIGGER core_search_entry_added AFTER INSERT ON core_searchentry BEGIN
        INSERT INTO core_search_index (rowid, title_words, summary_words, body_words)
        VALUES (new.id, new.title_words, new.summary_words, new.body_words);
    END
    """,
    """
    CREATE TRIGGER core_search_entry_removed AFTER DELETE ON core_searchentry BEGIN
        INSERT INTO core_search_index (core_search_index, rowid, title_words, summary_words, body_words)
        VALUES ('delete', old.id, old.title_words, old.summary_words, old.body_words);
    END
    """,
    """
    CREATE TRIGGER core_search_entry_changed AFTER UPDATE ON core_searchentry BEGIN
        INSERT INTO core_search_index (core_search_index, rowid, title_words, summary_words, body_words)
        VALUES ('delete', old.id, old.title_words, old.summary_words, old.body_words);
        INSERT INTO core_search_index (rowid, title_words, summary_words, body_words)
        VALUES (new.id, new.title_words, new.summary_words, new.body_words);
    END
    """,
]
SQLITE_BACK = [
    "DROP TRIGGER core_search_entry_added",
    "DROP TRIGGER core_search_entry_removed",
    "DROP TRIGGER core_search_entry_changed",
    "DROP TABLE core_search_index",
]

# PostgreSQL: the same stemmer as SQLite's, no stop words, and a column that is always what the words are.
# Our words are plain letters and digits, so each is one token whatever the parser calls it.
POSTGRESQL = [
    "CREATE TEXT SEARCH DICTIONARY core_search_stem (TEMPLATE = snowball, LANGUAGE = porter)",
    "CREATE TEXT SEARCH CONFIGURATION core_search (PARSER = default)",
    """
    ALTER TEXT SEARCH CONFIGURATION core_search
    ADD MAPPING FOR asciiword, word, numword, hword, hword_part, hword_asciipart, hword_numpart, asciihword, numhword
    WITH core_search_stem
    """,
    """
    ALTER TEXT SEARCH CONFIGURATION core_search
    ADD MAPPING FOR int, uint, float, sfloat, version, host, email, url, url_path, file, tag
    WITH simple
    """,
    """
    ALTER TABLE core_searchentry ADD COLUMN search_index tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('core_search', title_words), 'A')
        || setweight(to_tsvector('core_search', summary_words), 'B')
        || setweight(to_tsvector('core_search', body_words), 'D')
    ) STORED
    """,
    "CREATE INDEX core_search_index ON core_searchentry USING gin (search_index)",
]
POSTGRESQL_BACK = [
    "ALTER TABLE core_searchentry DROP COLUMN search_index",
    "DROP TEXT SEARCH CONFIGURATION core_search",
    "DROP TEXT SEARCH DICTIONARY core_search_stem",
]


def make_index(_apps, schema_editor):
    for statement in SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL:
        schema_editor.execute(statement)


def drop_index(_apps, schema_editor):
    for statement in SQLITE_BACK if schema_editor.connection.vendor == "sqlite" else POSTGRESQL_BACK:
        schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("core", "0004_stored_files")]

    operations = [
        migrations.CreateModel(
            name="SearchEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=40)),
                ("key", models.CharField(max_length=80)),
                ("importance", models.PositiveSmallIntegerField(default=0)),
                ("is_public", models.BooleanField()),
                ("fingerprint", models.BigIntegerField()),
                ("title_words", models.TextField(blank=True)),
                ("address", models.CharField(max_length=500)),
                ("title", models.TextField()),
                ("summary", models.TextField(blank=True)),
                ("summary_words", models.TextField(blank=True)),
                ("body", models.TextField(blank=True)),
                ("body_words", models.TextField(blank=True)),
            ],
            options={
                "indexes": [models.Index(fields=["is_public", "fingerprint"], name="core_search_state")],
                "constraints": [
                    models.UniqueConstraint(fields=("kind", "key"), name="core_search_entry_once"),
                    models.CheckConstraint(
                        condition=models.Q(("importance__lte", 10)), name="core_search_importance_up_to_ten"
                    ),
                ],
            },
        ),
        migrations.RunPython(make_index, drop_index),
    ]
