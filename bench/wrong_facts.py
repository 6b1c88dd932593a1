"""Errors that show only against another statement: ages, numbers, dates, places, quotations, names.

Three grounds make such an error one that can be found. The statement stands elsewhere too, in another source or
another paragraph (`natural`); its sentence is carried into another source, as agency copy is, and changed there
(`carried`); or, for ages, which few articles give, an age is written behind a name in two sources (`supplied`).
What counts as the same statement is decided by bare words, so that the errors owe nothing to the rules they measure.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from bench.story import Edit, Fault, Place, Sentence, Story, reworded, shuffled, stem
from bench.wordlists import CITIES, COUNTRIES, MONTHS, NUMBER_WORDS, SCALES, STOP_WORDS, TURNS, WEEKDAYS

# So many content words, and such a share of the shorter sentence's, must two sentences have in common to state the same
# fact: with fewer, "killed on Sunday" here and there are two events.
SHARED_WORDS = 4
SHARE_OF_WORDS = 0.4
# A new number differs from the old one by this share of it at least: "about 5,000" may well be 5,100.
LEAST_DIFFERENCE = 0.2


@dataclass(frozen=True)
class Mention:
    """A value that a sentence states: `key` is equal where the same is stated."""

    sentence: Sentence
    start: int
    end: int
    key: tuple

    @property
    def place(self) -> Place:
        return self.sentence.place(self.start, self.end)

    @property
    def text(self) -> str:
        return self.sentence.text[self.start : self.end]


def _wrong_statements(
    category: str,
    story: Story,
    mentions: list[Mention],
    other_value: Callable[[Mention], str | None],
    rng: random.Random,
) -> Iterator[Fault]:
    """The mentions with another value, natural ones and carried ones mixed."""
    mentions = [mention for mention in mentions if not mention.sentence.has_quote]
    ways = [(way, mention) for mention in mentions for way in (_natural, _carried)]
    for way, mention in shuffled(ways, rng):
        if sum(m.key == mention.key and m.sentence is mention.sentence for m in mentions) > 1:
            continue
        new = other_value(mention)
        fault = way(category, story, mention, new, mentions, rng) if new else None
        if fault:
            yield fault


def _natural(category, story, mention, new, mentions, rng) -> Fault | None:
    support = tuple(
        other.place
        for other in mentions
        if other.key == mention.key
        and (other.sentence.file, other.sentence.start) != (mention.sentence.file, mention.sentence.start)
        and _of_one_matter(mention.sentence, other.sentence)
    )
    if not support:
        return None
    place = mention.place
    edit = Edit(place.file, place.start, place.end, new, (0, len(new)))
    return _fault(category, "natural", edit, mention.text, support=support)


def _of_one_matter(first: Sentence, second: Sentence) -> bool:
    shared = len(first.words & second.words)
    return shared >= max(SHARED_WORDS, SHARE_OF_WORDS * min(len(first.words), len(second.words)))


def _carried(category, story, mention, new, mentions, rng) -> Fault | None:
    files = shuffled(_without(story, mention.sentence), rng)
    if not files or not _stands_alone(mention.sentence.text):
        return None
    wrong = _copy(story, files[0], mention, new, rng)
    right = tuple(_copy(story, file, mention, mention.text, rng) for file in files[1 : rng.randint(1, 3)])
    return _fault(category, "carried", wrong, mention.text, support=(mention.place,), setting=right)


def _without(story: Story, sentence: Sentence) -> list[str]:
    """The sources that do not say this already in much the same words."""
    told = {s.file for s in story.sentences if len(s.words & sentence.words) > 0.4 * len(sentence.words)}
    return sorted(file for file in set(story.texts) - told - {sentence.file} if story.gaps(file))


def _stands_alone(sentence: str) -> bool:
    first = re.match(r"[A-Z][\w’'-]*", sentence)
    return (
        bool(first) and (first[0] in ("The", "A", "An") or first[0].lower() not in STOP_WORDS) and sentence[-1] == "."
    )


def _copy(story: Story, file: str, mention: Mention, value: str, rng: random.Random) -> Edit:
    """The mention's sentence, a little reworded, as a paragraph of the file, with the value."""
    head = reworded(mention.sentence.text[: mention.start], rng)
    text = head + value + reworded(mention.sentence.text[mention.end :], rng)
    at = rng.choice(story.gaps(file))
    return story.inserted(file, at, text, (len(head), len(head) + len(value)))


