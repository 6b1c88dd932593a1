"""The map: one word runs from the URL to the view, the verb and the template."""

from django.urls import path

from articles.views import (
    annotations,
    approval,
    articles,
    checks,
    claims,
    desk,
    draft,
    exports,
    imports,
    paragraphs,
    preferences,
    reviews,
    stories,
)

urlpatterns = [
    path("", desk.desk, name="desk"),
    path("checks/", checks.checks, name="checks"),
    path("preferences/", preferences.preferences, name="preferences"),
    # Stories
    path("stories/new/", stories.new, name="story_new"),
    path("stories/<slug:slug>/", stories.story, name="story"),
    path("stories/<slug:slug>/edit/", stories.edit, name="story_edit"),
    # Import
    path("import/", imports.import_articles, name="import_new"),
    path("stories/<slug:slug>/import/", imports.import_articles, name="import_articles"),
    # Review
    path("stories/<slug:slug>/review/", reviews.request_review, name="review_request"),
    path("stories/<slug:slug>/review/progress/", reviews.progress, name="review_progress"),
    # Articles and their annotations
    path("stories/<slug:slug>/articles/<int:number>/", articles.article, name="article"),
    path("stories/<slug:slug>/articles/<int:number>/edit/", articles.edit, name="article_edit"),
    path("stories/<slug:slug>/articles/<int:number>/original/", articles.original, name="article_original"),
    path("stories/<slug:slug>/articles/<int:number>/mark/", annotations.mark, name="annotation_mark"),
    path("annotations/<int:pk>/accept/", annotations.accept, name="annotation_accept"),
    path("annotations/<int:pk>/dismiss/", annotations.dismiss, name="annotation_dismiss"),
    path("annotations/<int:pk>/resolve/", annotations.resolve, name="annotation_resolve"),
    path("annotations/<int:pk>/reopen/", annotations.reopen, name="annotation_reopen"),
    path("annotations/<int:pk>/edit/", annotations.edit, name="annotation_edit"),
    path("annotations/<int:pk>/delete/", annotations.delete, name="annotation_delete"),
    path("annotations/<int:pk>/comment/", annotations.comment, name="annotation_comment"),
    # Claims
    path("stories/<slug:slug>/claims/", claims.claims, name="claims"),
    path("claims/<int:pk>/decide/", claims.decide, name="claim_decide"),
    # The draft
    path("stories/<slug:slug>/draft/", draft.draft, name="draft"),
    path("stories/<slug:slug>/draft/headline/", draft.headline, name="draft_headline"),
    path("stories/<slug:slug>/draft/add/", draft.add, name="draft_add"),
    path("stories/<slug:slug>/draft/undo/", draft.undo, name="draft_undo"),
    path("stories/<slug:slug>/draft/redo/", draft.redo, name="draft_redo"),
    path("paragraphs/<int:pk>/edit/", paragraphs.edit, name="paragraph_edit"),
    path("paragraphs/<int:pk>/save/", paragraphs.save, name="paragraph_save"),
    path("paragraphs/<int:pk>/move/", paragraphs.move, name="paragraph_move"),
    path("paragraphs/<int:pk>/split/", paragraphs.split, name="paragraph_split"),
    path("paragraphs/<int:pk>/merge/", paragraphs.merge, name="paragraph_merge"),
    path("paragraphs/<int:pk>/remove/", paragraphs.remove, name="paragraph_remove"),
    path("paragraphs/<int:pk>/cite/", paragraphs.cite, name="paragraph_cite"),
    path("citations/<int:pk>/remove/", paragraphs.uncite, name="citation_remove"),
    # Approval and exports
    path("stories/<slug:slug>/send/", approval.send, name="approval_send"),
    path("stories/<slug:slug>/approval/", approval.approval, name="approval"),
    path("revisions/<int:pk>/approve/", approval.approve, name="revision_approve"),
    path("revisions/<int:pk>/request-changes/", approval.request_changes, name="revision_request_changes"),
    path("stories/<slug:slug>/exports/", exports.exports, name="exports"),
    path("revisions/<int:pk>/export/<slug:format>/", exports.export, name="revision_export"),
]
