"""Finding stories, articles and claims by their words: one question, SQLite or PostgreSQL behind it.

Every word must be there, in any order, capitals and accents aside; the last letters of a word may be missing. Words in
double quotes must follow each other. Words of scripts that put no spaces between them are found anywhere in a text.
"""

import re
import unicodedata
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from articles.models.claims import Claim
from articles.models.sources import Article
from articles.models.stories import Story

LONGEST_QUESTION = 200  # characters
MOST_PHRASES = 12
SHORTEST_BEGINNING = 3  # letters: "fer" finds "ferry", but "a" only "a"
PAGE_SIZE = 20
MOST_RANKED = 2000  # the newest that fit, the best of which come first: nobody reads more, and common words stay quick
EXCERPT = 240  # characters around the first hit
MOST_MARKED = 400  # hits that are marked in one text: nobody reads more

_PHRASE = re.compile(r'"([^"]*)"|(\S+)')
_WORD = re.compile(r"[^\W_]+")
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)


class Kind(NamedTuple):
    """What can be found: its table, the column that names the story, the columns searched, their weights, newest first."""

    model: type
    story: str
    columns: tuple[str, ...]
    weights: str
    related: tuple[str, ...]
    many: tuple[str, ...] = ()


KINDS = {
    "stories": Kind(
        Story, "id", ("title", "headline", "slug", "standfirst", "keywords", "location"), "8, 8, 4, 2, 2, 2", ()
    ),
    "articles": Kind(Article, "story_id", ("headline", "text"), "6, 1", ("story", "outlet")),
    "claims": Kind(Claim, "story_id", ("subject", "attribute"), "4, 4, 1", ("story",), ("statements",)),
}


class Phrase(NamedTuple):
    """A word, or several that follow each other; when it `goes_on`, its last word may be longer."""

    text: str
    goes_on: bool

    @property
    def is_spaceless(self):
        return bool(_WITHOUT_SPACES.search(self.text))


class Found(NamedTuple):
    """The best rows of a kind, and whether there are more."""

    rows: list
    more: bool


def search(user, text, kinds=tuple(KINDS), limit=PAGE_SIZE, offset=0):
    """{kind: Found} of what this user may see, the best first. Two queries a kind; none when there is no word in it."""
    phrases = phrases_in(text)
    found = dict.fromkeys(kinds, Found([], False))
    if not phrases:
        return found
    try:
        visible = Story.objects.visible_to(user).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return found
    return {kind: _found(KINDS[kind], phrases, visible, limit, offset) for kind in kinds}


def stories_with(text):
    """The condition that a story, or a headline of its articles, has these words."""
    phrases = phrases_in(text)
    if not phrases:
        return Q(pk__in=[])
    stories, of_stories = _matching(KINDS["stories"], phrases)
    articles, of_articles = _matching(KINDS["articles"], phrases, column="headline")
    sql = f"SELECT t.id FROM {stories} UNION SELECT t.story_id FROM {articles}"  # nosec B608  # only names of ours; values are parameters
    return Q(pk__in=RawSQL(sql, of_stories + of_articles))  # nosec B611  # only names of ours; values are parameters


def phrases_in(text):
    """What somebody typed, as phrases with a letter or digit in them: whatever it is, it is never an error."""
    text = unicodedata.normalize("NFC", "".join(c for c in text[:LONGEST_QUESTION] if c.isprintable() or c.isspace()))
    text = re.sub("[“”„«»]", '"', text.encode(errors="ignore").decode())
    phrases = []
    for quoted, word in _PHRASE.findall(text):
        words = _WORD.findall(quoted or word)
        if words:
            goes_on = not quoted and len(words[-1]) >= SHORTEST_BEGINNING
            phrases.append(Phrase(" ".join((quoted or word).replace('"', " ").split()), goes_on))
    return phrases[:MOST_PHRASES]


def _found(kind, phrases, visible, limit, offset):
    matching, params = _matching(kind, phrases)
    seen, seen_params = visible
    rank, ranked = _rank(kind, phrases)
    is_sqlite = connection.vendor == "sqlite"
    key = "w.rowid" if " w ON " in matching else "t.id"  # in the order of FTS5's own table nothing needs to be sorted
    # SQLite ranks what it has at hand, PostgreSQL what is left: there a rank costs more than finding the row.
    shown, order = (f"{rank} AS rank", "rank") if is_sqlite else ("t.words", rank)
    newest = (
        f"SELECT t.id, {shown} FROM {matching} AND t.{kind.story} IN ({seen}) ORDER BY {key} DESC LIMIT {MOST_RANKED}"  # nosec B608  # only names of ours; values are parameters
    )
    sql = f"SELECT t.id FROM ({newest}) AS t ORDER BY {order}, t.id DESC LIMIT %s OFFSET %s"  # nosec B608  # only names of ours; values are parameters
    told = [*params, *seen_params]
    params = [*told, limit + 1, offset] if is_sqlite else [*told, *ranked, limit + 1, offset]
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        keys = [key for (key,) in cursor.fetchall()]
    rows = kind.model.objects.select_related(*kind.related).prefetch_related(*kind.many).in_bulk(keys[:limit])
    return Found([rows[key] for key in keys[:limit] if key in rows], len(keys) > limit)


