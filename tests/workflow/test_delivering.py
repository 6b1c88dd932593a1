"""Deliveries: to a real server and to real folders, tried again under one id, and never where they must not go."""

import base64
import json
import os
import signal
import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import tasks
from articles.models import Delivery, DeliveryState, DeliveryTry, Event, Export, Receiver, Story, StoryState
from articles.workflow import delivering, outbox, publication, receivers
from articles.workflow.approval import approve, send
from articles.workflow.corrections import Correcting
from articles.workflow.errors import Refused
from articles.workflow.export import render
from tests import newsdesk, receiving
from tests.bundle.story import an_approved_story, write


@pytest.fixture(autouse=True)
def allowed(settings, tmp_path):
    settings.PRIVATE_HOSTS = receiving.HERE
    settings.DELIVERY_FOLDER = tmp_path / "deliveries"


@pytest.fixture
def server():
    server = receiving.a_server()
    yield server
    receiving.stop(server)


def a_later_revision(revision, nora, sami, text="Its keeper pulled the rope.", notice=None):
    story = Story.objects.get(pk=revision.story_id)
    write(story, story.articles.first(), text, "pulled the rope himself", by=nora)
    correcting = Correcting(revision, notice) if notice else None
    later = send(story, by=nora, correcting=correcting)
    approve(later, sha256=later.sha256, by=sami)
    return later


def let_time_pass(**passed):
    Delivery.objects.waiting().update(due_at=timezone.now() - timedelta(seconds=1))
    if passed:
        before = timezone.now() - timedelta(**passed)
        Delivery.objects.exclude(taken_at=None).update(taken_at=before, alive_at=before)


# --- What goes, and to whom -------------------------------------------------------------------------------------------


def test_an_approved_story_goes_signed_to_whoever_gets_it_at_once(server, nora, sami, ada):
    receiver, secret = receiving.a_webhook(server, ada, formats=["text", "html", "bundle"])
    revision = an_approved_story(nora, sami)
    run = delivering.deliver_due()

    delivery = Delivery.objects.get()
    assert (run.delivered, delivery.state) == ([str(delivery.pk)], DeliveryState.DELIVERED)
    (call,) = server.got
    assert receiving.is_signed(call, secret)
    assert not receiving.is_signed(call, "another secret")
    assert call[0]["Newsroom-Delivery"] == str(delivery.pk)
    told = receiving.told(call)
    assert (told["about"], told["revision"], told["sha256"]) == ("story.approved", 1, revision.sha256)
    assert told["approval"]["by"] == "Sami Haddad"
    text = next(file for file in told["files"] if file["format"] == "text")
    assert base64.b64decode(text["content"]) == render(revision, "text")
    assert [file["name"] for file in told["files"]][2] == "harbour-bell-r1-bundle.zip"


def test_the_recipe_of_the_documentation_checks_the_signature(server, nora, sami, ada):
    _, secret = receiving.a_webhook(server, ada)
    an_approved_story(nora, sami)
    delivering.deliver_due()
    recipe = (Path(__file__).parents[2] / "docs" / "delivery.md").read_text().partition("```python\n")[2]
    told = {}
    exec(recipe.partition("```")[0], told)
    headers, body = server.got[0]

    assert told["is_from_newsroom"](headers, body, secret)
    assert not told["is_from_newsroom"](headers, body + b" ", secret)
    assert not told["is_from_newsroom"](headers, body, "another secret")
    assert not told["is_from_newsroom"](headers | {"Newsroom-Time": "1"}, body, secret)


def test_what_was_delivered_has_left_the_house(server, nora, sami, ada):
    receiver, _ = receiving.a_webhook(server, ada)
    revision = an_approved_story(nora, sami)
    delivering.deliver_due()

    export = Export.objects.get()
    assert (export.receiver, export.format, export.exported_by) == (receiver, "text", None)
    assert Story.objects.get(pk=revision.story_id).state == StoryState.PUBLISHED
    assert list(Event.objects.order_by("-number").values_list("verb", flat=True)[:2]) == ["deliver", "export"]