def _fault(category, kind, edit, right, support=(), setting=()) -> Fault:
    one_of_two = len(support) + len(setting) == 1
    kind += "_one_of_two" if one_of_two else "_outvoted"
    return Fault(category, kind, (edit,), f"“{right}” elsewhere.", support, setting, right, one_of_two)


# --- Ages -------------------------------------------------------------------------------------------------------------

_AGE = re.compile(
    r"\b(\d{1,2})-year-old\b|\baged (\d{1,2})\b|(?<=[a-z]), (\d{2}),|\b(\d{1,2}) years old\b|\bage of (\d{1,2})\b"
)
_VERB_FOLLOWS = r"(?= (?:said|has|had|is|was|told|will|would|[a-z]{2,}ed|[a-z]{3,}s)\b)"
_AGE_FORMS = ("{name}, {age},", "{name}, {age},", "{name}, aged {age},", "{name}, who is {age},")


def ages(story: Story, others: list[Story], rng: random.Random) -> Iterator[Fault]:
    found = [
        Mention(sentence, *match.span(match.lastindex), ("age", int(match[match.lastindex])))
        for sentence in story.sentences
        for match in _AGE.finditer(sentence.text)
    ]

    def another(mention):
        return _other_age(mention.key[1], {m.key[1] for m in found}, rng)

    yield from _wrong_statements("misstated_age", story, found, another, rng)
    yield from _supplied_ages(story, {mention.key[1] for mention in found}, rng)


def _other_age(age: int, stated: set[int], rng: random.Random) -> str | None:
    near = range(max(1, age - 30), min(99, age + 30) + 1)
    fitting = [
        new
        for new in near
        if (new >= 20 or age < 20) and new != age and new not in stated and len(str(new)) == len(str(age))
    ]
    return str(rng.choice(fitting)) if fitting else None


def _supplied_ages(story: Story, stated: set[int], rng: random.Random) -> Iterator[Fault]:
    """An age behind a name in two sources or more, another one in one of them."""
    for surname in shuffled(sorted(surnames(story)), rng):
        places = list(_first_mentions(story, surname))
        age = rng.randint(24, 79)
        if len(places) < 2 or age in stated:
            continue
        wrong, *right = shuffled(places, rng)
        edit = _with_age(story, wrong, _other_age(age, stated, rng), rng)
        setting = tuple(_with_age(story, place, str(age), rng) for place in right)
        yield _fault("misstated_age", "supplied", edit, str(age), setting=setting)


def _first_mentions(story: Story, surname: str) -> Iterator[Place]:
    """In each source, the first place where a verb follows the full or titled name."""
    name = re.compile(rf"\b(?:(?:{_TITLES}|[A-Z][a-z]+) ){{1,2}}{re.escape(surname)}\b{_VERB_FOLLOWS}")
    for file, text in story.texts.items():
        if match := name.search(text):
            yield Place(file, *match.span())


def _with_age(story: Story, place: Place, age: str, rng: random.Random) -> Edit:
    new = rng.choice(_AGE_FORMS).format(name=story.texts[place.file][place.start : place.end], age=age)
    return Edit(place.file, place.start, place.end, new, (0, len(new)))


# --- Numbers ----------------------------------------------------------------------------------------------------------

