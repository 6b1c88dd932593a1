"""Digests: sent when they are due, to those who asked; nothing twice, nothing lost."""

import smtplib
import socket
import threading
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message
from django.core import mail
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from articles.models import Digest, Event, Notification
from articles.workflow import annotations, digests, inbox
from articles.workflow.errors import Refused
from tests import newsdesk


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo("UTC"))


NOON = at("2030-05-06 12:10")


@pytest.fixture
def mark(article):
    return newsdesk.an_annotation(article)


@pytest.fixture
def hourly(nora, mark, jonas):
    """Nora, who wants digests every hour, has one unread line."""
    Digest.objects.create(user=nora, every="hourly")
    annotations.comment(mark, by=jonas, text="@nora, is <40> right?")
    return nora


class Refusing(EmailBackend):
    """A mail server that takes nothing for the addresses in `against`."""

    against = ()

    def send_messages(self, messages):
        for message in messages:
            if set(message.to) & set(self.against):
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (450, b"mailbox busy")})
        return super().send_messages(messages)


@pytest.fixture
def refusing(settings, monkeypatch):
    settings.EMAIL_BACKEND = f"{__name__}.Refusing"
    monkeypatch.setattr(Refusing, "against", ["nora@newsdesk.example"])
    return monkeypatch


# --- What is sent, and to whom ----------------------------------------------------------------------------------------


def test_a_digest_holds_what_is_unread_as_text_and_as_html_with_links(hourly, mark, settings):
    settings.ADDRESS, settings.DEFAULT_FROM_EMAIL = "https://news.example.org", "Newsroom <desk@news.example.org>"
    assert digests.send_due().sent == ["nora"]
    (message,) = mail.outbox
    html, kind = message.alternatives[0]
    place = f"https://news.example.org{mark.article.get_absolute_url()}?note={mark.pk}#note-{mark.pk}"
    assert message.to == ["nora@newsdesk.example"] and message.subject == "One thing in your Newsroom inbox"
    assert kind == "text/html" and place in message.body and f'href="{place}"' in html
    assert "Jonas Weber mentioned you" in message.body and "Jonas Weber mentioned you" in html
    assert "is <40> right?" in message.body and "is &lt;40&gt; right?" in html
    assert "https://news.example.org/inbox/" in message.body and "https://news.example.org/preferences/" in html
    assert message.extra_headers["List-Unsubscribe"] == "<https://news.example.org/preferences/>"


@pytest.mark.parametrize(
    "reason", ["never", "no line", "no address", "closed", "read", "another's story", "in no group any more"]
)
def test_nothing_is_sent_to(hourly, mark, jonas, reason):
    if reason == "never":
        Digest.objects.update(every="never")
    elif reason == "no line":
        Digest.objects.all().delete()
    elif reason == "no address":
        type(hourly).objects.filter(pk=hourly.pk).update(email="")
    elif reason == "closed":
        type(hourly).objects.filter(pk=hourly.pk).update(is_active=False)
    elif reason == "read":
        inbox.read_all(hourly, up_to=10**9)
    elif reason == "another's story":
        type(mark.story).objects.filter(pk=mark.story.pk).update(created_by=jonas)
        mark.story.members.set([jonas])
    else:
        hourly.groups.clear()
    assert digests.send_due().sent == [] and mail.outbox == []


def test_each_line_is_sent_once_and_a_new_one_with_the_next_digest(hourly, mark, jonas):
    digests.send_due(at("2030-05-06 12:10"))
    assert digests.send_due(at("2030-05-06 12:50")) == ([], [], {})
    assert digests.send_due(at("2030-05-06 13:10")) == ([], ["nora"], {})
    annotations.comment(mark, by=jonas, text="@nora, or 41?")
    assert digests.send_due(at("2030-05-06 14:10")).sent == ["nora"]
    assert "or 41?" in mail.outbox[1].body and "right?" not in mail.outbox[1].body


def test_a_long_inbox_is_sent_in_part_and_says_so(hourly, mark, jonas):
    for number in range(digests.MOST_LINES + 1):
        annotations.comment(mark, by=jonas, text=f"@nora line {number}")
    digests.send_due()
    assert mail.outbox[0].subject == "52 things in your Newsroom inbox"
    assert "And 2 more." in mail.outbox[0].body
    assert not Notification.objects.filter(user=hourly, mailed_at=None).exists()


@pytest.mark.parametrize(
    "every, last, now, is_due",
    [
        ("hourly", None, "2030-05-06 12:10", True),
        ("hourly", "2030-05-06 12:00", "2030-05-06 12:59", False),
        ("hourly", "2030-05-06 11:59", "2030-05-06 12:00", True),
        ("daily", "2030-05-06 07:00", "2030-05-07 06:59", False),
        ("daily", "2030-05-06 07:03", "2030-05-07 07:01", True),
        ("daily", "2030-05-06 06:59", "2030-05-06 07:00", True),
        ("daily", "2030-05-06 10:00", "2030-05-06 23:00", False),
        ("daily", "2030-05-04 10:00", "2030-05-06 03:00", True),
    ],
)
def test_when_a_digest_is_due(hourly, every, last, now, is_due):
    Digest.objects.update(every=every, sent_at=last and at(last))
    assert bool(digests.send_due(at(now)).sent) == is_due