def test_who_is_sent_stories_by_hand_gets_none_before(server, nora, sami, ada):
    receiver, _ = receiving.a_webhook(server, ada, occasion="asked")
    revision = an_approved_story(nora, sami)
    delivering.deliver_due()
    assert server.got == []

    outbox.send(revision, [receiver], by=nora)
    delivering.deliver_due()
    assert len(server.got) == 1
    with pytest.raises(Refused, match="went to Site already"):
        outbox.send(revision, [receiver], by=nora)


def test_a_receiver_of_chosen_stories_gets_no_other(server, nora, sami, ada):
    receiver, _ = receiving.a_webhook(server, ada)
    receiver.stories.add(newsdesk.a_story())
    revision = an_approved_story(nora, sami)

    assert not Delivery.objects.exists()
    with pytest.raises(Refused, match="does not get this story"):
        outbox.send(revision, [receiver], by=nora)


def test_nothing_goes_before_the_embargo_ends(server, nora, sami, ada):
    receiving.a_webhook(server, ada, occasion="asked")
    revision = an_approved_story(nora, sami)
    Receiver.objects.update(occasion="approval")
    until = timezone.now() + timedelta(hours=1)
    Story.objects.update(embargo_until=until)
    a_later_revision(revision, nora, sami)
    assert Delivery.objects.get().due_at == until

    let_time_pass()
    assert delivering.deliver_due().held
    assert (Delivery.objects.get().due_at, server.got) == (until, [])

    Story.objects.update(embargo_until=timezone.now() - timedelta(seconds=1))
    let_time_pass()
    delivering.deliver_due()
    assert len(server.got) == 1


def test_a_correction_goes_to_everybody_who_got_the_story(server, nora, sami, ada):
    receiver, _ = receiving.a_webhook(server, ada, occasion="asked")
    receiving.a_folder(name="Never asked", occasion="asked")
    revision = an_approved_story(nora, sami)
    outbox.send(revision, [receiver], by=nora)
    delivering.deliver_due()
    a_later_revision(revision, nora, sami, notice="The keeper pulled the rope, nobody else.")
    delivering.deliver_due()

    told = receiving.told(server.got[1])
    assert (told["about"], told["revision"]) == ("story.corrected", 2)
    assert told["correction"] == "The keeper pulled the rope, nobody else."
    assert Delivery.objects.count() == 2


def test_a_kill_goes_to_everybody_who_got_the_story_and_what_waits_goes_no_more(server, nora, sami, ada):
    receiver, _ = receiving.a_webhook(server, ada)
    receiving.a_webhook(server, ada, name="Deaf", address="http://127.0.0.1:1/")
    revision = an_approved_story(nora, sami)
    delivering.deliver_due()
    receiving.a_folder()
    publication.kill(Story.objects.get(pk=revision.story_id), by=sami, reason="A secret reason.")
    let_time_pass()
    delivering.deliver_due()

    told = receiving.told(server.got[1])
    assert (told["about"], told["story"], told["files"]) == ("story.killed", "harbour-bell", [])
    assert b"secret reason" not in server.got[1][1]
    killed = Delivery.objects.filter(about="story.killed").values_list("receiver__name", "state")
    assert sorted(killed) == [("Deaf", "waiting"), ("Site", "delivered")]
    withdrawn = Delivery.objects.get(state=DeliveryState.WITHDRAWN)
    assert (withdrawn.receiver.name, withdrawn.error) == ("Deaf", "The story was killed.")
    with pytest.raises(Refused, match="killed"):
        outbox.send_again(withdrawn, by=nora)


def test_a_newer_revision_goes_instead_of_one_that_still_waits(nora, sami, ada, server):
    server.answers = [500]
    receiving.a_webhook(server, ada)
    revision = an_approved_story(nora, sami)
    delivering.deliver_due()
    a_later_revision(revision, nora, sami)
    let_time_pass()
    delivering.deliver_due()

    states = list(Delivery.objects.order_by("revision__number").values_list("state", flat=True))
    assert states == ["withdrawn", "delivered"]


