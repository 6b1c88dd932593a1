"""Articles: the list, one with its text and sentences, taking in files or texts."""

from datetime import date, datetime

from ninja import Field, File, Query, Router, Schema
from ninja.files import UploadedFile

from articles import readers
from articles.access import article_of, may_write, story_of
from articles.api.problems import Problem
from articles.api.requests import Paging, Payload, page_of
from articles.api.tokens import Token
from articles.models import Scope
from articles.workflow import intake
from articles.workflow.errors import Refused

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


class Item(Schema):
    """What became of one article."""

    file_name: str
    part: str = Field("", description="Where in the file it stood, where the file holds several.")
    outcome: str = Field(description="taken, duplicate or refused.")
    article: int | None = Field(None, description="The number of the article, or of the one that it repeats.")
    reason: str | None = Field(None, description="Why it was not taken.")


class Report(Schema):
    taken: int
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


def _written(request, slug):
    story = story_of(request, slug, even_blind=True)
    may_write(request)
    return story


def _report(request, story, contents):
    """What became of each article. Of several in one file each says its own headline and day."""
    items = []
    with readers.reading() as read:
        for content, item in contents:
            found = intake.read_all(content, item.file_name, read)
            said = item if len(found) == 1 else item.model_copy(update={"headline": None, "published": None})
            items += [_take_in(request, story, one, said) for one in found]
    return {"taken": sum(item["outcome"] == "taken" for item in items), "items": items}


def _take_in(request, story, found, item):
    """What became of one. Reading it stores nothing; taking it in is all or nothing."""
    told = {"file_name": found.file_name, "part": found.part}
    if found.kind == "refusal":
        return told | {"outcome": "refused", "reason": found.reason}
    try:
        article = intake.take_in(
            story,
            found,
            by=request.user,
            outlet=item.outlet or None,
            headline=item.headline,
            published=item.published or found.published,
        )
    except intake.AlreadyThere as there:
        return told | {"outcome": "duplicate", "article": there.article.number, "reason": there.reason}
    except Refused as refused:
        return told | {"outcome": "refused", "reason": refused.reason}
    return told | {"outcome": "taken", "article": article.number}