def test_the_morning_is_that_of_the_house(hourly):
    Digest.objects.update(every="daily", sent_at=at("2030-05-06 01:00"))
    with timezone.override("Asia/Tokyo"):  # nine hours ahead
        assert digests.send_due(at("2030-05-06 21:59")).sent == []
        assert digests.send_due(at("2030-05-06 22:00")).sent == ["nora"]


# --- When mail fails --------------------------------------------------------------------------------------------------


def test_what_the_server_refuses_for_one_does_not_hold_up_the_others(hourly, mark, jonas, sami, refusing):
    Digest.objects.create(user=jonas, every="hourly")
    annotations.comment(mark, by=sami, text="@jonas, it is.")
    run = digests.send_due(NOON)
    assert run.sent == ["jonas"] and "mailbox busy" in run.failed["nora"]


def test_a_digest_that_failed_goes_out_whole_at_the_next_run(hourly, mark, jonas, refusing):
    assert "nora" in digests.send_due(NOON).failed
    annotations.comment(mark, by=jonas, text="@nora, or 41?")
    refusing.setattr(Refusing, "against", [])
    assert digests.send_due(NOON).sent == ["nora"]
    assert "right?" in mail.outbox[0].body and "or 41?" in mail.outbox[0].body


def test_a_run_that_was_killed_while_sending_is_made_good_with_the_same_message(hourly, monkeypatch):
    class Killed(BaseException):
        pass

    def send_and_die(message, send=EmailMultiAlternatives.send):
        send(message)
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(EmailMultiAlternatives, "send", send_and_die)
        digests.send_due(NOON)
    assert digests.send_due(NOON).sent == []  # somebody may still be at it
    assert digests.send_due(NOON + 2 * digests.LEASE).sent == ["nora"]
    first, second = (message.extra_headers["Message-ID"] for message in mail.outbox)
    assert first == second


# --- Two at once ------------------------------------------------------------------------------------------------------


def test_a_run_that_read_the_list_before_another_sent_it_sends_nothing(hourly):
    digest = Digest.objects.get()
    assert digests.send_due(NOON).sent == ["nora"]
    assert not digests._take(digest, NOON)


@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_send_each_digest_once(nora, jonas, sami):
    mark = newsdesk.an_annotation(newsdesk.an_article(newsdesk.a_story(by=nora)))
    users = [nora, jonas, sami] + [newsdesk.a_user(f"editor-{number}", "Editor") for number in range(9)]
    Digest.objects.bulk_create(Digest(user=user, every="hourly") for user in users)
    annotations.comment(mark, by=newsdesk.a_user("petra", "Editor"), text="@Editor, please.")
    start, runs = threading.Barrier(3), []

    def run():
        start.wait()
        try:
            runs.append(digests.send_due(NOON))
        finally:
            connection.close()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    addresses = sorted(message.to[0] for message in mail.outbox)
    assert addresses == sorted(user.email for user in users)
    assert sorted(name for run in runs for name in run.sent) == sorted(user.username for user in users)


# --- A real mail server -----------------------------------------------------------------------------------------------


class Mailbox(Message):
    def __init__(self):
        super().__init__()
        self.messages = []

    def handle_message(self, message):
        self.messages.append(message)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def test_a_real_mail_server_takes_the_message(hourly, settings):
    mailbox, port = Mailbox(), _free_port()
    server = Controller(mailbox, hostname="127.0.0.1", port=port)
    server.start()
    try:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
        assert digests.send_due(NOON).sent == ["nora"]
    finally:
        server.stop()
    (message,) = mailbox.messages
    assert message["To"] == "nora@newsdesk.example" and message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.get_payload()] == ["text/plain", "text/html"]
    assert "Jonas Weber mentioned you" in message.get_payload(0).get_payload(decode=True).decode()


def test_a_mail_server_that_is_not_there_loses_nothing(hourly, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    assert "nora" in digests.send_due(NOON).failed
    assert Notification.objects.filter(user=hourly, mailed_at=None).count() == 1


# --- Choosing ---------------------------------------------------------------------------------------------------------


def test_choosing_how_often_is_kept_and_logged(nora):
    digests.choose(nora, "daily")
    digests.choose(nora, "hourly")
    assert Digest.objects.get().every == "hourly"
    assert [event.data for event in Event.objects.filter(verb="choose digest")] == [
        {"every": "hourly"},
        {"every": "daily"},
    ]


def test_without_an_address_there_are_no_digests(nora):
    nora.email = ""
    with pytest.raises(Refused, match="no e-mail address"):
        digests.choose(nora, "daily")
    with pytest.raises(Refused, match="Choose never"):
        digests.choose(nora, "weekly")
