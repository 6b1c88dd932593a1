"""Every page can be translated: under a language that nobody speaks, no word of the product stays in English."""

from zoneinfo import available_timezones

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import URLPattern, resolve

from articles import urls
from articles.analysis.checks import CHECKS
from articles.exporters import EXPORTERS
from articles.models import ApprovalRule, Via
from articles.templatetags.newsroom import human, initials
from articles.views.checks import _purpose as purpose_of
from articles.workflow import annotations, approval, blind, claims, export, imports, links
from articles.workflow.reports import Line
from tests import newsdesk
from tests.newsdesk import a_client
from tests.pseudo import Data, speaking, untranslated

# They answer with no page of their own: with a redirect, a file, or a part of a page that is asked for there.
NO_PAGE = """
    annotation_accept annotation_dismiss annotation_resolve annotation_reopen annotation_delete annotation_comment
    annotation_assign article_assign article_original agreement_settle approval_send blind_start blind_finish
    citation_remove digest draft_add draft_compose draft_head draft_headline draft_redo draft_undo feed here inbox_read
    inbox_read_all inbox_undo_read_all inbox_unread insights_table link_make link_withdraw mark_undo note_reopen
    note_settle paragraph_checks paragraph_cite paragraph_merge paragraph_move paragraph_remove paragraph_save
    paragraph_split review_request revision_approve revision_bundle revision_export revision_look revision_note
    revision_request_changes revision_restore feed fetch incoming_confirm incoming_split incoming_reject
    incoming_put_back delivery_send_again revision_send_out
    annotation_attach fetch_new story_fetch support_confirm support_withdraw time_zone token_make token_withdraw
""".split()
PEOPLE = ("nora", "jonas", "sami", "ada", "vera")
PAGES = """
    / /?show=all /?q=nothing+there /search/ /search/?q=bell /search/?q=bell&in=articles /search/?q=zzz /search/?q=...
    /checks/ /insights/ /insights/errors/ /insights/checks/ /insights/approval/ /insights/waiting/ /insights/copies/
    /incoming/ /deliveries/ /preferences/ /preferences/tokens/ /accounts/sessions/ /inbox/ /import/ /stories/new/ /no/such/page/
    /stories/bell/ /stories/bell/edit/ /stories/bell/plan/ /stories/bell/import/ /stories/bell/review/progress/
    /stories/bell/move/ /stories/bell/move/?article=1&q=printed /stories/bell/move/?all=1
    /stories/bell/move/?article=1&into={bare}&look=1 /stories/told/move/?article=1&into={bare}&look=1 /stories/gone/
    /stories/bell/articles/1/ /stories/bell/articles/2/ /stories/bell/articles/1/edit/
    /stories/bell/articles/1/mark/?at=0-7 /stories/bell/articles/1/accept-all/?note={mark}
    /stories/bell/articles/1/?note={mark} /annotations/{mark}/ /annotations/{mark}/edit/ /stories/bell/people/
    /stories/bell/articles/2/agreement/ /stories/bell/compare/ /stories/bell/compare/?left=1&right=2
    /stories/bell/compare/?left=1&right=draft /stories/bell/claims/ /stories/bell/claims/?only=conflicts
    /claims/{claim}/decide/ /claims/{open_claim}/decide/ /stories/bell/draft/ /stories/bell/draft/?cite={paragraph}&at=0
    /paragraphs/{paragraph}/edit/ /stories/bell/approval/ /stories/bell/approval/?revision=1
    /stories/bell/approval/?revision=2&against=1 /stories/bell/approval/?revision=2&against=1&read=side
    /stories/bell/exports/ /stories/bell/kill/ /approve/{link}/ /approve/nonsense/
    /stories/printed/ /stories/printed/exports/ /stories/printed/approval/ /stories/printed/draft/
    /revisions/{printed}/preview/markdown/
    /stories/bare/ /stories/bare/claims/ /stories/bare/draft/ /stories/bare/approval/ /stories/bare/exports/
    /stories/bare/compare/ /imports/{done}/
""".split()


