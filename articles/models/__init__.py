"""The domain: what there is, and what one thing can do."""

from articles.models.annotations import Annotation, AnnotationState, Comment
from articles.models.claims import Claim, ClaimStatus, Decision, Statement
from articles.models.draft import Citation, DraftChange, StoryParagraph
from articles.models.events import Event
from articles.models.exports import Export
from articles.models.reference import CheckSetting, ErrorCategory, Family, HouseStyle, Outlet, Person, Severity
from articles.models.reviews import Review
from articles.models.revisions import Approval, ChangeRequest, Revision
from articles.models.sources import Article, Original, Sentence
from articles.models.stories import Story, StoryState
from articles.models.versions import Stale, Versioned

__all__ = [
    "Annotation",
    "AnnotationState",
    "Approval",
    "Article",
    "ChangeRequest",
    "CheckSetting",
    "Citation",
    "Claim",
    "ClaimStatus",
    "Comment",
    "Decision",
    "DraftChange",
    "ErrorCategory",
    "Event",
    "Export",
    "Family",
    "HouseStyle",
    "Original",
    "Outlet",
    "Person",
    "Review",
    "Revision",
    "Sentence",
    "Severity",
    "Stale",
    "Statement",
    "Story",
    "StoryParagraph",
    "StoryState",
    "Versioned",
]
