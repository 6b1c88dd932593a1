"""Taking articles in: looked at first, kept with their bytes, each text once in a story."""

import hashlib
from threading import Thread

import pytest
from django.db import DatabaseError, connection, transaction

from articles.models import Event, Original, Outlet, Story
from articles.readers import SourceRefused
from articles.text import paragraphs, sentences
from articles.workflow import intake
from articles.workflow.errors import Refused
from tests import newsdesk

BELL = "Bell rings again\n\nThe bell of Aldmere rang on Monday. It was loud.\n\nPeople stood on the quay.\n"
FERRY = "Ferry sails late\n\nThe ferry to Aldmere sailed on Monday.\n"


def a_candidate(text=BELL, file_name="source-1.txt"):
    return intake.read(text.encode(), file_name)


# --- Looking ----------------------------------------------------------------------------------------------------------


def test_reading_tells_what_an_article_would_be_without_storing_it(db):
    candidate = intake.read("Bell “rings”\r\n\r\nIt rang on Monday. It was loud.\r\n".encode("cp1252"), "a/b/bell.txt")

    assert candidate.file_name == "bell.txt"
    assert candidate.text == "Bell “rings”\n\nIt rang on Monday. It was loud.\n"
    assert candidate.sha256 == hashlib.sha256(candidate.content).hexdigest()
    assert candidate.text_sha256 == hashlib.sha256(candidate.text.encode()).hexdigest()
    assert (candidate.headline, candidate.encoding) == ("Bell “rings”", "cp1252")
    assert (candidate.word_count, candidate.sentence_count) == (9, 3)
    assert not Original.objects.exists()


def test_a_preview_tells_candidates_refusals_and_duplicates_apart(story, article):
    files = [
        ("new.txt", BELL.encode()),
        ("broken.txt", b"Bell \xff\x81"),
        ("known.txt", article.text.encode("utf-16")),
        ("again.txt", BELL.encode("utf-8-sig")),
    ]

    (new,), (broken,), (known,), (again,) = intake.preview(story, files)

    assert (new.kind, new.headline) == ("candidate", "Bell rings again")
    assert (broken.kind, broken.file_name) == ("refusal", "broken.txt")
    assert "Byte 5" in broken.reason
    assert (known.kind, known.article, known.of) == ("duplicate", article, "article 1 (Aldmere Courier)")
    assert (again.kind, again.article, again.of) == ("duplicate", None, "new.txt")
    assert story.articles.count() == 1


def test_a_preview_works_before_there_is_a_story(db):
    ((candidate,),) = intake.preview(None, [("bell.txt", BELL.encode())])

    assert candidate.text == BELL


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\news\\bell.txt", "bell.txt"),
        ("be\0ll\n.txt", "be ll .txt"),
        ("bell\udcff.txt", "bell .txt"),
        ("/", "unnamed"),
        ("b" * 300, "b" * 255),
    ],
)
def test_a_file_name_is_only_ever_a_name(name, own):
    assert intake.own_name(name) == own


@pytest.mark.parametrize(
    ("file_name", "name"),
    [
        ("source-1.txt", "Source 1"),
        ("000_9b0c19500f436efb.txt", "000"),
        ("aldmere_courier.txt", "Aldmere courier"),
        ("9b0c19500f436efb.txt", "9b0c19500f436efb"),
        ("---.txt", "Unknown outlet"),
    ],
)
def test_an_outlet_known_by_its_file_alone_gets_a_readable_name(file_name, name):
    assert intake.outlet_name(file_name) == name


@pytest.mark.parametrize(
    ("part", "name"),
    [("b/quay-post.docx", "Quay post"), ("inner.zip › coast_radio.txt", "Coast radio"), ("entry 3", "Unknown outlet")],
)
def test_of_several_in_a_file_the_file_itself_names_no_outlet(part, name):
    assert intake.outlet_name("all.zip", part) == name


# --- Taking in --------------------------------------------------------------------------------------------------------


def test_an_article_is_kept_with_its_bytes_its_sentences_and_a_line_in_the_log(story, nora):
    content = BELL.encode("utf-16")
    article = intake.take_in(story, intake.read(content, "bell.txt"), by=nora)

    assert bytes(article.original.content) == content
    assert article.original.sha256 == hashlib.sha256(content).hexdigest()
    assert (article.number, article.text, article.headline) == (1, BELL, "Bell rings again")
    assert (article.imported_by, article.outlet.name, article.word_count) == (nora, "Bell", 18)
    assert [(s.number, s.start, s.end) for s in article.sentences.all()] == [
        (number, *span) for number, span in enumerate(sentences(BELL), start=1)
    ]
    assert [s.paragraph for s in article.sentences.all()] == [1, 2, 2, 3]
    assert len(paragraphs(BELL)) == 3
    event = Event.objects.get(verb="import")
    assert (event.actor, event.story, event.target) == (nora, story, f"article:{article.pk}")
    assert event.data == {"file": "bell.txt", "sha256": article.original.sha256}


def test_what_an_editor_says_goes_before_what_the_text_says(story, nora):
    candidate = a_candidate("Bell rings - Aldmere Daily\n\nIt rang.")

    guessed = intake.take_in(story, candidate, by=nora)
    said = intake.take_in(newsdesk.a_story(), candidate, by=nora, outlet=" The  Courier ", headline="Loud bell")

    assert (guessed.outlet.name, guessed.headline) == ("Aldmere Daily", "Bell rings")
    assert (said.outlet.name, said.headline) == ("The Courier", "Loud bell")