def test_an_approval_that_is_rolled_back_leaves_nothing_to_deliver(server, nora, sami, ada, monkeypatch):
    receiving.a_webhook(server, ada)
    monkeypatch.setattr("articles.workflow.approval.inbox.tell", lambda *a, **k: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        an_approved_story(nora, sami)

    assert not Delivery.objects.exists()


# --- When it fails ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "why", "status"),
    [
        (500, "It answered with status 500.", 500),
        (404, "It answered with status 404.", 404),
        (302, "redirect, which is not followed", 302),
        ("hang up", "broke off", None),
    ],
)
def test_a_failure_is_tried_again_under_the_same_id(server, nora, sami, ada, answer, why, status):
    server.answers = [answer]
    receiving.a_webhook(server, ada)
    an_approved_story(nora, sami)
    run = delivering.deliver_due()

    delivery = Delivery.objects.get()
    assert why in run.failed[str(delivery.pk)]
    assert (delivery.state, delivery.taken_at) == (DeliveryState.WAITING, None)
    assert timedelta(seconds=50) < delivery.due_at - timezone.now() <= delivering.WAITS[0]
    assert delivering.deliver_due().delivered == []

    let_time_pass()
    delivering.deliver_due()
    first, second = server.got
    assert first[0]["Newsroom-Delivery"] == second[0]["Newsroom-Delivery"]
    assert first[1] == second[1]
    log = list(DeliveryTry.objects.values_list("number", "status"))
    assert log == [(1, status), (2, 204)]
    assert not Event.objects.filter(verb="give up delivery").exists()


def test_a_slow_receiver_is_left_in_time(server, nora, sami, ada, monkeypatch):
    monkeypatch.setattr(delivering, "SECONDS", 0.3)
    server.answers = ["wait"]
    receiving.a_webhook(server, ada)
    an_approved_story(nora, sami)
    (why,) = delivering.deliver_due().failed.values()

    assert why == "No whole answer within 0.3 seconds."


def test_a_receiver_that_is_not_there_is_tried_again(nora, sami, ada, server):
    with socket.create_server(("127.0.0.1", 0)) as gone:
        address = f"http://127.0.0.1:{gone.getsockname()[1]}/"
    receiving.a_webhook(server, ada, address=address)
    an_approved_story(nora, sami)
    (why,) = delivering.deliver_due().failed.values()

    assert why == "No connection: Connection refused."
    assert Delivery.objects.get().state == DeliveryState.WAITING


def test_it_waits_longer_each_time_and_is_given_up_in_the_end(server, nora, sami, ada):
    server.answers = [503] * 20
    receiving.a_webhook(server, ada)
    an_approved_story(nora, sami)
    waited = []
    while Delivery.objects.waiting().exists():
        let_time_pass()
        now = timezone.now()
        delivering.deliver_due()
        waited.append(Delivery.objects.get().due_at - now)

    assert len(server.got) == len(delivering.WAITS) + 1 == 9
    assert waited[:-1] == sorted(waited[:-1])
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error) == (DeliveryState.GIVEN_UP, "It answered with status 503.")
    assert Event.objects.get(verb="give up delivery").data["delivery"] == str(delivery.pk)
    assert not Export.objects.exists()


def test_what_was_given_up_can_be_sent_again_under_its_id(server, nora, sami, ada):
    receiving.a_webhook(server, ada)
    an_approved_story(nora, sami)
    Delivery.objects.update(state=DeliveryState.GIVEN_UP, failed_in_a_row=9)
    delivery = Delivery.objects.get()
    outbox.send_again(delivery, by=nora)
    delivering.deliver_due()

    assert server.got[0][0]["Newsroom-Delivery"] == str(delivery.pk)
    assert Delivery.objects.get().state == DeliveryState.DELIVERED
    assert Event.objects.filter(verb="send again", actor=nora).exists()


def test_a_receiver_in_the_own_network_is_not_called_and_given_up_at_once(server, nora, sami, ada, settings):
    settings.PRIVATE_HOSTS = []
    receiving.a_webhook(server, ada)
    an_approved_story(nora, sami)
    delivering.deliver_due()

    delivery = Delivery.objects.get()
    assert (delivery.state, server.got) == (DeliveryState.GIVEN_UP, [])
    assert "in the own network" in delivery.error


def test_a_receiver_that_is_switched_off_is_not_called_until_it_is_on_again(server, nora, sami, ada):
    receiver, _ = receiving.a_webhook(server, ada)
    an_approved_story(nora, sami)
    Receiver.objects.update(switched_off_at=timezone.now())
    delivering.deliver_due()
    assert server.got == []
    assert delivering.next_due() is None

    Receiver.objects.update(switched_off_at=None)
    delivering.deliver_due()
    assert len(server.got) == 1


