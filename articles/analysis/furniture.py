"""Lines of a web page that are no text of the article, told by their kind and not by any one wording.

The kinds: labels made of nothing but words of a page (`Save for later`), credits, times of publication, links to other
articles, the sender of a press release; and, in `publications`, what a publication says of itself and asks of its readers.
News uses every one of these words too, but in sentences with somebody who does something.
"""

import re

from articles.analysis.publications import REPORTED, of_publication

# Furniture is short, in words and in characters. A longer paragraph is only looked at sentence by sentence.
LONGEST_LINE, MOST_CHARACTERS = 32, 400
# A label; one with a stop behind it (`Cancel anytime.`); a time of publication.
LONGEST_LABEL, LONGEST_WITH_STOP, LONGEST_TIME = 7, 2, 14

OF_WEBSITE = "This is a line of the website, not of the article."
IS_CREDIT = "This credits somebody for the article; it is not part of it."
IS_TIME = "This says when the page was published; it is not part of the article."
IS_TEASER = "This leads to another article; it is not part of this one."
OF_SENDER = "This is about the sender of a press release; it is not part of the article."


def kind_of(line: str) -> str | None:
    """Why the line is furniture, wherever it stands; None for text."""
    if len(line) > MOST_CHARACTERS or len(line.split()) > LONGEST_LINE or "“" in line or '"' in line:
        return None
    if is_label(line) or _ADDRESSED.match(line):
        return OF_WEBSITE
    if _CREDIT.match(line) and not REPORTED.search(line):
        return IS_CREDIT
    if is_time(line):
        return IS_TIME
    if _OF_SENDER.match(line):
        return OF_SENDER
    if _TEASER.match(line):
        return IS_TEASER
    return of_publication(line) or (OF_WEBSITE if _has_label(line) else None)


def _has_label(line: str) -> bool:
    """Whether a part of a short line is a label, a time or a bar: `The Lamp is a charity. Imprint · Privacy`."""
    parts = [part for part in _PART.split(line) if part.strip()]
    if len(parts) < 2 or len(line.split()) > LONGEST_TIME or REPORTED.search(line):
        return False
    cut = _PART_OF_BAR.search(line)
    return bool(cut) and any(is_label(part) or is_time(part) for part in parts)


def _any(*patterns: str, end: str = "") -> re.Pattern[str]:
    return re.compile(rf"^\W*(?:{'|'.join(patterns)}){end}")


_PART_OF_BAR = re.compile(r"\s[·•|/]\s")
_PART = re.compile(r"\s[·•|/]\s|(?<=[\w)])[.!?]\s+")

# --- Labels -----------------------------------------------------------------------------------------------------------

