"""The exports page: what an approved revision looks like in each format, and what has left the house."""

import hashlib
import json

import pytest
from django.urls import reverse
from django.utils.html import conditional_escape

from articles.exporters import EXPORTERS
from articles.models import Export, Receiver, StoryParagraph
from articles.workflow import approval, draft, export
from tests import newsdesk

SAID = "About 300 people stood on the quay."


@pytest.fixture
def approved(story, article, nora, sami):
    start = article.text.index(SAID)
    draft.put_sentence(story, by=nora, article=article, start=start, end=start + len(SAID))
    return sign_off(story, nora, sami)


def sign_off(story, writer, approver):
    revision = approval.send(story, by=writer)
    approval.approve(revision, by=approver, sha256=revision.sha256)
    return revision


def rewrite(story, text, *, by):
    paragraph = StoryParagraph.objects.get(story=story)
    draft.save_paragraph(paragraph, by=by, version=paragraph.version, text=text)


def page(user, story, query=""):
    return newsdesk.a_client(user).get(reverse("exports", args=[story.slug]) + query)


def preview(client, revision, format="markdown"):
    return client.get(reverse("revision_preview", args=[revision.pk, format]))


def download(client, revision, format="markdown"):
    return client.post(reverse("revision_export", args=[revision.pk, format]))


def test_without_an_approved_revision_the_page_leads_to_the_approval(story, nora):
    shown = page(nora, story).content.decode()

    assert "Nothing to export yet" in shown
    assert reverse("approval", args=[story.slug]) in shown


def test_each_format_says_what_it_is_for_and_leads_to_a_look_at_it(approved, nora):
    shown = page(nora, approved.story).text

    for slug, exporter in EXPORTERS.items():
        assert exporter.name in shown and conditional_escape(exporter.purpose) in shown
        assert reverse("revision_export", args=[approved.pk, slug]) in shown
        assert reverse("revision_preview", args=[approved.pk, slug]) in shown


@pytest.mark.parametrize("format", EXPORTERS)
def test_a_preview_is_what_would_leave_with_its_hash(approved, nora, format):
    shown = preview(newsdesk.a_client(nora), approved, format)
    content = export.render(approved, format)

    assert shown.context["sha256"] == hashlib.sha256(content).hexdigest()
    assert EXPORTERS[format].look(content)[:20_000] == shown.context["shown"]


def test_a_preview_is_a_part_of_the_page_with_htmx_and_a_page_without(approved, nora):
    part, whole = (preview(client(nora), approved) for client in (newsdesk.an_htmx_client, newsdesk.a_client))

    assert "<html" not in part.text and SAID in part.text
    assert "<html" in whole.text and SAID in whole.text


def test_a_preview_of_html_is_its_source_and_never_acts(approved, nora):
    shown = preview(newsdesk.a_client(nora), approved, "html").text

    assert "&lt;!doctype html&gt;" in shown
    assert shown.count("<!doctype html>") == 1


def test_a_preview_of_a_long_story_says_that_it_is_the_beginning(story, article, nora, sami):
    newsdesk.a_paragraph(story, "The bell rang on Monday. " * 1000, by=nora)
    shown = preview(newsdesk.a_client(nora), newsdesk.an_approved_revision(story, written_by=nora, approved_by=sami))

    assert "These are the first 20000 of 25" in shown.text
    assert len(shown.context["shown"]) == 20_000


def test_the_page_that_readers_will_see_is_shown_in_a_sandbox(approved, nora):
    shown = newsdesk.a_client(nora).get(reverse("revision_look", args=[approved.pk]))

    assert shown.content == export.render(approved, "html")
    assert shown.headers["Content-Security-Policy"].startswith("sandbox; default-src 'none'; style-src 'sha256-")


@pytest.mark.parametrize("name", ["revision_preview", "revision_look"])
def test_a_look_at_what_is_not_approved_is_refused(approved, nora, name):
    rewrite(approved.story, "About 400 people stood on the quay.", by=nora)
    waiting = approval.send(approved.story, by=nora)
    arguments = [waiting.pk, "html"] if name == "revision_preview" else [waiting.pk]

    shown = newsdesk.a_client(nora).get(reverse(name, args=arguments)).text

    assert "is not approved" in shown
    assert "400 people" not in shown


def test_strangers_and_those_without_a_login_look_at_nothing(approved, nora, vera, client):
    approved.story.members.set([nora])
    look = reverse("revision_look", args=[approved.pk])

    assert preview(newsdesk.a_client(vera), approved).status_code == 404
    assert newsdesk.a_client(vera).get(look).status_code == 404
    assert preview(client, approved).status_code == client.get(look).status_code == 302
    assert preview(newsdesk.a_client(nora), approved, "tablet").status_code == 404


def test_the_page_leads_to_the_feed_and_to_what_opens_it(approved, nora):
    shown = page(nora, approved.story).text

    assert f'href="{reverse("feed")}"' in shown and f'href="{reverse("tokens")}"' in shown


