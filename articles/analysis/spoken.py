"""The words of a quotation as they were spoken, however a paper writes them down."""

import re
from collections.abc import Iterable

from articles.analysis.numerals import word_value
from articles.analysis.people import fold

# Stands in `words` where the quotation says that words are left out or put in.
GAP = "…"
_LEFT_OUT = re.compile(r"\[[^\]]*\]|\(?\.\.\.\)?|…")
_SPELLINGS = tuple(
    (re.compile(british), american)
    for british, american in (
        (r"(?<=\w{2})our(?=$|s$|ed$|ing$|able$|ite)", "or"),
        (r"(?<=[bt])re(?=s?$)", "er"),
        (r"(?<=\w{3})is(?=(?:e|es|ed|ing|ation|ations)$)", "iz"),
        (r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers)$)", "l"),
        (r"^grey", "gray"),
        (r"ence$", "ense"),
    )
)
_CONTRACTIONS = (
    ("won't", "will not"),
    ("can't", "can not"),
    ("n't", " not"),
    ("'re", " are"),
    ("'ll", " will"),
    ("'ve", " have"),
    ("'m", " am"),
    ("'d", " would"),
)


# Words that every remark has.
_SMALL = frozenset(
    "the a an of to in and for on at by with from as is are was were be been has have had will would it its this that "
    "these those he she his her him their them they who which but or we our us i me my you your am do does did so if can "
    "could should there what when just also very all more than then because".split()
)


def content_words(words: Iterable[str]) -> frozenset[str]:
    """The words that say something, without endings: `talks` and `talk` are one."""
    return frozenset(_stem(word) for word in words if word not in _SMALL and word != GAP)


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return word[: -len(ending)]
    return word


def spoken_words(quoted: str) -> tuple[str, ...]:
    """The words as spoken: spelling, figures, contractions and hyphens are the paper's, not the speaker's."""
    text = quoted.lower().replace("’", "'").replace("‘", "'")
    for short, full in _CONTRACTIONS:
        text = text.replace(short, full)
    text = _LEFT_OUT.sub(f" {GAP} ", text.replace("'s", " is").replace("per cent", "percent").replace("%", " percent"))
    words = [_spoken(word) for word in re.findall(rf"[^\W_]+|{GAP}", text)]
    while words and words[-1] == GAP:
        words.pop()
    return tuple(words[1:] if words[:1] == [GAP] else words)


def _spoken(word: str) -> str:
    """One form of what two papers may write in two ways: `colour` and `color`, `metres` and `meters`, `six` and `6`."""
    if word.isascii() and word.isalpha():
        value = word_value(word)
        word = f"{value:g}" if value is not None else word
    else:
        word = fold(word) or word
    for british, american in _SPELLINGS:
        word = british.sub(american, word)
    return word
