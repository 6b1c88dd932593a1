"""Files that were made to cost: small to send, enormous to read."""

import io
import zipfile
import zlib

from tests.readers import files

ENTITIES = """<!DOCTYPE {root} [<!ENTITY a "ha">{more}]>"""


def billion_laughs(root="rss"):
    more = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    return f'<?xml version="1.0"?>{ENTITIES.format(root=root, more=more)}<{root}>&j;</{root}>'.encode()


def quadratic_entity():
    big = "a" * 100_000
    return f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "{big}">]><rss>{"&a;" * 10_000}</rss>'.encode()


def external_entity(address="file:///etc/passwd"):
    return (
        f'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY e SYSTEM "{address}">]><nitf><body><body.content><p>&e;</p>'
        "</body.content></body></nitf>"
    ).encode()


def zip_of_zeros(megabytes=1024):
    """A gigabyte in one megabyte."""
    return files.archive(("zeros.txt", bytes(megabytes * 1024 * 1024)))


def zip_that_lies():
    """Declares a kilobyte and unpacks to fifty megabytes."""
    content = bytearray(files.archive(("zeros.txt", bytes(50 * 1024 * 1024))))
    for place in _places(content, (50 * 1024 * 1024).to_bytes(4, "little")):
        content[place : place + 4] = (1024).to_bytes(4, "little")
    return bytes(content)


def _places(content, wanted):
    place = content.find(wanted)
    while place >= 0:
        yield place
        place = content.find(wanted, place + 4)


def nested_zip(depth=8, width=8):
    inner = files.archive(("text.txt", b"Bell rings. " * 50_000))
    for _ in range(depth):
        inner = files.archive(*((f"{number}.zip", inner) for number in range(width)))
    return inner


def zip_of_many(count=100_000):
    return files.archive(*((f"{number}.txt", b"") for number in range(count)), compression=zipfile.ZIP_STORED)


def word_bomb(megabytes=1024):
    """A Word document whose text unpacks to a gigabyte."""
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>'
    return _word_with(head + b"a" * (megabytes * 1024 * 1024) + b"</w:t></w:r></w:p></w:body></w:document>")


def word_of_empty_paragraphs(count=2_000_000):
    """Within the size that may be unpacked, and too much for a tree."""
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    return _word_with(head + b"<w:p/>" * count + b"</w:body></w:document>")


def word_with_laughs():
    return _word_with(billion_laughs("w:document"))


def _word_with(document):
    """A Word document with another main part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(files.word())) as sound, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bad:
        for name in sound.namelist():
            bad.writestr(name, document if name == "word/document.xml" else sound.read(name))
    return out.getvalue()


def nested_tags(count=100_000):
    return files.html_page("<div>" * count + files.FIRST)


def nested_open_tags(count=100_000):
    """Tags whose ends may be left out do not count as depth, and yet lie in each other here."""
    return files.html_page("<ul><li>" * count + files.FIRST)


def many_attributes(count=200_000):
    return files.html_page("<div " + " ".join(f'a{number}="x"' for number in range(count)) + f">{files.FIRST}</div>")


def open_brackets(count=500_000):
    return files.html_page("<" * count + files.FIRST)


def open_comments(count=200_000):
    return files.html_page("<!--" * count + files.FIRST)


def many_paragraphs(count=250_000):
    return files.html_page("<p>Bell rings.</p>" * count)


def nested_xml(count=100_000):
    return b'<?xml version="1.0"?><rss>' + b"<a>" * count + b"</a>" * count + b"</rss>"


def attributes_of_xml(count=200_000):
    return b"<?xml version='1.0'?><rss " + b" ".join(b"a%d='x'" % number for number in range(count)) + b"/>"


def huge_feed(count=100_000):
    return files.rss("<item><title>Bell</title><description>rang</description></item>" * count)


def nested_json(count=100_000):
    return b'{"uri": "x", "headline": ' + b"[" * count + b"]" * count + b"}"


def long_number(count=1_000_000):
    return b'{"uri": "x", "headline": ' + b"9" * count + b"}"


def pdf_of_objects(count=100_000):
    more = b"".join(b"%d 0 obj\n<< /A %d 0 R >>\nendobj\n" % (number + 100, number + 101) for number in range(count))
    return files.pdf(["Bell"], more=more)


def pdf_of_zeros(megabytes=1024):
    """A page whose contents unpack to a gigabyte."""
    packer = zlib.compressobj(9)
    chunk = b" " * (1024 * 1024)
    packed = b"".join(packer.compress(chunk) for _ in range(megabytes)) + packer.flush()
    stream = b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << >> >>"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        page,
        stream,
        b"<< >>",
    ]
    return files.pdf_of(objects, 5)


def pdf_that_goes_round():
    """Pages that have themselves for children."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999 >>", b"<< >>"]
    return files.pdf_of(objects, 3)


def nested_mail(count=2000):
    """Parts within parts within parts."""
    head = b"From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\n"
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(count))
    return head + opened + b"Content-Type: text/plain\n\nBell.\n"


def mail_of_many_parts(count=200_000):
    head = b'From: a@b.example\nTo: c@d.example\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="b"\n\n'
    return head + b"--b\n\nBell.\n" * count + b"--b--\n"


def nested_quotes(count=100_000):
    return b"# Bell rings\n\n" + b">" * count + b" Bell [rings](https://x.example)"


def open_links(count=100_000):
    return b"# Bell rings\n\n" + b"[a](" * count + b"\n\n[x](https://x.example)"


ALL = {
    "ZIP, 1 GB of zeros": zip_of_zeros,
    "ZIP that lies about its size": zip_that_lies,
    "ZIP in ZIP, 8 deep, 8 wide": nested_zip,
    "ZIP of 100,000 files": zip_of_many,
    "Word, 1 GB of text": word_bomb,
    "Word, 2,000,000 paragraphs": word_of_empty_paragraphs,
    "Word, billion laughs": word_with_laughs,
    "XML, billion laughs": billion_laughs,
    "XML, quadratic entity": quadratic_entity,
    "XML, external entity": external_entity,
    "XML, 100,000 nested elements": nested_xml,
    "XML, 200,000 attributes": attributes_of_xml,
    "RSS, 100,000 entries": huge_feed,
    "HTML, 100,000 nested tags": nested_tags,
    "HTML, 100,000 nested list items": nested_open_tags,
    "HTML, 200,000 attributes": many_attributes,
    "HTML, 500,000 open brackets": open_brackets,
    "HTML, 200,000 open comments": open_comments,
    "HTML, 250,000 paragraphs": many_paragraphs,
    "JSON, 100,000 nested lists": nested_json,
    "JSON, a number of 1,000,000 digits": long_number,
    "PDF, 100,000 objects": pdf_of_objects,
    "PDF, 1 GB in a page": pdf_of_zeros,
    "PDF, pages in themselves": pdf_that_goes_round,
    "e-mail, 2,000 nested parts": nested_mail,
    "e-mail, 200,000 parts": mail_of_many_parts,
    "Markdown, 100,000 nested quotes": nested_quotes,
    "Markdown, 100,000 open links": open_links,
}
