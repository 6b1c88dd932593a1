"""A story that went the whole way through the workflow, so that the log tells of it."""

from articles.text import sentences
from articles.workflow import annotations, approval, candidates, claims, intake
from tests import newsdesk

SOURCES = {
    "Hafen & Glocke.txt": newsdesk.TEXT.replace("Tomas", "Tomáš"),
    "wire.txt": "The bell of Aldmere rang\n\nAfter 14 years the bell of Aldmere rang on Monday. 250 people came.\n",
}


def an_approved_story(nora, sami, *, slug="harbour-bell"):
    """Two sources, a mark that was discussed and dismissed, a conflict that was decided, a revision that was approved."""
    story = intake.create_story(title="Harbour bell", slug=slug, by=nora)
    for name, text in SOURCES.items():
        intake.take_in(story, candidates.read(text.encode(), name), by=nora, outlet=name.partition(".")[0])
    first, second = story.articles.all()
    mark = newsdesk.an_annotation(first, "300 people")
    annotations.comment(mark, by=nora, text="The office counted them.")
    annotations.dismiss(mark, by=nora, version=mark.version, reason="300 is right.")
    claim = newsdesk.a_claim(story, says=[(first, "40 years"), (second, "14 years")])
    claims.decide(claim, by=nora, version=claim.version, value="40 years", reason="The office keeps the log.")
    write(story, first, "The old harbour bell rang on Monday.", "rang on Monday for the first time", by=nora)
    write(story, first, "About 300 people stood on the quay.", "About 300 people stood on the quay.", by=nora)
    return approve(story, nora, sami)


def approve(story, writer, approver):
    revision = approval.send(story, by=writer)
    approval.approve(revision, sha256=revision.sha256, by=approver)
    revision.refresh_from_db()
    return story.revisions.get(number=revision.number)


def write(story, article, text, quote, *, by):
    paragraph = newsdesk.a_paragraph(story, text, by=by)
    newsdesk.a_citation(paragraph, sentences(text)[0], article, quote, by=by)
    story.changes.create(verb="write", by=by, at=paragraph.updated_at, before={})
    return paragraph
