"""Files of every kind, made by code: one small report in each of them."""

import io
import json
import zipfile
from email.message import EmailMessage

import docx

HEADLINE = "Harbour bell rings again"
FIRST = "The old harbour bell of Aldmere rang on Monday for the first time in 40 years, the harbour office said."
SECOND = "“It’s as loud as ever,” said its keeper, Tomas Brandt, 61 – who pulled the rope himself before 300 people."
# Quotation marks of six languages, a script from right to left, signs outside the first plane, letters joined by nothing.
HARD = "„Ja“, «oui», »nej«, “yes”, ‚nein‘, 「はい」: שלום, مرحبا بكم 🔔 👩‍👩‍👧 naïve Ðorđe 2 m² 10\u00a0000."
TEXT = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}\n\n{HARD}\n"
PARAGRAPHS = (FIRST, SECOND, HARD)
ADDRESS = "https://courier.example/harbour-bell"
GUID = "tag:courier.example,2026:bell"
MOMENT = "2026-03-12T09:30:00+01:00"


def html_page(article=None, *, head="", before="", after=""):
    """A web page with the report, or with other HTML for it, between the furniture of a page."""
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS) if article is None else article
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{HEADLINE} - Aldmere Courier</title>
<link rel="canonical" href="{ADDRESS}"><meta property="og:site_name" content="Aldmere Courier">
<meta name="author" content="Ida Berg"><meta property="article:published_time" content="{MOMENT}">{head}
<style>p {{ color: red }}</style><script>alert("script")</script></head>
<body><nav class="menu"><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<div class="cookie-banner">We use cookies. Accept all</div>{before}
<main><article><h1>{HEADLINE}</h1>
{body}</article></main>{after}
<aside class="related"><h3>Read more</h3><a href="/x">Ten beaches for the summer</a></aside>
<footer>© 2026 Aldmere Courier. All rights reserved.</footer></body></html>""".encode()


def fragment():
    return "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)


def markdown():
    front = f'---\ntitle: "{HEADLINE}"\nauthor: Ida Berg\ndate: {MOMENT}\ncanonical: {ADDRESS}\n---\n\n'
    return f"{front}# {HEADLINE}\n\n**{FIRST[:7]}**{FIRST[7:]}\n\n{SECOND}\n\n{HARD}\n".encode()


def word(build=None):
    """A Word document with the report; `build(document)` adds to it."""
    document = docx.Document()
    document.core_properties.author = "Ida Berg"
    document.add_heading(HEADLINE, 0)
    for paragraph in PARAGRAPHS:
        document.add_paragraph(paragraph)
    if build:
        build(document)
    return _saved(document)


def _saved(document):
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def pdf(*pages, info="", more=b""):
    """A PDF written by hand, each page a list of lines. Its letters are those of Windows-1252."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    numbers = []
    for lines in pages:
        shown = b"".join(b"(" + _escaped(line) + b") Tj T*\n" for line in lines)
        stream = b"BT /F1 11 Tf 14 TL 50 780 Td\n" + shown + b"ET"
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
        page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        objects.append(page.format(len(objects)).encode())
        numbers.append(len(objects))
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects[1] = f"<< /Type /Pages /Kids [{kids}] /Count {len(numbers)} >>".encode()
    objects.append(f"<< {info} >>".encode("cp1252"))
    return pdf_of(objects, len(objects), more)


def pdf_of(objects, info, more=b""):
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.4\n")
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
    out.write(more)
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(
        b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, info, start)
    )
    return out.getvalue()


def _escaped(line):
    return line.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")


def ninjs1(**changes):
    item = {
        "uri": GUID,
        "type": "text",
        "versioncreated": MOMENT,
        "pubstatus": "usable",
        "language": "en",
        "headline": HEADLINE,
        "byline": "By Ida Berg",
        "copyrightholder": "Aldmere Courier",
        "body_html": fragment(),
    }
    return json.dumps(item | changes).encode()


def ninjs2(**changes):
    item = {
        "uri": GUID,
        "type": "text",
        "versioncreated": MOMENT,
        "language": "en",
        "headlines": [{"role": "main", "value": HEADLINE}],
        "by": "Ida Berg",
        "infosources": [{"name": "Aldmere Courier"}],
        "bodies": [{"role": "main", "contenttype": "text/html", "value": fragment()}],
        "standard": {"name": "ninjs", "version": "2.1"},
    }
    return json.dumps(item | changes).encode()


