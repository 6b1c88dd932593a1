"""ninjs 3.1, ninjs 1.6 and NewsML-G2: valid, and read by receivers as they are meant."""

import json
import re

import pytest
from lxml import etree

from articles.exporters import newsml, ninjs, ninjs16
from tests.exporters.papers import (
    APPROVAL,
    a_corrected_document,
    a_document,
    a_document_of_form_3,
    a_hostile_document,
    a_story_that_says,
)
from tests.exporters.schemas import faults_of_json, faults_of_xml

G2 = "{http://iptc.org/std/nar/2006-10-01/}"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
DOCUMENTS = {
    "of the first form": a_document,
    "of form 3": a_document_of_form_3,
    "corrected": a_corrected_document,
    "hostile": a_hostile_document,
    "hebrew": lambda: a_story_that_says("הפעמון צלצל.", "he"),
    "without sources": lambda: a_document(citations=[], articles=[], decisions=[], annotations=[], paragraphs=[]),
}
documents = pytest.mark.parametrize("document", [make() for make in DOCUMENTS.values()], ids=DOCUMENTS)


def told(exporter, document):
    return json.loads(exporter.render(document, APPROVAL))


def item(document):
    message = etree.fromstring(newsml.render(document, APPROVAL))
    return message.find(f"{G2}itemSet/{G2}newsItem")


def values(item, path):
    return [element.text for element in item.findall("/".join(G2 + name for name in path.split("/")))]


@documents
@pytest.mark.parametrize(("exporter", "version"), [(ninjs, "3.1"), (ninjs16, "1.6")])
def test_ninjs_is_what_its_schema_asks_for(exporter, version, document):
    assert faults_of_json(told(exporter, document), f"ninjs-schema_{version}.json") == []


@documents
def test_newsml_is_what_its_schema_asks_for(document):
    assert faults_of_xml(newsml.render(document, APPROVAL), "NewsML-G2_2.35-spec-All-Power.xsd") == []


def test_the_schemas_would_find_a_fault():
    data = told(ninjs, a_document()) | {"pubStatus": "corrected"}
    content = newsml.render(a_document(), APPROVAL).replace(b'<itemClass qcode="ninat:text"/>', b"")

    assert faults_of_json(data, "ninjs-schema_3.1.json")
    assert faults_of_json(told(ninjs16, a_document()) | {"bodies": []}, "ninjs-schema_1.6.json")
    assert faults_of_xml(content, "NewsML-G2_2.35-spec-All-Power.xsd")


# --- What every receiver needs, stated here: this holds without the schemas, too --------------------------------------


def test_ninjs_names_the_story_its_version_and_its_times():
    new, old = told(ninjs, a_document_of_form_3()), told(ninjs16, a_document_of_form_3())

    assert new["uri"] == old["uri"] and new["uri"].startswith("urn:uuid:")
    assert new["version"] == old["version"] == "3"
    assert new["pubStatus"] == old["pubstatus"] == "usable"
    assert (new["firstCreated"], old["firstcreated"]) == ("2026-03-01T08:00:00Z",) * 2
    assert (new["versionCreated"], old["versioncreated"]) == (APPROVAL["at"],) * 2
    assert new["standard"]["version"] == "3.1" and old["$standard"]["version"] == "1.6"


@pytest.mark.parametrize("exporter", [ninjs, ninjs16, newsml])
def test_no_time_has_a_fraction_or_lacks_its_zone(exporter):
    content = exporter.render(a_corrected_document(), APPROVAL).decode()
    found = re.findall(r"\d{4}-\d\d-\d\dT[^\s\"<]*", content)

    assert len(found) >= 3 and all(MOMENT.fullmatch(moment) for moment in found)


def test_the_head_stands_where_receivers_look_for_it():
    new, old = told(ninjs, a_document_of_form_3()), told(ninjs16, a_document_of_form_3())

    assert (new["by"], new["located"], new["copyrightHolder"]) == ("Nora Lind", "Aldmere", "Aldmere Evening")
    assert (old["byline"], old["located"], old["copyrightholder"]) == ("Nora Lind", "Aldmere", "Aldmere Evening")
    assert new["descriptions"][0]["value"] == old["description_text"] == "After 40 years, a bell."
    assert [row["name"] for row in new["subjects"]] == [row["name"] for row in old["subject"]] == ["bells", "harbours"]
    assert "Editor’s note: The keeper is a cousin of the editor." in old["body_text"]