_NUMBER = re.compile(
    r"(?<![\w.,:$£€/-])(?P<sign>[$£€])?(?P<digits>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?![\d:.,/-]*[\d:/]|-|[a-z])"
    r"|\b(?P<word>" + "|".join(NUMBER_WORDS) + r")\b(?!-)",
)
_UNIT = re.compile(r"(?: (?P<scale>thousand|million|mln|billion|bln|trillion))?(?P<percent>%| per cent| percent| pct)?")
_NO_COUNT_BEFORE = re.compile(
    rf"(?:\b(?:{'|'.join(MONTHS)}|day|No|number|round|level|chapter|aged|age of|formula|one of the|at|in|since)|,)\.? $",
    re.IGNORECASE,
)
_NO_COUNT_BEHIND = re.compile(
    rf",? (?:{'|'.join(MONTHS)})| years? old| o'clock|[ap]\.?m| and a half| dozen|-| to \d| of (?:the|us|them)"
)
_COUNTED = re.compile(r" ([A-Za-z-]{3,})")


def numbers(story: Story, others: list[Story], rng: random.Random) -> Iterator[Fault]:
    found = [mention for sentence in story.sentences for mention in _numbers_of(sentence)]

    def another(mention):
        old, thing = _value(mention.text), mention.key[1]
        stated = {_value(m.text) for m in found if m.key[1] == thing}
        new_ones = [
            new
            for new in _other_numbers(mention.text, rng)
            if abs(_value(new) - old) >= LEAST_DIFFERENCE * old and _value(new) not in stated
        ]
        return rng.choice(new_ones) if new_ones else None

    yield from _wrong_statements("wrong_number", story, found, another, rng)


def _numbers_of(sentence: Sentence) -> Iterator[Mention]:
    """The counts, sums and percentages; no years, dates, times, ages, scores or ordinals."""
    for match in _NUMBER.finditer(sentence.text):
        before, behind = sentence.text[: match.start()], sentence.text[match.end() :]
        if _NO_COUNT_BEFORE.search(before) or _NO_COUNT_BEHIND.match(behind) or _is_year(match):
            continue
        unit = _UNIT.match(behind)
        value = _value(match["digits"] or match["word"]) * SCALES.get(unit["scale"], 1)
        thing = match["sign"] or ("%" if unit["percent"] else _counted(behind[unit.end() :]))
        if thing:
            yield Mention(sentence, *match.span("digits" if match["digits"] else "word"), (value, thing))


def _is_year(match: re.Match) -> bool:
    digits = match["digits"] or ""
    return not match["sign"] and digits.isdigit() and len(digits) == 4 and digits[:2] in ("18", "19", "20")


def _counted(behind: str) -> str:
    """The stem of the word that follows, which is what is counted or its adjective; nothing for a stop word."""
    match = _COUNTED.match(behind)
    return stem(match[1]) if match and (match[1] == "people" or match[1].lower() not in STOP_WORDS) else ""


def _value(written: str) -> float:
    return NUMBER_WORDS.get(written.lower()) or float(written.replace(",", ""))


def _other_numbers(written: str, rng: random.Random) -> Iterator[str]:
    """Ways to get a number wrong that keep its form: two digits swapped, one mistaken, one too many."""
    if written.lower() in NUMBER_WORDS:
        yield from (word.capitalize() if written[0].isupper() else word for word in NUMBER_WORDS)
        return
    digits = [position for position, character in enumerate(written) if character.isdigit()]
    for first, second in zip(digits, digits[1:], strict=False):
        if "0" not in (written[first], written[second]):
            swapped = list(written)
            swapped[first], swapped[second] = swapped[second], swapped[first]
            yield "".join(swapped)
    for position in digits[:2]:
        for digit in rng.sample("123456789", 4):
            yield written[:position] + digit + written[position + 1 :]
    if "." not in written and "," not in written:
        yield written + "0"


# --- Dates and places -------------------------------------------------------------------------------------------------