def test_what_has_come_up_since_approval_is_named_with_the_way_to_it_and_stops_nobody(approved, article, nora):
    other = newsdesk.an_article(approved.story, outlet="Coast Radio")
    assert "come up since" not in page(nora, approved.story).text

    mark = newsdesk.an_annotation(article, "300 people")
    claim = newsdesk.a_claim(approved.story, says=[(article, "300 people"), (other, "40 years")])
    shown = page(nora, approved.story).text

    assert "Two things have come up since revision 1 was approved" in shown
    assert f'?note={mark.pk}#note-{mark.pk}">Open the mark</a>' in shown
    assert f'?claim={claim.pk}">Decide it</a>' in shown
    assert download(newsdesk.a_client(nora), approved).status_code == 200


def test_looking_records_nothing(approved, nora):
    page(nora, approved.story)
    preview(newsdesk.a_client(nora), approved)

    assert not Export.objects.exists()


@pytest.mark.parametrize("format", EXPORTERS)
def test_a_download_is_an_attachment_and_is_recorded_with_its_hash(approved, nora, format):
    response = download(newsdesk.a_client(nora), approved, format)

    assert response.status_code == 200
    assert response.headers["Content-Disposition"].startswith("attachment; filename=")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    recorded = Export.objects.get()
    assert (recorded.format, recorded.exported_by) == (format, nora)
    assert recorded.sha256 == hashlib.sha256(response.content).hexdigest()
    assert recorded.size == len(response.content)


def test_the_json_that_leaves_holds_the_exact_quotes(approved, nora):
    document = json.loads(download(newsdesk.a_client(nora), approved, "json").content)

    assert [citation["quote"] for citation in document["citations"]] == [SAID]


def test_what_left_is_listed_with_who_and_which_revision(approved, nora):
    export.export(approved, "json")
    download(newsdesk.a_client(nora), approved, "markdown")

    shown = page(nora, approved.story).content.decode()

    for row in Export.objects.all():
        assert row.file_name in shown and row.sha256 in shown
    assert "Command line" in shown and "Nora Lind" in shown


def test_what_was_delivered_is_listed_with_its_receiver(approved, nora):
    receiver = Receiver.objects.create(name="Evening site", kind="folder", address="site")
    export.leave(approved, "text", b"The bell rang.", "txt", "text/plain", receiver=receiver)

    assert "Delivered to Evening site" in page(nora, approved.story).text


def test_an_earlier_approved_revision_can_still_be_read_and_taken(approved, nora, sami):
    rewrite(approved.story, "Some 300 people stood on the quay.", by=nora)
    sign_off(approved.story, nora, sami)

    newest, earlier = page(nora, approved.story), page(nora, approved.story, "?revision=1")

    assert (newest.context["revision"].number, earlier.context["revision"].number) == (2, 1)
    for shown, revision in ((newest, newest.context["revision"]), (earlier, approved)):
        assert reverse("revision_export", args=[revision.pk, "markdown"]) in shown.text


def test_a_revision_that_waits_is_refused(approved, nora):
    rewrite(approved.story, "About 400 people stood on the quay.", by=nora)
    waiting = approval.send(approved.story, by=nora)

    response = download(newsdesk.a_client(nora), waiting)

    assert response.status_code == 422
    assert "is not approved" in response.content.decode()
    assert page(nora, approved.story, "?revision=2").status_code == 404
    assert not Export.objects.exists()


@pytest.mark.parametrize("number", ["9", "0", "x"])
def test_a_revision_that_is_not_there_is_404(approved, nora, number):
    assert page(nora, approved.story, f"?revision={number}").status_code == 404


def test_a_format_that_is_not_there_is_404(approved, nora):
    assert download(newsdesk.a_client(nora), approved, "tablet").status_code == 404


def test_a_get_lets_nothing_out(approved, nora):
    assert newsdesk.a_client(nora).get(reverse("revision_export", args=[approved.pk, "json"])).status_code == 405
    assert not Export.objects.exists()


def test_a_stranger_finds_nothing(approved, nora, vera):
    approved.story.members.set([nora])

    assert page(vera, approved.story).status_code == 404
    assert download(newsdesk.a_client(vera), approved).status_code == 404
    assert not Export.objects.exists()


def test_without_a_login_nothing_leaves(approved, client):
    assert download(client, approved).status_code == 302
    assert not Export.objects.exists()


def test_the_number_of_queries_does_not_grow_with_revisions_and_exports(
    approved, nora, sami, django_assert_num_queries, django_assert_max_num_queries
):
    client, url = newsdesk.a_client(nora), reverse("exports", args=[approved.story.slug])
    export.export(approved, "json", by=nora)
    with django_assert_max_num_queries(20) as few:
        client.get(url)

    for count in range(301, 306):
        rewrite(approved.story, f"About {count} people stood on the quay.", by=nora)
        revision = sign_off(approved.story, nora, sami)
        export.export(revision, "text", by=sami)
        export.export(revision, "html")

    with django_assert_num_queries(len(few)):
        client.get(url)
