"""Receivers in the administration: checked when saved, the secret shown once, rotated, never in the log."""

import pytest

from articles.models import Event, Receiver
from articles.workflow import delivering
from articles.workflow.sealing import unseal
from tests import newsdesk, receiving
from tests.bundle.story import an_approved_story

ADD = "/admin/articles/receiver/add/"
FIELDS = {
    "name": "Site",
    "kind": "webhook",
    "address": "https://site.example/stories",
    "formats": ["text", "bundle"],
    "occasion": "approval",
}


@pytest.fixture
def client(ada):
    return newsdesk.a_client(ada)


def add(client, **fields):
    return client.post(ADD, FIELDS | fields, follow=True)


def test_a_webhook_is_added_and_its_secret_shown_once(client):
    page = add(client).content.decode()
    receiver = Receiver.objects.get()
    secret = unseal(receiver.secret)

    assert secret in page
    assert secret not in client.get("/admin/articles/receiver/").content.decode()
    assert secret not in client.get(f"/admin/articles/receiver/{receiver.pk}/change/").content.decode()
    assert secret not in repr(list(Event.objects.values()))
    assert receiver.formats == ["text", "bundle"]
    assert [event.verb for event in Event.objects.order_by("number")] == ["add receiver", "rotate secret"]


def test_a_folder_has_no_secret(client, settings, tmp_path):
    settings.DELIVERY_FOLDER = tmp_path
    add(client, kind="folder", address="site")

    assert Receiver.objects.get().secret == ""


@pytest.mark.parametrize(
    ("fields", "why"),
    [
        ({"address": "site.example"}, "must begin with https"),
        ({"kind": "folder", "address": "site"}, "NEWSROOM_DELIVERY_FOLDER"),
        ({"formats": []}, "This field is required"),
    ],
)
def test_what_could_never_work_is_refused(client, fields, why):
    assert why in add(client, **fields).content.decode()
    assert not Receiver.objects.exists()


def test_the_secret_is_rotated_and_shown_once(client):
    add(client)
    receiver = Receiver.objects.get()
    old = unseal(receiver.secret)
    action = {"action": "rotate_secret", "_selected_action": [receiver.pk]}
    page = client.post("/admin/articles/receiver/", action, follow=True).content.decode()
    receiver.refresh_from_db()

    assert unseal(receiver.secret) in page
    assert unseal(receiver.secret) != old == unseal(receiver.old_secret)


def test_changing_a_receiver_keeps_its_secret(client):
    add(client)
    receiver = Receiver.objects.get()
    seen = receiver.history.first().pk
    page = f"/admin/articles/receiver/{receiver.pk}/change/"
    client.post(page, {name: value for name, value in FIELDS.items() if name != "kind"} | {"seen": seen, "name": "Web"})
    changed = Receiver.objects.get()

    assert (changed.name, changed.secret, changed.kind) == ("Web", receiver.secret, "webhook")


def test_the_list_shows_state_and_last_error(client, nora, sami, settings):
    settings.DELIVERY_FOLDER = None
    receiving.a_folder()
    an_approved_story(nora, sami)
    delivering.deliver_due()

    page = client.get("/admin/articles/receiver/").content.decode()
    assert "Waiting" in page
    assert "There is no folder for deliveries" in page
    for name in ("delivery", "evidence", "importedrevision", "receiver"):
        assert client.get(f"/admin/articles/{name}/").status_code == 200


def test_editors_do_not_enter_receivers(nora):
    assert newsdesk.a_client(nora).get(ADD).status_code == 302
