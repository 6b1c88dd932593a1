"""The address of a story: chosen, changed, and never leading nowhere."""

import pytest
from django.urls import reverse

from articles.models import Event, Story
from articles.workflow import intake, stories
from articles.workflow.errors import Refused
from tests import newsdesk
from tests.newsdesk import a_client


def rename(client, story, slug, **more):
    data = {"title": story.title, "slug": slug, "version": story.version} | more
    return client.post(reverse("story_edit", args=[story.slug]), data)


def test_a_new_address_leads_to_the_story_and_so_does_the_old_one(nora, story, article):
    client, old, reading = a_client(nora), story.get_absolute_url(), article.get_absolute_url()
    assert rename(client, story, "aldmere-bell").url == "/stories/aldmere-bell/"
    for address in ("/stories/aldmere-bell/", old, reading, reading.replace(story.slug, "aldmere-bell")):
        assert client.get(address).status_code == 200
    assert Event.objects.get(verb="edit story").data["changes"] == {"slug": [story.slug, "aldmere-bell"]}


def test_a_page_that_was_open_goes_on_working(nora, story):
    client = a_client(nora)
    address = reverse("draft_headline", args=[story.slug])
    here = reverse("here", args=[story.slug])
    rename(client, story, "aldmere-bell")
    story.refresh_from_db()
    answer = client.post(address, {"headline": "It rings", "started": "", "version": story.version})
    assert answer.status_code == 302
    assert Story.objects.get().headline == "It rings"
    assert client.post(here, {"place": "draft"}, headers={"HX-Request": "true"}).status_code in (200, 204)


def test_an_address_that_was_given_up_is_kept_for_its_story(nora, story):
    other = newsdesk.a_story("quay", by=nora)
    rename(a_client(nora), story, "aldmere-bell")
    answer = rename(a_client(nora), other, story.slug)
    assert answer.status_code == 422
    assert f"Another story has the address “{story.slug}”, or had it." in answer.content.decode()
    assert intake.create_story(title=story.title).slug != story.slug
    story.refresh_from_db()
    back = story.former_slugs.get().slug
    assert stories.edit(story, by=nora, version=story.version, slug=back).slug == back
    assert [row.slug for row in story.former_slugs.all()] == ["aldmere-bell"]


@pytest.mark.parametrize("slug", ["new", "Bell", "quay"])
def test_an_address_that_cannot_be_is_refused_and_nothing_is_saved(nora, story, slug):
    newsdesk.a_story("quay", by=nora)
    answer = rename(a_client(nora), story, slug, title="Other")
    assert answer.status_code == 422
    assert Story.objects.get(pk=story.pk).title == story.title


def test_a_story_that_has_left_the_house_keeps_its_address(nora, sami):
    revision = newsdesk.an_approved_revision(written_by=nora, approved_by=sami)
    a_client(nora).get(reverse("revision_export", args=[revision.pk, "text"]))
    a_client(nora).post(reverse("revision_export", args=[revision.pk, "text"]))
    story = Story.objects.get()
    with pytest.raises(Refused, match="others know it by its address"):
        stories.edit(story, by=nora, version=story.version, slug="aldmere-bell")


def test_whoever_may_not_see_a_story_finds_nothing_at_its_old_address(nora, vera):
    story = newsdesk.a_story(by=nora, members=[nora])
    rename(a_client(nora), story, "aldmere-bell", members=[nora.pk])
    assert a_client(vera).get(story.get_absolute_url()).status_code == 404


def test_a_new_story_may_name_its_address(nora):
    answer = a_client(nora).post(reverse("story_new"), {"title": "The bell", "slug": "aldmere"})
    assert answer.url == reverse("import_articles", args=["aldmere"])
