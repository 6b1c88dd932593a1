"""demo: from nothing to the running product; nowhere else than where debug is on."""

import os
import socket
import subprocess
import sys

import pytest
from django.conf import settings as project
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command

from articles.management.commands.demo import as_in_production
from articles.models import Annotation, Article, Claim, Event, Person, Story, StoryState
from articles.workflow import demo
from articles.workflow.blockers import blockers

# The defects in the articles of the cave rescue, by their categories.
PLANTED = {
    *("wrong_location", "misstated_age", "wrong_number", "wrong_date", "garbled_sentence", "truncated_text"),
    *("duplicated_passage", "boilerplate", "unrelated_content", "name_variant", "misattributed_or_altered_quote"),
}

TELL = (
    "from django.conf import settings as s; "
    "print(s.DEBUG, s.SECURE_SSL_REDIRECT, 'Manifest' in s.STORAGES['staticfiles']['BACKEND'])"
)


def test_it_refuses_outside_debug(settings):
    settings.DEBUG = False
    with pytest.raises(CommandError, match="NEWSROOM_DEBUG=1"):
        call_command("demo")


def test_a_taken_port_is_said_in_one_line_with_what_to_do(settings):
    settings.DEBUG = True
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=rf"^Port {port} is taken\. Take another: PORT=\d+ make run$"):
            call_command("demo", port=str(port))


@pytest.mark.parametrize("port", ["abc", "0", "65536", "-1", "80 80", "٨٠"])
def test_nonsense_for_a_port_is_named(settings, port):
    settings.DEBUG = True
    with pytest.raises(CommandError, match="PORT must be a number"):
        call_command("demo", port=port)


def figures():
    return [model.objects.count() for model in (Story, Article, Annotation, Claim, Event, Person)]


@pytest.mark.django_db
def test_loading_it_twice_changes_nothing():
    demo.load()
    once = figures()
    assert demo.is_loaded()
    demo.load()
    assert figures() == once


@pytest.mark.django_db
def test_there_is_something_to_see_on_every_page(client):
    demo.load()
    stories = {story.slug: story for story in Story.objects.all()}
    assert stories["cave-rescue"].articles.count() == 5
    assert set(stories["cave-rescue"].annotations.values_list("category__slug", flat=True)) >= PLANTED
    assert stories["greenhouse-hail"].state == StoryState.APPROVED
    assert stories["greenhouse-hail"].revisions.get().approval.by.username == "sami"
    assert {blocker.kind for blocker in blockers(stories["swimming-lake"])} >= {"uncited"}
    for member in demo.PEOPLE:
        assert client.login(username=member.username, password=demo.PASSWORD)
        assert authenticate(None, username=member.username, password=demo.PASSWORD)


def test_its_texts_are_of_the_length_of_short_articles():
    texts = [path.read_text() for path in (project.BASE_DIR / "articles/demo/cave-rescue").glob("*.txt")]
    assert len(texts) == 5
    assert all(250 <= len(text.split()) <= 400 for text in texts)


def test_it_is_served_as_in_production_but_for_https():
    told = subprocess.run(
        [sys.executable, "-c", TELL],
        cwd=project.BASE_DIR,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "newsroom.settings", **as_in_production()},
        capture_output=True,
        text=True,
    )
    assert told.stdout == "False False True\n", told.stderr
