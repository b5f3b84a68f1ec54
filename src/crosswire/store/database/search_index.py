"""The full-text index over `passages`, in each database's own way: FTS5 in SQLite, a tsvector with GIN in PostgreSQL.

In: a connection. Out: statements that make the index. Both take words as they stand (no stemming: reports come in many
languages), folded to lower case and, in SQLite, without accents. Questions are asked in `search`.
"""

from __future__ import annotations

SQLITE = (
    "CREATE VIRTUAL TABLE passages_index USING fts5(title, text, content='passages', content_rowid='id', "
    "tokenize='unicode61 remove_diacritics 2', prefix='3')",
    "CREATE TRIGGER passages_added AFTER INSERT ON passages BEGIN "
    "INSERT INTO passages_index(rowid, title, text) VALUES (new.id, new.title, new.text); END",
    "CREATE TRIGGER passages_gone AFTER DELETE ON passages BEGIN "
    "INSERT INTO passages_index(passages_index, rowid, title, text) VALUES ('delete', old.id, old.title, old.text); END",
)
POSTGRES = (
    "ALTER TABLE passages ADD COLUMN words tsvector GENERATED ALWAYS AS "
    "(setweight(to_tsvector('simple', coalesce(title, '')), 'A') || to_tsvector('simple', text)) STORED",
    "CREATE INDEX ix_passages_words ON passages USING gin (words)",
)
