"""Articles: the list, one with its text and sentences, taking in files or texts."""

from datetime import date, datetime

from django.shortcuts import get_object_or_404
from ninja import Field, File, Query, Router, Schema
from ninja.files import UploadedFile

from articles import readers
from articles.access import article_of, may_write, story_of
from articles.api.problems import Problem
from articles.api.requests import Paging, Payload, page_of
from articles.api.tokens import Token
from articles.models import Import, Scope, Via
from articles.workflow import imports, intake, stories
from articles.workflow.mentions import person_called

router = Router(tags=["Articles"])

MOST_FILES = 20  # in one request, as on the page
MOST_BYTES = 16 * 1024 * 1024


class ArticleLine(Schema):
    """An article in a list: without its text."""

    number: int = Field(description="Its place among the story’s articles.")
    outlet: str
    headline: str
    file_name: str
    format: str = Field(description="The kind of file that it came in.")
    language: str
    author: str
    address: str = Field(description="Where it was published, as far as the file says.")
    published: date | None
    word_count: int
    version_number: int = Field(description="More than 1: the outlet has changed it, and an earlier one is here, too.")
    imported_at: datetime
    text_sha256: str
    page: str

    @staticmethod
    def resolve_outlet(article):
        return article.outlet.name

    @staticmethod
    def resolve_page(article):
        return article.get_absolute_url()


class SentenceOut(Schema):
    """`text[start:end]` of the article, counted in Unicode code points."""

    number: int
    paragraph: int
    start: int
    end: int


class ArticleOut(ArticleLine):
    text: str = Field(description="The canonical text: every offset counts its Unicode code points.")
    sentences: list[SentenceOut]


class Articles(Schema):
    items: list[ArticleLine]
    next_cursor: str | None


class Text(Payload):
    text: str = Field(
        description="The article, its headline in the first line.",
        examples=["Harbour bell rings again\n\nThe old bell rang on Monday."],
    )
    file_name: str = Field("pasted.txt", max_length=255)
    outlet: str = Field("", max_length=200, description="Who published it; without one, what the text says.")
    headline: str | None = Field(None, max_length=500, description="Without one, what the text says.")
    published: date | None = None


class Texts(Payload):
    items: list[Text] = Field(min_length=1, max_length=MOST_FILES)


class Assigning(Payload):
    to: str | None = Field(None, max_length=150, description="A user name; null: nobody in particular.")
    seen: str | None = Field(None, max_length=150, description="To whom it is given now, as you saw it.")


class Reader(Schema):
    number: int
    assigned_to: str | None = Field(description="Who is to read it.")

    @staticmethod
    def resolve_assigned_to(article):
        return article.assigned_to.get_username() if article.assigned_to else None


class Passage(Schema):
    text: str
    reason: str = Field(description="Why it is not in the article, where that is known.")


class Version(Schema):
    """The earlier version of an article, and how its marks fared."""

    story: str
    article: int
    page: str
    differences: str | None = Field(description="The page where the two stand beside each other, word by word.")
    carried: int | None = Field(description="Marks that stand on the same words of the new version.")
    lost: int | None = Field(description="Marks whose words are not in it.")


class Item(Schema):
    """What became of one thing that came in."""

    file_name: str = Field(description="The file’s own name.")
    part: str = Field(description="Where in the file it stood, where the file holds several.")
    outcome: str = Field(description="taken, waiting (for its story), duplicate, refused, or left (out).")
    story: str | None = Field(description="The story of `article`.")
    article: int | None = Field(description="The number of the article, or of the one that it repeats.")
    page: str | None
    incoming: int | None = Field(description="The id of what waits, or of what it repeats there.")
    outlet: str | None
    words: int | None
    characters: int | None
    sentences: int | None
    removed: list[Passage] = Field(description="What of the file is not in the text: menus, notices, captions.")
    version_of: Version | None = Field(description="The article of which it is a newer version.")
    repeats: str | None = Field(description="What of the same import has the same text.")
    reason: str | None = Field(description="Why it was not taken: what is wrong, where, and what to do.")
    line: int | None = Field(description="Where in the text that was refused, from 1.")
    byte: int | None = Field(description="The same in bytes, from 0.")