_MONTH = "|".join(MONTHS)
_DATE = re.compile(rf"\b(?:(?P<month>{_MONTH}) (?P<day>\d{{1,2}})|(?P<day2>\d{{1,2}}) (?P<month2>{_MONTH}))\b")
_WEEKDAY = re.compile(r"\b(?:" + "|".join(WEEKDAYS) + r")\b")


def dates(story: Story, others: list[Story], rng: random.Random) -> Iterator[Fault]:
    found = []
    for sentence in story.sentences:
        for match in _DATE.finditer(sentence.text):
            key = (match["month"] or match["month2"], match["day"] or match["day2"])
            found.append(Mention(sentence, *match.span(), key))
        found += [Mention(sentence, *match.span(), (match[0],)) for match in _WEEKDAY.finditer(sentence.text)]

    def another(mention):
        if len(mention.key) == 1:
            stated = {m.text for m in found}
            return rng.choice(
                [day for day in WEEKDAYS if day not in stated] or [d for d in WEEKDAYS if d != mention.text]
            )
        month, day = mention.key
        if rng.random() < 0.5:
            return mention.text.replace(month, rng.choice([other for other in MONTHS if other != month]))
        return mention.text.replace(day, str(rng.choice([other for other in range(1, 29) if other != int(day)])))

    yield from _wrong_statements("wrong_date", story, found, another, rng)


_PLACE = re.compile(
    r"\b(?:in|at|near|outside|around|(?:town|city|village|suburb|port) of) (?P<city>"
    + "|".join(sorted(set(CITIES)))
    + r")\b(?! [A-Z]|[’'-])"
)


def locations(story: Story, others: list[Story], rng: random.Random) -> Iterator[Fault]:
    found = [
        Mention(sentence, *match.span("city"), (match["city"],))
        for sentence in story.sentences
        for match in _PLACE.finditer(sentence.text)
        if sentence.text.count(match["city"]) == 1
    ]
    new_ones = [city for city in CITIES if city not in story.whole]

    def another(mention):
        return rng.choice(new_ones)

    yield from _wrong_statements("wrong_location", story, found, another, rng)


# --- Quotations -------------------------------------------------------------------------------------------------------

_TITLES = "Mr|Mrs|Ms|Dr|Sir|Senator|Justice|Professor|President|General|Captain|Judge|Minister"
_SURNAME = r"(?:[A-Z]['’])?[A-Z][a-z]+(?:[A-Z][a-z]+)?(?!-)"
_NAME = rf"(?:(?:{_TITLES}) )?(?:[A-Z][a-z]+ ){{0,2}}{_SURNAME}"
_QUOTE = re.compile(r"[\"“]([^\"“”\n]{30,})[\"”]")
_SPEAKER_BEHIND = re.compile(rf",? ?(?:(?P<first>{_NAME}) (?:said|says|told)\b|(?:said|says) (?P<last>{_NAME}))")
_SPEAKER_BEFORE = re.compile(rf"(?P<first>{_NAME}) (?:said|says|told [\w ]+)(?: that)?[:,]? $")


@dataclass(frozen=True)
class Quotation(Place):
    """With its words in small letters, and the place of the speaker's name where one stands beside it."""

    words: tuple[str, ...] = ()
    speaker: Place | None = None


def quotes(story: Story, others: list[Story], rng: random.Random) -> Iterator[Fault]:
    found = [quotation for quotation in _quotations(story) if len(quotation.words) >= 6]
    ways = [
        (ground, way, q) for q in found for ground in (_said_twice, _agency_quote) for way in (_altered, _reassigned)
    ]
    for ground, way, quotation in shuffled(ways, rng):
        stands_once = sum(q.file == quotation.file and _alike(q, quotation) for q in found) == 1
        if stands_once and (fault := ground(way, story, quotation, found, rng)):
            yield fault


def _quotations(story: Story) -> Iterator[Quotation]:
    for file, text in story.texts.items():
        for match in _QUOTE.finditer(text):
            words = tuple(re.findall(r"[\w’']+", match[1].lower()))
            yield Quotation(file, *match.span(), words, _speaker(file, text, match))


