"""The administration in a real browser: its pages keep to the policy, and an administrator gets work done there."""

import pytest
from django.urls import reverse

from articles.models import ErrorCategory, Person
from tests.newsdesk import PASSWORD, a_person, a_story


@pytest.fixture
def page(page_of, ada):
    return page_of(ada)


def test_an_administrator_signs_in_with_a_password(page_of, ada):
    page = page_of(None)
    page.goto(reverse("admin:index"))
    page.locator("[name=login]").fill("ada")
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("[name=password]").press("Enter")
    page.get_by_role("link", name="Error categories").first.wait_for()


def test_the_pages_load_without_a_refused_style_or_script(page, nora):
    story, person = a_story(by=nora), a_person("Tomas Brandt")
    category = ErrorCategory.objects.first()
    for address in [
        reverse("admin:index"),
        reverse("admin:articles_story_changelist"),
        reverse("admin:articles_story_change", args=[story.pk]),
        reverse("admin:articles_errorcategory_change", args=[category.pk]),
        reverse("admin:articles_person_history", args=[person.pk]),
        reverse("admin:articles_event_changelist"),
        reverse("admin:auth_user_change", args=[nora.pk]),
    ]:
        assert page.goto(address).ok
        page.wait_for_load_state("networkidle")


def test_a_birth_date_is_entered_and_the_second_of_two_savers_is_told(page):
    person = a_person("Tomas Brandt")
    page.goto(reverse("admin:articles_person_change", args=[person.pk]))
    page.get_by_label("Birth date").fill("1964-11-30")
    Person.objects.get(pk=person.pk).save()  # a colleague is faster
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("Somebody else saved this in the meantime").wait_for()
    page.goto(reverse("admin:articles_person_change", args=[person.pk]))
    page.get_by_label("Birth date").fill("1964-11-30")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    assert Person.objects.get(pk=person.pk).birth_date.isoformat() == "1964-11-30"
