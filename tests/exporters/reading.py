"""What each format's own readers find in a file: the paragraphs of the story, in one string."""

import json
from html.parser import HTMLParser
from io import BytesIO

from docx import Document
from lxml import etree
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

XHTML = "{http://www.w3.org/1999/xhtml}"


class _Text(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_data(self, data):
        self.found.append(data)


def html(content):
    parser = _Text()
    parser.feed(content.decode())
    return "".join(parser.found)


def markdown(content):
    reader = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
    found = []
    for token in reader.parse(content.decode()):
        found.append("".join(part.content for part in token.children or []))
    return "\n".join(found)


def from_json(content):
    document = json.loads(content)
    return "\n".join([document["story"]["headline"], *(row["text"] for row in document["paragraphs"])])


def ninjs(content):
    data = json.loads(content)
    marked_up, plain = data["bodies"]
    assert html(marked_up["value"].encode()) == plain["value"].replace("\n\n", "")
    return "\n".join([data["headlines"][0]["value"], plain["value"]])


def ninjs16(content):
    data = json.loads(content)
    assert html(data["body_html"].encode()) == data["body_text"].replace("\n\n", "")
    return "\n".join([data["headline"], data["body_text"]])


def newsml(content):
    lines = list(etree.fromstring(content).iter(f"{XHTML}title", f"{XHTML}p"))
    assert not any(len(line) for line in lines)  # receivers read nothing behind an element in a paragraph
    return "\n".join(line.text for line in lines)


def docx(content):
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)


READ = {
    "markdown": markdown,
    "html": html,
    "text": bytes.decode,
    "docx": docx,
    "json": from_json,
    "ninjs": ninjs,
    "ninjs16": ninjs16,
    "newsml": newsml,
}
