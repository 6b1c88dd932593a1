"""HTML to blocks of text. Nothing of the markup survives: neither scripts nor tags, only what a reader would see."""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree, html

from articles.readers.encoding import decode
from articles.readers.limits import DEEPEST_ELEMENTS, MOST_ATTRIBUTES, MOST_ELEMENTS
from articles.readers.source import SourceRefused

# What nobody sees.
UNSEEN = frozenset("script style noscript template head svg math iframe object embed canvas audio video map".split())
BLOCKS = frozenset(
    "address article aside blockquote body button caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre search section select "
    "summary table tbody textarea tfoot thead title tr ul".split()
)
CELLS = frozenset({"td", "th"})
VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
# Their ends are often left out: an old page opens thousands of them, and none lies in another.
OPEN_ENDED = frozenset("p li dt dd tr td th option thead tbody tfoot colgroup".split())

REASONS = {
    "nav": "navigation",
    "footer": "foot of the page",
    "aside": "beside the article",
    "form": "form",
    "button": "form",
    "select": "form",
    "textarea": "form",
    "figcaption": "caption of a picture",
}
# By words in a class or an id; the first that fits.
NAMED = (
    ("notice about cookies", r"cookie|consent|gdpr"),
    ("comments of readers", r"comments?(?:list|area|section)?|disqus|respond"),
    (
        "links to other stories",
        r"related|recommend(?:ed|ations)?|teasers?|trending|popular|most-?read|more-?(?:news|stories)|read-?more|also",
    ),
    ("buttons for sharing", r"share|sharing|shares|social|follow"),
    ("subscription", r"newsletter|subscribe|subscription|sign-?up|paywall|premium|donate"),
    ("advertising", r"ads?|advert(?:s|isement|ising)?|adslot|sponsor(?:ed)?|promo(?:tion)?|outbrain|taboola"),
    ("navigation", r"breadcrumbs?|menu|nav|navbar|navigation|pagination|skip"),
    ("byline", r"byline|author|dateline|timestamp|published|meta"),
    ("caption of a picture", r"caption|credit"),
    ("tags", r"tags?|topics?|keywords"),
    ("foot of the page", r"footer|copyright|legal"),
)  # fmt: skip

_NAMED = [(reason, re.compile(rf"(?:^|[\s_-])(?:{words})(?:$|[\s_-])", re.IGNORECASE)) for reason, words in NAMED]
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d]*[1-9])", re.IGNORECASE)
_SPACE = re.compile("[ \t\n\r\f]+")
_TAG = re.compile(r"<(/?)([A-Za-z][^\s/<>]*)([^<>]*)")
_ATTRIBUTE = re.compile(r"[^\s\"'<>/=]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,30})", re.IGNORECASE
)
_DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")
# The encodings of the web whose names Python takes for something narrower.
_WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252"}
_ON_THE_WEB = re.compile(
    r"utf-?8|utf-?16(?:le|be)?|windows-?125\d|cp125\d|iso-?8859-?\d+|koi8-[ru]|gbk|gb2312|gb18030|big5|euc-?(?:jp|kr)"
    r"|shift[_-]?jis|iso-2022-jp|tis-620|macintosh",
    re.IGNORECASE,
)


class Block(NamedTuple):
    """A paragraph as a reader sees it. `reason` says why it is perhaps no part of the article; "" says nothing."""

    text: str
    tag: str
    reason: str
    is_hidden: bool


def characters(content: bytes) -> tuple[str, str]:
    """(text, encoding) of HTML or XML, read as it declares itself; SourceRefused where its bytes are something else."""
    declared = _DECLARED.search(content[:4096])
    name = declared[1].decode("ascii").lower() if declared else ""
    name = _WIDER.get(name, name)
    if content.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) or not _ON_THE_WEB.fullmatch(name):
        return decode(content)
    if name.startswith("utf-16"):  # what could be read up to here is not UTF-16
        name = "utf-8"
    try:
        return content.decode(name), codecs.lookup(name).name
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise SourceRefused(
            f"It says that it is {name.upper()}, but byte {error.start} (line {line}) is not. Save it as UTF-8.",
            line=line,
            byte=error.start,
        ) from error
    except LookupError as error:
        raise SourceRefused(f"It is in an encoding that is not known here: {name}. Save it as UTF-8.") from error


