"""What comes in and goes out, in a real browser: deciding what waits, moving and merging, sending again, a report."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from articles.models import Article, Delivery, Incoming, IncomingState, Story
from articles.workflow import delivering, intake, receiving
from tests import newsdesk
from tests import receiving as receivers
from tests.bundle.story import an_approved_story
from tests.readers import files
from tests.views.test_incoming import OTHER

pytestmark = pytest.mark.django_db(transaction=True)
FERRY = "Ferry aground off Merrow\n\nThe ferry ran onto the rocks on Tuesday. All aboard were brought off.\n"


@pytest.fixture
def told(nora, story):
    intake.take_in(story, intake.read(newsdesk.TEXT.encode(), "bell.txt"), by=nora)
    return story


def open_incoming(page_of, nora):
    page = page_of(nora)
    page.goto(reverse("incoming"))
    return page


def test_what_waits_is_rejected_brought_back_confirmed_and_opened_as_a_story_by_keys(page_of, nora, told):
    receiving.receive(intake.read(FERRY.encode(), "ferry.txt"))
    receiving.receive(intake.read(OTHER.encode(), "other.txt"))
    ferry, bell = Incoming.objects.order_by("pk")
    page = open_incoming(page_of, nora)
    row = page.locator(f"#incoming-{bell.pk}")
    expect(row).to_contain_text("Tomas Brandt")

    row.locator("summary").first.focus()
    page.keyboard.press("x")
    expect(row).to_contain_text("was rejected")
    page.keyboard.press("u")
    expect(row.get_by_role("button", name="Confirm")).to_be_visible()
    row.get_by_role("button", name="Confirm").click()
    expect(row).to_contain_text(f"was taken into “{told.title}”")

    other = page.locator(f"#incoming-{ferry.pk}")
    other.get_by_text("A new story").click()
    other.get_by_label("Title of the story").fill("Ferry aground")
    other.get_by_role("button", name="Open it").click()
    expect(other).to_contain_text("was taken into “Ferry aground”")

    assert set(Incoming.objects.values_list("state", flat=True)) == {IncomingState.CONFIRMED}
    assert told.articles.count() == 2 and Story.objects.get(title="Ferry aground").articles.count() == 1


def test_an_article_moves_and_the_last_one_merges_the_story(page_of, nora, told):
    into = newsdesk.a_story("quay", title="Bell on the quay", by=nora)
    newsdesk.an_article(into, OTHER, "Coast Agency")
    newsdesk.an_article(told, FERRY, "Coast Radio")
    page = page_of(nora)
    page.goto(f"{reverse('story_move', args=[told.slug])}?article=2&into={into.pk}")
    page.get_by_role("button", name="Look at what would move").click()
    page.get_by_role("button", name="Move it").click()
    expect(page.get_by_text("1 article moved to “Bell on the quay”.")).to_be_visible()

    told.reviews.all().delete()
    into.reviews.all().delete()
    page.goto(f"{reverse('story_move', args=[told.slug])}?all=1&into={into.pk}")
    page.get_by_role("button", name="Look at what would move").click()
    page.get_by_label("for good").check()
    page.get_by_role("button", name="Merge the stories").click()
    page.wait_for_url(f"**{into.get_absolute_url()}")
    told.refresh_from_db()
    assert told.merged_into == into and Article.objects.filter(story=into).count() == 3
    page.goto(reverse("article", args=[told.slug, 1]))
    expect(page).to_have_url(re.compile("/stories/quay/articles/"))


def test_a_delivery_is_sent_again(page_of, nora, sami, settings, tmp_path):
    settings.DELIVERY_FOLDER = tmp_path
    receivers.a_folder()
    an_approved_story(nora, sami)
    delivering.deliver_due()
    page = page_of(nora)
    page.goto(reverse("deliveries"))
    line = page.locator(".delivery")
    expect(line).to_contain_text("Delivered")
    line.get_by_role("button", name="Send again").click()
    expect(line.get_by_role("button", name="Try now")).to_be_visible()
    assert Delivery.objects.get().state == "waiting"


def test_the_report_shows_what_was_removed_and_stands_after_a_reload(page_of, nora, story):
    page = page_of(nora)
    page.goto(reverse("import_articles", args=[story.slug]))
    page.get_by_label("Files").set_input_files(
        {"name": "page.html", "mimeType": "text/html", "buffer": files.html_page()}
    )
    page.get_by_role("button", name="Look at them").click()
    page.get_by_role("button", name="Take it in").click()
    page.get_by_role("heading", name="What became of the import").wait_for()
    page.reload()
    page.get_by_text("Removed on import").click()
    expect(page.get_by_text("We use cookies. Accept all")).to_be_visible()
