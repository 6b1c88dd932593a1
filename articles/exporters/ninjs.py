"""ninjs 3.1, the news agencies' JSON (IPTC): one text item with its sources as associations."""

import json

from django.utils.html import escape

from articles.exporters.identity import article_uri, cited_articles
from articles.exporters.wire import item

SCHEMA = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json"


def render(document, approval) -> bytes:
    story = item(document, approval)
    plain = "\n\n".join(story.paragraphs)
    counts = {"charCount": len(plain), "wordCount": story.words}
    sources = cited_articles(document)
    data = {
        "uri": story.uri,
        "type": "text",
        "representationType": "full",
        "version": str(story.version),
        "firstCreated": story.first_created,
        "contentCreated": story.created,
        "versionCreated": story.approved,
        "pubStatus": "usable",
        "language": story.language,
        "title": story.headline,
        "slugline": story.slugline,
        "by": story.byline,
        "located": story.located,
        "edNote": story.editors_note,
        "copyrightHolder": story.house,
        "headlines": [{"role": "main", "contentType": "text/plain", "value": story.headline}],
        "descriptions": _summary(story.standfirst),
        "bodies": [
            {"role": "main", "contentType": "text/html", **counts, "value": html(story.paragraphs)},
            {"role": "plain", "contentType": "text/plain", **counts, "value": plain},
        ],
        "subjects": [{"name": word, "creator": "human"} for word in story.keywords],
        "infoSources": [{"name": outlet} for outlet in dict.fromkeys(article["outlet"] for article in sources)],
        "associations": [*_sources(sources), *_previous(story)],
        "altIds": [{"role": "slug", "value": story.slugline}],
        "standard": {"name": "ninjs", "version": "3.1", "schema": SCHEMA},
    }
    return written({name: value for name, value in data.items() if value})


def html(paragraphs) -> str:
    return "".join(f'<p dir="auto">{escape(line)}</p>' for line in paragraphs)


def written(data) -> bytes:
    return (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode()


def _summary(text):
    return [{"role": "summary", "contentType": "text/plain", "value": text}] if text else []


def _sources(articles):
    return [
        {
            "name": f"source-{article['number']}",
            "rel": "derivedFrom",
            "uri": article_uri(article),
            "type": "text",
            "representationType": "partial",
            "title": article["headline"] or article["file_name"],
            "copyrightHolder": article["outlet"],
        }
        for article in articles
    ]


def _previous(story):
    if story.corrects is None:
        return []
    return [
        {
            "name": "previous-version",
            "rel": "corrects",
            "uri": story.uri,
            "type": "text",
            "version": str(story.corrects),
        }
    ]