class Report(Schema):
    """The same as on its page, and as `import_articles --json` prints."""

    id: int
    page: str = Field(description="Where people read it, as long as Newsroom stands.")
    taken: int
    waiting: int
    duplicate: int
    refused: int
    left: int
    items: list[Item]


@router.get("/stories/{slug:slug}/articles", response=Articles, auth=Token(Scope.STORIES_READ))
def list_articles(request, slug: str, paging: Query[Paging]):
    """The articles of a story, without their texts."""
    articles = story_of(request, slug, even_blind=True).articles
    return page_of(articles.select_related("outlet", "story").defer("text"), paging)


@router.get("/stories/{slug:slug}/articles/{int:number}", response=ArticleOut, auth=Token(Scope.STORIES_READ))
def read_article(request, slug: str, number: int):
    """One article with its text and its sentences."""
    return article_of(request, slug, number)


@router.post("/stories/{slug:slug}/articles", response=Report, auth=Token(Scope.ARTICLES_WRITE))
def import_texts(request, slug: str, payload: Texts):
    """Take texts in. What is wrong with one leaves the others alone; the same text twice is taken once."""
    story = _written(request, slug)
    return _report(request, story, [(item.text.encode(), item) for item in payload.items])


@router.post("/stories/{slug:slug}/articles/files", response=Report, auth=Token(Scope.ARTICLES_WRITE))
def import_files(request, slug: str, files: File[list[UploadedFile]]):
    """Take files in, as the import page does: multipart/form-data, each file as `files`."""
    story = _written(request, slug)
    if len(files) > MOST_FILES or sum(file.size for file in files) > MOST_BYTES:
        limit = f"At most {MOST_FILES} files, and {MOST_BYTES // 1024**2} MB, may come in one request."
        raise Problem("too-large", limit)
    named = [Text(text="", file_name=intake.own_name(file.name or "")) for file in files]
    return _report(request, story, [(file.read(), item) for file, item in zip(files, named, strict=True)])


@router.post("/stories/{slug:slug}/articles/{int:number}/assign", response=Reader, auth=Token(Scope.ARTICLES_WRITE))
def assign_article(request, slug: str, number: int, payload: Assigning):
    """Give the article to somebody to read. 409 when somebody else gave it away in the meantime."""
    article = article_of(request, slug, number)
    may_write(request)
    to, seen = (name and person_called(name) for name in (payload.to, payload.seen))
    return stories.assign_article(article, by=request.user, seen=seen.pk if seen else None, assignee=to or None)


@router.get("/imports/{int:id}", response=Report, auth=Token(Scope.STORIES_READ))
def read_import(request, id: int):
    """What became of everything that an import held: by the API, on the page, or by command."""
    may_write(request)
    return _told(request, get_object_or_404(Import.objects.visible_to(request.user), pk=id))


def _written(request, slug):
    story = story_of(request, slug, even_blind=True)
    may_write(request)
    return story


def _report(request, story, contents):
    """What became of each article. Of several in one file each says its own headline and day."""
    done = imports.begin(via=Via.API, by=request.user, story=story)
    with readers.reading() as read:
        for content, item in contents:
            found = intake.read_all(content, item.file_name, read)
            said = item if len(found) == 1 else item.model_copy(update={"headline": None, "published": None})
            for one in found:
                day = said.published or getattr(one, "published", None)
                imports.take(done, one, outlet=said.outlet or None, headline=said.headline, published=day)
    return _told(request, done)


def _told(request, done):
    return {"id": done.pk, "page": done.get_absolute_url(), **imports.report(done, request.user).as_json()}
