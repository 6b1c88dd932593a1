"""NewsML-G2 2.35, power conformance: a newsMessage with one text item, as editorial systems take it in."""

from lxml import etree
from lxml.builder import ElementMaker

from articles.exporters.document import direction, for_xml
from articles.exporters.identity import cited_articles
from articles.exporters.wire import item

NEWSML, XHTML = "http://iptc.org/std/nar/2006-10-01/", "http://www.w3.org/1999/xhtml"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
CATALOG = "http://www.iptc.org/std/catalog/catalog.IPTC-G2-Standards_40.xml"
PRIORITY = "5"  # of 1 to 9; receivers read it from the header

_g2 = ElementMaker(namespace=NEWSML, nsmap={None: NEWSML})
_html = ElementMaker(namespace=XHTML, nsmap={None: XHTML})


def render(document, approval) -> bytes:
    story = item(document, approval)
    message = _g2.newsMessage(
        _g2.header(
            _g2.sent(story.approved),
            _g2.sender(for_xml(story.house)),
            _g2.transmitId(f"{story.uri}:{story.version}"),
            _g2.priority(PRIORITY),
        ),
        _g2.itemSet(_news_item(story, document)),
    )
    return etree.tostring(message, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _news_item(story, document):
    item = _g2.newsItem(
        _g2.catalogRef(href=CATALOG),
        _rights(story),
        _item_meta(story),
        _content_meta(story, document),
        _g2.contentSet(_content(story)),
        guid=story.uri,
        version=str(story.version),
        standard="NewsML-G2",
        standardversion="2.35",
        conformance="power",
    )
    if story.language:
        item.set(LANG, story.language)
        item.set("dir", direction(story.language))
    return item


def _rights(story):
    return _g2.rightsInfo(_g2.copyrightHolder(_g2.name(for_xml(story.house)), literal=for_xml(story.house)))


def _item_meta(story):
    meta = _g2.itemMeta(
        _g2.itemClass(qcode="ninat:text"),
        _g2.provider(_g2.name(for_xml(story.house)), literal=for_xml(story.house)),
        _g2.versionCreated(story.approved),
        _g2.firstCreated(story.first_created),
        _g2.pubStatus(qcode="stat:usable"),
        _g2.title(for_xml(story.headline)),
    )
    if story.corrects is not None:
        meta.append(_g2.edNote(for_xml(story.editors_note)))
        meta.append(_g2.signal(qcode="sig:correction"))
        meta.append(_g2.link(rel="irel:previousVersion", residref=story.uri, version=str(story.corrects)))
    return meta


def _content_meta(story, document):
    """In the order that the schema asks for."""
    outlets = dict.fromkeys(for_xml(article["outlet"]) for article in cited_articles(document))
    meta = _g2.contentMeta(_g2.contentCreated(story.created), _g2.contentModified(story.approved))
    if story.located:
        meta.append(_g2.located(_g2.name(for_xml(story.located)), literal=for_xml(story.located)))
    meta.extend(_g2.infoSource(_g2.name(outlet), literal=outlet, role="cRole:source") for outlet in outlets)
    if story.language:
        etree.SubElement(meta, f"{{{NEWSML}}}language", tag=story.language)
    meta.extend(_g2.keyword(for_xml(word)) for word in story.keywords)
    meta.append(_g2.slugline(story.slugline))
    meta.append(_g2.headline(for_xml(story.headline)))
    if story.byline:
        meta.append(_g2.by(for_xml(story.byline)))
    if story.standfirst:
        meta.append(_g2.description(for_xml(story.standfirst), role="drol:summary"))
    return meta


def _content(story):
    page = _html.html(
        _html.head(_html.title(for_xml(story.headline))),
        _html.body(*(_html.p(for_xml(line)) for line in story.paragraphs)),
    )
    return _g2.inlineXML(page, contenttype="application/xhtml+xml", wordcount=str(story.words))
