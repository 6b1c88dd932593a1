"""Correcting what is known about an article: outlet, headline, day of publication; never its text."""

from datetime import date

import pytest
from django.urls import reverse

from articles.models import Article, Event, Outlet
from articles.workflow import intake
from tests import newsdesk
from tests.newsdesk import a_client, an_htmx_client


def address(article):
    return reverse("article_edit", args=[article.story.slug, article.number])


def answers(article, **changes):
    published = article.published.isoformat() if article.published else ""
    form = {"outlet": article.outlet.name, "headline": article.headline, "published": published}
    form |= {"author": article.author, "address": article.address}
    return {**form, "seen": intake.details_of(article), **changes}


@pytest.mark.parametrize("client", [a_client, an_htmx_client])
def test_outlet_headline_and_day_are_corrected_and_written_down(nora, article, client):
    text, original = article.text, bytes(article.original.content)
    changes = {"outlet": "Tidewater Post", "headline": "Bell rings", "published": "2026-03-12"}
    answer = client(nora).post(address(article), answers(article, **changes))
    assert (answer.status_code, answer.url) == (302, article.get_absolute_url())
    article = Article.objects.get()
    assert (article.outlet.name, article.headline, article.published) == (
        "Tidewater Post",
        "Bell rings",
        date(2026, 3, 12),
    )
    assert (article.text, bytes(article.original.content)) == (text, original)
    event = Event.objects.get(verb="edit details")
    assert (event.actor, event.story, event.target) == (nora, article.story, f"article:{article.pk}")
    assert event.data["changes"]["published"] == ["", "2026-03-12"]


def test_the_page_shows_what_is_known_and_the_article_leads_to_it(nora, story):
    article = newsdesk.an_article(story, published=date(2026, 3, 12))
    client = a_client(nora)
    page = client.get(address(article)).content.decode()
    assert 'value="Aldmere Courier"' in page and 'value="2026-03-12"' in page
    assert address(article) in client.get(article.get_absolute_url()).content.decode()


def test_a_new_day_asks_for_a_new_review(nora, article):
    article.story.reviews.create(finished_at=article.imported_at)
    page = a_client(nora).post(address(article), answers(article, published="2026-03-12"), follow=True).content.decode()
    assert "review the story again" in page


def test_saving_what_is_there_already_is_no_event(nora, article):
    a_client(nora).post(address(article), answers(article))
    assert not Event.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "says"),
    [({"outlet": " "}, "This field is required"), ({"published": "2026-02-31"}, "Enter a valid date")],
)
def test_what_is_wrong_is_said_and_the_rest_stays(nora, article, wrong, says):
    answer = a_client(nora).post(address(article), answers(article, headline="Loud bell", **wrong))
    assert answer.status_code == 422
    assert says in answer.content.decode() and 'value="Loud bell"' in answer.content.decode()
    assert Article.objects.get().headline == article.headline


def test_who_saves_second_sees_both_and_may_save_again(nora, jonas, article):
    client, mine = a_client(nora), answers(article, headline="Mine")
    a_client(jonas).post(address(article), answers(article, headline="Theirs"))
    answer = client.post(address(article), mine)
    assert answer.status_code == 409
    assert "Theirs" in answer.content.decode() and 'value="Mine"' in answer.content.decode()
    assert Article.objects.get().headline == "Theirs"
    client.post(address(article), mine | {"seen": answer.context["form"]["seen"].value()})
    assert Article.objects.get().headline == "Mine"


def test_a_killed_storys_articles_stay_as_they_are(nora, article):
    article.story.swap(1, state="killed")
    answer = a_client(nora).post(address(article), answers(article, headline="New"))
    assert (answer.status_code, Outlet.objects.count()) == (422, 1)


def test_strangers_find_nothing_and_readers_may_not(jonas, vera, article):
    article.story.members.set([jonas])
    reader = newsdesk.a_user("lena", "Approver")
    article.story.members.add(reader)
    for user, status in ((vera, 404), (reader, 403)):
        assert a_client(user).get(address(article)).status_code == status
        assert a_client(user).post(address(article), answers(article, headline="New")).status_code == status
    assert "Edit details" not in a_client(reader).get(article.get_absolute_url()).content.decode()


def test_author_and_address_are_corrected_and_the_undoing_of_it_is_undone(nora, article):
    client = a_client(nora)
    changes = {
        "outlet": "Quay Post",
        "author": "Ida Berg",
        "address": "https://quay.example/bell",
        "published": "2026-03-12",
    }
    client.post(address(article), answers(article, **changes))
    article = Article.objects.get()
    assert (article.author, article.address) == ("Ida Berg", "https://quay.example/bell")

    def take_back():
        event = intake.last_correction(article)
        assert f'name="undo" value="{event.number}"' in client.get(address(article)).text
        assert client.post(address(article), {"undo": event.number}).url == address(article)
        return Article.objects.get()

    before = take_back()
    assert (before.outlet.name, before.author, before.address, before.published) == ("Aldmere Courier", "", "", None)
    again = take_back()
    assert (again.outlet.name, again.author, again.published) == ("Quay Post", "Ida Berg", date(2026, 3, 12))
    assert Event.objects.filter(verb="edit details").count() == 3


def test_taking_back_what_somebody_corrected_since_changes_nothing(nora, article):
    client = a_client(nora)
    client.post(address(article), answers(article, author="Ida Berg"))
    first = intake.last_correction(article).number
    client.post(address(article), answers(Article.objects.get(), author="Ida Bergh"))
    for number in (first, "x", "9" * 30):
        page = client.post(address(article), {"undo": number}, follow=True).text
        assert "in the meantime" in page
    assert Article.objects.get().author == "Ida Bergh"


@pytest.mark.parametrize("written", ["javascript:alert(1)", "quay.example", "https://", "http:// x"])
def test_an_address_that_is_none_of_the_web_is_refused(nora, article, written):
    answer = a_client(nora).post(address(article), answers(article, address=written))
    assert answer.status_code == 422
    assert "An address begins with https:// or http://." in answer.text
    assert Article.objects.get().address == ""