def test_each_cited_source_is_an_association_named_by_the_hash_of_its_text():
    sources = told(ninjs, a_document())["associations"]

    assert [(row["name"], row["rel"], row["copyrightHolder"]) for row in sources] == [
        ("source-1", "derivedFrom", "Aldmere Courier"),
        ("source-2", "derivedFrom", "Küstenbote"),
        ("source-3", "derivedFrom", "Coast Agency"),
    ]
    assert all(row["uri"].startswith("ni:///sha-256;") for row in sources)
    assert "associations" not in told(ninjs16, a_document())  # Superdesk makes stories of them


def test_a_correction_says_what_was_wrong_and_which_version_it_replaces():
    document = a_corrected_document()
    notice = "Correction 1: An earlier version said “14 years”; it is “40 years”."
    (previous,) = [row for row in told(ninjs, document)["associations"] if row["rel"] == "corrects"]

    assert told(ninjs, document)["edNote"] == told(ninjs16, document)["ednote"] == notice
    assert (previous["uri"], previous["version"]) == (told(ninjs, document)["uri"], "2")
    assert values(item(document), "itemMeta/edNote") == [notice]
    assert item(document).find(f"{G2}itemMeta/{G2}signal").get("qcode") == "sig:correction"
    assert item(document).find(f"{G2}itemMeta/{G2}link").get("version") == "2"
    assert item(a_document()).find(f"{G2}itemMeta/{G2}signal") is None


def test_newsml_has_what_superdesk_reads_of_it():
    """As its parser goes: header/priority, qcodes with a colon, the first `infoSource`, `elem.text` of each paragraph."""
    message = etree.fromstring(newsml.render(a_document_of_form_3(), APPROVAL))
    story = item(a_document_of_form_3())

    assert etree.QName(message).localname == "newsMessage"
    assert values(message, "header/priority") == ["5"]
    assert int(story.get("version")) == 3 and story.get("guid")
    assert story.find(f"{G2}itemMeta/{G2}itemClass").get("qcode").split(":")[1] == "text"
    assert story.find(f"{G2}itemMeta/{G2}pubStatus").get("qcode").split(":")[1] == "usable"
    assert values(story, "itemMeta/versionCreated") == [APPROVAL["at"]]
    for name, value in {
        "slugline": "harbour-bell",
        "headline": "The harbour bell rings again",
        "by": "Nora Lind",
        "description": "After 40 years, a bell.",
    }.items():
        assert values(story, f"contentMeta/{name}") == [value]
    assert story.find(f"{G2}contentMeta/{G2}language").get("tag") == "en"
    source = story.find(f"{G2}contentMeta/{G2}infoSource")
    assert (source.get("role"), source.get("literal")) == ("cRole:source", "Aldmere Courier")
    content = story.find(f"{G2}contentSet/{G2}inlineXML")
    body = content.find("{http://www.w3.org/1999/xhtml}html/{http://www.w3.org/1999/xhtml}body")
    assert int(content.get("wordcount")) > 0
    assert body[0].text == "The bell rang on Monday.[1][2] It was loud.[2] Nobody had expected it."
    assert all(len(line) == 0 for line in body)


def test_a_story_in_hebrew_says_so_and_runs_from_the_right():
    story = item(a_story_that_says("הפעמון צלצל.", "he"))

    assert story.get("{http://www.w3.org/XML/1998/namespace}lang") == "he"
    assert story.get("dir") == "rtl"
    assert 'dir="auto"' in told(ninjs16, a_story_that_says("הפעמון צלצל.", "he"))["body_html"]


def test_a_story_keeps_its_name_through_its_revisions_and_shares_it_with_no_other():
    other = a_document()
    other["articles"][0]["sha256"] = "9" * 64
    uris = [told(ninjs, document)["uri"] for document in (a_document(revision=1), a_document(revision=2), other)]

    assert uris[0] == uris[1] != uris[2]


def test_markup_in_the_text_is_text_in_the_html_of_ninjs():
    body = told(ninjs16, a_story_that_says("<script>alert(1)</script>"))["body_html"]

    assert "<script" not in body and "&lt;script&gt;" in body
