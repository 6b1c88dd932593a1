"""An approved revision in, bytes out. A new format is a module with one `render`, and one line here.

`render(document, approval)` gets the document of the revision (see `articles.workflow.document.document_of`) and
`{"by", "at"}`. It reads nothing else, neither database nor clock: the same input gives the same bytes.
"""

from collections.abc import Callable
from typing import NamedTuple

from articles.exporters import html, json, markdown, text

__all__ = ["EXPORTERS", "Format"]


class Format(NamedTuple):
    name: str
    extension: str
    content_type: str
    render: Callable[[dict, dict], bytes]


EXPORTERS = {
    "markdown": Format("Markdown", "md", "text/markdown; charset=utf-8", markdown.render),
    "html": Format("HTML", "html", "text/html; charset=utf-8", html.render),
    "text": Format("Plain text", "txt", "text/plain; charset=utf-8", text.render),
    "json": Format("JSON", "json", "application/json", json.render),
}
