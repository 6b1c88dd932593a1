"""The domain: what there is, and what one thing can do."""

from articles.models.annotations import Annotation, AnnotationState, Comment, ThreadVerb
from articles.models.api_tokens import ApiToken, Scope
from articles.models.approvals import Approval, ApprovalLink, ChangeRequest, Endorsement
from articles.models.audit_checks import AuditCheck
from articles.models.blind import BlindPass, SettledChoice, Settlement
from articles.models.claims import Claim, ClaimStatus, Decision, Statement
from articles.models.copies import SharedWording
from articles.models.corrections import Correction, Kill
from articles.models.deliveries import About, Delivery, DeliveryState, DeliveryTry, Occasion, Receiver, ReceiverKind
from articles.models.draft import Citation, DraftChange, StoryParagraph
from articles.models.events import Event
from articles.models.evidence import Evidence, ImportedRevision
from articles.models.exports import Export
from articles.models.feeds import Feed, Fetch
from articles.models.figures import StoryFigures
from articles.models.imports import Import, ImportLine, Via
from articles.models.inbox import Digest, DigestFrequency, Notification, NotificationKind
from articles.models.incoming import Incoming, IncomingState, Trace
from articles.models.mark_changes import MarkChange
from articles.models.presence import Presence
from articles.models.readings import Attachment, CorrectedReading
from articles.models.reference import (
    ApprovalRule,
    CheckSetting,
    ErrorCategory,
    Family,
    HouseStyle,
    Outlet,
    Person,
    Severity,
)
from articles.models.reviews import Review
from articles.models.revisions import Revision, RevisionNote
from articles.models.sources import Article, Original, Sentence
from articles.models.stories import FormerSlug, Priority, Story, StoryState
from articles.models.support import SupportConfirmation
from articles.models.time_zones import LocalTime
from articles.models.versions import Stale, Versioned

__all__ = [
    "About",
    "Annotation",
    "AnnotationState",
    "ApiToken",
    "Approval",
    "ApprovalLink",
    "ApprovalRule",
    "Article",
    "Attachment",
    "AuditCheck",
    "ChangeRequest",
    "BlindPass",
    "CheckSetting",
    "Citation",
    "Claim",
    "ClaimStatus",
    "Comment",
    "CorrectedReading",
    "Correction",
    "Decision",
    "Delivery",
    "DeliveryState",
    "DeliveryTry",
    "Digest",
    "DigestFrequency",
    "DraftChange",
    "Endorsement",
    "ErrorCategory",
    "Event",
    "Evidence",
    "Export",
    "FormerSlug",
    "Family",
    "Feed",
    "Fetch",
    "HouseStyle",
    "Import",
    "ImportLine",
    "ImportedRevision",
    "Incoming",
    "IncomingState",
    "Kill",
    "LocalTime",
    "MarkChange",
    "Notification",
    "NotificationKind",
    "Occasion",
    "Original",
    "Outlet",
    "Person",
    "Presence",
    "Priority",
    "Receiver",
    "ReceiverKind",
    "Review",
    "Revision",
    "RevisionNote",
    "Sentence",
    "Scope",
    "SettledChoice",
    "Settlement",
    "Severity",
    "SharedWording",
    "Stale",
    "Statement",
    "Story",
    "StoryFigures",
    "StoryParagraph",
    "StoryState",
    "ThreadVerb",
    "Trace",
    "SupportConfirmation",
    "Versioned",
    "Via",
]
