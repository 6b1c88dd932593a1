"""The ground that the other tests stand on."""

import pytest
from django.contrib.auth.models import Group

from articles.models import ErrorCategory, Event, Original
from tests.newsdesk import a_claim, a_paragraph, a_story, an_approved_revision, an_article


def everything_is_as_migrated():
    return Group.objects.count() == 3 and ErrorCategory.objects.count() >= 13 and not Original.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", ["first", "second"])
def test_a_test_that_commits_frozen_rows_leaves_the_database_as_the_migrations_did(time, nora, sami):
    assert everything_is_as_migrated()
    assert Group.objects.get(name="Editor").permissions.filter(codename="change_story").exists()
    an_approved_revision(written_by=nora, approved_by=sami)
    Event.objects.record("signed_in", by=nora)


def test_the_builders_make_rows_that_fit_together(nora, sami):
    story = a_story(by=nora)
    first, second = an_article(story), an_article(story)
    claim = a_claim(story, says=[(first, "300"), (second, "40")])
    paragraph = a_paragraph(story, "The bell rang. People came.", by=nora, cites=[(first, "The old harbour bell")])
    revision = an_approved_revision(story, written_by=nora, approved_by=sami)
    assert claim.is_undecided
    assert [len(citations) for _, citations in paragraph.cited_sentences()] == [1, 0]
    assert revision.document["paragraphs"][0]["sentences"][0]["citations"] == [1]
    assert first.sentences.count() == 5
