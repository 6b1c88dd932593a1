"""The administration: every page opens at the same price, what is edited there is safe, and no page leads around the rules."""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from articles.admin.accounts import AccountForm
from articles.models import (
    About,
    ApprovalLink,
    ApprovalRule,
    CheckSetting,
    Comment,
    Correction,
    Decision,
    Delivery,
    Endorsement,
    ErrorCategory,
    Event,
    Feed,
    Fetch,
    HouseStyle,
    ImportedRevision,
    Kill,
    Outlet,
    Person,
    Receiver,
    Review,
    Scope,
    Story,
)
from articles.workflow import approval, draft, export, support, tokens
from tests.newsdesk import a_claim, a_client, a_paragraph, a_person, a_story, an_annotation, an_article, an_incoming

OURS = [model for model in admin.site._registry if model._meta.app_label == "articles"]
REFERENCE = [Outlet, ErrorCategory, Person, HouseStyle, CheckSetting, ApprovalRule]
KEPT = [model for model in OURS if model not in [*REFERENCE, Feed, Receiver, Story]]
named = pytest.mark.parametrize
TO_CHANGE = {
    Outlet: {"name": "Aldmere Herald", "homepage": "", "notes": ""},
    Person: {"name": "Tomas Brandt", "aliases": "", "birth_date": "1964-11-30", "role": "Keeper"},
    HouseStyle: {"preferred": "harbour", "variants": "harbor", "note": ""},
    ErrorCategory: {
        **{"name": "Wrong figure", "short_name": "figure", "family": "fact", "key": "3"},
        **{"default_severity": "minor", "guideline": "", "examples": "", "counter_examples": "", "order": "30"},
    },
    CheckSetting: {"slug": "misstated_age", "lowest_confidence": "0.5", "note": "Too many."},
    ApprovalRule: {"signatures": "1", "link_hours": "24"},
}


def label(model):
    return model._meta.model_name


def page(model, name, *arguments):
    return reverse(f"admin:{model._meta.app_label}_{label(model)}_{name}", args=arguments)


def a_whole_story(nora, sami):
    """One row at least of everything that a story can have."""
    story = a_story(by=nora, headline="The bell rings")
    first, second = an_article(story), an_article(story)
    Comment.objects.create(annotation=an_annotation(first), author=nora, text="I shall ask the keeper.")
    claim = a_claim(story, says=[(first, "300"), (second, "40")])
    claim.decision = Decision.objects.create(
        claim=claim, value="300", reason="Counted.", picture=claim.picture, decided_by=nora
    )
    claim.save()
    written = a_paragraph(story, by=nora, cites=[(first, "The old harbour bell")])
    support.confirm(written, by=nora, sentence=written.text, kind="name", words="Aldmere", reason="I asked the keeper.")
    draft.set_headline(story, by=nora, version=story.version, headline="The bell rings again")
    approval.request_changes(approval.send(story, by=nora), by=sami, reason="Name the quay.")
    story.refresh_from_db()
    draft.set_headline(story, by=nora, version=story.version, headline="The bell of Aldmere rings again")
    revision = approval.send(story, by=nora)
    now = timezone.now()
    link = ApprovalLink.objects.create(revision=revision, guest="T. Bell", made_by=sami, made_at=now, expires_at=now)
    Endorsement.objects.create(revision=revision, link=link, at=now, sha256=revision.sha256)
    approval.approve(revision, by=sami, sha256=revision.sha256)
    export.export(revision, "text", by=nora)
    Correction.objects.create(revision=revision, corrects=revision, number=1, notice="The bell is older.")
    Kill.objects.create(story=a_story(by=nora, title="No bell"), by=sami, at=now, reason="There is none.")
    ApprovalRule.objects.get_or_create(signatures=2)
    Review.objects.create(story=story, requested_by=nora, finished_at=timezone.now())
    a_person(f"Person {story.pk}")
    HouseStyle.objects.create(preferred=f"word {story.pk}", variants="wurd")
    Outlet.objects.create(name=f"Outlet {story.pk}")
    CheckSetting.objects.create(slug=f"check-of-bell-{story.pk}")
    what_came_and_went(story, revision, nora)
    return story


