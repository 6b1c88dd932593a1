"""Moving articles and merging stories on the page: where they may belong, what stands in the way, what cannot be undone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.models import Event, Incoming, Story
from articles.workflow import belonging
from tests.newsdesk import TEXT, a_client, a_paragraph, a_story, an_article, an_incoming

OTHER = (
    "Aldmere bell silent no more\n\nFor the first time in four decades the harbour bell of Aldmere was heard on Monday. "
    "Keeper Tomas Brandt rang it while hundreds listened on the quay.\n"
)


@pytest.fixture
def into(nora):
    """Another story of the same event."""
    into = a_story("quay", title="Bell on the quay", by=nora)
    belonging.index(an_article(into, OTHER, "Coast Agency"))
    return into


def address(story):
    return reverse("story_move", args=[story.slug])


def shown(user, story, **asked):
    return a_client(user).get(address(story), asked).content.decode()


def moved(user, story, into, *numbers, **more):
    return a_client(user).post(address(story), {"article": numbers, "into": into.pk, "merges": "no"} | more)


def test_the_story_page_offers_both_and_the_form_has_the_article_ticked(nora, story, article):
    page = a_client(nora).get(story.get_absolute_url()).content.decode()
    assert f"{address(story)}?article=1" in page and f"{address(story)}?all=1" in page
    assert 'name="article" value="1" checked' in shown(nora, story, article="1")


def test_the_story_that_an_article_may_belong_to_is_proposed_with_the_reason(nora, story, article, into):
    page = shown(nora, story, article="1")
    assert f'name="into" value="{into.pk}" checked' in page
    assert "Names in both" in page and "Tomas Brandt" in page
    assert f'name="into" value="{story.pk}"' not in page


def test_another_story_is_found_by_its_words(nora, story, article):
    ferry = a_story(by=nora, title="Ferry aground")
    assert "Ferry aground" in shown(nora, story, article="1", q="ferry")
    page = shown(nora, story, article="1", q="tram")
    assert f'value="{ferry.pk}"' not in page and "No other story has “tram”" in page


def test_before_anything_moves_the_page_says_what_would(nora, story, article, into):
    an_article(story, TEXT.replace("300", "900"))
    page = shown(nora, story, article="1", into=into.pk, look="1")
    assert "One article to “Bell on the quay”?" in page and "Nothing has moved yet" in page
    assert "cannot be taken back" not in page
    assert story.articles.count() == 2


def test_everything_that_stands_in_the_way_is_shown(nora, story, article, into):
    a_paragraph(story, by=nora, cites=[(article, "The old harbour bell")])
    an_article(into)
    story.reviews.create()
    page = shown(nora, story, article="1", into=into.pk, look="1")
    for reason in ("The draft cites article 1", "A review is under way", "has the text of article 1 already"):
        assert reason in page
    assert "Move it" not in page
    assert moved(nora, story, into, 1, merges="yes", sure="yes").status_code == 422
    assert story.articles.count() == 1


def test_an_article_moves_and_both_stories_are_reviewed_again(nora, story, article, into):
    an_article(story, TEXT.replace("300", "900"))
    answer = moved(nora, story, into, 1)
    assert answer.url == story.get_absolute_url()
    article.refresh_from_db()
    assert (article.story, article.number) == (into, 2)
    assert story.reviews.count() == into.reviews.count() == 1
    assert {"move articles", "receive articles"} <= set(Event.objects.values_list("verb", flat=True))


def test_a_merge_must_be_confirmed(nora, story, article, into):
    page = shown(nora, story, all="1", article="1", into=into.pk, look="1")
    assert "Merge this story into “Bell on the quay”?" in page and "cannot be taken back" in page
    answer = moved(nora, story, into, 1, merges="yes")
    assert answer.status_code == 422 and "it cannot be taken back" in answer.content.decode()
    assert story.articles.count() == 1


def test_a_move_that_has_become_a_merge_in_the_meantime_is_refused(nora, story, article, into):
    answer = moved(nora, story, into, 1, merges="no")
    assert answer.status_code == 422 and "in the meantime" in answer.content.decode()
    assert story.articles.count() == 1


def test_a_merged_story_leads_to_the_other_and_is_no_open_story_of_the_desk(nora, story, article, into):
    assert moved(nora, story, into, 1, merges="yes", sure="yes").url == into.get_absolute_url()
    client = a_client(nora)
    page = client.get(story.get_absolute_url()).content.decode()
    assert f'href="{into.get_absolute_url()}">Bell on the quay</a>, which has its articles now' in page
    assert reverse("import_articles", args=[story.slug]) not in page
    desk = client.get(reverse("desk"))
    assert [one.title for one in desk.context["page"]] == ["Bell on the quay"]
    assert {name: count for name, _, count in desk.context["filters"]} == {
        "open": 1,
        "mine": 2,
        "draft": 1,
        "merged": 1,
        "all": 2,
    }
    merged = client.get(reverse("desk"), {"show": "merged"})
    assert [one.title for one in merged.context["page"]] == ["Harbour bell"] and "Merged" in merged.content.decode()


def test_what_waits_is_compared_with_the_stories_as_they_are_then(nora, story, article, into):
    belonging.index(article)
    waiting = an_incoming(TEXT + "More.\n")
    moved(nora, story, into, 1, merges="yes", sure="yes")
    waiting = Incoming.objects.get(pk=waiting.pk)
    assert {one["story"] for one in waiting.proposals} <= {into.pk}


@pytest.mark.parametrize("asked", [{"look": "1"}, {"look": "1", "article": "1", "into": "nonsense"}])
def test_nothing_chosen_says_what_to_choose(nora, story, article, asked):
    answer = a_client(nora).get(address(story), asked)
    assert answer.status_code == 422 and "Choose the" in answer.content.decode()
    assert moved(nora, story, Story(pk=999), 1).status_code == 422


def test_strangers_find_nothing_and_readers_may_not(nora, vera, max_, story, article, into):
    into.members.add(nora)
    assert "Bell on the quay" not in shown(vera, story, article="1", q="bell")
    assert moved(vera, story, into, 1, merges="yes", sure="yes").status_code == 422
    assert a_client(max_).get(address(story)).status_code == 403
    story.members.add(nora)
    assert a_client(vera).get(address(story)).status_code == 404


def test_a_story_into_which_one_may_not_see_is_not_named(nora, vera, story, into):
    story.merged_into = into
    story.save()
    into.members.add(nora)
    page = a_client(vera).get(story.get_absolute_url()).content.decode()
    assert "another, which you may not see" in page and "Bell on the quay" not in page


def test_the_form_costs_the_same_with_more_articles_and_stories(nora, story, article, into):
    for number in range(3):
        belonging.index(an_article(story, TEXT.replace("300", str(400 + number))))
    client, asked = a_client(nora), {"article": [1, 2, 3]}
    client.get(address(story), asked)
    with CaptureQueriesContext(connection) as few:
        client.get(address(story), asked)
    for number in range(4):
        belonging.index(an_article(story, TEXT.replace("300", str(700 + number))))
        an_article(a_story(by=nora, title=f"Bell {number}"), OTHER.replace("Monday", f"day {number}"))
    with CaptureQueriesContext(connection) as many:
        client.get(address(story), asked | {"article": [1, 2, 3, 4, 5, 6]})
    assert len(many) == len(few)


def test_the_old_address_of_an_article_leads_to_where_it_stands_now(nora, jonas, vera, story, article, into):
    old, stays = article.get_absolute_url(), an_article(story, TEXT.replace("300", "900"))
    moved(nora, story, into, "1")
    article.refresh_from_db()
    assert a_client(jonas).get(old).url == article.get_absolute_url()
    last = a_story("dock", by=nora)
    into.reviews.update(finished_at=timezone.now())
    moved(nora, into, last, str(article.number))
    article.refresh_from_db()
    page = a_client(jonas).get(old, follow=True)
    assert page.status_code == 200 and page.redirect_chain[-1][0] == article.get_absolute_url()
    assert a_client(jonas).get(stays.get_absolute_url()).status_code == 200
    last.members.set([nora])
    assert [a_client(user).get(old, follow=True).status_code for user in (nora, vera)] == [200, 404]
    assert a_client(nora).get(reverse("article", args=[story.slug, 99])).status_code == 404
