"""Rules that the database itself keeps: what was received, approved, decided, exported or logged is never changed.

`install` and `remove` work on SQLite and PostgreSQL and may be called again; a migration installs them.
"""

# Table, and the columns that are frozen: None freezes the whole row. No frozen table lets a row be deleted.
FROZEN = {
    "articles_original": None,
    "articles_article": ["text", "text_sha256", "original_id", "encoding", "file_name"],
    "articles_sentence": None,
    "articles_decision": None,
    "articles_revision": None,
    "articles_approval": None,
    "articles_changerequest": None,
    "articles_export": None,
    "articles_event": None,
}
REFUSAL = "%s is kept as it is: Newsroom refuses to change or delete it"


def install(connection):
    remove(connection)
    statements = _sqlite if connection.vendor == "sqlite" else _postgresql
    with connection.cursor() as cursor:
        for table, columns in FROZEN.items():
            for statement in statements(table, columns):
                cursor.execute(statement)


def remove(connection):
    with connection.cursor() as cursor:
        for table in FROZEN:
            for verb in ("update", "delete"):
                on_table = "" if connection.vendor == "sqlite" else f" ON {table}"
                cursor.execute(f"DROP TRIGGER IF EXISTS {table}_no_{verb}{on_table}")


def _sqlite(table, columns):
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
