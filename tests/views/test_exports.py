"""The exports page: what an approved revision looks like in each format, and what has left the house."""

import hashlib
import json

import pytest
from django.urls import reverse

from articles.exporters import EXPORTERS
from articles.models import Export, StoryParagraph
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


def download(client, revision, format="markdown"):
    return client.post(reverse("revision_export", args=[revision.pk, format]))


def test_without_an_approved_revision_the_page_leads_to_the_approval(story, nora):
    shown = page(nora, story).content.decode()

    assert "Nothing to export yet" in shown
    assert reverse("approval", args=[story.slug]) in shown


def test_each_format_says_what_it_carries_and_shows_what_would_leave(approved, nora):
    shown = page(nora, approved.story).content.decode()

    for slug, exporter in EXPORTERS.items():
        assert exporter.name in shown
        assert reverse("revision_export", args=[approved.pk, slug]) in shown
    assert shown.count("<pre") == len(EXPORTERS)
    assert shown.count(SAID) >= len(EXPORTERS)


def test_a_preview_of_html_is_its_source_and_never_acts(approved, nora):
    shown = page(nora, approved.story).content.decode()

    assert "&lt;!doctype html&gt;" in shown
    assert shown.count("<!doctype html>") == 1


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


def test_the_preview_is_what_leaves(approved, nora):
    preview = next(o for o in page(nora, approved.story).context["offers"] if o.slug == "text").preview

    assert download(newsdesk.a_client(nora), approved, "text").content.decode() == preview


def test_what_left_is_listed_with_who_and_which_revision(approved, nora):
    export.export(approved, "json")
    download(newsdesk.a_client(nora), approved, "markdown")

    shown = page(nora, approved.story).content.decode()

    for row in Export.objects.all():
        assert row.file_name in shown and row.sha256 in shown
    assert "Command line" in shown and "Nora Lind" in shown


def test_an_earlier_approved_revision_can_still_be_read_and_taken(approved, nora, sami):
    rewrite(approved.story, "About 400 people stood on the quay.", by=nora)
    sign_off(approved.story, nora, sami)

    newest, earlier = page(nora, approved.story), page(nora, approved.story, "?revision=1")

    assert (newest.context["revision"].number, earlier.context["revision"].number) == (2, 1)
    assert "About 400" in newest.context["offers"][0].preview
    assert SAID in earlier.context["offers"][0].preview


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
