"""ninjs, NewsML-G2, NITF, RSS and Atom: several articles in one file, each for itself; nothing killed gets in."""

import json
from pathlib import Path

import pytest

from articles.readers import SourceRefused
from tests.readers import bombs, files

SCHEMAS = Path(__file__).resolve().parents[2].parent / "shared" / "schemas"


@pytest.mark.parametrize("status", ["canceled", "withheld"])
@pytest.mark.parametrize(
    "make",
    [
        lambda s: files.ninjs3(pubStatus=s),
        lambda s: files.ninjs1(pubstatus=s),
        lambda s: files.news_message(files.news_item(status=s)),
    ],
)
def test_what_its_sender_took_back_does_not_come_in(read, make, status):
    with pytest.raises(SourceRefused, match="must not be used"):
        read(make(status))


def test_a_list_of_ninjs_is_read_item_by_item(read_all):
    items = [json.loads(files.ninjs1()), {"uri": "x", "type": "picture", "headline": "The bell"}, 3]
    article, picture, number = read_all(json.dumps(items).encode())

    assert (article.part, article.answer.text) == (f"1. {files.HEADLINE}", files.TEXT)
    assert picture.part == "2. The bell" and "is a picture" in picture.answer.reason
    assert "not an article" in number.answer.reason


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"bell": 1}', "not ninjs"),
        (b'{"uri": "x", "headline": "Bell"', "line 1 breaks its rules"),
        (b'[{"uri": 1}, 2]', "not ninjs|not an article"),
        (b'{"items": []}', "empty list"),
    ],
)
def test_other_json_is_refused_by_name(read_all, content, reason):
    assert all(isinstance(found.answer, SourceRefused) for found in read_all(content))
    with pytest.raises(SourceRefused, match=reason):
        raise read_all(content)[0].answer


def test_a_message_is_read_item_by_item(read_all):
    package = '<packageItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="p"/>'
    nitf = files.nitf().decode().partition("?>")[2]
    inside = files.news_item(guid="https://courier.example/2", content=f"<inlineXML>{nitf}</inlineXML>")
    article, other, in_nitf = read_all(files.news_message(files.news_item(), package, inside))

    assert article.answer.text == in_nitf.answer.text == files.TEXT
    assert "a package" in other.answer.reason
    assert in_nitf.answer.address == "https://courier.example/2"


def test_nitf_takes_the_entities_of_html_but_none_of_its_own(read):
    doctype = '<!DOCTYPE nitf SYSTEM "nitf-3-3.dtd">'
    source = read(files.nitf(doctype, "<p>The caf&eacute; on the quay reopened.</p>"))
    assert "The café on the quay reopened." in source.text
    assert source.removed[0].reason == "picture or film"

    with pytest.raises(SourceRefused, match=r"document type of its own.*line 1"):
        read(bombs.external_entity())


def test_a_feed_is_read_entry_by_entry_and_summaries_are_named(read_all):
    entry = files.rss().decode()
    entry = entry[entry.index("<item>") : entry.index("</item>") + 7]
    short = (
        "<item><title>Tram</title><link>https://courier.example/tram</link><description>A vote.</description></item>"
    )
    article, summary = read_all(files.rss(entry, short))

    assert article.answer.text == files.TEXT
    assert summary.part == "2. Tram"
    assert "only a summary" in summary.answer.reason and "https://courier.example/tram" in summary.answer.reason


@pytest.mark.parametrize("content", [files.rss(), files.nitf(), files.news_message(), files.atom()])
def test_xml_that_breaks_off_is_refused_with_its_line(read, content):
    with pytest.raises(SourceRefused, match=r"well-formed.*line \d+"):
        read(content[: len(content) - 30])


def test_xml_of_another_kind_is_named(read):
    with pytest.raises(SourceRefused, match="<bell>"):
        read(b'<?xml version="1.0"?><bell>rang</bell>')


@pytest.mark.skipif(not SCHEMAS.is_dir(), reason="the schemas of the industry are not here")
@pytest.mark.parametrize("name", ["story_newsmessage.xml", "story_ninjs16.json", "story_ninjs31.json"])
def test_documents_that_keep_to_the_schemas_are_read(read, name):
    source = read((SCHEMAS / name).read_bytes())

    assert source.headline == "Bridge closed after inspection"
    assert source.text.endswith("The bridge was closed.\n\n20 cracks were found. [1]\n")
