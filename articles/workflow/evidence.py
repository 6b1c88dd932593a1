"""What the sources and the editors say of the words that a draft cites, each read once: five queries for any length."""

from functools import cached_property

from articles.models import Annotation, AnnotationState, ClaimStatus, SharedWording, Statement


class Evidence:
    """Of one story. `articles` may be handed in where they are read already, with outlet and text."""

    def __init__(self, story, articles=None):
        self.story = story
        self._articles = articles

    @cached_property
    def articles(self):
        """{id: article}, in their order."""
        rows = self._articles or self.story.articles.select_related("outlet")
        return {article.pk: article for article in rows}

    @cached_property
    def by_number(self):
        return {article.number: article for article in self.articles.values()}

    @cached_property
    def marks(self):
        """The standing marks, each with its article, in the order in which they were made."""
        marks = list(Annotation.objects.filter(story=self.story).standing().select_related("category").order_by("pk"))
        for mark in marks:
            mark.article = self.articles[mark.article_id]
        return marks

    def accepted_in(self, article, start, end):
        """The accepted marks that touch these words of the article (its id)."""
        return [m for m in self.marks if m.state == AnnotationState.ACCEPTED and touches(m, article, start, end)]

    @cached_property
    def conflicting(self):
        """What the articles say of the facts on which they disagree, claim by claim, with the decision."""
        rows = Statement.objects.filter(claim__story=self.story, claim__status=ClaimStatus.CONFLICT)
        return list(rows.select_related("claim__decision").order_by("claim__position", "claim", "pk"))

    def decided_in(self, article, start, end):
        """The values decided on for the facts of which these words speak."""
        claims = {s.claim for s in self.conflicting if s.claim.is_decided and touches(s, article, start, end)}
        return sorted(claim.decision.value for claim in claims if claim.decision.value)

    @cached_property
    def confirmations(self):
        """{(hash of a sentence, kind of point, its words): who vouched for it, and why}"""
        rows = self.story.confirmations.filter(withdrawn_at=None).select_related("by")
        return {(row.sentence_sha256, row.kind, row.words): row for row in rows}

    @cached_property
    def copies(self):
        """{id of an article: what it shares with each that it copies, or that copies it}"""
        found = {}
        for row in SharedWording.objects.filter(article__story=self.story, is_copy=True):
            found.setdefault(row.article_id, []).append(row)
        return found


def touches(place, article, start, end):
    """Whether a mark or a statement touches `text[start:end]` of the article with this id."""
    return place.article_id == article and place.start < end and place.end > start