def test_a_new_secret_signs_at_once_and_the_old_one_beside_it_for_two_days(server, nora, sami, ada):
    receiver, old = receiving.a_webhook(server, ada)
    new = receivers.rotate(receiver, by=ada)
    an_approved_story(nora, sami)
    delivering.deliver_due()
    assert receiving.is_signed(server.got[0], new)
    assert receiving.is_signed(server.got[0], old)

    Receiver.objects.update(rotated_at=timezone.now() - timedelta(days=3))
    outbox.send_again(Delivery.objects.get(), by=nora)
    delivering.deliver_due()
    assert receiving.is_signed(server.got[1], new)
    assert not receiving.is_signed(server.got[1], old)


def test_a_secret_is_stored_sealed_and_not_in_the_log(server, ada):
    receiver, secret = receiving.a_webhook(server, ada)
    row = Receiver.objects.values().get()

    assert secret not in repr(row) + repr(list(Event.objects.values())) + repr(list(Receiver.history.values()))


def test_a_secret_that_was_sealed_with_another_key_is_told(server, nora, sami, ada, settings):
    receiving.a_webhook(server, ada)
    settings.SECRET_KEY = "another key of the site"
    an_approved_story(nora, sami)
    (why,) = delivering.deliver_due().failed.values()
    assert "sealed with another NEWSROOM_SECRET_KEY" in why


def test_a_secret_survives_a_new_key_of_the_site_that_names_the_old_one(server, nora, sami, ada, settings):
    _, secret = receiving.a_webhook(server, ada)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another key of the site"
    an_approved_story(nora, sami)
    delivering.deliver_due()
    assert receiving.is_signed(server.got[0], secret)


# --- When a worker is killed ------------------------------------------------------------------------------------------


def test_what_a_killed_worker_had_taken_is_tried_again_after_its_lease(server, nora, sami, ada):
    receiving.a_webhook(server, ada)
    an_approved_story(nora, sami)
    delivery = delivering._take(set())
    assert delivering.deliver_due().delivered == []

    let_time_pass(minutes=2)
    delivering.deliver_due()
    assert receiving.told(server.got[0])["id"] == str(delivery.pk)
    assert list(DeliveryTry.objects.values_list("number", "error")) == [(1, delivering.STOPPED), (2, "")]


def test_one_receiver_gets_one_thing_at_a_time(server, nora, sami, ada):
    receiving.a_webhook(server, ada)
    an_approved_story(nora, sami)
    an_approved_story(nora, sami, slug="second-bell")
    assert delivering._take(set())
    assert delivering._take(set()) is None


KILLED_BETWEEN = """
import os, signal, django
django.setup()
from articles.workflow import delivering
delivering._succeed = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
delivering.deliver_due()
"""


