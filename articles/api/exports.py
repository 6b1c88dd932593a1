"""Exports: in which formats a story leaves the house, the bytes of an approved revision, what has left."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from ninja import Query, Router, Schema

from articles.access import revision_of, story_of
from articles.api.requests import Paging, page_of
from articles.api.stories import name_of
from articles.api.tokens import Token
from articles.exporters import EXPORTERS
from articles.models import Export, Scope
from articles.workflow import export as workflow

router = Router(tags=["Exports"])

BYTES = {exporter.content_type.partition(";")[0]: {"schema": {}} for exporter in EXPORTERS.values()}
HEADERS = {"X-Content-SHA256": {"description": "Of the bytes.", "schema": {"type": "string"}}}
FILE = {
    "responses": {
        200: {"description": "The file, in the media type of its format.", "content": BYTES, "headers": HEADERS}
    }
}


class FormatOut(Schema):
    slug: str
    name: str
    extension: str
    content_type: str


class ExportOut(Schema):
    """What left the house: when, as what, to whom."""

    id: int
    revision: int
    format: str
    file_name: str
    sha256: str
    size: int
    exported_by: str | None
    exported_at: datetime

    @staticmethod
    def resolve_revision(export):
        return export.revision.number

    @staticmethod
    def resolve_exported_by(export):
        return name_of(export.exported_by)


class Exports(Schema):
    items: list[ExportOut]
    next_cursor: str | None


@router.get("/formats", response=list[FormatOut], auth=Token())
def list_formats(request):
    """The formats in which a revision can be exported."""
    return [{"slug": slug, **exporter._asdict()} for slug, exporter in EXPORTERS.items()]


@router.get("/stories/{slug:slug}/exports", response=Exports, auth=Token(Scope.STORIES_READ))
def list_exports(request, slug: str, paging: Query[Paging]):
    """What has left the house of a story, newest first."""
    rows = Export.objects.filter(revision__story=story_of(request, slug))
    rows = rows.select_related("revision", "exported_by").defer("revision__content")
    return page_of(rows, paging, newest_first=True)


@router.post("/revisions/{int:id}/export/{slug:format}", auth=Token(Scope.EXPORTS_READ), openapi_extra=FILE)
def export(request, id: int, format: str):
    """The bytes of an approved revision. It is recorded, and the first export publishes the story; never under embargo."""
    revision = revision_of(request, id)
    if format not in EXPORTERS:
        raise Http404
    exported = workflow.export(revision, format, by=request.user)
    return HttpResponse(
        exported.content,
        content_type=exported.content_type,
        headers={
            "Content-Disposition": content_disposition_header(True, exported.file_name),
            "X-Content-Type-Options": "nosniff",
            "X-Content-SHA256": exported.export.sha256,
        },
    )
