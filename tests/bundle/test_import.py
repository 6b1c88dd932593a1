"""A bundle of another house: whole or not at all, as what it was, and the same bytes again when it leaves here."""

import io
import json

import pytest
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.db import transaction

from articles.bundle import open_bundle, verify
from articles.bundle.archive import unzipped, zipped
from articles.bundle.contents import sum_of
from articles.exporters import EXPORTERS
from articles.models import Article, Event, ImportedRevision, Original, Outlet, Revision, Story, StoryState
from articles.workflow import corrections, publication
from articles.workflow.approval import approve, send
from articles.workflow.bundle import bundle
from articles.workflow.bundle_import import take_bundle
from articles.workflow.document import name_of
from articles.workflow.errors import Refused
from articles.workflow.export import export, export_bundle, render
from tests import newsdesk
from tests.bundle.story import an_approved_story, write

User = get_user_model()


def rendered(revision):
    made = {}
    for slug in EXPORTERS:
        try:
            made[slug] = render(revision, slug)
        except Refused:
            made[slug] = None
    return made


@pytest.fixture
def other_house(db, settings):
    """(the bundles of two revisions, what every format of the first looks like) of a house that leaves nothing here."""
    settings.ADDRESS, settings.HOUSE = "https://news.other.example", "The Other House"
    with transaction.atomic():
        nora, sami = newsdesk.a_user("nora"), newsdesk.a_user("sami")
        for number in range(3):
            newsdesk.a_story(f"unrelated-{number}", by=nora)
            Event.objects.record("unrelated", by=nora)
        revision = an_approved_story(nora, sami)
        first, formats = bundle(revision), rendered(revision)
        story = revision.story
        export(revision, "text")
        write(story, story.articles.first(), "Its keeper pulled the rope.", "pulled the rope himself", by=nora)
        later = send(story, by=nora, correcting=corrections.Correcting(revision, "The keeper pulled it."))
        approve(later, sha256=later.sha256, by=sami)
        second = bundle(story.revisions.get(number=2))
        transaction.set_rollback(True)
    settings.ADDRESS, settings.HOUSE = "https://here.example", "This House"
    return first, second, formats


def counts():
    return [model.objects.count() for model in (Story, Article, Original, Outlet, Revision, User, Event)]


def test_it_comes_in_as_what_it_was(other_house, ada):
    content, _, _ = other_house
    taken = take_bundle(content, by=ada)

    revision, document = taken.revision, open_bundle(content).document
    assert (taken.is_new, taken.articles) == (True, 2)
    assert revision.content == json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    assert revision.approval.sha256 == revision.sha256
    assert name_of(revision.approval.by) == "Sami Haddad"
    assert revision.approval.at.isoformat().startswith(open_bundle(content).evidence["signatures"][0]["at"][:-1])
    assert revision.imported.house == "https://news.other.example"
    story = Story.objects.get(slug="harbour-bell")
    assert (story.state, story.title) == (StoryState.APPROVED, "Harbour bell")
    assert [bytes(article.original.content) for article in story.articles.all()] == [
        content for name, content in sorted(unzipped(content).items()) if name.startswith("sources/")
    ]
    assert story.articles.first().sentences.count() == 5


def test_every_format_and_the_bundle_leave_here_as_the_same_bytes(other_house):
    content, _, formats = other_house
    revision = take_bundle(content).revision

    assert rendered(revision) == formats
    assert export_bundle(revision).content == content
    assert verify(bundle(revision)).is_sound


def test_people_become_inactive_accounts_without_a_password(other_house):
    taken = take_bundle(other_house[0])

    assert taken.accounts == ["nora@news.other.example", "sami@news.other.example"]
    for account in User.objects.all():
        assert not account.is_active
        assert not account.has_usable_password()
        assert not account.groups.exists()


def test_somebody_of_the_same_name_here_is_not_taken_for_them(other_house, nora):
    User.objects.create_user("nora@news.other.example", password="real")
    taken = take_bundle(other_house[0])

    assert taken.accounts == ["nora@news.other.example+2", "sami@news.other.example"]
    assert taken.revision.sent_by.username == "nora@news.other.example+2"


