"""What administrators add, change and delete is in the audit log: each of it, by whom, with before and after."""

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import DatabaseError
from django.urls import reverse

from articles.models import ApprovalRule, CheckSetting, ErrorCategory, Event, HouseStyle, Outlet, Person
from articles.views import log
from tests.newsdesk import a_client, a_person
from tests.test_admin import REFERENCE, TO_CHANGE, account_form, account_page, label, page

# A field of each and what it is changed to.
CHANGE = {
    Outlet: ("notes", "Sound."),
    ErrorCategory: ("examples", "Six, not nine."),
    Person: ("role", "Ringer"),
    HouseStyle: ("note", "Ours."),
    CheckSetting: ("note", "Mended."),
    ApprovalRule: ("link_hours", "48"),
}


@pytest.fixture
def ada_client(ada):
    return a_client(ada)


@pytest.mark.parametrize("model", REFERENCE, ids=label)
def test_adding_changing_and_deleting_a_row_is_in_the_audit_log(ada_client, ada, model):
    data = {**TO_CHANGE[model], "seen": ""} | ({"slug": "wrong_figure", "key": "z"} if model is ErrorCategory else {})
    ErrorCategory.objects.filter(key="3").delete()
    field, value = CHANGE[model]
    ada_client.post(page(model, "add"), data)
    row = model.objects.latest("pk")
    form = ada_client.get(page(model, "change", row.pk)).context["adminform"].form
    ada_client.post(page(model, "change", row.pk), data | {"seen": form["seen"].value(), field: value})
    ada_client.post(page(model, "delete", row.pk), {"post": "yes"})
    deleted, changed, added = Event.objects.all()
    kind = model._meta.verbose_name
    assert [event.verb for event in (added, changed, deleted)] == [f"add {kind}", f"change {kind}", f"delete {kind}"]
    assert {event.actor for event in (added, changed, deleted)} == {ada}
    assert {event.target for event in (added, changed, deleted)} == {f"{label(model)}:{row.pk}"}
    changes = {name: [str(one) for one in pair] for name, pair in changed.data["changes"].items()}
    assert changes == {field: [data[field], value]}
    assert {added.verb, changed.verb, deleted.verb} <= log.WORDS.keys()


def test_deleting_several_at_once_is_in_the_audit_log_one_by_one(ada_client, db):
    people = [a_person("Ada Brandt"), a_person("Tomas Brandt")]
    chosen = {"action": "delete_selected", "_selected_action": [person.pk for person in people], "post": "yes"}
    ada_client.post(page(Person, "changelist"), chosen)
    assert not Person.objects.exists()
    assert {event.data["name"] for event in Event.objects.filter(verb="delete person")} == {
        "Ada Brandt",
        "Tomas Brandt",
    }


def test_saving_a_row_as_it_was_is_no_event(ada_client, db):
    person = a_person("Tomas Brandt", date(1964, 11, 30), role="Keeper")
    form = ada_client.get(page(Person, "change", person.pk)).context["adminform"].form
    ada_client.post(page(Person, "change", person.pk), {"seen": form["seen"].value(), **TO_CHANGE[Person]})
    assert not Event.objects.exists()


def test_going_back_to_an_older_state_is_in_the_audit_log(ada_client, db):
    person = a_person("Tom Brandt", role="Keeper")
    older = person.history.first()
    person.name = "Tomas Brandt"
    person.save()
    address = reverse("admin:articles_person_simple_history", args=[person.pk, older.pk])
    form = ada_client.get(address).context["adminform"].form
    data = {"name": "Tom Brandt", "aliases": "", "birth_date": "", "role": "Keeper", "seen": form["seen"].value()}
    ada_client.post(address, data)
    assert Event.objects.get().data["changes"] == {"name": ["Tomas Brandt", "Tom Brandt"]}


def test_who_is_put_into_which_group_is_in_the_audit_log(ada_client, ada, jonas):
    both = Group.objects.filter(name__in=["Editor", "Approver"])
    ada_client.post(account_page("change", jonas.pk), account_form(jonas, groups=[group.pk for group in both]))
    event = Event.objects.get()
    assert (event.verb, event.actor, event.data["name"]) == ("change user", ada, "jonas")
    assert event.data["changes"] == {"groups": [["Editor"], ["Approver", "Editor"]]}


def test_a_new_account_and_a_new_password_are_in_the_audit_log_without_the_password(ada_client, ada):
    passwords = {"usable_password": "true", "password1": "quiet-harbour-9", "password2": "quiet-harbour-9"}
    ada_client.post(account_page("add"), {"username": "ines", **passwords})
    ines = get_user_model().objects.get(username="ines")
    ada_client.post(reverse("admin:auth_user_password_change", args=[ines.pk]), passwords)
    changed, added = Event.objects.all()
    assert (added.verb, changed.verb) == ("add user", "change user")
    assert list(changed.data["changes"]) == ["password"]
    assert "harbour" not in str(added.data) + str(changed.data) and ines.password not in str(added.data)


def test_what_a_group_may_do_is_in_the_audit_log(rosa):
    editors = Group.objects.get(name="Editor")
    client, address = a_client(rosa), page(Group, "change", editors.pk)
    seen = client.get(address).context["adminform"].form["seen"].value()
    client.post(address, {"seen": seen, "name": "Editor", "permissions": []})
    event = Event.objects.get(verb="change group")
    assert event.data["changes"]["permissions"][1] == [] and event.data["changes"]["permissions"][0]


def test_what_could_not_be_saved_is_not_in_the_audit_log(ada_client, db, monkeypatch):
    def broken(*args, **kwargs):
        raise DatabaseError("The disk is full.")

    monkeypatch.setattr("simple_history.admin.SimpleHistoryAdmin.log_addition", broken)
    with pytest.raises(DatabaseError):
        ada_client.post(page(Person, "add"), {"seen": "", **TO_CHANGE[Person]})
    assert not Person.objects.exists() and not Event.objects.exists()


def test_a_filter_that_does_not_exist_leads_from_the_csv_to_the_list_which_says_so(ada):
    answer = a_client(ada).get("/admin/articles/event/csv/?nonsense=1", follow=True)
    assert answer.status_code == 200 and answer.redirect_chain[-1][0].endswith("?e=1")