def what_came_and_went(story, revision, by):
    """A token, a delivery, a visit, what waits for its story, a revision of another house."""
    now, key = timezone.now(), story.pk
    tokens.make(by=by, name=f"Archive {key}", scopes=[Scope.STORIES_READ], days=30)
    receiver = Receiver.objects.create(name=f"Site {key}", kind="folder", address=f"site-{key}", formats=["text"])
    of_story = {"story": story, "revision": revision, "receiver": receiver}
    Delivery.objects.create(**of_story, about=About.APPROVED, due_at=now, made_at=now, made_by=by)
    Fetch.objects.create(address="https://aldmere.example/bell", story=story, requested_by=by)
    an_incoming(f"The bell of quay {key} rang.")
    house = {"house": "https://quay.example", "audit": "", "imported_by": by, "imported_at": now}
    ImportedRevision.objects.create(revision=revision, **house)


@pytest.fixture
def whole(nora, sami):
    return a_whole_story(nora, sami)


@pytest.fixture
def ada_client(ada):
    return a_client(ada)


# --- Every page -------------------------------------------------------------------------------------------------------


def test_every_model_has_its_pages():
    assert len(OURS) >= 21


def test_the_index_names_what_an_administrator_keeps(ada_client):
    shown = ada_client.get(reverse("admin:index")).content.decode()
    assert all(model._meta.verbose_name_plural.capitalize() in shown for model in [*REFERENCE, Event])


@named("model", OURS, ids=label)
def test_the_list_opens_and_is_searched(ada_client, whole, model):
    assert ada_client.get(page(model, "changelist")).status_code == 200
    found = ada_client.get(page(model, "changelist"), {"q": "bell"})
    assert found.status_code == 200
    assert found.context["cl"].search_fields


@named("model", OURS, ids=label)
def test_a_row_opens(ada_client, whole, model):
    for row in model.objects.all()[:2]:
        assert ada_client.get(page(model, "change", row.pk)).status_code == 200


def test_every_list_costs_the_same_with_more_rows(ada_client, nora, sami):
    def costs():
        return {label(model): cost(model) for model in OURS}

    def cost(model):
        with CaptureQueriesContext(connection) as queries:
            ada_client.get(page(model, "changelist"))
        return len(queries)

    a_whole_story(nora, sami)
    costs()  # content types and the like are read once
    few = costs()
    for _ in range(3):
        a_whole_story(nora, sami)
    assert costs() == few


# --- No way around the rules ------------------------------------------------------------------------------------------


