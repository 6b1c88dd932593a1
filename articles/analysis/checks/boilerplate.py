"""Page furniture that came along with the article.

Reason to exist: scraped articles bring menus, share bars, credits and cookie lines; none of them may reach the
story.

The kinds of lines are in `furniture` and `publications`; this check adds what is furniture for its place: the
outlet's name at the edges, the writer's life at the foot, short lines among furniture there.

Caught:
- … ‹News · Sport · Weather · Sign in› …
- … ‹Save for later› …
- … ‹READ MORE: Mayor opens a garden for old sailors› …
- … ‹Liked this page? Tell us.› …
- … ‹The Lamp may earn a commission when you book through our links.› …
- … ‹(Reporting by Ada Quist; Editing by Ivo Brandt)› …
- … The ship sails again in June. ‹With inputs from agencies.› …
- … ‹Updated 2h ago› …

Rightly left alone:
- … By Ada Quist …
- … A long night …
- … Share prices fell by three per cent on Monday. …
- … “Follow us and you will see,” the captain told the guests. …
- … The company said that it may earn a commission on each ticket. …
- … Anyone who saw the boat is asked to contact the coastguard. …

Figures (22 November 2026): labelled stories 121/124 found, 2 false; planted errors 61/61 found, 0 false; sound news
no mark in 37,843 words.
"""

import re
from collections.abc import Iterator

from articles.analysis.dossier import Dossier, Finding, Source
from articles.analysis.furniture import kind_of
from articles.analysis.publications import is_biography, of_publication
from articles.text import Span

CATEGORY = "boilerplate"
# Furniture is short. A longer paragraph is only looked at sentence by sentence.
LONGEST_LINE = 32
# A line to the reader needs so many signs of furniture, one of them a word of the publication.
READER_SIGNS = 3
# Share of the paragraphs, at the end, where what stands between furniture is furniture; and how long it may be.
FOOT = 0.6
# Paragraphs at either end among which the name of the website may stand.
TOP = 3
LONGEST_BETWEEN = 12
# Items between the separators of a bar.
LONGEST_ITEM = 4
BAR_SHARE = 0.75

