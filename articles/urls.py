"""The map: one word runs from the URL to the view, the verb and the template."""

from importlib import import_module

from django.urls import path


def _view(dotted):
    """While the pages are being built: a view whose module does not exist yet answers 501."""

    def view(request, *args, **kwargs):
        module, name = dotted.split(".")
        return getattr(import_module(f"articles.views.{module}"), name)(request, *args, **kwargs)

    return view


urlpatterns = [
    path("", _view("desk.desk"), name="desk"),
    path("checks/", _view("checks.checks"), name="checks"),
    path("preferences/", _view("preferences.preferences"), name="preferences"),
    # Stories
    path("stories/new/", _view("stories.new"), name="story_new"),
    path("stories/<slug:slug>/", _view("stories.story"), name="story"),
    path("stories/<slug:slug>/edit/", _view("stories.edit"), name="story_edit"),
    # Import
    path("import/", _view("imports.import_articles"), name="import_new"),
    path("stories/<slug:slug>/import/", _view("imports.import_articles"), name="import_articles"),
    # Review
    path("stories/<slug:slug>/review/", _view("reviews.request_review"), name="review_request"),
    path("stories/<slug:slug>/review/progress/", _view("reviews.progress"), name="review_progress"),
    # Articles and their annotations
    path("stories/<slug:slug>/articles/<int:number>/", _view("articles.article"), name="article"),
    path("stories/<slug:slug>/articles/<int:number>/original/", _view("articles.original"), name="article_original"),
    path("stories/<slug:slug>/articles/<int:number>/mark/", _view("annotations.mark"), name="annotation_mark"),
    path("annotations/<int:pk>/accept/", _view("annotations.accept"), name="annotation_accept"),
    path("annotations/<int:pk>/dismiss/", _view("annotations.dismiss"), name="annotation_dismiss"),
    path("annotations/<int:pk>/resolve/", _view("annotations.resolve"), name="annotation_resolve"),
    path("annotations/<int:pk>/reopen/", _view("annotations.reopen"), name="annotation_reopen"),
    path("annotations/<int:pk>/edit/", _view("annotations.edit"), name="annotation_edit"),
    path("annotations/<int:pk>/delete/", _view("annotations.delete"), name="annotation_delete"),
    path("annotations/<int:pk>/comment/", _view("annotations.comment"), name="annotation_comment"),
    # Claims
    path("stories/<slug:slug>/claims/", _view("claims.claims"), name="claims"),
    path("claims/<int:pk>/decide/", _view("claims.decide"), name="claim_decide"),
    # The draft
    path("stories/<slug:slug>/draft/", _view("draft.draft"), name="draft"),
    path("stories/<slug:slug>/draft/headline/", _view("draft.headline"), name="draft_headline"),
    path("stories/<slug:slug>/draft/add/", _view("draft.add"), name="draft_add"),
    path("stories/<slug:slug>/draft/undo/", _view("draft.undo"), name="draft_undo"),
    path("paragraphs/<int:pk>/edit/", _view("paragraphs.edit"), name="paragraph_edit"),
    path("paragraphs/<int:pk>/save/", _view("paragraphs.save"), name="paragraph_save"),
    path("paragraphs/<int:pk>/move/", _view("paragraphs.move"), name="paragraph_move"),
    path("paragraphs/<int:pk>/split/", _view("paragraphs.split"), name="paragraph_split"),
    path("paragraphs/<int:pk>/merge/", _view("paragraphs.merge"), name="paragraph_merge"),
    path("paragraphs/<int:pk>/remove/", _view("paragraphs.remove"), name="paragraph_remove"),
    path("paragraphs/<int:pk>/cite/", _view("paragraphs.cite"), name="paragraph_cite"),
    path("citations/<int:pk>/remove/", _view("paragraphs.uncite"), name="citation_remove"),
    # Approval and exports
    path("stories/<slug:slug>/send/", _view("approval.send"), name="approval_send"),
    path("stories/<slug:slug>/approval/", _view("approval.approval"), name="approval"),
    path("revisions/<int:pk>/approve/", _view("approval.approve"), name="revision_approve"),
    path("revisions/<int:pk>/request-changes/", _view("approval.request_changes"), name="revision_request_changes"),
    path("stories/<slug:slug>/exports/", _view("exports.exports"), name="exports"),
    path("revisions/<int:pk>/export/<slug:format>/", _view("exports.export"), name="revision_export"),
]
