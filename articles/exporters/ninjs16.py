"""ninjs 1.6, whose names older systems read, Superdesk among them: it finds headline, text and times in this form."""

from articles.exporters.identity import cited_articles
from articles.exporters.ninjs import html, written
from articles.exporters.wire import item

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_1.6.json"


def render(document, approval) -> bytes:
    """Sources stand in `infosource` and in the text, not as associations: receivers make stories of those."""
    story = item(document, approval)
    plain = "\n\n".join(story.paragraphs)
    data = {
        "uri": story.uri,
        "type": "text",
        "representationtype": "complete",
        "version": str(story.version),
        "firstcreated": story.first_created,
        "contentcreated": story.created,
        "versioncreated": story.approved,
        "pubstatus": "usable",
        "language": story.language,
        "title": story.headline,
        "headline": story.headline,
        "slugline": story.slugline,
        "byline": story.byline,
        "located": story.located,
        "ednote": story.editors_note,
        "copyrightholder": story.house,
        "description_text": story.standfirst,
        "body_html": html(story.paragraphs),
        "body_text": plain,
        "charcount": len(plain),
        "wordcount": story.words,
        "subject": [{"name": word, "creator": "human"} for word in story.keywords],
        "infosource": [{"name": outlet} for outlet in _outlets(document)],
        "altids": {"slug": story.slugline},
        "$standard": {"name": "ninjs", "version": "1.6", "schema": SCHEMA},
    }
    return written({name: value for name, value in data.items() if value})


def _outlets(document):
    return dict.fromkeys(article["outlet"] for article in cited_articles(document))
