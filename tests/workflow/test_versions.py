"""A new version of an article stands beside the old one, is one voice with it, and keeps the marks on words that are the same."""

import pytest

from articles.analysis import copies
from articles.models import Annotation, AnnotationState, Event
from articles.workflow import intake, review, versions
from tests.newsdesk import TEXT, a_client, a_story, an_annotation

ADDRESS = "https://courier.example/bell"
CHANGED = TEXT.replace("About 300 people", "Some 450 people")
ANEW = "Nothing is as it was\n\nThe council of Aldmere met on Friday and closed the quay to everybody for two years.\n"


def came(story, text=TEXT, by=None, **says):
    says = {"address": ADDRESS, **says}
    return intake.take_in(story, intake.read(text.encode(), "bell.txt")._replace(**says), by=by)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "says", [{}, {"guid": "urn:bell:1", "address": ""}], ids=["the same address", "the same identifier"]
)
def test_what_has_the_same_address_or_identifier_is_a_new_version(story, says):
    old, new = came(story, **says), came(story, CHANGED, **says)
    assert (new.replaces, new.version_number, new.number) == (old, 2, 2)
    newest = came(story, ANEW, **says)
    assert (newest.replaces, newest.version_number) == (new, 3)
    old.refresh_from_db()
    assert old.text == TEXT
    assert Event.objects.filter(verb="import").first().data["version_of"] == 2


@pytest.mark.django_db
@pytest.mark.parametrize("says", [{"address": ADDRESS + "/2"}, {"address": ""}, {"address": "", "guid": "7"}])
def test_what_has_another_address_is_an_article_of_its_own(story, says):
    came(story, guid="1", outlet="Courier")
    assert came(story, CHANGED, **says).replaces is None


@pytest.mark.django_db
def test_a_number_as_identifier_counts_only_within_one_outlet(story):
    first = came(story, address="", guid="7", outlet="Courier")
    assert came(story, CHANGED, address="", guid="7", outlet="Gazette").replaces is None
    assert came(story, ANEW, address="", guid="7", outlet="Courier").replaces == first


@pytest.mark.django_db
def test_another_storys_article_with_the_same_address_is_no_version_here(story, nora):
    came(a_story(by=nora))
    assert came(story, CHANGED).replaces is None


@pytest.mark.django_db
def test_open_and_accepted_marks_on_unchanged_words_are_carried_and_name_their_origin(story, nora):
    old = came(story)
    still_open = an_annotation(old, "40 years", by=nora)
    accepted = an_annotation(
        old, "Tomas Brandt", state=AnnotationState.ACCEPTED, decided_by=nora, decision_reason="I asked him."
    )
    an_annotation(old, "61", state=AnnotationState.DISMISSED, decided_by=nora)
    lost = an_annotation(old, "300 people", by=nora)
    new = came(story, CHANGED)
    carried = {mark.carried_from: mark for mark in new.annotations.all()}
    assert carried.keys() == {still_open, accepted}
    assert all(new.quote(mark.start, mark.end) == mark.quote == origin.quote for origin, mark in carried.items())
    assert (carried[accepted].state, carried[accepted].decision_reason) == (AnnotationState.ACCEPTED, "I asked him.")
    assert carried[still_open].created_by == nora
    assert list(versions.not_carried(new)) == [lost]
    assert Annotation.objects.filter(article=old).count() == 4


@pytest.mark.django_db
def test_two_versions_are_one_voice_even_when_all_was_written_anew(story):
    old, new = came(story), came(story, ANEW)
    found = copies.compare(review.dossier_of(story))
    assert [set(family) for family in found.families] == [{str(old.pk), str(new.pk)}]


@pytest.mark.django_db
def test_the_pages_of_both_lead_to_each_other_and_to_what_differs(story, nora):
    old = came(story)
    an_annotation(old, "300 people", by=nora)
    new = came(story, CHANGED)
    client = a_client(nora)
    page = client.get(old.get_absolute_url()).content.decode()
    assert "There is a newer version: article 2." in page
    page = client.get(new.get_absolute_url()).content.decode()
    assert "version 2 of article 1" in page and "300 people" in page
    assert "1 mark of the earlier version stands on words that changed" in page
    differences = client.get(f"/stories/{story.slug}/compare/?left=1&right=2").content.decode()
    assert "450" in differences and "300" in differences


@pytest.mark.django_db
def test_an_article_without_versions_says_nothing_of_them(article, nora):
    assert "versions-name" not in a_client(nora).get(article.get_absolute_url()).content.decode()
