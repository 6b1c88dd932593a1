"""The words of stories, articles and claims, kept for searching by the database itself: no program can forget them.

SQLite keeps them in tables of FTS5, which triggers fill; PostgreSQL in a column `words` of each table, with a GIN index.
Both fold capitals and accents. `install` and `remove` may be called again. A migration that alters one of the tables
on SQLite rebuilds it, and with it its triggers go: it calls `install` at its end.
"""

STORY = ["title", "headline", "slug", "standfirst", "keywords", "location"]
ARTICLE = ["headline", "text"]
CLAIM = ["subject", "attribute"]  # and `said`: what the statements say
LONGEST = 200_000  # characters of a text that PostgreSQL looks at: a tsvector ends at one megabyte
TOKENIZE = "tokenize = 'unicode61 remove_diacritics 2'"
# What separates words; PostgreSQL would read "and/or" as a path, and "it's-here" as one word.
SIGNS = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~“”„‟‘’‚‛«»‹›–—―…·•¡¿§©®™€£¥°′″、。「」『』，．！？：；（）"


def install(connection):
    remove(connection)
    _run(connection, _sqlite() if connection.vendor == "sqlite" else _postgresql())


def remove(connection):
    _run(connection, _sqlite_gone() if connection.vendor == "sqlite" else _postgresql_gone())


def _run(connection, statements):
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


# --- SQLite -----------------------------------------------------------------------------------------------------------

TABLES = {"articles_story": STORY, "articles_article": ARTICLE}
TRIGGERS = [
    f"{table}_words_{event}" for table in (*TABLES, "articles_claim") for event in ("insert", "update", "delete")
]
TRIGGERS += [f"articles_statement_words_{event}" for event in ("insert", "update", "delete")]


def _sqlite():
    for table, columns in TABLES.items():
        yield from _sqlite_table(table, columns)
    yield from _sqlite_claims()


def _sqlite_table(table, columns):
    """The words alone: the texts stay where they are, and what goes is named by its old text."""
    words, listed = f"{table}_words", ", ".join(columns)
    old, new = (", ".join(f"{row}.{column}" for column in columns) for row in ("old", "new"))
    forget = f"INSERT INTO {words}({words}, rowid, {listed}) VALUES ('delete', old.id, {old});"  # nosec B608  # only names of ours; values are parameters
    learn = f"INSERT INTO {words}(rowid, {listed}) VALUES (new.id, {new});"  # nosec B608  # only names of ours; values are parameters
    yield f"CREATE VIRTUAL TABLE {words} USING fts5({listed}, content = '{table}', content_rowid = 'id', {TOKENIZE})"
    yield f"CREATE TRIGGER {words}_insert AFTER INSERT ON {table} BEGIN {learn} END"
    yield f"CREATE TRIGGER {words}_update AFTER UPDATE OF {listed} ON {table} BEGIN {forget} {learn} END"
    yield f"CREATE TRIGGER {words}_delete AFTER DELETE ON {table} BEGIN {forget} END"
    yield f"INSERT INTO {words}({words}) VALUES ('rebuild')"  # nosec B608  # only names of ours; values are parameters


def _sqlite_claims():
    """A claim with all that its statements say. No trigger names a table that another migration may rebuild but its own."""
    words, listed = "articles_claim_words", ", ".join(CLAIM)
    said = "(SELECT group_concat(value, ' · ') FROM articles_statement WHERE claim_id = {})"
    yield f"CREATE VIRTUAL TABLE {words} USING fts5({listed}, said, {TOKENIZE})"
    yield (
        f"CREATE TRIGGER {words}_insert AFTER INSERT ON articles_claim BEGIN "
        f"INSERT INTO {words}(rowid, {listed}, said) VALUES (new.id, new.subject, new.attribute, ''); END"  # nosec B608  # only names of ours; values are parameters
    )
    yield (
        f"CREATE TRIGGER {words}_update AFTER UPDATE OF {listed} ON articles_claim BEGIN "
        f"UPDATE {words} SET subject = new.subject, attribute = new.attribute WHERE rowid = new.id; END"  # nosec B608  # only names of ours; values are parameters
    )
    yield (
        f"CREATE TRIGGER {words}_delete AFTER DELETE ON articles_claim BEGIN "
        f"DELETE FROM {words} WHERE rowid = old.id; END"  # nosec B608  # only names of ours; values are parameters
    )
    for event, row in (("insert", "new"), ("update", "new"), ("delete", "old")):
        on = "UPDATE OF value, claim_id" if event == "update" else event.upper()
        claims = ("old", "new") if event == "update" else (row,)
        again = " ".join(
            f"UPDATE {words} SET said = coalesce({said.format(f'{claim}.claim_id')}, '') WHERE rowid = {claim}.claim_id;"  # nosec B608  # only names of ours; values are parameters
            for claim in claims
        )
        yield f"CREATE TRIGGER articles_statement_words_{event} AFTER {on} ON articles_statement BEGIN {again} END"
    yield (
        f"INSERT INTO {words}(rowid, {listed}, said) SELECT id, {listed}, coalesce({said.format('articles_claim.id')}, '') "
        "FROM articles_claim"  # nosec B608  # only names of ours; values are parameters
    )