# A line that begins like this is furniture, whatever follows.
_OPENING = re.compile(
    r"""^[\W_]*(?:
    (?:also\ read|read\ also|read\ more|see\ also|also\ see|must\ read|don[’']t\ miss|related|more\ on\ this)\s*[:|\-–—]
    |(?:read|watch|listen|recommended|trending|explainer|photos?|in\ pictures|video|sponsored|promoted|newsletter|podcast)\s*[:|]
    |(?:next|previous)\ (?:article|story|post|page)\b|advertisement\s*[-–—]|(?:read|watch|listen\ to)\ (?:this\ )?next\b
    |(?:show|hide|jump\ to|see|all)\ (?:\d+\ )?comments?\b|(?:gift|save|bookmark|print|rate)\ this\ (?:article|story|page)
    |was\ this\ (?:article|page|story|helpful|useful)|powered\ by\ \w+$|what\ to\ (?:read|watch)\ next|posted\ in\ 
    |this\ (?:article|story|content|page|video)\ is\ (?:for|only|reserved|available|part\ of|premium|free)\b
    |back\ to\ (?:home|the\ front|main)|(?:leave|share|add|post)\ your\ (?:thoughts?|comments?|views?)\b
    |get\ (?:unlimited|full|instant|digital)\ access
    |join\ (?:\d[\d,.]*|thousands\ of|millions\ of)\ (?:readers|subscribers|others)
    |(?:read|see|view|show|load)\ (?:more|all|full\ (?:story|article)|the\ full\ (?:story|article))\b(?!\ (?:than|of|in)\b)
    |(?:sharing\ is\ caring|click\ here|tap\ here|scroll\ down|swipe)\b
    |(?:subscribe|sign\ up|log\ in|register|sign\ in)\ (?:to|now|here|for|with|today|or)\b
    |(?:follow|like|join|find)\ us\ (?:on|at|for|here|via)\b|follow\ this\ (?:topic|story)|join\ our\ |join\ the\ conversation
    |share\ (?:this|on|via|the\ article)\b|share$|download\ (?:our|the)\ app
    |leave\ a\ (?:comment|reply)|post\ a\ comment|add\ a\ comment|view\ comments|comments?\ are\ closed
    |(?:story|article|advertisement)\ continues|continue\ reading|skip\ (?:to|advert)
    |all\ rights\ reserved|your\ email\ address\ will|save\ my\ name|enter\ your\ e-?mail
    |get\ (?:the|our|more)\b.{0,50}\b(?:inbox|newsletter|app|alerts?)\b
    |for\ (?:the\ )?(?:latest|more)\ (?:news|stories|updates|information\ (?:visit|on\ this))
    |stay\ (?:updated|tuned|connected|informed)|you\ (?:may|might)\ (?:also\ )?(?:like|be\ interested|enjoy)
    |(?:recommended|related|popular|more)\ (?:stories|articles?|posts?|news|topics?|reading|videos?|coverage)\b.{0,20}$
    |(?:recommended|picked|selected|chosen)\ for\ you\b|more\ (?:on|in)\ this\ (?:story|topic|series|section)\b|font\ size\b
    |(?:most|top)\ (?:read|popular|viewed|shared|stories)\b(?=[^.!?]*$)|more\ from\ |more\ stories\ (?:from|by)
    |support\ (?:us|our\ journalism|independent)|donate\ (?:now|today)|back\ to\ top|manage\ (?:your\ )?(?:cookies|preferences)
    |(?:this\ (?:site|website)|we)\ uses?\ cookies|accept\ (?:all\ )?cookies|by\ (?:continuing|clicking|signing|using\ this)\b
    |to\ (?:continue\ reading|keep\ reading|read\ (?:more|on|the\ (?:full|rest)))\b
    |(?:an?\ )?advert(?:isement)?s?[.:]\ 
    |\(?(?:with|additional|further)?\s*(?:agency\ )?(?:inputs?|reporting|editing|writing)\ (?:from|by)\b
    |\(?(?:except\ for\ the\ headline|this\ (?:story|article|copy|report|piece|text|page|content)
        \ (?:has|was|is|first)\ (?:not\ )?(?:been\ )?
        (?:originally\ |first\ )?(?:published|edited|syndicated|produced|generated|auto|taken|translated|appeared))
    |(?:copyright|©|\(c\))\s*(?:©|\(c\))?\s*(?:\d{4}|(?-i:[A-Z])|$|by\b)|©
    |(?:image|photo|picture|file\ photo|cover)\s+(?:credit|courtesy|source|by)\b
    |\d+\ (?:comments?|shares?|views|likes)$|\d+[- ]min(?:ute)?s?\ read
    |(?:published|updated|last\ (?:updated|modified)|posted|first\ published|filed\ under|tags?|topics?)\s*(?::|on\ \d|at\ \d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# A line of this and nothing else.
_WHOLE = re.compile(
    r"^\W*(?:advertisement|advert|sponsored(?: content)?|promoted(?: content)?|comments?|no comments(?: yet)?|share|tweet"
    r"|print|e-?mail|save|newsletter|about the author|about us|contact(?: us)?|terms of (?:use|service)|privacy policy"
    r"|cookie (?:policy|settings|preferences)|getty images|listen to this article|home|menu|search|login|loading|up next"
    r"|trending(?: now)?|follow live|view gallery|tap to expand|(?:accept|reject|allow|decline) all|show more|end|ends"
    r"|more to follow|story tips|imprint|site ?map|careers|skip ad|close|next|previous)\W*(?:\(\d+\))?$",
    re.IGNORECASE,
)
# However the line begins.
_RIGHTS = re.compile(r"\ball rights reserved\b|\bleave a comment\s*$|^[\w ]{1,30}: [\w.-]+@[\w-]+\.\w+$", re.IGNORECASE)
# Words of furniture; two of them in one short line are enough.
_FURNITURE = re.compile(
    r"\b(?:subscribe|subscribers? only|newsletter|inbox|sign up|sign in|log in|cookies?|privacy(?: policy)?|terms(?: of use)?"
    r"|share|tweet|facebook|twitter|instagram|whatsapp|telegram|youtube|linkedin|comments?|follow us|our app|e-?mail address"
    r"|advertisement|sponsored|read more|trending|most read|click|tap|photo gallery|gallery|print|save|free trial|unsubscribe"
    r"|all rights reserved|copyright|bookmark|notifications?|alerts?|breaking news|daily digest|delivered|exclusive offers"
    r"|terms and conditions|contact us|about us|opens in new window|min read|rss|podcast|app store|google play"
    r"|editor[’']s picks?|premium|weekly|special offer|ad[- ]free|unlimited access)\b|©",
    re.IGNORECASE,
)
_ORDER = re.compile(
    r"^\W*(?:read|listen|watch|click|tap|get|sign|join|print|share|subscribe|follow|download|like|comment|view|see|check|"
    r"register|log|donate|support|copy|e-?mail|save|skip|explore|discover|try|buy|enter|submit|advertise|contact|play|"
    r"browse|visit|scan|start|manage|accept|become|upgrade)\b",
    re.IGNORECASE,
)
_FOR_US = re.compile(r"\b(?:our|us|your|you|here|now|today|free|this (?:story|article|page|topic))\b", re.IGNORECASE)
# What a publication calls itself, its parts and what it wants.
_PUBLICATION = re.compile(
    r"\b(?:(?:this|free|more|another|our|last|next|full|similar) (?:articles?|stor(?:y|ies)|reports?|pages?|posts?|coverage)"
    r"|articles? (?:left|remaining|this month)|(?:your|an?|free|my) (?:account|subscription|membership|trial|e-?mail|browser)"
    r"|subscri(?:be|bers?|ption)|members?hip|newsletters?|inbox|app|alerts|notifications|comments?|e-?mail|cookies|privacy"
    r"|javascript|website|web site|our site|podcast|log ?in|sign (?:in|up)|password|paywall|journalism|newsroom|our reporters"
    r"|our (?:team|partners|readers|editors|journalists|channel|page)|corrections?|mistake|typo|facebook|twitter|instagram"
    r"|whatsapp|telegram|youtube|linkedin|tiktok|bluesky|unsubscribe|ad[- ]free|advertis(?:e|ing|ement|ers?)|headlines?"
    r"|breaking news|never miss|daily briefing|consent|ad ?blocker|consider supporting)\b",
    re.IGNORECASE,
)
_READER = re.compile(
    r"\b(?:you|your|yours|you[’']re|you[’']ve|us|our)\b|\b(?:never|don[’']t) miss\b|\bbe the first\b", re.IGNORECASE
)
_ORDERS = re.compile(
    r"(?:^\W*|[.?!]\s+|\band )(?:please )?(?:read|listen|watch|click|tap|get|sign|join|print|share|subscribe|follow|download"
    r"|like|comment|view|see|check|register|log|donate|support|copy|e-?mail|save|explore|discover|try|buy|enter|submit"
    r"|advertise|contact|browse|visit|scan|start|manage|accept|become|upgrade|create|continue|send|tell|write|report|help"
    r"|give|turn|enable|disable|allow|add|choose|activate|unlock|switch|install|open|go|rate|review|suggest|correct)\b",
    re.IGNORECASE,
)
_QUESTION_FIRST = re.compile(
    r"^\W*(?:enjoyed|enjoying|liked?|want|need|got|have|spotted|seen|looking|interested|know|did you|do you|are you|were you"
    r"|already|not a|new (?:to|here)|missed|love|loved|found|see)\b[^.!?]{0,60}\?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\bhttps?://|\bwww\.|[\w.-]@[\w-]+\.\w|(?<!\w)[@#]\w{3,}|[→›»>]\s*$")
# A line that begins with one of these and a colon is a label, whoever writes it.
_LABEL = re.compile(
    r"^\W*(?:tags?|topics?|keywords?|categor(?:y|ies)|filed (?:under|in|to)|sections?|labels?|reading time|posted in|more in"
    r"|image(?: credits?)?|photo(?:graph)?s?(?: credits?)?|credits?|(?:re)?published|first published|share|share via|follow"
    r"|contact|e-?mail|phone|(?:story|article) (?:id|code|tools)|disclaimer|advertisement|sponsored by|brought to you by"
    r"|reporting|editing|edited by|translated by|subscribe|related|in this (?:story|article))\s?:",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"(?<!\s)\s+(?:[·•|»›>/–—~⋅●*-]|//|::|\|\||&gt;)\s+|(?<!\s)\s*[·•|]\s*")
_SITE_NAME = re.compile(r"\s[-–—|»]\s+(?:[A-Z][\w’'&.]*\s*){1,5}$")
# `LAMPLIGHT – The Daily of the Coast`, `lamplight.example`.
_MASTHEAD = re.compile(
    r"^(?:[A-Z][A-Z0-9]{3,}|[A-Z][a-z]+[A-Z]\w+|[\w-]+\.(?:com|net|org|example|news|co\.uk))"
    r"(?:\s[-–—|:]\s[A-Z][\w ’&,]{3,50})?$"
)
# `LIVE Ferry sinks off Velden`.
_TAG = re.compile(
    r"(?:LIVE(?: BLOG| UPDATES)?|WATCH(?: LIVE)?|BREAKING(?: NEWS)?|VIDEO|AUDIO|GALLERY)\b(?=[\s:|–—-]+[A-Z“][a-z])"
)
_BYLINE = re.compile(r"^by [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,3}\b.{0,40}$", re.IGNORECASE)


def check(dossier: Dossier) -> Iterator[Finding]:
    """Marks whole paragraphs of furniture, single sentences of it in others, and the site's name in a headline."""
    for source in dossier.english:
        reasons = [_why_furniture(source.text[span.start : span.end]) for span in source.paragraphs]
        foot = _foot(source, reasons)
        for number, paragraph in enumerate(source.paragraphs):
            line = source.text[paragraph.start : paragraph.end]
            if reason := reasons[number] or _why_there(source, line, number, len(reasons), foot):
                yield _finding(source, paragraph, reason)
            elif number < 2 and (site := _SITE_NAME.search(line)) and _is_suffix(source, paragraph, site):
                span = Span(paragraph.start + site.start(), paragraph.end)
                yield _finding(source, span, "The name of the website is attached to the headline.")
            elif number < 2 and (tag := _TAG.match(line)):
                span = Span(paragraph.start, paragraph.start + tag.end())
                yield _finding(source, span, "This labels the page; it is not part of the headline.")
            else:
                yield from _sentences_of_furniture(source, paragraph)


def _sentences_of_furniture(source: Source, paragraph: Span) -> Iterator[Finding]:
    """The first or the last sentence of a paragraph that goes on about the news."""
    spans = [span for span in source.sentences if paragraph.start <= span.start < paragraph.end]
    for span in spans[:1] + spans[1:][-1:]:
        sentence = source.text[span.start : span.end]
        if len(spans) < 2 or len(sentence.split()) > LONGEST_LINE:
            continue
        if _OPENING.match(sentence) or of_publication(sentence):
            yield _finding(source, span, "This is a line of the website, not of the article.")


def _why_furniture(line: str) -> str | None:
    words = line.split()
    by_line = _BYLINE.match(line) and not _SEPARATOR.search(line)
    if len(words) > LONGEST_LINE or by_line or line[0] in '“"‘':
        return None
    if _is_bar(line):
        return "This is a menu or a bar of links, not text."
    if reason := kind_of(line):
        return reason
    if (
        _OPENING.match(line)
        or _WHOLE.match(line)
        or _RIGHTS.search(line)
        or _LABEL.match(line)
        and line[-1] not in ".?!”"
    ):
        return "This is a line of the website, not of the article."
    furniture = {found.group().lower() for found in _FURNITURE.finditer(line)}
    ordered = bool(_ORDER.match(line))
    if len(furniture) >= 3 or len(furniture) == 2 and (ordered or len(words) <= 12 and line[-1] not in ".?!"):
        return "This line speaks of the website, not of the news."
    if ordered and _FOR_US.search(line) and len(words) <= 16 and (furniture or line[-1] not in ".?"):
        return "This line asks the reader to do something; it is not part of the article."
    if _speaks_to_reader(line):
        return "This line speaks to the reader about the publication; it is not part of the article."
    return None


def _speaks_to_reader(line: str) -> bool:
    """`Saw a slip on this page? Tell us.`: words of the publication, and orders, questions or addresses with them."""
    about = {found.group().lower() for found in _PUBLICATION.finditer(line)}
    asks = bool(_ORDERS.search(line)) + bool(_QUESTION_FIRST.match(line))
    signs = min(2, len(about)) + bool(_READER.search(line)) + asks + bool(_ADDRESS.search(line))
    return bool(about and asks) and signs >= READER_SIGNS and "“" not in line and '"' not in line


def _why_there(source: Source, line: str, number: int, paragraphs: int, foot: range) -> str | None:
    """What is furniture for its place: the name of the page at its edges, the writer's life and short lines at the foot."""
    low = number >= FOOT * paragraphs
    edge = number < TOP or number >= paragraphs - TOP
    bare = line.strip(" -–—|*").lower()
    if bare and bare in (source.outlet.lower(), f"the {source.outlet.lower()}"):
        return "This is the name of the publication."
    if edge and _MASTHEAD.match(line):
        return "This is the name of the website and its motto."
    if low and number and is_biography(line):
        return "This is about the writer; it is not part of the article."
    return "This line stands among lines of the website." if low and number in foot else None


def _foot(source: Source, reasons: list[str | None]) -> range:
    """The paragraphs at the end that are furniture, or short lines in front of it or right behind it.

    No heading ends a text, so such a line among them is none.
    """
    lines = [source.text[start:end] for start, end in source.paragraphs]
    first = next(
        (number for number in range(len(lines), 0, -1) if not (reasons[number - 1] or _is_loose(lines[number - 1]))), 0
    )
    furniture = [number for number in range(first, len(lines)) if reasons[number]]
    if not furniture:
        return range(0)
    last = furniture[-1] + 1
    return range(first, last + (last < len(lines) and len(lines[last].split()) <= LONGEST_ITEM))


def _is_loose(line: str) -> bool:
    """Short and without a stop: no text, if it is no heading."""
    return len(line.split()) <= LONGEST_BETWEEN and line[-1] not in '.?!,;:”"' and not _BYLINE.match(line)


def _is_bar(line: str) -> bool:
    items = [item for item in _SEPARATOR.split(line) if item]
    short = [item for item in items if len(item.split()) <= LONGEST_ITEM and not item.endswith((".", "?", "!", ","))]
    capital = sum(item[0].isupper() or item[0].isdigit() for item in items)
    loose = line[-1] not in '.?!,;:”"' and (len(short) == len(items) or len(items) > 3)
    named = capital >= BAR_SHARE * len(items) or loose
    return len(items) >= 3 and len(short) >= BAR_SHARE * len(items) and named


def _is_suffix(source: Source, paragraph: Span, site: re.Match) -> bool:
    """A headline that also stands without its suffix, or whose suffix is the outlet's name or speaks of news."""
    line = source.text[paragraph.start : paragraph.end]
    headline, name = line[: site.start()].strip(), site.group().strip(" -–—|»\n").lower()
    if line[-1] in ".!?" or len(headline.split()) < 4:
        return False
    again = headline in source.text[paragraph.end :]
    known = bool(source.outlet) and name in (source.outlet.lower(), f"the {source.outlet.lower()}")
    return again or known or bool(re.search(r"\b(?:news|times|post|today|online|daily|herald|tv|live)\b", name))


def _finding(source: Source, span: Span, reason: str) -> Finding:
    return Finding(source.key, span.start, span.end, CATEGORY, "minor", 0.9, reason, "")