def ninjs3(**changes):
    item = {
        "uri": GUID,
        "type": "text",
        "versionCreated": MOMENT,
        "pubStatus": "usable",
        "language": "en",
        "headlines": [{"role": "main", "contentType": "text/plain", "value": HEADLINE}],
        "by": "Ida Berg",
        "infoSources": [{"name": "Aldmere Courier"}],
        "bodies": [
            {"role": "main", "contentType": "text/html", "value": fragment()},
            {"role": "plain", "contentType": "text/plain", "value": "\n".join(PARAGRAPHS)},
        ],
        "standard": {"name": "ninjs", "version": "3.1"},
    }
    return json.dumps(item | changes).encode()


def news_item(guid=GUID, status="usable", content=None):
    paragraphs = fragment()
    content = content or (
        '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml">'
        f"<head><title>x</title></head><body>{paragraphs}</body></html></inlineXML>"
    )
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" version="1" standard="NewsML-G2"
 standardversion="2.35" conformance="power" xml:lang="en"><itemMeta><itemClass qcode="ninat:text"/>
<provider literal="Aldmere Courier"/><versionCreated>{MOMENT}</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta>
<contentMeta><headline>{HEADLINE}</headline><by>By Ida Berg</by></contentMeta><contentSet>{content}</contentSet></newsItem>"""


def news_message(*items):
    inside = "".join(items or (news_item(),))
    return (
        '<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/">'
        f"<header><sent>{MOMENT}</sent></header><itemSet>{inside}</itemSet></newsMessage>"
    ).encode()


def nitf(doctype="", body=None):
    paragraphs = fragment() if body is None else body
    return f"""<?xml version="1.0" encoding="utf-8"?>{doctype}<nitf xml:lang="en"><head><title>x</title>
<docdata><doc-id id-string="{GUID}"/><date.issue norm="20260312T093000+0100"/></docdata>
<pubdata name="Aldmere Courier" ex-ref="{ADDRESS}"/></head><body><body.head><hedline><hl1>{HEADLINE}</hl1></hedline>
<byline>By <person>Ida Berg</person></byline></body.head><body.content><block>{paragraphs}</block>
<media media-type="image"><media-caption>The bell.</media-caption></media></body.content></body></nitf>""".encode()


def rss(*items):
    entry = f"""<item><title>{HEADLINE}</title><link>{ADDRESS}</link><guid isPermaLink="false">{GUID}</guid>
<dc:creator>Ida Berg</dc:creator><pubDate>Thu, 12 Mar 2026 09:30:00 +0100</pubDate><description>A bell rang.</description>
<content:encoded><![CDATA[{fragment()}]]></content:encoded></item>"""
    return f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Aldmere Courier</title><language>en-gb</language>
{"".join(items or (entry,))}</channel></rss>""".encode()


def atom():
    return f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Aldmere Courier</title><id>x</id>
<entry><title>{HEADLINE}</title><id>{GUID}</id><link rel="alternate" href="{ADDRESS}"/><published>{MOMENT}</published>
<author><name>Ida Berg</name></author><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{fragment()}</div>
</content></entry></feed>""".encode()


def mail(*attachments, html=False):
    """A message with the report; each attachment is (name, bytes, type)."""
    message = EmailMessage()
    message["From"] = "Ida Berg <ida@courier.example>"
    message["To"] = "desk@newsroom.example"
    message["Subject"] = f"Fwd: {HEADLINE}"
    message["Date"] = "Thu, 12 Mar 2026 09:30:00 +0100"
    message["Message-ID"] = f"<{GUID}>"
    message.set_content("\n\n".join(PARAGRAPHS) + "\n")
    if html:
        message.clear_content()
        message.set_content(fragment(), subtype="html")
    for name, content, kind in attachments:
        maintype, subtype = kind.split("/")
        message.add_attachment(content, maintype=maintype, subtype=subtype, filename=name)
    return message.as_bytes()


def archive(*files, compression=zipfile.ZIP_DEFLATED):
    """A ZIP of (name, bytes)."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as packed:
        for name, content in files:
            packed.writestr(name, content)
    return out.getvalue()


def one_of_each():
    """{kind: a file of it}, all with the same report."""
    lines = [HEADLINE, "", FIRST[:60], FIRST[61:], "", SECOND[:60], SECOND[60:]]
    return {
        "text": TEXT.encode(),
        "markdown": markdown(),
        "html": html_page(),
        "docx": word(),
        "pdf": pdf(lines),
        "ninjs 1": ninjs1(),
        "ninjs 2": ninjs2(),
        "ninjs 3": ninjs3(),
        "newsml-g2": news_message(),
        "nitf": nitf(),
        "rss": rss(),
        "atom": atom(),
        "mail": mail(("more.txt", TEXT.encode(), "text/plain")),
        "zip": archive(("bell.txt", TEXT.encode()), ("page.html", html_page())),
    }