# Words of which a page makes its buttons and headings.
_OF_PAGE = frozenset(
    "a about abuse accept accessibility account ad add ads advert advertise advertisement ago alert alerts all "
    "allow also am an analysis and anytime app apply apps archive are around article articles audio author "
    "available back be below bio bookmark breaking briefing bulletin by cancel caption captions careers case "
    "catch categories category center centre channel channels choose classifieds clear click close code collapse "
    "columnists comment commented comments competitions complaints conditions confirm contact content continue "
    "continues cookie cookie-free cookies copied copy corrections credit crosswords daily day decline demand "
    "developing digest digital disclaimer discussion don't done down e-mail e-paper edition editor editor's "
    "editors email ends english enlarge epaper error evening every exclusive expand explore faq feature feed file "
    "filter filters first follow followers following for forgot friend from full fullscreen gallery games gift go "
    "got have headline headlines hear help here hi hide home homepage hour hours how i image images imprint in "
    "interested is issue issues it jobs join jump language later latest legal less like link links list listen "
    "listings live load log login manage may member members menu might min mins minute minutes miss missed "
    "mistake more morning most must-read must-reads mute my navigation new newest news newsletter newsletters "
    "next no not notes notice notification notifications now of off offers ok oldest on on-demand only open "
    "opinion option options or other others our page pages paid partner partners password pause photo photos pick "
    "picks picture pictures piece plans play podcast podcasts policy popular preferences premium previous pricing "
    "print privacy problem profile promoted puzzles qr quizzes read readers reading recent recommended refresh "
    "register reject related relevance remove replica replies reply report retweet review rss save say scroll "
    "search section sections see seeing select send settings share shared shares shop show sign similar site "
    "sitemap size skip slide slideshow sort sound sponsored stories story story's submit subscribe subscriber "
    "subscribers subscription subtitles swipe tag tags tap terms text thank thanks that the there these this "
    "thread threads time to toggle top topic topics transcript trending tweet unavailable unmute up update updated "
    "updates us use username verify version via video videos view viewed watch watchlist weather web week weekly "
    "what why window wish with yes you your".split()
)
# At least one of them is hardly a word of anything else.
_OF_PAGE_ALONE = frozenset(
    "accessibility account ad ads advert advertisement app apps article articles audio author bio bookmark "
    "briefing cancel caption captions classifieds click collapse comment commented comments competitions "
    "complaints content cookie cookies copied crosswords disclaimer discussion e-mail e-paper edition email "
    "enlarge epaper expand explore faq feed follow fullscreen gallery headlines hide homepage image images "
    "imprint latest link links listen listings load log login missed must-read must-reads mute navigation newest "
    "newsletter newsletters notice notification notifications offers oldest partner password photo photos picks "
    "play podcast podcasts popular preferences premium print privacy promoted puzzles quiz quizzes readers "
    "reading recommended refresh related reply report retweet rss save scroll search settings share shares show "
    "similar sitemap size skip slide slideshow sponsored stories subscribe subscriber subscribers subscription "
    "subtitles swipe tags toggle topics transcript trending tweet unavailable unmute username video videos viewed "
    "watchlist".split()
)
# With one of these in front it is a heading of the article: `The video`.
_OF_HEADING = ("the", "a", "an", "no", "it", "i")
# Whole lines, and the marks that end an article.
_STATUS = _any(
    r"(?i:live|breaking(?: news)?|exclusive|opinion|analysis|comment|premium|watch|video|ad|updated?|developing"
    r"|explainer)",
    r"(?i:in pictures|just in|new|latest|must read|long read|editorial|feature|podcast|paid post|partner content"
    r"|have your say)",
    r"(?i:accept and continue|close this window|send to a friend|legal notice|get in touch)",
    r"(?:\w+ )?\d{1,3} of \d{1,3}",
    end=r"\W*$",
)
_MARK = re.compile(r"^\s*(?:(?:#\s*){3,}|-+\s*30\s*-+)$")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_NUMBER = re.compile(r"[\d.]+[km]?")
# `Twitter: @harbourwire`, `More: www.harbour.example`.
_ADDRESSED = re.compile(
    r"^(?:[\w.’'()-]+[\s:]+){0,6}(?:@\w{2,}|[\w.-]+@[\w-]+\.\w[\w.]*|(?:https?://|www\.)\S+)\W*$",
)


def is_label(line: str) -> bool:
    """Whether a short line without a stop has only words of a page, and numbers."""
    if _STATUS.match(line) or _MARK.match(line):
        return True
    words = [word.lower().replace("’", "'") for word in _WORD.findall(line)]
    stopped = line.rstrip()[-1] in ".!?,;"
    if not 0 < len(words) <= (LONGEST_WITH_STOP if stopped else LONGEST_LABEL):
        return False
    words = [part for word in words for part in ([word] if word in _OF_PAGE else word.split("-"))]
    plain = all(word in _OF_PAGE or len(word) == 1 or _NUMBER.fullmatch(word) for word in words)
    if set(words) <= {"a", "aa"}:
        return len(words) > 2  # sizes of letters to choose from
    return words[0] not in _OF_HEADING and plain and any(word in _OF_PAGE_ALONE for word in words)


# --- Credits and times ------------------------------------------------------------------------------------------------

