"""The figures of the desk are what is there: after every verb of a day, and whatever was written without one."""

import json
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Annotation, Event, Story, StoryFigures
from articles.workflow import annotations, approval, claims, draft, intake, review, stories
from articles.workflow.restoring import restore_revision
from tests import newsdesk

WORDS = (
    "article",
    "unread",
    "blocker",
    "major",
    "minor",
    "undecided",
    "paragraph",
    "uncited",
    "new_mark",
    "new_conflict",
)


def counted(story):
    """The same figures, counted one by one in Python."""
    marks, articles = list(story.annotations.all()), list(story.articles.all())
    done = [r.started_at for r in story.reviews.filter(error="").exclude(finished_at=None)]
    undecided = [claim for claim in story.claims.select_related("decision") if claim.is_undecided]
    written = [p for p in story.paragraphs.standing() if p.text]
    cited = [c for p in written for c in p.citations.all()]
    approvals = [r.approval.at for r in story.revisions.approved().select_related("approval")]
    since = max(approvals, default=None)

    def is_cited(article, start, end):
        return any(c.article_id == article and c.source_start < end and c.source_end > start for c in cited)

    def is_new(mark):
        late = mark.state == "open" and mark.created_at > since
        return mark.severity != "minor" and (
            late or (mark.state in ("open", "accepted") and is_cited(mark.article_id, mark.start, mark.end))
        )

    def is_news(claim):
        said = claim.statements.select_related("article")
        return any(s.article.imported_at > since or is_cited(s.article_id, s.start, s.end) for s in said)

    return {
        "article": len(articles),
        "unread": sum(not any(at >= a.imported_at for at in done) for a in articles),
        **{s: sum(m.state == "open" and m.severity == s for m in marks) for s in ("blocker", "major", "minor")},
        "undecided": len(undecided),
        "paragraph": len(written),
        "uncited": sum(not found for p in written for _, found in p.cited_sentences()),
        "new_mark": sum(map(is_new, marks)) if since else 0,
        "new_conflict": sum(map(is_news, undecided)) if since else 0,
    }


def kept(story):
    row = StoryFigures.objects.get(story=story)
    return {word: getattr(row, f"{word}_count") for word in WORDS}


def test_after_every_verb_of_a_day_the_figures_are_what_is_there(nora, jonas, sami):
    story = intake.create_story(title="Harbour bell", by=nora)
    told = []

    def after(what):
        told.append(what)
        assert kept(story) == counted(story), told
        assert kept(story) != before[-1] or what in ("accepted again", "assigned"), told
        before.append(kept(story))

    before = [None]
    after("opened")
    for name, text in (("a.txt", newsdesk.TEXT), ("b.txt", newsdesk.TEXT.replace("40 years", "60 years"))):
        intake.take_in(story, intake.read(text.encode(), name), by=nora)
        after(f"took in {name}")
    first, second = story.articles.all()
    review.run(review.request(story, by=nora))
    after("reviewed")
    mark = {"quote": "40 years", "category": newsdesk.a_category(), "by": nora}
    start = first.text.index("40 years")
    mark = annotations.mark(first, start=start, end=start + 8, severity="blocker", **mark)
    after("marked")
    annotations.edit(mark, by=nora, version=1, category=mark.category, severity="minor", reason="", suggestion=None)
    after("edited")
    annotations.accept(mark, by=jonas, version=2)
    after("accepted")
    annotations.reopen(mark, by=jonas, version=3)
    after("reopened")
    annotations.dismiss(mark, by=jonas, version=4)
    after("dismissed")
    other = annotations.mark(second, start=0, end=7, quote="Harbour", severity="major", category=mark.category, by=nora)
    after("marked another")
    annotations.delete(other, by=nora, version=1)
    after("deleted")
    for claim in list(story.claims.all()):
        if claim.is_undecided:
            claims.decide(claim, by=nora, version=claim.version, value="40 years", reason="The keeper says so.")
            after("decided")
    stories.edit(Story.objects.get(pk=story.pk), by=nora, version=story.version, assigned_to=jonas)
    after("assigned")
    paragraph = draft.add_paragraph(story, by=jonas, text="The bell rang. Nobody knows why.")
    after("wrote")
    place = second.text.index("About 300")
    cite = {"article": second, "source_start": place, "source_end": place + 30}
    citation = draft.cite(paragraph, by=jonas, version=paragraph.version, start=0, end=5, **cite)
    after("cited")
    draft.uncite(citation, by=jonas)
    after("took the citation away")
    draft.undo(story, by=jonas)
    after("undid")
    draft.redo(story, by=jonas)
    after("redid")
    draft.undo(story, by=jonas)
    after("undid again")
    paragraph.refresh_from_db()
    paragraph = draft.save_paragraph(paragraph, by=jonas, version=paragraph.version, text="The bell rang.")
    after("shortened")
    revision = approval.send(story, by=jonas)
    assert kept(story) == counted(story)
    approval.approve(revision, sha256=revision.sha256, by=sami)
    assert kept(story) == counted(story)
    annotations.mark(
        second, start=place, end=place + 5, quote="About", severity="major", category=mark.category, by=nora
    )
    after("marked what is cited")
    draft.remove_paragraph(paragraph, by=jonas, version=paragraph.version)
    after("removed")
    restore_revision(revision, by=jonas)
    after("restored")


def test_who_writes_past_the_workflow_is_found_by_the_command_and_put_right(nora, story, article, capsys):
    Event.objects.record("create story", by=nora, story=story)
    call_command("recount_figures", "--check")
    newsdesk.an_annotation(article)
    Annotation.objects.update(severity="blocker")
    with pytest.raises(CommandError, match="figures of 1 stories are wrong"):
        call_command("recount_figures", "--check")
    assert kept(story)["major"] == 1
    capsys.readouterr()
    call_command("recount_figures", "--json")
    assert json.loads(capsys.readouterr().out) == {"stories": 1, "wrong": [story.slug]}
    assert kept(story) == counted(story)
    call_command("recount_figures", "--check")


def test_counting_all_stories_gives_what_counting_each_gives(nora, sami):
    for number in range(3):
        story = newsdesk.an_approved_revision(written_by=nora, approved_by=sami).story
        article = story.articles.get()
        for quote in ("About 300", "61", "40 years")[number:]:
            newsdesk.an_annotation(article, quote, severity="blocker")
        other = newsdesk.an_article(story, outlet="Tidewater Post")
        newsdesk.a_claim(story, says=[(article, "40 years"), (other, "Monday")])
        newsdesk.a_paragraph(story, text="One. Two is longer.", by=nora)
        review = {"started_at": timezone.now() - timedelta(days=number), "finished_at": timezone.now()}
        newsdesk.counted(story.reviews.create(**review))
    each = {story: kept(story) for story in Story.objects.all()}
    StoryFigures.objects.all().delete()
    StoryFigures.objects.recount_all()
    assert {story: kept(story) for story in Story.objects.all()} == each
    assert each == {story: counted(story) for story in Story.objects.all()}
    assert len({tuple(figures.values()) for figures in each.values()}) == 3


def test_a_story_that_nobody_has_counted_is_on_the_desk_all_the_same(nora):
    newsdesk.a_story(title="Uncounted", by=nora)
    assert not StoryFigures.objects.exists()
    assert "Uncounted" in newsdesk.a_client(nora).get("/").content.decode()
