"""Rules that the database itself keeps: what was received, approved, decided, exported or logged is never changed.

`install` and `remove` work on SQLite and PostgreSQL and may be called again. Each migration that brings a frozen table
or column calls `install`, which guards the tables and columns that are there by then.
"""

# Table, and the columns that are frozen: None freezes the whole row. No frozen table lets a row be deleted.
FROZEN = {
    "articles_original": None,
    "articles_article": [
        *("text", "text_sha256", "removed", "original_id", "file_name", "part", "format", "encoding", "guid"),
    ],
    "articles_sentence": None,
    "articles_correctedreading": None,
    "articles_incoming": ["original_id", "source", "text", "text_sha256", "address", "guid"],
    "articles_decision": None,
    "articles_revision": None,
    "articles_endorsement": None,
    "articles_approval": None,
    "articles_evidence": None,
    "articles_importedrevision": None,
    "articles_changerequest": None,
    "articles_correction": None,
    "articles_kill": None,
    "articles_export": None,
    "articles_deliverytry": None,
    "articles_supportconfirmation": [
        "story_id",
        "paragraph_id",
        "sentence",
        "sentence_sha256",
        "kind",
        "words",
        "reason",
        "by_id",
        "at",
    ],
    "articles_apitoken": [
        "user_id",
        "name",
        "prefix",
        "secret_sha256",
        "scopes",
        "created_at",
        "expires_at",
    ],
    "articles_event": None,
    "articles_auditcheck": None,
}
REFUSAL = "%s is kept as it is: Newsroom refuses to change or delete it"


def install(connection):
    remove(connection)
    statements = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for table in _present(connection, cursor):
            for statement in statements(table, _columns(connection, cursor, table)):
                cursor.execute(statement)


def remove(connection):
    with connection.cursor() as cursor:
        for table in _present(connection, cursor):
            for verb in ("update", "delete"):
                on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on_table}")
            if connection.vendor == "postgresql":
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_truncate ON {table}")


def _present(connection, cursor):
    there = set(connection.introspection.table_names(cursor))
    return [table for table in FROZEN if table in there]


def _columns(connection, cursor, table):
    """Those of the frozen columns that are there; None when the whole row is frozen."""
    if FROZEN[table] is None:
        return None
    there = {column.name for column in connection.introspection.get_table_description(cursor, table)}
    return [column for column in FROZEN[table] if column in there]


def _sqlite(table, columns):
    """INSERT OR REPLACE deletes, too: the trigger sees it where a connection says `recursive_triggers`, as ours do."""
    update_of = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
    for verb, event in (("update", update_of), ("delete", "DELETE")):
        yield (
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL % table}'); END"
        )


def _postgresql(table, columns):
    update_of = f"UPDATE OF {', '.join(columns)}" if columns else "UPDATE"
    yield (
        f"CREATE OR REPLACE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{REFUSAL % table}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    )
    for verb, event in (("update", update_of), ("delete", "DELETE")):
        yield (
            f"CREATE TRIGGER {table}_no_{verb} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
        )
    yield f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} EXECUTE FUNCTION {table}_refuse()"
