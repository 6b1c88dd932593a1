"""PDF/UA: the HTML export on paper. Needs WeasyPrint, which is optional: it brings libraries of its own.

The same revision gives the same bytes on one machine: another one may have other fonts.
"""

import logging
from io import BytesIO
from pathlib import Path

from pypdf import PdfReader

from articles.exporters import html
from articles.exporters.document import CannotRender, paragraphs
from articles.exporters.identity import story_uri
from articles.text import count_words

PAGES = Path(__file__).with_name("pages.css").read_text(encoding="utf-8")
MOST_WORDS = 50_000  # up to ten seconds of work and 280 MB, for which somebody waits
TALKATIVE = ("weasyprint", "weasyprint.progress", "fontTools")  # loggers that tell of every step
LACKING = (
    "PDF needs WeasyPrint, which this machine lacks: pip install weasyprint==70.0, and apt-get install "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0. HTML prints as well."
)


def render(document, approval) -> bytes:
    weasyprint = _library()
    words = sum(count_words(piece.text) for pieces in paragraphs(document) for piece in pieces)
    if words > MOST_WORDS:
        raise CannotRender(
            f"PDF takes stories of up to {MOST_WORDS:,} words; this one has {words:,}. HTML has no such limit, and prints."
        )
    page = weasyprint.HTML(string=html.render(document, approval).decode(), url_fetcher=_fetch_nothing)
    return page.write_pdf(
        stylesheets=[weasyprint.CSS(string=PAGES, url_fetcher=_fetch_nothing)],
        pdf_variant="pdf/ua-1",
        pdf_identifier=f"{story_uri(document)} {document['revision']}".encode(),
    )


def look(content: bytes) -> str:
    """The text of the pages. The reader leaves halves of some characters as NUL."""
    return "\n\n".join(page.extract_text().replace("\0", "") for page in PdfReader(BytesIO(content)).pages)


def _library():
    for name in TALKATIVE:
        logging.getLogger(name).setLevel(logging.ERROR)
    try:
        import weasyprint  # slow to load, and optional
    except (ImportError, OSError) as missing:  # OSError: it is there, but not what it draws with
        raise CannotRender(LACKING) from missing
    return weasyprint


def _fetch_nothing(url, *arguments, **options):
    """A story needs nothing from elsewhere, and must not make this machine ask for it."""
    raise ValueError("Exports fetch nothing.")