def _matching(kind, phrases, column=None):
    """(`table t ... WHERE condition`, parameters)."""
    table = kind.model._meta.db_table
    words = [phrase for phrase in phrases if not phrase.is_spaceless]
    anywhere = [phrase for phrase in phrases if phrase.is_spaceless]
    conditions, params = [], []
    is_sqlite = connection.vendor == "sqlite"
    join = f" JOIN {table}_words w ON w.rowid = t.id" if is_sqlite and words else ""
    if words and is_sqlite:
        only = f"{column} : " if column else ""
        conditions.append(f"{table}_words MATCH %s")
        params.append(" AND ".join(f"{only}{_fts5(phrase)}" for phrase in words))
    elif words:
        conditions.append(f"t.words @@ ({_tsquery(words, column)})")
        params += _tsquery_params(words)
    for phrase in anywhere:
        columns = [column] if column else kind.columns
        conditions.append("(" + " OR ".join(_contains(f"t.{name}", is_sqlite) for name in columns) + ")")
        params += [phrase.text] * len(columns)
    return f"{table} t{join} WHERE {' AND '.join(conditions)}", params


def _contains(column, is_sqlite):
    return f"instr({column}, %s) > 0" if is_sqlite else f"strpos({column}, %s) > 0"


def _fts5(phrase):
    quoted = '"' + phrase.text.replace('"', '""') + '"'
    return f"{quoted} *" if phrase.goes_on else quoted


def _tsquery(words, column=None):
    """Headlines of articles alone are the words of weight A."""
    part = "newsroom_phrase(%s, %s)" if column is None else "newsroom_headline(%s, %s)"
    return " && ".join(part for _ in words)


def _tsquery_params(words):
    return [value for phrase in words for value in phrase]


def _rank(kind, phrases):
    """What the best come first by; what stands nowhere in the index has no rank, and the newest come first."""
    words = [phrase for phrase in phrases if not phrase.is_spaceless]
    if not words:
        return "0" if connection.vendor == "sqlite" else "t.id DESC", []
    if connection.vendor == "sqlite":
        return f"bm25({kind.model._meta.db_table}_words, {kind.weights})", []
    return f"ts_rank(t.words, {_tsquery(words)}) DESC", _tsquery_params(words)


# --- Showing where the words are --------------------------------------------------------------------------------------


class Piece(NamedTuple):
    """A stretch of a text, and whether it is what was looked for."""

    text: str
    is_hit: bool


def hits(text, phrases):
    """[(start, end)] of the words in the text that a phrase looks for, in order, at most MOST_MARKED."""
    wanted = [
        (tuple(_folded(word) for word in _WORD.findall(p.text)), p.goes_on) for p in phrases if not p.is_spaceless
    ]
    places = [(at, at + len(p.text)) for p in phrases if p.is_spaceless for at in _places(text, p.text)]
    words = [(_folded(word[0]), *word.span()) for word in _WORD.finditer(text)] if wanted else []
    for parts, goes_on in wanted:
        for index, (word, start, _) in enumerate(words):
            if word.startswith(parts[0]) and _follows(words, index, parts, goes_on):
                places.append((start, words[index + len(parts) - 1][2]))
                if len(places) >= MOST_MARKED:
                    break
    return sorted(set(places))


def _places(text, words):
    at = text.find(words)
    while at >= 0:
        yield at
        at = text.find(words, at + len(words))


def _follows(words, index, parts, goes_on):
    said = [word for word, _, _ in words[index : index + len(parts)]]
    if len(said) < len(parts):
        return False
    return said[:-1] == list(parts[:-1]) and (said[-1].startswith(parts[-1]) if goes_on else said[-1] == parts[-1])


def highlighted(text, phrases):
    """The whole text as pieces."""
    return _pieces(text, hits(text, phrases), 0, len(text))


def excerpt(text, phrases):
    """(pieces around the first hit, its place or None): whole words, with … where the text goes on."""
    found = hits(text, phrases)
    first = found[0] if found else None
    start = max(0, (first[0] if first else 0) - EXCERPT // 3)
    end = min(len(text), start + EXCERPT)
    if start:
        start = text.find(" ", start, start + 30) + 1 or start
    if end < len(text):
        end = max(text.rfind(" ", end - 30, end), first[1] if first else 0, start) or end
    pieces = _pieces(text, [place for place in found if place[0] >= start and place[1] <= end], start, end)
    before, after = "… " if start else "", " …" if end < len(text) else ""
    return [Piece(before, False), *pieces, Piece(after, False)], first


def _pieces(text, places, start, end):
    pieces = []
    for hit_start, hit_end in places:
        if hit_start < start:
            continue
        pieces += [Piece(text[start:hit_start], False), Piece(text[hit_start:hit_end], True)]
        start = hit_end
    return [piece for piece in [*pieces, Piece(text[start:end], False)] if piece.text]


def _folded(word):
    """Without capitals and accents, as the database keeps it."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word)
    return "".join(c for c in plain if not "\u0300" <= c <= "\u036f").lower()
