"""Finding stories, articles and claims by their words: the same answers from either database, whatever is asked."""

import pytest
from django.db import connection

from articles.models import Article, Claim, Statement, Story, search_index
from articles.models.search import excerpt, highlighted, hits, phrases_in, search, stories_with
from articles.workflow import intake
from tests import newsdesk

TEXTS = {
    "bell": "The harbour bell of Šibenik rang and/or tolled. “It’s old,” said the keeper’s son; 1,000 people came in 2025.",
    "ferry": "A ferry ran aground. The ferryman of Kraków waited, twenty-one hours long, for e-mail from ops@ferry.example.",
    "moscow": "Пожар в Москве: погибли три человека. ΑΘΗΝΑ και Πειραιάς. مدينة الميناء القديمة.",
    "tokyo": "東京で火災が発生した。港の鐘が鳴った。 ไฟไหม้ท่าเรือเมื่อเช้านี้",
    "hindi": "बंदरगाह की घंटी फिर बजी। 😀 fire! C++ & 100% of “quotes” -- OR NOT NEAR(",
}


@pytest.fixture
def told(nora):
    """{name: story}, each with one article of that text."""
    stories = {name: newsdesk.a_story(name, title=f"Matter {n}", by=nora) for n, name in enumerate(TEXTS)}
    for name, text in TEXTS.items():
        newsdesk.an_article(stories[name], text, headline=f"Report {name}")
    return stories


def found(user, text, kind="articles"):
    return {row.slug if kind == "stories" else row.story.slug for row in search(user, text)[kind].rows}


@pytest.mark.parametrize(
    ("asked", "where"),
    [
        ("BELL", {"bell"}),
        ("sibenik", {"bell"}),
        ("Šibenik", {"bell"}),
        ("krakow ferry", {"ferry"}),
        ("ferr", {"ferry"}),
        ('"ferr"', set()),
        ('"ran aground"', {"ferry"}),
        ('"aground ran"', set()),
        ("aground ran", {"ferry"}),
        ("and/or", {"bell"}),
        ("or tolled", {"bell"}),
        ("1,000", {"bell"}),
        ("keeper's", {"bell"}),
        ("twenty-one", {"ferry"}),
        ("ops@ferry.example", {"ferry"}),
        ("москве", {"moscow"}),
        ("ПОЖАР", {"moscow"}),
        ("αθηνα", {"moscow"}),
        ("مدينة", {"moscow"}),
        ("火災", {"tokyo"}),
        ("東京 鐘", {"tokyo"}),
        ("ท่าเรือ", {"tokyo"}),
        ("घंटी", {"hindi"}),
        ("fire 100%", {"hindi"}),
        ("bell ferry", set()),
        ("report moscow", {"moscow"}),
        ("of", {"bell", "ferry", "hindi"}),
    ],
)
def test_words_are_found_as_people_write_them(told, nora, asked, where):
    assert found(nora, asked) == where


@pytest.mark.parametrize(
    "asked",
    [
        "", " ", '"', '""', "'", "\\", "%", "_", "*", "(", ")", "a*", "NOT", "AND OR", "NEAR(a b)", "-", "--", "+", "^", ":",
        "headline:bell", "{a}", "[b]", "a:b:c", '"unclosed', 'a"b"c', "'; DROP TABLE articles_story; --", "😀", "👩‍👩‍👧 bell",
        "\x00", "be\x00ll", "\ud800", "bell\ud800", "́", "ﷺ", "ß", "İ", "x" * 5000, "a " * 500, "<script>", "&", "|", "!",
        "!!bell", "<->", "'a':*", "bell:*", "\u202ebell", "\n\t", "٣", "½", "²", "a​b", "火", "ก", "💥火災",
    ],
)  # fmt: skip
def test_no_question_is_an_error(told, nora, asked):
    for rows, _ in search(nora, asked).values():
        assert len(rows) <= 5
    assert list(Story.objects.filter(stories_with(asked)).values_list("pk", flat=True)) is not None
    assert newsdesk.a_client(nora).get("/search/", {"q": asked.encode(errors="replace")}).status_code == 200
    assert newsdesk.a_client(nora).get("/", {"q": asked.encode(errors="replace")}).status_code == 200


def test_stories_are_found_by_title_headline_slug_and_what_else_is_told_of_them(nora):
    story = newsdesk.a_story("harbour-2025", title="Ferry aground", by=nora, headline="Seventy wait in fog")
    Story.objects.filter(pk=story.pk).update(standfirst="Nobody was hurt.", keywords="coastguard", location="Aldmere")
    for word in ("ferry", "seventy", "harbour", "nobody", "coastguard", "aldmere"):
        assert found(nora, word, "stories") == {"harbour-2025"}, word