@named("model", KEPT, ids=label)
@named("who", ["ada", "rosa"])
def test_what_the_workflow_made_is_read_only_even_for_a_superuser(request, whole, model, who):
    client = a_client(request.getfixturevalue(who))
    row = model.objects.first()
    before = model.objects.filter(pk=row.pk).values().get()
    assert client.get(page(model, "add")).status_code == 403
    assert client.post(page(model, "add"), {}).status_code == 403
    assert client.post(page(model, "change", row.pk), {"text": "x", "verb": "x", "value": "x"}).status_code == 403
    assert client.post(page(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    delete_all = {"action": "delete_selected", "_selected_action": [row.pk], "post": "yes"}
    client.post(page(model, "changelist"), delete_all)
    assert model.objects.filter(pk=row.pk).values().get() == before


@named("who", ["ada", "rosa"])
def test_a_story_is_neither_made_nor_deleted_nor_moved_on(request, whole, who):
    client = a_client(request.getfixturevalue(who))
    assert client.get(page(Story, "add")).status_code == 403
    assert client.post(page(Story, "delete", whole.pk), {"post": "yes"}).status_code == 403
    whole.refresh_from_db()
    changed = {
        "seen": whole.version,
        "title": whole.title,
        "state": "published",
        "headline": "Forged",
        "slug": "forged",
    }
    assert client.post(page(Story, "change", whole.pk), changed).status_code == 302
    after = Story.objects.get(pk=whole.pk)
    assert (after.state, after.headline, after.slug) == (whole.state, whole.headline, whole.slug)


@named("who", ["nora", "sami", "vera", "max_"])
def test_the_administration_is_closed_to_everybody_else(request, who):
    response = a_client(request.getfixturevalue(who)).get(reverse("admin:index"))
    assert response.status_code in (302, 403)


# --- Stories ----------------------------------------------------------------------------------------------------------


def test_a_story_gets_a_title_a_time_and_members(ada_client, story, nora, jonas):
    data = {
        "seen": story.version,
        "title": "Bell",
        "due_at_0": "2026-03-02",
        "due_at_1": "18:00",
        "members": [jonas.pk],
    }
    assert ada_client.post(page(Story, "change", story.pk), data).status_code == 302
    after = Story.objects.get(pk=story.pk)
    assert (after.title, after.due_at.hour, after.version) == ("Bell", 18, story.version + 1)
    assert list(after.members.all()) == [jonas]
    assert Event.objects.filter(story=story, verb="edit story", actor_name="ada").exists()


def test_a_stale_story_is_not_saved_and_the_page_says_so(ada_client, story):
    seen = story.version
    story.swap(seen, title="Jonas was first")
    response = ada_client.post(page(Story, "change", story.pk), {"seen": seen, "title": "Ada was second"})
    assert response.status_code == 200
    assert "Somebody else saved this in the meantime" in response.content.decode()
    assert "Ada was second" in response.content.decode()
    assert Story.objects.get(pk=story.pk).title == "Jonas was first"


# --- What the administrators keep -------------------------------------------------------------------------------------


@named("model", REFERENCE, ids=label)
def test_a_reference_row_is_changed_and_its_history_says_by_whom(ada_client, whole, model):
    row = model.objects.get(key="3") if model is ErrorCategory else model.objects.first()
    form = ada_client.get(page(model, "change", row.pk)).context["adminform"].form
    data = {"seen": form["seen"].value(), **TO_CHANGE[model]}
    assert ada_client.post(page(model, "change", row.pk), data).status_code == 302
    row.refresh_from_db()
    field, value = next(iter(TO_CHANGE[model].items()))
    assert str(getattr(row, field)) == value
    assert row.history.first().history_user.username == "ada"
    assert "ada" in ada_client.get(page(model, "history", row.pk)).content.decode()


@named("model", REFERENCE, ids=label)
def test_a_stale_reference_row_is_not_saved(ada_client, whole, model):
    row = model.objects.get(key="3") if model is ErrorCategory else model.objects.first()
    form = ada_client.get(page(model, "change", row.pk)).context["adminform"].form
    seen = form["seen"].value()
    row.save()  # somebody else
    before = str(row)
    response = ada_client.post(page(model, "change", row.pk), {"seen": seen, **TO_CHANGE[model]})
    assert "Somebody else saved this in the meantime" in response.content.decode()
    assert str(model.objects.get(pk=row.pk)) == before


def test_a_person_is_added_with_a_birth_date(ada_client):
    assert ada_client.post(page(Person, "add"), {"seen": "", **TO_CHANGE[Person]}).status_code == 302
    assert Person.objects.get(name="Tomas Brandt").birth_date.year == 1964


def test_a_namesake_is_pointed_out_and_saved_all_the_same(ada_client, db):
    a_person("Tom Brandt", date(1990, 2, 1), aliases="Tomas  BRANDT", role="Rower")
    a_person("Tomasina Brandt")
    shown = ada_client.post(page(Person, "add"), {"seen": "", **TO_CHANGE[Person]}, follow=True).content.decode()
    assert shown.count("shares a name with another person") == 1
    assert "Tom Brandt, born 1 February 1990, Rower" in shown
    assert Person.objects.filter(name="Tomas Brandt").exists()


def test_the_severity_of_a_category_says_that_old_marks_keep_theirs(ada_client, db):
    shown = ada_client.get(page(ErrorCategory, "change", ErrorCategory.objects.first().pk)).content.decode()
    assert "Marks that are there already keep theirs" in shown


def test_the_page_of_the_checks_leads_to_their_settings(ada_client, db):
    CheckSetting.objects.create(slug="misstated_age", lowest_confidence=0.5)
    shown = ada_client.get(reverse("checks")).content.decode()
    assert page(CheckSetting, "change", CheckSetting.objects.get().pk) in shown
    offered = ada_client.get(page(CheckSetting, "add"), {"slug": "wrong_location"}).content.decode()
    assert '<option value="wrong_location" selected>' in offered


def test_a_key_is_one_letter_or_digit_and_belongs_to_one_category(ada_client, db):
    data = {**TO_CHANGE[ErrorCategory], "slug": "wrong_figure", "seen": ""}
    taken = ada_client.post(page(ErrorCategory, "add"), {**data, "key": "3"})
    assert "already exists" in taken.content.decode()
    odd = ada_client.post(page(ErrorCategory, "add"), {**data, "key": "?"})
    assert "One digit or one small letter" in odd.content.decode()
    assert ada_client.post(page(ErrorCategory, "add"), {**data, "key": "z"}).status_code == 302


def test_a_category_keeps_its_slug(ada_client, db):
    category = ErrorCategory.objects.get(key="3")
    form = ada_client.get(page(ErrorCategory, "change", category.pk)).context["adminform"].form
    data = {"seen": form["seen"].value(), **TO_CHANGE[ErrorCategory], "slug": "forged"}
    ada_client.post(page(ErrorCategory, "change", category.pk), data)
    assert ErrorCategory.objects.get(pk=category.pk).slug == category.slug


@named("model", REFERENCE, ids=label)
def test_no_page_of_the_administration_holds_an_inline_style_or_script(ada_client, whole, model):
    row = model.objects.first()
    row.save()
    for name in ("change", "history"):
        shown = ada_client.get(page(model, name, row.pk)).content.decode()
        assert " style=" not in shown and "<style" not in shown and " onclick=" not in shown


# --- Accounts ---------------------------------------------------------------------------------------------------------


def account_page(name, *arguments):
    return page(get_user_model(), name, *arguments)


def account_form(user, **changes):
    """What the account's page would send back, without changes."""
    data = {
        "seen": AccountForm(instance=user)["seen"].value(),
        "username": user.username,
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "is_active": "on",
        "groups": [group.pk for group in user.groups.all()],
    }
    return {name: value for name, value in {**data, **changes}.items() if value is not None}


def test_an_administrator_makes_an_account_and_puts_it_into_a_group(ada_client):
    data = {
        "username": "ines",
        "usable_password": "true",
        "password1": "quiet-harbour-9",
        "password2": "quiet-harbour-9",
    }
    assert ada_client.post(account_page("add"), data).status_code == 302
    ines = get_user_model().objects.get(username="ines")
    editors = Group.objects.get(name="Editor")
    assert ada_client.post(account_page("change", ines.pk), account_form(ines, groups=[editors.pk])).status_code == 302
    assert get_user_model().objects.get(username="ines").has_perm("articles.change_story")


def test_an_administrator_closes_an_account_and_deletes_none(ada_client, jonas):
    assert ada_client.post(account_page("delete", jonas.pk), {"post": "yes"}).status_code == 403
    assert ada_client.post(account_page("change", jonas.pk), account_form(jonas, is_active=None)).status_code == 302
    jonas.refresh_from_db()
    assert not jonas.is_active


def test_a_stale_account_is_not_saved_and_the_page_says_how_it_stands_now(ada_client, jonas):
    mine = account_form(jonas, last_name="Webber")
    jonas.first_name = "Jon"
    jonas.save()
    jonas.groups.add(Group.objects.get(name="Approver"))
    shown = ada_client.post(account_page("change", jonas.pk), mine).content.decode()
    assert "Somebody else saved this in the meantime" in shown and "First name: Jon" in shown
    assert "Last name: Weber" in shown and "Groups: Approver, Editor" in shown and 'value="Webber"' in shown
    jonas.refresh_from_db()
    assert jonas.last_name == "Weber" and jonas.groups.count() == 2


def test_a_stale_group_is_not_saved(rosa):
    editors, client = Group.objects.get(name="Editor"), a_client(rosa)
    seen = client.get(page(Group, "change", editors.pk)).context["adminform"].form["seen"].value()
    permissions = set(editors.permissions.all())
    editors.permissions.remove(editors.permissions.first())
    data = {"seen": seen, "name": "Editor", "permissions": [one.pk for one in permissions]}
    assert "Somebody else saved this" in client.post(page(Group, "change", editors.pk), data).content.decode()
    assert editors.permissions.count() == len(permissions) - 1


def test_an_administrator_cannot_become_a_superuser(ada_client, ada):
    assert ada_client.post(account_page("change", ada.pk), account_form(ada, is_superuser="on")).status_code == 302
    ada.refresh_from_db()
    assert not ada.is_superuser


def test_an_administrator_does_not_touch_a_superusers_account(ada_client, rosa):
    passwords = {"password1": "quiet-harbour-9", "password2": "quiet-harbour-9", "usable_password": "true"}
    address = reverse("admin:auth_user_password_change", args=[rosa.pk])
    assert ada_client.post(address, passwords).status_code == 403
    assert ada_client.post(account_page("change", rosa.pk), account_form(rosa)).status_code == 403


def test_an_administrator_sees_the_groups_and_a_superuser_changes_them(ada_client, rosa):
    editors = Group.objects.get(name="Editor")
    assert ada_client.get(page(Group, "change", editors.pk)).status_code == 200
    assert ada_client.post(page(Group, "change", editors.pk), {"name": "Editor"}).status_code == 403
    assert a_client(rosa).get(page(Group, "change", editors.pk)).status_code == 200
