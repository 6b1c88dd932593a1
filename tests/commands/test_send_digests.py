import json

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from articles.models import Digest
from articles.workflow import annotations, digests
from tests import newsdesk


@pytest.fixture
def waiting(article, nora, jonas):
    Digest.objects.create(user=nora, every="hourly")
    annotations.comment(newsdesk.an_annotation(article), by=jonas, text="@nora?")


def test_it_sends_what_is_due_and_says_how_much(waiting, capsys):
    call_command("send_digests")
    assert capsys.readouterr().out == "Digests sent: 1. Nothing unread: 0.\n"
    assert len(mail.outbox) == 1


def test_for_machines_it_prints_one_document(waiting, capsys):
    call_command("send_digests", "--json")
    assert json.loads(capsys.readouterr().out) == {"sent": ["nora"], "empty": [], "failed": {}}


def test_running_it_again_sends_nothing_twice(waiting, capsys):
    call_command("send_digests")
    call_command("send_digests")
    assert len(mail.outbox) == 1


def test_it_fails_and_names_whoever_got_nothing(waiting, monkeypatch):
    def refuse(user, lines):
        raise OSError("no route to the mail server")

    monkeypatch.setattr(digests, "message_to", refuse)
    with pytest.raises(CommandError, match="(?s)Not sent.*: 1.*nora: OSError: no route"):
        call_command("send_digests")