@pytest.fixture
def places(db):
    """The parts of addresses in a newsroom in which everything has happened once."""
    people = {name: newsdesk.a_user(name) for name in PEOPLE}
    nora, jonas, sami, vera = (people[name] for name in ("nora", "jonas", "sami", "vera"))
    story = newsdesk.a_story("bell", by=nora, headline="The bell rings", members=people.values(), assigned_to=jonas)
    first = newsdesk.an_article(story, by=nora, language="en", assigned_to=jonas)
    second = newsdesk.an_article(story, newsdesk.TEXT.replace("300", "500"), "Coast Agency", by=nora)
    newsdesk.a_copy(second, first, "The old harbour bell of Aldmere")
    mark = newsdesk.an_annotation(first, suggestion="41 years")
    decided = newsdesk.an_annotation(first, "61", by=nora)
    annotations.comment(mark, by=jonas, text="@nora, is this right?")
    annotations.accept(decided, by=nora, version=decided.version, reason="It is.")
    conflict = newsdesk.a_claim(story, "The quay", "held", says=[(first, "300"), (second, "500")])
    open_claim = newsdesk.a_claim(story, says=[(first, "40 years"), (second, "Monday")])
    newsdesk.a_claim(story, "The keeper", "is called", says=[(first, "Tomas Brandt")])
    blind.start(second, by=vera)
    newsdesk.an_annotation(second, "Tomas Brandt", by=vera)
    blind.finish(second, by=vera)
    paragraph = newsdesk.a_paragraph(story, "Nobody knows it. 700 people stood there.", by=nora)
    newsdesk.a_paragraph(story, by=nora, cites=[(first, "About 300 people stood on the quay.")])
    approval.request_changes(newsdesk.a_revision(story, by=nora), by=sami, reason="Too short.")
    claims.decide(conflict, by=jonas, version=conflict.version, value="300", reason="The police say so.")
    newsdesk.a_paragraph(story, "It rang again.", by=nora)
    waiting = newsdesk.a_revision(story, by=nora)
    rule = ApprovalRule.current()
    rule.link_hours = 24
    rule.save()
    link = links.make_link(waiting, guest="Paula Guest", by=sami)
    printed = newsdesk.a_story("printed", by=nora, headline="The bell rang")
    newsdesk.a_paragraph(printed, by=nora, cites=[(newsdesk.an_article(printed), "rang on Monday")])
    revision = newsdesk.an_approved_revision(printed, written_by=nora, approved_by=sami)
    export.export(revision, "json", by=nora)
    bare = newsdesk.a_story("bare", title="Nothing so far", by=nora)
    newsdesk.an_article(newsdesk.a_story("told", by=nora))
    newsdesk.a_story("gone", by=nora, merged_into=bare)
    firefox = {"User-Agent": "Firefox/140.0 (X11; Linux x86_64)"}
    Client(headers=firefox).post("/accounts/login/", {"login": "nora", "password": newsdesk.PASSWORD})
    done = imports.begin(via=Via.PAGE, by=nora, story=story)
    whole, newer = {"file": "bell.txt", "article": second.pk}, {"version_of": first.pk, "carried": 1, "lost": 1}
    for line in (whole | {"outcome": "taken"} | newer, whole | {"outcome": "duplicate"}):
        imports.note(done, Line(**line))
    for outcome, more in (("duplicate", {"other": "bell.txt"}), ("refused", {}), ("left", {}), ("waiting", {})):
        imports.note(done, Line("bell.txt", outcome, **more))
    return {
        "done": done.pk,
        "mark": mark.pk,
        "claim": conflict.pk,
        "open_claim": open_claim.pk,
        "paragraph": paragraph.pk,
        "link": links.token_of(link),
        "printed": revision.pk,
        "bare": bare.pk,
    }


@pytest.fixture
def data(places):
    """What pages show as it is: what stands in the database, and what the checks say of themselves."""
    people = map(initials, get_user_model().objects.all())
    formats = [text for format in EXPORTERS.values() for text in (format.name, format.extension)]
    asked = ("zzz", "nothing there", "zip")
    return Data(
        *people,
        *formats,
        *asked,
        *available_timezones(),
        *map(human, CHECKS),
        *map(purpose_of, CHECKS.values()),
    )


def found_by(name, addresses, places, data):
    client = a_client(get_user_model().objects.get(username=name))
    found = {}
    for address in (address.format(**places) for address in addresses):
        answer = client.get(address, follow=True)
        assert answer.status_code in (200, 403, 404, 410), f"{address}: {answer.status_code}"
        if left := untranslated(answer.content.decode(), data):
            found[f"{name}: {address}"] = left
    return found


@pytest.mark.parametrize("name", PEOPLE)
def test_no_word_of_a_page_is_forgotten(name, places, data, monkeypatch):
    speaking(monkeypatch)
    found = found_by(name, PAGES, places, data)
    assert not found, "\n".join(
        f"{page}: {where}: {' '.join(text.split())}" for page in found for where, text in found[page]
    )


def test_every_page_is_among_them(places):
    asked = {resolve(address.format(**places).partition("?")[0]).url_name for address in PAGES if "such" not in address}
    ours = {pattern.name for pattern in urls.urlpatterns if isinstance(pattern, URLPattern)}
    assert ours - asked - set(NO_PAGE) == set()


@pytest.mark.parametrize(
    "html",
    [
        "<p>Forgotten words</p>",
        "<p>⟦Translated⟧ and forgotten</p>",
        '<a title="Forgotten words">⟦Translated⟧</a>',
        '<input placeholder="Forgotten">',
    ],
)
def test_a_forgotten_word_is_found(html, data):
    assert untranslated(html, data) != []


def test_names_numbers_and_nested_translations_are_not_taken_for_forgotten_words(data):
    assert untranslated("<p>⟦<b>Revision</b> ⟦two⟧ by⟧ Nora Lind, 14:05 <kbd>Esc</kbd></p>", data) == []