def _speaker(file: str, text: str, quote: re.Match) -> Place | None:
    if found := _SPEAKER_BEHIND.match(text, quote.end()):
        return Place(file, *found.span("first" if found["first"] else "last"))
    line = text.rfind("\n", 0, quote.start()) + 1
    if found := _SPEAKER_BEFORE.search(text[line : quote.start()]):
        return Place(file, line + found.start("first"), line + found.end("first"))
    return None


def _alike(first: Quotation, second: Quotation) -> bool:
    return SequenceMatcher(None, first.words, second.words, autojunk=False).ratio() >= 0.8


def _said_twice(way, story: Story, quotation: Quotation, found: list[Quotation], rng: random.Random) -> Fault | None:
    """Another source has the same quotation, and by the same speaker if that is what is changed."""
    same = [other for other in found if other.file != quotation.file and _alike(other, quotation)]
    change = way(story, quotation, rng)
    if change and way is _reassigned:
        same = [other for other in same if other.speaker and _last(story, other) == _last(story, quotation)]
    if not change or not same:
        return None
    start, end, new = change
    edit = Edit(quotation.file, start, end, new, (0, len(new)))
    support = tuple(Place(other.file, other.start, other.end) for other in same)
    right = story.texts[quotation.file][start:end]
    return _fault("misattributed_or_altered_quote", f"natural{way.__name__}", edit, right, support)


def _agency_quote(way, story: Story, quotation: Quotation, found: list[Quotation], rng: random.Random) -> Fault | None:
    """The sentence of the quotation carried into another source, changed there."""
    text = story.texts[quotation.file]
    sentence = next(s for s in story.sentences if s.file == quotation.file and s.start <= quotation.start < s.end)
    files = shuffled(_without(story, sentence), rng)
    change = way(story, quotation, rng)
    if not quotation.speaker or not change or not files:
        return None
    start, end, new = change
    if (
        not sentence.start <= start < end <= sentence.end
        or sentence.text.count('"') > 2
        or sentence.text[-1] not in '."”'
    ):
        return None
    passage = text[sentence.start : start] + new + text[end : sentence.end]
    marked = (start - sentence.start, start - sentence.start + len(new))
    edit = story.inserted(files[0], rng.choice(story.gaps(files[0])), passage, marked)
    setting = tuple(
        story.inserted(file, rng.choice(story.gaps(file)), sentence.text) for file in files[1 : rng.randint(1, 3)]
    )
    support = (Place(quotation.file, quotation.start, quotation.end),)
    return _fault("misattributed_or_altered_quote", f"carried{way.__name__}", edit, text[start:end], support, setting)


def _altered(story: Story, quotation: Quotation, rng: random.Random) -> tuple[int, int, str] | None:
    """One word changed so that the sense turns."""
    sound = story.texts[quotation.file][quotation.start : quotation.end]
    words = [match for match in re.finditer(r"\b[a-z]+\b(?![’'])", sound) if match[0] in TURNS]
    if not words:
        return None
    word = rng.choice(words)
    return quotation.start, quotation.end, sound[: word.start()] + TURNS[word[0]] + sound[word.end() :]


def _reassigned(story: Story, quotation: Quotation, rng: random.Random) -> tuple[int, int, str] | None:
    """The same words from another person of the story."""
    if not quotation.speaker or _last(story, quotation) not in surnames(story):
        return None
    persons = sorted(surnames(story) - {_last(story, quotation)})
    if not persons:
        return None
    text, speaker = story.texts[quotation.file], quotation.speaker
    start, end = min(speaker.start, quotation.start), max(speaker.end, quotation.end)
    other = _called(rng.choice(persons), text[speaker.start : speaker.end], story)
    return start, end, text[start : speaker.start] + other + text[speaker.end : end]


def _last(story: Story, quotation: Quotation) -> str:
    return story.texts[quotation.file][quotation.speaker.start : quotation.speaker.end].split()[-1]