def _sqlite_gone():
    for trigger in TRIGGERS:
        yield f"DROP TRIGGER IF EXISTS {trigger}"
    for table in (*TABLES, "articles_claim"):
        yield f"DROP TABLE IF EXISTS {table}_words"


# --- PostgreSQL -------------------------------------------------------------------------------------------------------


def _postgresql():
    signs = SIGNS.replace("'", "''")
    yield (
        "CREATE FUNCTION newsroom_words(written text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ "
        f"SELECT translate(regexp_replace(normalize(left(written, {LONGEST}), NFKD), '[\u0300-\u036f]', '', 'g'), "
        f"'{signs}', '{' ' * len(SIGNS)}') $$"
    )
    # One word or phrase that somebody looks for; its last word may go on. Without a word in it, nothing is found.
    yield (
        "CREATE FUNCTION newsroom_phrase(written text, goes_on boolean) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$ "
        "SELECT CASE WHEN numnode(asked) = 0 THEN NULL WHEN goes_on THEN (asked::text || ':*')::tsquery ELSE asked END "
        "FROM phraseto_tsquery('simple', newsroom_words(written)) AS asked $$"
    )
    # The same in what weighs most, which is the headline of an article.
    yield (
        "CREATE FUNCTION newsroom_headline(written text, goes_on boolean) RETURNS tsquery LANGUAGE sql IMMUTABLE AS $$ "
        "SELECT CASE WHEN numnode(asked) = 0 THEN NULL ELSE "
        "regexp_replace(asked::text, '''( |$)', CASE WHEN goes_on THEN ''':*A\\1' ELSE ''':A\\1' END, 'g')::tsquery END "
        "FROM phraseto_tsquery('simple', newsroom_words(written)) AS asked $$"
    )
    yield from _postgresql_column("articles_story", _vector({"A": STORY[:2], "B": STORY[2:]}))
    yield from _postgresql_column("articles_article", _vector({"A": ["headline"], "D": ["text"]}))
    yield from _postgresql_claims()


def _vector(weighted):
    """The words of these columns; those of A weigh most."""
    parts = []
    for weight, columns in weighted.items():
        written = " || ' ' || ".join(columns)
        parts.append(f"setweight(to_tsvector('simple', newsroom_words({written})), '{weight}')")
    return " || ".join(parts)


def _postgresql_column(table, vector):
    yield f"ALTER TABLE {table} ADD COLUMN words tsvector GENERATED ALWAYS AS ({vector}) STORED"
    yield f"CREATE INDEX {table}_words ON {table} USING gin (words)"


def _postgresql_claims():
    said = "(SELECT string_agg(value, ' ') FROM articles_statement WHERE claim_id = NEW.id)"
    vector = _vector({"A": ["NEW.subject", "NEW.attribute"], "B": [f"coalesce({said}, '')"]})
    yield "ALTER TABLE articles_claim ADD COLUMN words tsvector"
    yield (
        "CREATE FUNCTION articles_claim_words() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN NEW.words := {vector}; RETURN NEW; END $$"
    )
    yield (
        "CREATE FUNCTION articles_statement_words() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "UPDATE articles_claim SET words = NULL WHERE id IN (SELECT DISTINCT claim_id FROM changed); RETURN NULL; END $$"
    )
    yield (
        "CREATE TRIGGER articles_claim_words BEFORE INSERT OR UPDATE OF subject, attribute, words ON articles_claim "
        "FOR EACH ROW EXECUTE FUNCTION articles_claim_words()"
    )
    for event, rows in (("insert", "NEW"), ("update", "NEW"), ("delete", "OLD")):
        yield (
            f"CREATE TRIGGER articles_statement_words_{event} AFTER {event.upper()} ON articles_statement "
            f"REFERENCING {rows} TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION articles_statement_words()"
        )
    yield "CREATE INDEX articles_claim_words ON articles_claim USING gin (words)"
    yield "UPDATE articles_claim SET words = NULL"


def _postgresql_gone():
    yield "SET CONSTRAINTS ALL IMMEDIATE"  # a table with rows that wait to be checked cannot be altered
    yield "SET CONSTRAINTS ALL DEFERRED"
    for event in ("insert", "update", "delete"):
        yield f"DROP TRIGGER IF EXISTS articles_statement_words_{event} ON articles_statement"
    yield "DROP TRIGGER IF EXISTS articles_claim_words ON articles_claim"
    for table in (*TABLES, "articles_claim"):
        yield f"ALTER TABLE {table} DROP COLUMN IF EXISTS words"
    for function in (
        "articles_statement_words()",
        "articles_claim_words()",
        "newsroom_phrase(text, boolean)",
        "newsroom_headline(text, boolean)",
    ):
        yield f"DROP FUNCTION IF EXISTS {function}"
    yield "DROP FUNCTION IF EXISTS newsroom_words(text)"
