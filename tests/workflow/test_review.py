"""A review: what it stores, and what a second one leaves alone. The analysis is the real one."""

from datetime import date

import pytest
from django.utils import timezone

from articles.models import Annotation, Article, CheckSetting, Claim, Event, Review
from articles.workflow import annotations, claims, review
from articles.workflow.errors import Refused
from tests import newsdesk

COURIER = "The baker Ivo Kessler, 46, opened his third shop in Brno on Monday.\n\nAbout 90 people came to the door.\n"
POST = "The baker Ivo Kessler, 64, opened a shop in Brno on Monday.\n\nHe gave away 300 rolls.\n"
HERALD = "Ivo Kessler, 64, a baker in Brno, opened his third shop on Monday.\n\nThe queue went round the corner.\n"


@pytest.fixture
def bakery(story):
    """Two sources say 64, one says 46."""
    for outlet, text in [("Courier", COURIER), ("Post", POST), ("Herald", HERALD)]:
        newsdesk.an_article(story, text, outlet)
    return story


def reviewed(story, by=None):
    return review.run(review.request(story, by=by))


def age_mark(story):
    return story.annotations.get(category__slug="misstated_age")


def age_claim(story):
    return story.claims.get(kind="age")


def test_a_finding_becomes_a_mark_with_its_reason_and_its_evidence(bakery):
    run = reviewed(bakery)
    mark = age_mark(bakery)
    assert "46" in mark.quote and mark.article.outlet.name == "Courier"
    assert "64" in mark.reason and mark.check_slug and 0 < mark.confidence <= 1 and mark.is_open
    others = {Article.objects.get(pk=place["article"]).outlet.name for place in mark.related}
    assert others >= {"Post", "Herald"}
    assert run.found == bakery.annotations.count() and run.finished_at and not run.failures


def test_facts_become_claims_with_what_each_source_says(bakery):
    reviewed(bakery)
    claim = age_claim(bakery)
    says = {(s.article.outlet.name, s.normalised) for s in claim.statements.select_related("article__outlet")}
    assert claim.status == "conflict"
    assert says == {("Courier", "46"), ("Post", "64"), ("Herald", "64")}
    for statement in claim.statements.select_related("article"):
        assert statement.value in statement.article.quote(statement.start, statement.end)


def test_the_progress_counts_up_to_its_total(bakery):
    run = reviewed(bakery)
    run.refresh_from_db()
    assert run.done == run.total > 0 and run.step == "" and not run.is_running


@pytest.mark.parametrize("verb", ["accept", "dismiss", "resolve"])
def test_a_second_review_keeps_what_editors_decided(bakery, nora, verb):
    reviewed(bakery)
    getattr(annotations, verb)(age_mark(bakery), by=nora, version=1)
    count = bakery.annotations.count()
    run = reviewed(bakery)
    assert (run.found, bakery.annotations.count()) == (0, count)
    assert age_mark(bakery).decided_by == nora


def test_a_second_review_makes_no_second_copy_of_anything(bakery):
    reviewed(bakery)
    marks, facts = set(bakery.annotations.values_list("pk")), set(bakery.claims.values_list("pk"))
    reviewed(bakery)
    assert (set(bakery.annotations.values_list("pk")), set(bakery.claims.values_list("pk"))) == (marks, facts)


def test_marks_made_by_hand_are_never_touched(bakery, nora):
    mark = newsdesk.an_annotation(bakery.articles.first(), "90 people", by=nora)
    reviewed(bakery)
    mark.refresh_from_db()
    assert (mark.is_open, mark.version) == (True, 1)


def test_an_open_mark_that_no_check_makes_any_more_goes(bakery):
    stale = newsdesk.an_annotation(bakery.articles.first(), "90 people")
    discussed = newsdesk.an_annotation(bakery.articles.first(), "the door")
    annotations.comment(discussed, by=newsdesk.a_user("jonas"), text="Which door?")
    reviewed(bakery)
    assert not Annotation.objects.filter(pk=stale.pk).exists()
    assert Annotation.objects.filter(pk=discussed.pk).exists()


def test_a_new_source_opens_a_decided_conflict_again(bakery, nora):
    reviewed(bakery)
    claims.decide(age_claim(bakery), by=nora, version=age_claim(bakery).version, value="64", reason="The register.")
    reviewed(bakery)
    assert age_claim(bakery).is_decided
    newsdesk.an_article(bakery, "Ivo Kessler, 56, has opened a bakery in Brno, his third.\n", "Evening Sun")
    reviewed(bakery)
    claim = age_claim(bakery)
    assert claim.is_reopened and claim.decision.value == "64"
    (told,) = nora.notifications.all()
    assert (told.kind, told.claim) == ("reopened", claim)
    reviewed(bakery)
    assert nora.notifications.count() == 1


def test_a_birth_date_of_the_house_counts_as_a_source(story):
    newsdesk.an_article(story, COURIER, "Courier", published=date(2026, 3, 2))
    newsdesk.a_person("Ivo Kessler", date(1962, 1, 15))
    reviewed(story)
    assert "64" in age_mark(story).reason


def test_a_check_that_is_switched_off_finds_nothing(bakery):
    CheckSetting.objects.create(slug="misstated_age", switched_off_at=timezone.now())
    reviewed(bakery)
    assert not bakery.annotations.filter(category__slug="misstated_age").exists()


def test_what_a_check_is_less_sure_of_than_the_house_asks_is_not_shown(bakery):
    CheckSetting.objects.create(slug="misstated_age", lowest_confidence=1)
    reviewed(bakery)
    assert not bakery.annotations.filter(category__slug="misstated_age").exists()


def test_a_check_that_breaks_is_named_and_the_others_go_on(bakery, monkeypatch):
    from articles.analysis.checks import CHECKS

    def broken(dossier):
        raise ValueError("a sentence without words")

    monkeypatch.setitem(CHECKS, "broken", broken)
    run = reviewed(bakery)
    assert run.failures == [{"check": "broken", "error": "ValueError: a sentence without words"}]
    assert age_mark(bakery).is_open


def test_a_story_without_articles_is_not_reviewed(story):
    with pytest.raises(Refused, match="import articles first"):
        review.request(story)


def test_asking_twice_gives_the_review_that_is_waiting(bakery, nora, jonas):
    assert review.request(bakery, by=nora) == review.request(bakery, by=jonas)
    assert Review.objects.count() == 1


def test_who_asked_and_what_was_found_are_logged(bakery, nora):
    run = reviewed(bakery, by=nora)
    done, asked = Event.objects.all()[:2]
    assert (done.verb, asked.verb, asked.actor) == ("review", "request review", nora)
    assert done.data["found"] == run.found


def test_articles_in_other_languages_are_left_to_checks_that_can_read_them(bakery):
    german = "Der Bäcker Ivo Kessler, 46, hat am Montag in Brünn seinen dritten Laden eröffnet.\n"
    article = newsdesk.an_article(bakery, german, "Tagblatt", language="de")
    run = reviewed(bakery)
    assert not run.failures
    assert not article.annotations.filter(category__slug="garbled_sentence").exists()


def test_the_claims_of_a_story_are_asked_for_once(bakery, django_assert_max_num_queries):
    reviewed(bakery)
    with django_assert_max_num_queries(4):
        list(Claim.objects.for_matrix())