def _called(surname: str, like: str, story: Story) -> str:
    """The person as the story has them, in a form like that of the name whose place they take."""
    forms = set(re.findall(rf"\b(?:[A-Z][a-z]+ ){{1,2}}{re.escape(surname)}\b", story.whole))
    forms = {form for form in forms if form.split()[0].lower() not in STOP_WORDS - {"mr", "mrs", "ms", "dr"}}
    return min(forms, key=lambda form: (abs(len(form.split()) - len(like.split())), form), default=surname)


# --- Names ------------------------------------------------------------------------------------------------------------

_PERSON = re.compile(
    rf"\b(?:{_TITLES}) (?:[A-Z][a-z]+ )?({_SURNAME})\b(?! [A-Z])|\b[A-Z][a-z]+ ({_SURNAME}) (?:said|says|told|has said)\b"
)
_OFFICES = set(
    "Commission Committee Commissioner Corporation Council Court Department Department's Force General Government "
    "Governor Inspector Institute Leader Minister Ministry Office Officer Party Police President Senator Service "
    "Superintendent Team Mayor Union Spokesman Secretary Chief Board Bank Authority Agency Association Federation".split()
)


def surnames(story: Story) -> set[str]:
    """The last names of persons: behind a title, or behind a first name and before a verb of speech."""
    found = {match[1] or match[2] for sentence in story.sentences for match in _PERSON.finditer(sentence.text)}
    common = set(re.findall(r"\b[a-z]+\b", story.whole))
    return {name for name in found if name.lower() not in common} - set(CITIES) - set(COUNTRIES) - _OFFICES


def names(story: Story, others: list[Story], rng: random.Random) -> Iterator[Fault]:
    """A surname with a wrong letter, once, where it is right at two other places at least."""
    for surname in shuffled(sorted(name for name in surnames(story) if len(name) >= 5), rng):
        wrong = _misspelled(surname, rng)
        mentions = [
            Mention(sentence, *match.span(), (surname,))
            for sentence in story.sentences
            for match in re.finditer(rf"(?<![\w-]){re.escape(surname)}\b(?! [A-Z]|-)", sentence.text)
        ]
        if len(mentions) < 3 or re.search(rf"\b{re.escape(wrong)}\b", story.whole):
            continue
        for mention in shuffled(mentions, rng):
            if sum(m.sentence is mention.sentence for m in mentions) == 1:
                support = tuple(m.place for m in mentions if m is not mention)
                edit = _with_first_name(mention, wrong)
                yield Fault("name_variant", "letter", (edit,), f"“{surname}” elsewhere.", support, (), surname)


def _with_first_name(mention: Mention, wrong: str) -> Edit:
    """The wrong name, marked together with the title or first name before it."""
    before = mention.sentence.text[: mention.start]
    first = re.search(rf"(?<!\w)(?:(?:{_TITLES}) )?(?:[A-Z][a-z]+ )?$", before)
    head = first[0] if first else ""
    if head and head.split()[0].lower() in STOP_WORDS - {"mr", "mrs", "ms", "dr"}:
        head = ""
    place = mention.sentence.place(mention.start - len(head), mention.end)
    return Edit(place.file, place.start, place.end, head + wrong, (0, len(head + wrong)))


def _misspelled(name: str, rng: random.Random) -> str:
    """The name with one letter changed, left out, doubled or swapped with the next; never the first."""
    at = rng.randrange(1, len(name) - 1)
    here, following, before = name[at], name[at + 1], name[at - 1]
    ways = [name[:at] + name[at + 1 :]]
    if here != following:
        ways.append(name[:at] + following + here + name[at + 2 :])
    if here not in (following, before):
        ways.append(name[:at] + here + name[at:])
    if here in "aeiou":
        ways.append(name[:at] + rng.choice([vowel for vowel in "aeiou" if vowel != here]) + name[at + 1 :])
    return rng.choice(ways)