@pytest.mark.django_db(transaction=True)
def test_a_worker_killed_between_sending_and_writing_it_down_leads_to_a_second_try_with_one_id(
    server, nora, sami, ada, settings
):
    receiving.a_webhook(server, ada)
    an_approved_story(nora, sami)
    database = settings.DATABASES["default"]
    url = (
        f"sqlite:///{database['NAME']}"
        if "sqlite" in database["ENGINE"]
        else f"postgres://{database['USER']}@{database['HOST']}:{database['PORT']}/{database['NAME']}"
    )
    environment = os.environ | {
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "newsroom.settings",
        "NEWSROOM_DEBUG": "1",
        "NEWSROOM_PRIVATE_HOSTS": "127.0.0.1",
    }
    done = subprocess.run([sys.executable, "-c", KILLED_BETWEEN], env=environment, capture_output=True, text=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert (len(server.got), Delivery.objects.get().tries) == (1, 0)
    assert not Export.objects.exists()

    let_time_pass(minutes=2)
    delivering.deliver_due()
    first, second = (call[0]["Newsroom-Delivery"] for call in server.got)
    assert first == second
    assert Export.objects.count() == 1


def test_the_task_delivers_and_comes_back_when_the_next_try_is_due(server, nora, sami, ada, settings):
    server.answers = [500]
    receiving.a_webhook(server, ada)
    an_approved_story(nora, sami)
    tasks.deliver.call()
    tasks.deliver.call()

    (planned,) = DBTaskResult.objects.filter(task_path="articles.tasks.deliver")
    assert planned.run_after == Delivery.objects.get().due_at


# --- Folders ----------------------------------------------------------------------------------------------------------


def test_files_come_into_the_folder_whole_and_the_letter_last(nora, sami, tmp_path):
    receiving.a_folder(address="site/incoming", formats=["text", "json"])
    revision = an_approved_story(nora, sami)
    delivering.deliver_due()

    folder = tmp_path / "deliveries" / "site" / "incoming"
    assert sorted(os.listdir(folder)) == [
        "harbour-bell-r1-json.json",
        "harbour-bell-r1-text.txt",
        "harbour-bell-r1.delivery.json",
    ]
    assert (folder / "harbour-bell-r1-text.txt").read_bytes() == render(revision, "text")
    letter = json.loads((folder / "harbour-bell-r1.delivery.json").read_text())
    assert (letter["id"], letter["files"][0]["name"]) == (str(Delivery.objects.get().pk), "harbour-bell-r1-text.txt")
    assert "content" not in letter["files"][0]


def test_a_kill_comes_into_the_folder(nora, sami, tmp_path):
    receiving.a_folder()
    revision = an_approved_story(nora, sami)
    delivering.deliver_due()
    publication.kill(Story.objects.get(pk=revision.story_id), by=sami, reason="It never rang.")
    delivering.deliver_due()

    letter = json.loads((tmp_path / "deliveries" / "archive" / "harbour-bell.killed.json").read_text())
    assert letter["about"] == "story.killed"


@pytest.mark.parametrize("address", ["../elsewhere", "/etc", "a/../../b", ".hidden", "", "a//b", "a\\b"])
def test_a_folder_outside_of_the_folder_for_deliveries_is_refused(db, address):
    with pytest.raises(Refused, match="Name a folder"):
        receivers.check(Receiver(kind="folder", address=address, formats=["text"]))


def test_a_link_does_not_lead_out_of_the_folder_for_deliveries(nora, sami, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "deliveries").mkdir()
    (tmp_path / "deliveries" / "archive").symlink_to(outside)
    receiving.a_folder()
    an_approved_story(nora, sami)
    (why,) = delivering.deliver_due().failed.values()

    assert "lies outside" in why
    assert list(outside.iterdir()) == []


def test_a_link_in_the_place_of_a_file_is_replaced_and_not_followed(nora, sami, tmp_path):
    folder = tmp_path / "deliveries" / "archive"
    folder.mkdir(parents=True)
    target = tmp_path / "precious.txt"
    target.write_text("as it was")
    (folder / "harbour-bell-r1-text.txt").symlink_to(target)
    receiving.a_folder()
    revision = an_approved_story(nora, sami)
    delivering.deliver_due()

    assert target.read_text() == "as it was"
    assert (folder / "harbour-bell-r1-text.txt").read_bytes() == render(revision, "text")


def test_a_folder_that_cannot_be_written_is_tried_again(nora, sami, tmp_path):
    (tmp_path / "deliveries").mkdir()
    (tmp_path / "deliveries" / "archive").write_text("a file where the folder should be")
    receiving.a_folder()
    an_approved_story(nora, sami)
    (why,) = delivering.deliver_due().failed.values()

    assert why == "The files cannot be written: File exists."
    assert Delivery.objects.get().state == DeliveryState.WAITING


def test_without_a_folder_for_deliveries_there_are_no_receivers_of_files(db, settings):
    settings.DELIVERY_FOLDER = None
    with pytest.raises(Refused, match="NEWSROOM_DELIVERY_FOLDER"):
        receivers.check(Receiver(kind="folder", address="site", formats=["text"]))


@pytest.mark.parametrize(
    ("address", "formats", "why"),
    [
        ("ftp://example.org/", ["text"], "must begin with"),
        ("https://me:secret@example.org/", ["text"], "do not belong"),
        ("https://example.org/", [], "at least one format"),
        ("https://example.org/", ["papyrus"], "no such format"),
    ],
)
def test_a_webhook_to_which_nothing_could_go_is_refused(db, address, formats, why):
    with pytest.raises(Refused, match=why):
        receivers.check(Receiver(kind="webhook", address=address, formats=formats))
