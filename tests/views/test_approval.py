"""The approval page: the revision, what changed, what stands in its way, and who may say so."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from articles.models import StoryParagraph
from articles.workflow import approval, claims, draft
from tests import newsdesk

SAID = "About 300 people stood on the quay."


@pytest.fixture
def drafted(story, article, nora):
    """A story of one cited sentence, written by Nora."""
    start = article.text.index(SAID)
    draft.put_sentence(story, by=nora, article=article, start=start, end=start + len(SAID))
    return story


@pytest.fixture
def sent(drafted, nora):
    return approval.send(drafted, by=nora)


def page(user, story, query=""):
    return newsdesk.a_client(user).get(reverse("approval", args=[story.slug]) + query)


def text_of(response):
    return response.content.decode()


def rewrite(story, text, *, by):
    paragraph = StoryParagraph.objects.get(story=story)
    return draft.save_paragraph(paragraph, by=by, version=paragraph.version, text=text)


def test_before_anything_was_sent_the_page_says_what_is_missing(story, article, nora):
    newsdesk.a_paragraph(story, "Nobody said so.", by=nora)

    shown = text_of(page(nora, story))

    assert "Nothing has been sent for approval yet" in shown
    assert "A sentence cites no source" in shown
    assert reverse("draft", args=[story.slug]) in shown


def test_an_empty_draft_offers_the_way_to_write_it_and_nothing_to_send(story, nora):
    shown = text_of(page(nora, story))

    assert "The draft is empty" in shown
    assert reverse("approval_send", args=[story.slug]) not in shown


def test_a_citation_leads_to_its_place_and_carries_its_quote(sent, article, sami):
    shown = text_of(page(sami, sent.story))

    start = article.text.index(SAID)
    assert f'href="{article.get_absolute_url()}?at={start}-{start + len(SAID)}#at" title="{SAID}"' in shown


def test_a_chip_and_a_quote_name_the_sentence_of_the_source_as_the_draft_does(sent, sami):
    shown = text_of(page(sami, sent.story))

    assert "Aldmere Courier, sentence 5</a>" in shown
    for name in ("approval", "draft"):
        read = strip_tags(newsdesk.a_client(sami).get(reverse(name, args=[sent.story.slug])).text)
        assert "Source: Aldmere Courier&nbsp;5" in read


def test_words_cited_twice_stand_once_among_the_sources(story, article, nora, sami):
    newsdesk.a_paragraph(story, "They stood. They listened.", by=nora, cites=[(article, SAID), (article, SAID)])
    approval.send(story, by=nora)

    shown = text_of(page(sami, story))

    assert strip_tags(shown).count("Source: Aldmere Courier&nbsp;5") == 2
    assert shown.count("Aldmere Courier, sentence 5</a>") == 1


def test_the_note_stands_on_the_page(drafted, nora, sami):
    approval.send(drafted, by=nora, note="For the noon page.\nThe count is <new>.")

    assert "Note for the approver: “For the noon page.<br>The count is &lt;new&gt;.”" in text_of(page(sami, drafted))


def test_an_approver_who_wrote_nothing_finds_it_ready(sent, sami):
    shown = text_of(page(sami, sent.story))

    assert "Ready to approve" in shown
    assert f'formaction="{reverse("revision_approve", args=[sent.pk])}"' in shown
    assert sent.sha256 in shown
    assert "Nora Lind may not" in shown


@pytest.mark.parametrize("superuser", [False, True])
def test_whoever_wrote_a_part_finds_the_button_refused_and_the_reason_beside_it(sent, superuser):
    writer = newsdesk.a_user("ruth", "Editor", "Approver", superuser=superuser)
    rewrite(sent.story, "Some 300 people stood on the quay.", by=writer)
    revision = approval.send(sent.story, by=sent.sent_by)

    shown = text_of(page(writer, sent.story))

    assert "You wrote" in shown and "somebody else must approve it" in shown
    assert 'aria-disabled="true" aria-describedby="binds">Approve</button>' in shown
    assert reverse("revision_approve", args=[revision.pk]) not in shown


def test_an_editor_who_is_no_approver_reads_it_but_has_no_verdict(sent, jonas):
    shown = text_of(page(jonas, sent.story))

    assert SAID in shown
    assert "Only approvers may approve a revision." in shown
    assert "Request changes" not in shown


def test_what_stands_in_the_way_is_named_with_the_place_where_it_is_settled(sent, article, sami):
    mark = newsdesk.an_annotation(article, "300 people")

    shown = text_of(page(sami, sent.story))

    assert "One thing stands in the way" in shown
    assert f"{article.get_absolute_url()}?note={mark.pk}#note-{mark.pk}" in shown
    assert "Approve opens when nothing stands in the way." in shown
    assert reverse("revision_approve", args=[sent.pk]) not in shown


def test_an_undecided_conflict_leads_to_its_claim(sent, article, sami):
    other = newsdesk.an_article(sent.story, "About 500 people stood on the quay.\n", "Evening Post")
    claim = newsdesk.a_claim(sent.story, says=[(article, "300 people"), (other, "500 people")])

    assert f"{reverse('claims', args=[sent.story.slug])}?claim={claim.pk}" in text_of(page(sami, sent.story))


def test_decisions_stand_below_it_with_their_reason_and_who(drafted, article, nora, sami):
    claim = newsdesk.a_claim(drafted, says=[(article, "300 people")])
    claims.decide(claim, by=nora, version=claim.version, value="about 300", reason="The harbour office counted.")
    approval.send(drafted, by=nora)

    shown = text_of(page(sami, drafted))

    assert "The harbour office counted." in shown
    assert "about 300" in shown


def test_a_decision_made_since_it_was_sent_opens_the_way_and_says_that_it_is_no_part_of_it(sent, article, nora, sami):
    other = newsdesk.an_article(sent.story, "About 500 people stood on the quay.\n", "Evening Post")
    claim = newsdesk.a_claim(sent.story, says=[(article, "300 people"), (other, "500 people")])
    claims.decide(claim, by=nora, version=claim.version, value="300", reason="The harbour office counted.")

    shown = text_of(page(sami, sent.story))

    assert "Ready to approve" in shown
    assert "The harbour office counted." in shown and "since it was sent, so no part of it" in shown


def test_what_changed_since_the_last_revision_is_marked_and_can_be_read_clean(sent, nora, sami):
    rewrite(sent.story, "About 400 people stood on the quay.", by=nora)
    approval.send(sent.story, by=nora)

    compared, clean = text_of(page(sami, sent.story)), text_of(page(sami, sent.story, "?revision=2&read=clean"))

    assert '<del class="del"><span class="vh">[removed: </span>300' in compared
    assert '<ins class="ins"><span class="vh">[added: </span>400' in compared
    assert "1 word out, 1 in" in compared
    assert "<del" not in clean and "<ins" not in clean
    assert "About 400 people stood on the quay." in clean


def test_an_older_revision_is_marked_as_such_and_takes_no_verdict(sent, nora, sami):
    rewrite(sent.story, "About 400 people stood on the quay.", by=nora)
    approval.send(sent.story, by=nora)

    shown = text_of(page(sami, sent.story, "?revision=1"))

    assert "Revision 1, superseded by 2" in shown
    assert 'id="verdict"' not in shown


@pytest.mark.parametrize("number", ["7", "0", "-1", "one", "1 OR 1"])
def test_a_revision_that_is_not_there_is_404(sent, sami, number):
    assert page(sami, sent.story, f"?revision={number}").status_code == 404


def test_a_draft_that_moved_on_takes_no_verdict(sent, nora, sami):
    rewrite(sent.story, "About 400 people stood on the quay.", by=nora)

    shown = text_of(page(sami, sent.story))

    assert "The draft has moved on since revision 1" in shown
    assert 'id="verdict"' not in shown


def test_a_revision_sent_back_shows_by_whom_and_why(sent, nora, sami):
    approval.request_changes(sent, by=sami, reason="Who counted them?")

    shown = text_of(page(nora, sent.story))

    assert "Sent back by Sami Haddad" in shown
    assert "Who counted them?" in shown


def test_an_approved_revision_leads_to_its_exports(sent, nora, sami):
    approval.approve(sent, by=sami, sha256=sent.sha256)

    shown = text_of(page(nora, sent.story))

    assert "Approved by Sami Haddad" in shown
    assert f"{reverse('exports', args=[sent.story.slug])}?revision=1" in shown


def test_an_edit_after_approval_is_said_and_the_approval_stays(sent, nora, sami):
    approval.approve(sent, by=sami, sha256=sent.sha256)
    rewrite(sent.story, "About 400 people stood on the quay.", by=nora)

    shown = text_of(page(nora, sent.story))

    assert "Approved by Sami Haddad" in shown
    assert "has changed since" in shown


def test_words_of_sources_and_writers_are_never_markup(story, nora, sami):
    article = newsdesk.an_article(story, "<script>alert(1)</script> was seen.\n", '"><b>Outlet')
    draft.put_sentence(story, by=nora, article=article, start=0, end=len(article.text) - 1)
    approval.send(story, by=nora, note="<img src=x>")

    shown = text_of(page(sami, story))

    assert "<script>alert" not in shown and "<b>Outlet" not in shown and "<img src=x>" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown


def test_it_only_reads(sent, sami):
    assert newsdesk.a_client(sami).post(reverse("approval", args=[sent.story.slug])).status_code == 405


def test_a_stranger_finds_nothing(sent, nora, vera):
    sent.story.members.set([nora])

    assert page(vera, sent.story).status_code == 404


def test_without_a_login_it_asks_for_one(sent, client):
    assert client.get(reverse("approval", args=[sent.story.slug])).status_code == 302


def test_the_number_of_queries_does_not_grow_with_revisions_marks_and_people(
    sent, article, sami, nora, django_assert_num_queries, django_assert_max_num_queries
):
    rewrite(sent.story, "About 500 people stood on the quay.", by=nora)
    approval.send(sent.story, by=nora)
    client, url = newsdesk.a_client(sami), reverse("approval", args=[sent.story.slug])
    with django_assert_max_num_queries(40) as few:
        client.get(url)

    for count in range(302, 308):
        writer = newsdesk.a_user(f"writer-{count}", "Editor")
        rewrite(sent.story, f"About {count} people stood on the quay.", by=writer)
        revision = approval.send(sent.story, by=writer)
        approval.request_changes(revision, by=sami, reason=f"Not {count}.")
        newsdesk.an_annotation(article, "300 people", by=writer)
        newsdesk.a_claim(sent.story, f"Fact {count}", says=[(article, "300 people"), (article, "40 years")])
    rewrite(sent.story, "About 400 people stood on the quay.", by=nora)
    approval.send(sent.story, by=nora)

    with django_assert_num_queries(len(few)):
        client.get(url)