def test_the_log_says_what_came_in_and_from_where(other_house, ada):
    content = other_house[0]
    take_bundle(content, by=ada)

    event = Event.objects.first()
    assert (event.verb, event.actor) == ("import bundle", ada)
    assert event.data["house"] == "https://news.other.example"
    assert event.data["bundle"] == sum_of(content)


def test_what_is_there_already_is_said_and_nothing_changes(other_house):
    take_bundle(other_house[0])
    before = counts()
    taken = take_bundle(other_house[0])

    assert (taken.is_new, taken.revision.number) == (False, 1)
    assert counts() == before


def test_a_correction_of_the_other_house_joins_the_story(other_house):
    first, second, _ = other_house
    take_bundle(first)
    taken = take_bundle(second)

    assert (taken.articles, taken.accounts, taken.revision.number) == (0, [], 2)
    assert taken.revision.correction.corrects.number == 1
    assert Story.objects.count() == 1
    assert bundle(taken.revision) == second
    assert bundle(Revision.objects.get(number=1)) == first


def test_the_story_goes_on_here(other_house, nora, sami):
    story = take_bundle(other_house[0]).revision.story
    assert [row.text for row in story.paragraphs.all()] == [
        "The old harbour bell rang on Monday.",
        "About 300 people stood on the quay.",
    ]
    write(story, story.articles.first(), "Its keeper pulled the rope.", "pulled the rope himself", by=nora)
    later = send(story, by=nora)
    approve(later, sha256=later.sha256, by=sami)

    assert verify(bundle(story.revisions.get(number=2))).is_sound


def test_a_story_of_this_house_at_the_same_address_is_left_alone(other_house, nora):
    newsdesk.a_story("harbour-bell", title="Our own bell", by=nora)
    before = counts()

    with pytest.raises(Refused, match="another story with the address “harbour-bell” here already: “Our own bell”"):
        take_bundle(other_house[0])
    assert counts() == before


def test_a_later_revision_does_not_join_a_story_that_went_on_here(other_house, nora):
    first, second, _ = other_house
    story = take_bundle(first).revision.story
    write(story, story.articles.first(), "Its keeper pulled the rope.", "pulled the rope himself", by=nora)
    send(story, by=nora)

    with pytest.raises(Refused, match="went on here"):
        take_bundle(second)


def test_a_killed_story_does_not_come_back(other_house, sami):
    first, second, _ = other_house
    publication.kill(take_bundle(first).revision.story, by=sami, reason="It never rang.")

    with pytest.raises(Refused, match="was killed here"):
        take_bundle(second)


def test_what_verify_refuses_is_refused_with_its_reasons(other_house):
    files = unzipped(other_house[0])
    files["texts/02.txt"] = b"Nothing of the kind.\n"
    before = counts()

    with pytest.raises(Refused, match="not sound") as refused:
        take_bundle(zipped(files))
    assert "texts/02.txt is not what the manifest says: its sum differs." in refused.value.details
    assert counts() == before


def test_what_fails_halfway_leaves_nothing(other_house, monkeypatch):
    before = counts()
    monkeypatch.setattr("articles.workflow.bundle_import._draft", lambda *_: {}["missing"])

    with pytest.raises(Refused, match="cannot be stored"):
        take_bundle(other_house[0])
    assert counts() == before


def test_the_commands_import_and_say_so(other_house, tmp_path):
    file = tmp_path / "bell.zip"
    file.write_bytes(other_house[0])

    def run(*arguments):
        out = io.StringIO()
        call_command("import_bundle", str(file), *arguments, stdout=out)
        return out.getvalue()

    told = json.loads(run("--json"))
    assert (told["story"], told["revision"], told["imported"], told["articles"]) == ("harbour-bell", 1, True, 2)
    assert "is here already" in run()
    assert ImportedRevision.objects.get().imported_by is None
    file.write_bytes(b"no bundle")
    with pytest.raises(CommandError, match="not sound"):
        run()


def test_pages_say_that_the_revision_came_from_another_house(other_house, nora, client):
    story = take_bundle(other_house[0]).revision.story
    client.force_login(nora)

    page = client.get(f"/stories/{story.slug}/exports/").content.decode()
    assert "https://news.other.example" in page
    assert client.get(f"/stories/{story.slug}/approval/").status_code == 200
    assert client.get(f"/stories/{story.slug}/").status_code == 200
