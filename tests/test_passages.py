"""The text with its marks: nothing lost, nothing added, every mark whole, whatever the marks and the text are."""

import re
from html import unescape
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st

from articles.templatetags.passages import Mark, cut, passages, shown
from articles.text import Span, canonical, paragraphs

ADDED = {"vh", "mark__tag"}
CHARACTERS = st.sampled_from(
    list("aB .,<&>\"'\n") + ["é", "e\u0301", "👩\u200d🚀", "🏴", "😀", "שלום", "مرحبا", "\u202e", "\u200b"]
)
TEXTS = st.lists(CHARACTERS, min_size=1, max_size=60).map(lambda parts: canonical("".join(parts)))


def a_mark(start, end, key=1, tag=None):
    return Mark(key, start, end, "fact", f"Mark {key}", f"{key} place" if tag is None else tag, f"?note={key}")


@st.composite
def marked_texts(draw):
    """A text and up to twelve marks on any of its spans, overlapping as they come."""
    text = draw(TEXTS.filter(bool))
    ends = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(ends, ends).filter(lambda pair: pair[0] < pair[1]), max_size=12))
    return text, [a_mark(start, end, key) for key, (start, end) in enumerate(spans, start=1)]


class Page(HTMLParser):
    """What a page says: the article's own words, and for each mark the words that lie in its elements."""

    def __init__(self, html):
        super().__init__()
        self.stack, self.text, self.under, self.tags = [], "", {}, []
        self.feed(html)
        assert not self.stack, "an element is left open"

    def handle_starttag(self, name, attributes):
        self.stack.append((name, dict(attributes)))

    def handle_endtag(self, name):
        assert self.stack.pop()[0] == name, "elements cross"

    def handle_data(self, data):
        classes = {word for _, attributes in self.stack for word in (attributes.get("class") or "").split()}
        if "mark__tag" in classes and "vh" not in classes:
            self.tags.append(data)
        if classes & ADDED:
            return
        self.text += data
        for name, attributes in self.stack:
            if name == "mark":
                key = int(attributes["data-mark"])
                self.under[key] = self.under.get(key, "") + data


def words_of(text, start, end):
    """What a reader sees of text[start:end]: its part of each paragraph."""
    parts = (text[max(start, s.start) : min(end, s.end)] for s in paragraphs(text) if s.start < end and s.end > start)
    return "".join(parts)


@given(marked_texts())
@settings(max_examples=1000, deadline=None)
def test_between_the_tags_stands_the_stored_text_and_under_each_mark_its_own_words(given_text):
    text, marks = given_text
    pages = [Page(passage.html) for passage in passages(text, marks)]
    assert [page.text for page in pages] == [text[s.start : s.end] for s in paragraphs(text)]
    for mark in marks:
        shown_words = "".join(page.under.get(mark.key, "") for page in pages)
        assert shown_words == words_of(text, mark.start, mark.end)
        seen = [tag for page in pages for tag in page.tags].count(mark.tag)
        assert seen == (1 if shown_words else 0)


@given(marked_texts())
@settings(deadline=None)
def test_pieces_fill_their_paragraph_without_a_gap_and_cross_no_edge(given_text):
    text, marks = given_text
    for span in paragraphs(text):
        pieces = list(cut(span, marks))
        assert [piece.start for piece in pieces] == [span.start, *(piece.end for piece in pieces[:-1])]
        assert pieces[-1].end == span.end
        for piece in pieces:
            inside = {m.key for m in marks if m.start <= piece.start and piece.end <= m.end}
            touched = {m.key for m in marks if m.start < piece.end and m.end > piece.start}
            assert inside == touched == {m.key for m in piece.marks}


def test_a_mark_inside_another_nests_in_it_and_takes_the_lower_line():
    (passage,) = passages("A long sentence here.", [a_mark(2, 15, 1), a_mark(7, 15, 2)])
    assert re.search(r'data-mark="1">.*long .*<mark class="mark fact mark--low" id="mark-2"', passage.html)


def test_marks_that_cross_abut_and_each_is_identified_once():
    (passage,) = passages("abcdefghij", [a_mark(0, 6, 1), a_mark(3, 10, 2)])
    page = Page(passage.html)
    assert page.under == {1: "abcdef", 2: "defghij"}
    assert passage.html.count('id="mark-2"') == 1 and passage.html.count('data-mark="2"') == 2


def test_a_third_mark_on_the_same_words_has_no_line_of_its_own():
    (passage,) = passages("abcdefghij", [a_mark(0, 6, 1), a_mark(1, 6, 2), a_mark(2, 6, 3)])
    assert passage.html.count("mark--low") == 1 and passage.html.count("mark--unlined") == 1


def test_a_mark_over_two_paragraphs_is_cut_and_has_its_tag_after_the_last_piece():
    first, second = passages("One two.\n\nThree four.", [a_mark(4, 15)])
    assert (Page(first.html).under, Page(second.html).under) == ({1: "two."}, {1: "Three"})
    assert (Page(first.html).tags, Page(second.html).tags) == ([], ["1 place"])


def test_a_place_to_point_at_is_shown_within_whatever_marks_it_lies_in():
    (passage,) = passages("One two three.", [a_mark(0, 7)], pick=Span(4, 13))
    assert passage.html.count('class="pick" id="at"') == 1
    assert Page(passage.html).text == "One two three."


def test_markup_in_a_text_is_only_text():
    (passage,) = passages('<script>alert("x")</script> & more', [a_mark(3, 12)])
    assert "<script" not in passage.html
    assert Page(passage.html).text == '<script>alert("x")</script> & more'


def test_a_character_that_turns_the_reading_round_is_shown_and_kept_to_itself():
    html = shown("pay \u202e001 now")
    assert '<bdi class="unseen" data-code="U+202E" title="U+202E right-to-left override">\u202e</bdi>' in html
    assert unescape(re.sub("<[^>]*>", "", html)) == "pay \u202e001 now"


def test_characters_of_no_width_are_shown():
    assert shown("a\u200bb\ufeffc\u00add").count('class="unseen"') == 3


def test_joiners_that_a_script_or_an_emoji_needs_are_left_alone():
    for text in ("👩\u200d🚀", "می\u200cخواهم", "🏴\U000e0067\U000e0062\U000e007f"):
        assert shown(text) == text
