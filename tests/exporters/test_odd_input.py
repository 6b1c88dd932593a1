"""Every format that holds the story, read back by a reader of that format: odd input arrives as it was written."""

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.exporters import EXPORTERS
from articles.exporters.document import one_line
from tests.exporters.papers import APPROVAL, a_story_that_says
from tests.exporters.reading import READ

ODD = {
    "emoji": ("The bell 🔔 of 👩‍👩‍👧‍👦 and 🇫🇷 rang e\u0301 twice 🏴󠁧󠁢󠁷󠁬󠁳󠁿.", "en"),
    "hebrew": ("הפעמון צלצל ביום שני, 2 במרץ, (אחרי 40 שנה).", "he"),
    "arabic in english": ("He said \u2067قرع الجرس\u2069 and left, \u202ebackwards\u202c.", "en"),
    "chinese": ("鐘在星期一響起。「很大聲」,她說。", "zh"),
    "quotation marks": ('“en” ‘en’ "en" «fr» „de“ ‚de‘ 「ja」 『ja』 ”sv” »da« „pl” ‹ch›', "en"),
    "markup": ("<b>Bell</b> & <script>alert(1)</script> &lt;i&gt; [^1]: *no* ]]> -->", "en"),
    "signs that mean something": ("# 1. - > | = + @ {{ x }} {% y %} \\ ` ~~ __ ${z} %s", "en"),
    "a number and a stop": ("1. First the bell", "en"),
}


@pytest.mark.parametrize("name", ODD)
@pytest.mark.parametrize("slug", READ)
def test_odd_text_arrives_as_it_was_written(slug, name):
    text, language = ODD[name]

    read = READ[slug](EXPORTERS[slug].render(a_story_that_says(text, language), APPROVAL))

    assert read.count(text) >= 2  # the headline and the paragraph


@pytest.mark.parametrize("slug", READ)
def test_a_story_of_50000_words_arrives_whole(slug):
    text = "The bell rang on Monday over the harbour of Aldmere. " * 20
    document = a_story_that_says(text.strip(), times=250)

    read = READ[slug](EXPORTERS[slug].render(document, APPROVAL))

    assert read.count("over the harbour of Aldmere") >= 250 * 20


@settings(deadline=None, max_examples=40)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=60))
def test_no_text_stops_a_format(text):
    document = a_story_that_says(text)
    for slug in READ:
        EXPORTERS[slug].render(document, APPROVAL)


@pytest.mark.parametrize("slug", ["newsml", "docx"])
def test_signs_that_xml_cannot_hold_are_shown_as_replaced_and_never_dropped(slug):
    read = READ[slug](EXPORTERS[slug].render(a_story_that_says("The\x00 bell\ufffe rang\x1b."), APPROVAL))

    assert "The\ufffd bell\ufffd rang\ufffd." in read


@pytest.mark.parametrize("slug", sorted(set(EXPORTERS) - {"pdf"}))
def test_neither_language_nor_time_zone_of_the_reader_changes_a_byte(slug, settings):
    document = a_story_that_says(ODD["emoji"][0])
    expected = EXPORTERS[slug].render(document, APPROVAL)

    settings.TIME_ZONE = "Asia/Tokyo"
    with translation.override("de"):
        assert EXPORTERS[slug].render(document, APPROVAL) == expected


def test_a_line_break_in_a_paragraph_is_a_space_in_formats_of_lines():
    document = a_story_that_says("The bell\nrang\u2028on Monday.")

    for slug in ("text", "ninjs", "ninjs16", "newsml", "docx"):
        assert one_line("The bell\nrang\u2028on Monday.") in READ[slug](EXPORTERS[slug].render(document, APPROVAL))