_NAMED = r"[A-Z][\w.’'&/-]*(?:,? (?:and |for |in |of |the |via |y |de )*[A-Z][\w.’'&/-]*)*"
_SOMEBODY = rf"(?:{_NAMED}|staff|our (?:\w+ ){{0,2}}\w+|(?:local |news )?agenc(?:y|ies))"
_AGENCY = r"(?:Getty|Reuters|AP|AFP|EPA|PA|Alamy|Shutterstock|iStock|Bloomberg|Xinhua|dpa|ANSA|EFE|Kyodo|TASS|Anadolu)"
_CREDIT = _any(
    rf"(?i:additional |further )?(?i:written|text|edited|translated|compiled|produced|filmed|words|graphics?"
    rf"|video) (?i:by) {_SOMEBODY}",
    rf"(?i:additional |further )?(?i:reporting|writing|editing|photographs?|photos?|pictures?|illustrat\w+"
    rf"|photographed) (?i:by) {_SOMEBODY}",
    rf"(?i:sponsored by|paid for by|brought to you by|supported by|presented by|powered by"
    rf"|in association with) {_SOMEBODY}",
    rf"(?i:reported (?:from|in) [^.]{{2,40}} by|published by) {_SOMEBODY}",
    r"(?i:(?:published|republished|printed|reprinted) (?:here )?(?:with|by) (?:kind )?permission)\b.{0,60}",
    r"(?i:with (?:files|reporting|material|inputs?|contributions?|additional reporting) (?:from|by)) .{2,60}",
    r"(?i:additional|further) (?i:reporting) ?:.{2,60}",
    r"(?i:(?:with )?(?:news )?agencies)",
    rf"[—–-]{{1,2}} ?(?i:with) {_SOMEBODY}",
    r"SOURCE [A-Z].{2,60}",
    r"(?i:sources?|pictured|credits?|photos?|images?|pictures?|photograph|video|file|via|agency|caption|illustration"
    r"|graphic) ?:"
    r" [^?!]{2,70}(?<![.?!\W])",
    rf"{_NAMED} via {_NAMED}",
    rf"{_NAMED}/{_AGENCY}(?: Images)?",
    rf"(?:{_AGENCY}(?: (?:Images|Media|Photo|News))?[\s/,]*){{1,3}}",
    r"(?<=\()(?:[A-Z]{2,}[/;-]?)+(?:[/;-]?[a-z]{2,4}){0,3}(?=\))",
    r"(?<=\()(?i:file|archive|library picture|representational image)(?=\))",
    r"(?i:file|archive|stock|handout) (?i:photo|picture|image|pic)s?(?: of [^.]{2,50})?",
    end=r"[^\w.?!]*\.?$",
)
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
_DAY = r"(?:mon|tues?|wed(?:nes)?|thur?s?|fri|sat(?:ur)?|sun)(?:day)?"
_PUBLISHED_WORD = r"(?:published|updated?|posted|modified|revised|edited|filed|uploaded|created)"
_TIME_WORD = re.compile(
    r"\b(?:"
    + "|".join(
        (
            rf"(?:first |last |originally )?{_PUBLISHED_WORD}",
            "date|on|at|by|and|online|web|print|today|yesterday|just now|ago",
            rf"\d{{1,2}}(?:st|nd|rd|th)?|\d{{4}}|{_MONTH}|{_DAY}",
            r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?|[ap]\.?m\b\.?",
            r"[gbcempdsiw]{1,3}st|[gu][mt][tc]|[ecmp][sd]t|ist|cet|eet|sgt",
            r"\d* ?(?:hrs?|h|m|mins?|minutes?|hours?|days?|weeks?|months?|years?)",
            r"min read|read|\d+[- ]min(?:ute)?s?|\d+ (?:comments?|shares?|views?)",
        )
    )
    + r")\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(rf"\bago\W*$|\b{_PUBLISHED_WORD}\b|^\W*date\W*:", re.IGNORECASE)
_WITH_YEAR = rf"\b{_MONTH}.*\b(?:19|20)\d\d\b"
_FULL_TIME = re.compile(rf"\d{{1,2}}[:.]\d\d.*{_WITH_YEAR}|{_WITH_YEAR}.*\d{{1,2}}[:.]\d\d", re.IGNORECASE)


def is_time(line: str) -> bool:
    """`Updated 2h ago`, `Published 12 May 2025, 10:45`, and a date with year and clock alone."""
    if len(line.split()) > LONGEST_TIME or not (_PUBLISHED.search(line) or _FULL_TIME.search(line)):
        return False
    return not re.search(r"\w", _TIME_WORD.sub("", line))


# --- Other articles, and the sender of a press release ----------------------------------------------------------------

_TEASER = _any(
    r"(?i:you are here)\s?:",
    r"(?i:previous(?: story| article)?|next(?: story| article| up)?|up next|coming up|ad|promotion|paid post|quiz"
    r"|poll|gallery"
    r"|watch(?: live| now| again)?|listen(?: live| now)?|read (?:more|also|next|on|now)|also in the news"
    r"|in case you missed it"
    r"|icymi|more (?:about|on|from|to the topic|to explore)|see also|don[’']t miss|must[- ](?:read|see|watch)"
    r"|editor[’']s (?:pick|choice)|related|further reading|from the archives?|elsewhere on \w+)\s?[:|»›>]\s?\S",
    r"(?i:more (?:about|on|from|in)|also (?:on|in)|only on|back to|in case you missed|what others are|around the web"
    r"|from (?:our partners|the web|the archives?)|people also|next up$|most recent first$)(?i:[^.,]{0,40})$",
)
_OF_SENDER = _any(
    r"(?i:corrections?|clarifications?|editor[’']s note|editors[’'] note)\s?:",
    r"(?i:media|press|investor|news|public relations|pr|further)\s(?i:contacts?|enquir(?:y|ies)|inquir(?:y|ies)"
    r"|relations|office"
    r"|information)\s?(?::|$)",
    r"(?i:for (?:media|press) (?:enquiries|inquiries|information)|notes? (?:to|for) editors?|contacts?)\s?(?::|$)",
    r"(?i:for (?:immediate release|(?:more|further) (?:information|details),? (?:please )?(?:visit|contact|call|see"
    r"|e-?mail|go to)))\b",
    r"(?i:error )?404\W*$",
    rf"About (?:the )?{_NAMED}\s?(?::|$)",
)
