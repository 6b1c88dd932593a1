"""Taking an approved story out, in a real browser."""

import hashlib

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from articles.models import Export
from tests import newsdesk

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def approved(nora, sami):
    return newsdesk.an_approved_revision(written_by=nora, approved_by=sami)


def open_exports(page_of, user, revision, **options):
    page = page_of(user, **{"viewport": DESK, **options})
    page.goto(reverse("exports", args=[revision.story.slug]))
    return page


def test_a_download_has_the_recorded_hash_and_stands_in_the_list_at_once(page_of, approved, nora):
    page = open_exports(page_of, nora, approved)

    with page.expect_download() as download:
        page.get_by_role("button", name="Download Markdown", exact=True).click()

    page.get_by_role("row").filter(has_text="Nora Lind").wait_for()
    recorded = Export.objects.get()
    assert download.value.suggested_filename == recorded.file_name
    assert hashlib.sha256(download.value.path().read_bytes()).hexdigest() == recorded.sha256


def test_a_preview_opens_by_keyboard(page_of, approved, nora):
    page = open_exports(page_of, nora, approved)

    page.get_by_text("Preview of HTML").focus()
    page.keyboard.press("Enter")

    assert "<!doctype html>" in page.get_by_role("region", name="HTML, as it would leave").inner_text()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stops_those_who_listen_or_read_small_and_nothing_scrolls_sideways(
    page_of, approved, nora, viewport, scheme
):
    page = open_exports(page_of, nora, approved, viewport=viewport, color_scheme=scheme)
    with page.expect_download():
        page.get_by_role("button", name="Download JSON", exact=True).click()
    page.get_by_role("row").filter(has_text="Nora Lind").wait_for()
    page.get_by_text("Preview of HTML").click()
    page.get_by_role("region", name="HTML, as it would leave").wait_for()

    results = Axe().run(page)

    assert results.violations_count == 0, results.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