def test_claims_are_found_by_their_matter_and_by_what_the_articles_say_of_it(nora, story, article):
    other = newsdesk.an_article(story, outlet="Tidewater Post")
    claim = newsdesk.a_claim(story, "The bell", "silent for", says=[(article, "40 years"), (other, "About 300")])
    for asked in ("bell silent", "silent 40", "about years bell"):
        assert search(nora, asked)["claims"].rows == [claim], asked
    claim.statements.filter(article=other).delete()
    assert search(nora, "about")["claims"].rows == []
    Statement.objects.filter(claim=claim).update(value="Four decades")
    assert search(nora, "decades")["claims"].rows == [claim]
    Claim.objects.filter(pk=claim.pk).update(subject="The clock")
    assert search(nora, "clock decades")["claims"].rows == [claim]
    assert search(nora, "bell")["claims"].rows == []
    claim.statements.all().delete()
    claim.delete()
    assert search(nora, "clock")["claims"].rows == []


def test_whatever_writes_to_the_database_the_words_follow(nora, story):
    candidate = intake.read(newsdesk.TEXT.encode(), "a.txt")
    article = intake.take_in(story, candidate, by=nora, headline="Glockenklang")
    assert found(nora, "tomas brandt") == {story.slug}
    Article.objects.filter(pk=article.pk).update(headline="Campana")
    assert found(nora, "campana") == {story.slug} and found(nora, "glockenklang") == set()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE articles_story SET title = 'Glocke' WHERE id = %s", [story.pk])
    assert found(nora, "glocke", "stories") == {story.slug}
    Story.objects.bulk_create([Story(slug="many", title="Campanile")])
    assert found(nora, "campan", "stories") == {"many"}
    Story.objects.filter(slug="many").delete()
    assert found(nora, "campan", "stories") == set()


def test_building_the_words_again_finds_what_was_found_before(told, nora):
    article = told["bell"].articles.get()
    claim = newsdesk.a_claim(told["bell"], "The bell", "rang", says=[(article, "1,000 people")])
    search_index.install(connection)
    assert found(nora, "sibenik") == {"bell"} and found(nora, "matter", "stories") == set(TEXTS)
    assert search(nora, "rang people")["claims"].rows == [claim]
    Article.objects.filter(pk=article.pk).update(headline="Klang")
    assert found(nora, "klang") == {"bell"}


def test_what_somebody_may_not_see_is_not_found(told, nora, vera, max_):
    told["bell"].members.add(nora)
    newsdesk.a_claim(told["bell"], "The bell", "rang", says=[(told["bell"].articles.get(), "1,000 people")])
    for text, kind in (("bell", "articles"), ("matter", "stories"), ("rang", "claims"), ("火災", "articles")):
        assert "bell" not in found(vera, text, kind)
        assert found(max_, text, kind) == set()
    assert found(nora, "bell") == {"bell"} and found(nora, "rang", "claims") == {"bell"}
    assert "Report bell" not in newsdesk.a_client(vera).get("/search/", {"q": "bell"}).content.decode()


def test_a_headline_weighs_more_than_the_text(nora):
    for name, headline, text in (("text", "Other", "A lighthouse."), ("headline", "Lighthouse", "Other words.")):
        newsdesk.an_article(newsdesk.a_story(name, by=nora), text, headline=headline)
    assert [row.story.slug for row in search(nora, "lighthouse")["articles"].rows] == ["headline", "text"]


def test_the_questions_stay_the_same_in_number_and_come_in_pages(nora, django_assert_num_queries):
    story = newsdesk.a_story(by=nora)
    for number in range(7):
        newsdesk.an_article(story, f"Lighthouse number {number}.")
    with django_assert_num_queries(3):  # what may be seen, what fits, its rows
        rows, more = search(nora, "lighthouse", ["articles"], limit=5)["articles"]
    assert (len(rows), more) == (5, True)
    rest, more = search(nora, "lighthouse", ["articles"], limit=5, offset=5)["articles"]
    assert (len(rest), more) == (2, False) and not {*rows} & {*rest}


# --- Marking ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "text", "marked"),
    [
        ("sibenik", "In Šibenik, ŠIBENIK.", ["Šibenik", "ŠIBENIK"]),
        ("ferr", "ferry, ferries, fer", ["ferry", "ferries"]),
        ('"old bell"', "old bell, old tower, bell", ["old bell"]),
        ("and/or", "this and/or that and more", ["and/or"]),
        ("火災", "東京で火災", ["火災"]),
        ("zebra", "no such animal", []),
    ],
)
def test_what_was_looked_for_is_marked_at_its_place(asked, text, marked):
    assert [text[start:end] for start, end in hits(text, phrases_in(asked))] == marked
    pieces = highlighted(text, phrases_in(asked))
    assert "".join(piece.text for piece in pieces) == text
    assert [piece.text for piece in pieces if piece.is_hit] == marked


def test_an_excerpt_shows_the_first_place_and_says_that_the_text_goes_on():
    text = "word " * 300 + "lighthouse " + "word " * 300
    pieces, place = excerpt(text, phrases_in("lighthouse"))
    shown = "".join(piece.text for piece in pieces)
    assert text[slice(*place)] == "lighthouse" and "lighthouse" in shown
    assert shown.startswith("… ") and shown.endswith(" …") and len(shown) < 300
