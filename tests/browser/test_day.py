"""An editor's whole day on five real articles: from the files to the approved story that is downloaded.

Everything is real: the browser, the server, the worker, the analysis. Only the clock of the day is short.
"""

import hashlib
import re

import pytest
from django.core.management import call_command
from playwright.sync_api import expect

from articles.exporters import EXPORTERS
from articles.models import Annotation, Article, Claim, Decision, Event, Export, Revision, Story
from articles.workflow import export
from tests import newsdesk, practice

pytestmark = pytest.mark.django_db(transaction=True)

SELECT = """([id, start, end]) => {
    const walker = document.createTreeWalker(document.getElementById(id), NodeFilter.SHOW_TEXT);
    for (let node, before = 0; (node = walker.nextNode()); ) {
        if (node.parentElement.closest(".vh, .mark__tag, .passage__no")) continue;
        if (node.length > end) return getSelection().setBaseAndExtent(node, start, node, end);
    }
}"""
SENTENCES = {5: (2, 3, 4, 9), 4: (1, 3), 1: (1,)}  # numbers of source sentences that go into the story, by article


@pytest.fixture
def seeds():
    return practice.seeds()


def sign_in(page, name):
    page.goto("/")
    page.locator("[name=login]").fill(name)
    page.locator("[name=password]").fill(newsdesk.PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("heading", level=1).wait_for()


def test_five_articles_become_one_approved_story(page_of, nora, sami, seeds):
    page = page_of(None, viewport={"width": 1280, "height": 900}, accept_downloads=True)
    sign_in(page, "nora")
    story = imported(page, seeds)
    reviewed(page, story)
    accepted_the_wrong_location(page, story, nora)
    dismissed_one_suggestion(page, story, nora)
    marked_a_span(page, story, nora)
    decided_every_conflict(page, story, nora)
    written(page, story)
    revision = sent(page, story)
    refused_to_its_author(page, revision)

    other = page_of(None, viewport={"width": 1280, "height": 900}, accept_downloads=True)
    sign_in(other, "sami")
    approved(other, revision, sami)
    downloaded(other, revision, sami)

    verbs = set(Event.objects.filter(story=story).values_list("verb", flat=True))
    assert verbs >= {"import", "review", "accept", "dismiss", "mark", "decide", "put", "send", "approve", "export"}
    call_command("verify_audit")


def imported(page, files):
    """All five are shown before anything is stored, and taken in as they were received."""
    page.get_by_role("link", name="Import articles").first.click()
    page.get_by_label("Files").set_input_files(files)
    page.get_by_role("button", name="Look at them").click()
    page.get_by_role("heading", name="Five articles to take in").wait_for()
    assert not Article.objects.exists()
    page.get_by_label("Story", exact=True).fill("State visit")
    page.get_by_role("button", name="Take them in").click()
    page.locator("#review-progress").wait_for()
    story = Story.objects.get()
    stored = [bytes(article.original.content) for article in story.articles.select_related("original")]
    assert stored == [path.read_bytes() for path in files]
    return story


def reviewed(page, story):
    """The worker runs the review that the import asked for, while the page waits for it."""
    assert story.reviews.get().is_running
    call_command("db_worker", batch=True, interval=0, verbosity=0)
    expect(page.locator("#review-progress")).to_contain_text("new marks", timeout=15_000)
    assert not story.reviews.get().failures


def accepted_the_wrong_location(page, story, nora):
    mark = Annotation.objects.get(story=story, category__slug="wrong_location")
    assert mark.article.number == 2
    page.goto(f"{mark.article.get_absolute_url()}?note={mark.pk}")
    note = page.locator(f"#note-{mark.pk}")
    expect(note).to_contain_text("Wrong location")
    note.get_by_role("button", name="Accept").click()
    expect(page.locator(f"#mark-{mark.pk}")).to_have_class(re.compile("mark--done"))
    mark.refresh_from_db()
    assert (mark.state, mark.decided_by) == ("accepted", nora)


def dismissed_one_suggestion(page, story, nora):
    mark = Annotation.objects.filter(story=story, category__slug="name_variant").first()
    page.goto(f"{mark.article.get_absolute_url()}?note={mark.pk}")
    page.locator(f"#note-{mark.pk}").get_by_role("button", name="Dismiss").click()
    expect(page.locator(f"#note-{mark.pk}")).to_contain_text("Dismissed by")
    mark.refresh_from_db()
    assert (mark.state, mark.decided_by) == ("dismissed", nora)


def marked_a_span(page, story, nora):
    """Words selected in the text, a category chosen by its key."""
    article = story.articles.get(number=1)
    page.goto(article.get_absolute_url())
    page.evaluate(SELECT, ["p1", 8, 17])
    page.locator("#chooser").wait_for()
    page.keyboard.press("7")
    page.keyboard.press("Enter")
    page.locator("#chooser").wait_for(state="detached")
    mark = story.annotations.get(created_by=nora)
    assert (mark.start, mark.end, mark.quote) == (8, 17, article.text[8:17])
    assert mark.category.slug == "name_variant"


def decided_every_conflict(page, story, nora):
    page.goto(f"/stories/{story.slug}/claims/")
    count = Claim.objects.filter(story=story).undecided().count()
    assert count >= 1
    for left in range(count, 0, -1):
        page.get_by_role("heading", name="left to decide").wait_for()
        page.locator("#decide").get_by_role("radio").first.check()
        page.get_by_label("Reason").fill("Every other source says so.")
        page.locator("#decide").get_by_role("button", name="Decide").click()
        expect(page.locator("#undecided-count")).to_have_text(f"{left - 1} undecided" if left > 1 else "")
        assert Decision.objects.filter(decided_by=nora).count() == count - left + 1
    page.get_by_role("heading", name="Every conflict is decided").wait_for()


def written(page, story):
    """Source sentences go in with one click each; the headline saves itself."""
    page.goto(f"/stories/{story.slug}/draft/")
    page.get_by_label("Headline").fill("A state visit of two days")
    for number, sentences in SENTENCES.items():
        page.locator(f"#source-{number}").click()
        page.locator(f"#source-{number}[aria-current]").wait_for()
        for sentence in sentences:
            page.locator(f"#s-{sentence} .sentence__text").click()
            page.locator(f"#s-{sentence}.sentence--used").wait_for()
    expect(page.locator("#paragraphs .para")).to_have_count(7)
    expect(page.locator("#saved")).to_contain_text("Saved")
    story.refresh_from_db()
    assert story.headline == "A state visit of two days"
    for paragraph in story.paragraphs.standing():
        assert all(citations for _, citations in paragraph.cited_sentences())


def sent(page, story):
    page.get_by_role("heading", name="Ready to send for approval").wait_for()
    page.locator("#send").get_by_role("button", name="Send for approval").click()
    page.get_by_role("heading", level=1).wait_for()
    revision = Revision.objects.get(story=story)
    assert len(revision.document["citations"]) == 7
    return revision


def refused_to_its_author(page, revision):
    """She is no approver; and were she one, her own words would be refused: by the page and by the server."""
    newsdesk.join(revision.sent_by, "Approver")
    page.goto(f"/stories/{revision.story.slug}/approval/")
    button = page.get_by_role("button", name="Approve", exact=True)
    assert button.get_attribute("aria-disabled") == "true"
    expect(page.locator("#binds")).to_contain_text("somebody else must approve it")
    client = newsdesk.a_client(revision.sent_by)
    answer = client.post(f"/revisions/{revision.pk}/approve/", {"sha256": revision.sha256})
    assert answer.status_code == 422
    assert not hasattr(Revision.objects.get(pk=revision.pk), "approval")


def approved(page, revision, sami):
    page.goto("/")
    page.get_by_role("link", name="State visit").first.click()
    page.get_by_role("link", name="Approval").click()
    page.get_by_role("button", name="Approve", exact=True).click()
    page.get_by_role("heading", name="Approved by Sami Haddad").wait_for()
    revision = Revision.objects.get(pk=revision.pk)
    assert (revision.approval.by, revision.approval.sha256) == (sami, revision.sha256)


def downloaded(page, revision, sami):
    """What arrives is the revision, byte for byte, in every format; each download is on record with its hash."""
    page.goto(f"/stories/{revision.story.slug}/exports/")
    for slug, format in EXPORTERS.items():
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Download {format.name}", exact=True).click()
        content = download.value.path().read_bytes()
        assert content == export.render(Revision.objects.get(pk=revision.pk), slug)
        record = Export.objects.get(format=slug)
        assert (record.exported_by, record.sha256) == (sami, hashlib.sha256(content).hexdigest())
        for paragraph in revision.document["paragraphs"]:
            assert (
                slug not in ("markdown", "text", "json", "ninjs", "newsml")
                or paragraph["text"][:20].encode() in content
            )
    expect(page.locator("main")).to_contain_text(Export.objects.first().sha256[:8])