def parse(markup: str) -> html.HtmlElement:
    """The tree of a page or a piece of one. What would cost too much is refused before it is tried."""
    _refuse_costly(markup)
    markup = _DECLARATION.sub("", markup, count=1)
    if not markup.strip():
        raise SourceRefused("It holds nothing.")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise SourceRefused(f"It cannot be read as HTML: {error}.") from error


def _refuse_costly(markup):
    depth = count = 0
    for number, (closes, name, attributes) in enumerate(_TAG.findall(markup), start=1):
        name = name.lower()
        if not closes and name not in VOID and name not in OPEN_ENDED and not attributes.endswith("/"):
            depth += 1
        elif closes and name not in OPEN_ENDED and depth:
            depth -= 1
        count = number
        if depth > DEEPEST_ELEMENTS:
            raise SourceRefused(f"Its tags lie more than {DEEPEST_ELEMENTS} deep in each other: this is no article.")
        if len(attributes) > MOST_ATTRIBUTES and sum(1 for _ in _ATTRIBUTE.finditer(attributes)) > MOST_ATTRIBUTES:
            raise SourceRefused(f"A tag of it has more than {MOST_ATTRIBUTES} attributes: this is no article.")
    if count > MOST_ELEMENTS:
        raise SourceRefused(f"It has more than {MOST_ELEMENTS} tags: this is no article.")


def blocks_of(markup: str) -> list[Block]:
    return list(blocks(parse(markup)))


def seen(markup: str) -> list[str]:
    """The text of a piece of HTML, block by block, without what is hidden in it."""
    return [block.text for block in blocks_of(markup) if not block.is_hidden]


def blocks(root) -> Iterator[Block]:
    """The blocks of a tree in the order of the page."""
    walk = _Walk()
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        yield from walk.start(element) if event == "start" else walk.end(element)
    yield from walk.flush()


class _Walk:
    def __init__(self):
        self.pieces, self.around, self.unseen = [], [], 0

    def start(self, element):
        tag = name_of(element)
        if tag in UNSEEN or self.unseen:
            self.unseen += 1
            return
        if tag in BLOCKS:
            yield from self.flush()
        self.around.append((tag, reason_of(element, tag), is_hidden(element)))
        if tag == "br":
            self.pieces.append("\n")
        elif tag in CELLS and self.pieces:
            self.pieces.append("\t")
        elif tag == "q":
            self.pieces.append("“")
        self._say(element.text)

    def end(self, element):
        tag = name_of(element)
        if self.unseen:
            self.unseen -= 1
        else:
            if tag == "q":
                self.pieces.append("”")
            if tag in BLOCKS:
                yield from self.flush()
            self.around.pop()
        if not self.unseen:
            self._say(element.tail)

    def flush(self):
        text = "".join(self.pieces)
        self.pieces = []
        if not self._is_written_out():
            text = re.sub(" {2,}", " ", text)
        lines = [line.strip(" \t") for line in text.split("\n")]
        text = "\n".join(filter(None, lines))
        if text and not text.isspace():
            tag = next((tag for tag, _, _ in reversed(self.around) if tag in BLOCKS), "")
            reason = next((reason for _, reason, _ in self.around if reason), "")
            yield Block(text, tag, reason, any(hidden for _, _, hidden in self.around))

    def _say(self, text):
        if text:
            self.pieces.append(text.replace("\r", "") if self._is_written_out() else _SPACE.sub(" ", text))

    def _is_written_out(self):
        return any(tag in ("pre", "textarea") for tag, _, _ in self.around)


def reason_of(element, tag: str) -> str:
    """Why an element is perhaps no part of the article."""
    if is_hidden(element):
        return "hidden on the page"
    if tag in REASONS:
        return REASONS[tag]
    if tag in ("html", "body", "main", "article"):
        return ""
    named = f"{element.get('class') or ''} {element.get('id') or ''}"[:300]
    return next((reason for reason, words in _NAMED if words.search(named)), "") if named.strip() else ""


def name_of(element) -> str:
    """In small letters and without a prefix. A broken page may have names that lxml itself would refuse."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower()


def is_hidden(element) -> bool:
    return (
        element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style") or ""))
    )