def test_articles_are_numbered_in_the_order_they_come(story, nora):
    numbers = [intake.take_in(story, a_candidate(f"Bell rings {n} times"), by=nora).number for n in range(3)]

    assert numbers == [1, 2, 3]


def test_outlets_known_by_alike_files_alone_are_told_apart(story, nora):
    first = intake.take_in(story, a_candidate(BELL, "000_9b0c19500f436efb.txt"), by=nora)
    second = intake.take_in(story, a_candidate(FERRY, "000_3a1d44337ba86012.txt"), by=nora)

    assert (first.outlet.name, second.outlet.name) == ("000", "000 (2)")


def test_the_same_text_twice_is_a_duplicate_whatever_its_bytes(story, nora):
    article = intake.take_in(story, a_candidate(), by=nora)

    with pytest.raises(intake.AlreadyThere, match=r"article 1 \(Source 1\)") as there:
        intake.take_in(story, intake.read(BELL.replace("\n", "\r\n").encode("utf-16"), "other.txt"), by=nora)

    assert there.value.article == article
    assert (story.articles.count(), Original.objects.count(), Outlet.objects.count()) == (1, 1, 1)


def test_the_same_bytes_in_two_stories_are_kept_once(story, nora):
    articles = [intake.take_in(at, a_candidate(), by=nora) for at in (story, newsdesk.a_story())]

    assert articles[0].original == articles[1].original
    assert Original.objects.count() == 1


def test_the_database_refuses_to_change_the_bytes(story, nora):
    article = intake.take_in(story, a_candidate(), by=nora)

    with pytest.raises(DatabaseError, match="refuses"), transaction.atomic():
        Original.objects.filter(pk=article.original_id).update(content=b"something else")


def test_nothing_is_kept_of_an_article_that_cannot_be_taken_in(story, nora):
    with pytest.raises(Refused, match="outlet"):
        intake.take_in(story, a_candidate(), by=nora, outlet="n" * 201)
    with pytest.raises(Refused, match="headline"):
        intake.take_in(story, a_candidate(), by=nora, headline="n" * 501)

    assert not (story.articles.exists() or Original.objects.exists() or Event.objects.exists())


def test_a_killed_story_takes_no_articles(nora):
    with pytest.raises(Refused, match="killed"):
        intake.take_in(newsdesk.a_story(state="killed"), a_candidate(), by=nora)


def test_text_of_every_script_keeps_its_offsets(story, nora):
    text = "Bell 🔔 rings.\n\nשלום לכולם. He said e\u0301te\u0301 👩‍👩‍👧. Done."
    article = intake.take_in(story, a_candidate(text), by=nora)
    article.refresh_from_db()

    assert [article.quote(s.start, s.end) for s in article.sentences.all()] == [
        "Bell 🔔 rings.",
        "שלום לכולם.",
        "He said été 👩‍👩‍👧.",
        "Done.",
    ]


@pytest.mark.django_db(transaction=True)
def test_many_at_once_take_a_text_in_once_and_number_the_rest_without_a_gap():
    story = newsdesk.a_story()
    outcomes = []

    def take(candidate):
        try:
            outcomes.append(intake.take_in(story, candidate, by=None).number)
        except intake.AlreadyThere:
            outcomes.append("there")
        finally:
            connection.close()

    candidates = [a_candidate()] * 6 + [a_candidate(f"Ferry {n} sails") for n in range(4)]
    threads = [Thread(target=take, args=[candidate]) for candidate in candidates]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(map(str, outcomes)) == ["1", "2", "3", "4", "5"] + ["there"] * 5
    assert Original.objects.count() == 5


# --- Stories ----------------------------------------------------------------------------------------------------------


def test_a_story_gets_a_free_address_from_its_title(nora, jonas):
    first = intake.create_story(title="  Harbour   bell ", by=nora, members=[jonas])
    second = intake.create_story(title="Harbour bell", by=nora)

    assert (first.title, first.slug, second.slug) == ("Harbour bell", "harbour-bell", "harbour-bell-2")
    assert list(first.members.all()) == [jonas]
    assert Event.objects.filter(verb="create story", actor=nora).count() == 2


@pytest.mark.parametrize(("title", "slug"), [("今日", "story"), ("New", "new-2"), ("a" * 200, "a" * 74)])
def test_every_title_gives_an_address_that_leads_to_the_story(db, title, slug):
    assert intake.create_story(title=title).slug == slug


@pytest.mark.parametrize(
    ("wanted", "reason"),
    [
        ({"title": " \n "}, "needs a title"),
        ({"title": "a" * 201}, "201 characters"),
        ({"title": "Bell", "slug": "Not a slug"}, "cannot be an address"),
        ({"title": "Bell", "slug": "new"}, "another page"),
        ({"title": "Bell", "slug": "taken"}, "already"),
    ],
)
def test_a_story_that_cannot_be_is_refused_with_the_reason(db, wanted, reason):
    newsdesk.a_story("taken")

    with pytest.raises(Refused, match=reason):
        intake.create_story(**wanted)

    assert Story.objects.count() == 1


def test_a_refused_file_says_why_and_where():
    with pytest.raises(SourceRefused, match="line 2") as refused:
        intake.read(b"Bell rings\nagain \x00\n", "bell.txt")

    assert refused.value.byte == 17


def test_a_text_of_nothing_but_tiny_sentences_is_refused():
    with pytest.raises(SourceRefused, match="50001 sentences"):
        intake.read(b"Bell!\n" * 50_001, "bell.txt")
