"""What an approver reads: the words of a revision, what changed, and where the citations stand."""

import pytest

from articles.views.redline import redline as redline_of

NORTH = {"number": 1, "outlet": "NorthWire", "headline": "Ferry aground", "file_name": "north.txt"}
GAZETTE = {"number": 2, "outlet": "Gazette", "headline": "All safe", "file_name": "gazette.txt"}


def citation(number, paragraph, article=1, source=(0, 10)):
    return {
        "number": number,
        "paragraph": paragraph,
        "article": article,
        "source_start": source[0],
        "source_end": source[1],
        "quote": f"quote {number}",
    }


def paragraph(pk, *cited_sentences):
    """A paragraph from (sentence, numbers of its citations)."""
    text, rows = "", []
    for sentence, numbers in cited_sentences:
        text += " " if text else ""
        rows.append({"start": len(text), "end": len(text) + len(sentence), "text": sentence, "citations": numbers})
        text += sentence
    return {"id": pk, "text": text, "sentences": rows}


def document(*paragraphs, citations=(), headline="Ferry aground"):
    return {
        "story": {"slug": "ferry", "title": "Ferry", "headline": headline},
        "paragraphs": list(paragraphs),
        "citations": list(citations),
        "articles": [NORTH, GAZETTE],
    }


def redline(now, earlier=None):
    return redline_of(now, earlier, starts={1: [0, 11, 30], 2: [0, 20]})


def words(shown):
    return [[(run.op, run.text) for run in paragraph.runs] for paragraph in shown.paragraphs]


def test_without_an_earlier_text_nothing_counts_as_changed():
    shown = redline(document(paragraph(1, ("All were saved.", []))))

    assert words(shown) == [[("same", "All were saved.")]]
    assert (shown.words_out, shown.words_in) == (0, 0)
    assert shown.is_same


def test_a_citation_stands_after_the_sentence_it_belongs_to():
    shown = redline(document(paragraph(1, ("One.", [1]), ("Two.", [2])), citations=[citation(1, 1), citation(2, 1, 2)]))

    runs = shown.paragraphs[0].runs
    assert [(run.text, [cited.outlet for cited in run.citations]) for run in runs] == [
        ("One.", ["NorthWire"]),
        (" Two.", ["Gazette"]),
    ]


def test_a_chip_leads_to_the_exact_place_in_the_source():
    shown = redline(document(paragraph(1, ("One.", [1])), citations=[citation(1, 1, source=(12, 40))]))

    assert shown.paragraphs[0].runs[0].citations[0].url == "/stories/ferry/articles/1/?at=12-40#at"


def test_a_chip_names_the_sentence_of_the_source():
    cites = [citation(1, 1, source=(12, 40)), citation(2, 1, 2, source=(0, 5)), citation(3, 1, 2, source=(20, 25))]
    shown = redline(document(paragraph(1, ("One.", [1, 2]), ("Two.", [3])), citations=cites))

    chips = [(cited.outlet, cited.sentence) for run in shown.paragraphs[0].runs for cited in run.citations]
    assert chips == [("NorthWire", 2), ("Gazette", 1), ("Gazette", 2)]


def test_changed_words_are_shown_in_their_sentence_and_counted():
    before = document(paragraph(1, ("Half a mile off the port.", [1])), citations=[citation(1, 1)])
    after = document(paragraph(1, ("Half a mile east of the quay.", [1])), citations=[citation(1, 1)])

    shown = redline(after, before)

    assert "".join(text for op, text in words(shown)[0] if op != "added") == "Half a mile off the port."
    assert "".join(text for op, text in words(shown)[0] if op != "removed") == "Half a mile east of the quay."
    assert (shown.words_out, shown.words_in) == (2, 3)
    assert not shown.is_same


def test_a_changed_phrase_is_shown_as_a_phrase():
    shown = redline(
        document(paragraph(1, ("It lies east of the quay.", []))),
        document(paragraph(1, ("It lies off Port Ansel.", []))),
    )

    assert words(shown)[0] == [
        ("same", "It lies "),
        ("removed", "off Port Ansel"),
        ("added", "east of the quay"),
        ("same", "."),
    ]


def test_a_removed_paragraph_stays_where_it_stood():
    one, two, three = (paragraph(n, (f"Sentence {n}.", [])) for n in (1, 2, 3))

    shown = redline(document(one, three), document(one, two, three))

    assert words(shown) == [[("same", "Sentence 1.")], [("removed", "Sentence 2.")], [("same", "Sentence 3.")]]


def test_a_paragraph_that_changed_places_says_so_and_the_others_do_not():
    one, two, three = (paragraph(n, (f"Sentence {n}.", [])) for n in (1, 2, 3))

    shown = redline(document(two, three, one), document(one, two, three))

    assert [p.is_moved for p in shown.paragraphs] == [False, False, True]


def test_a_citation_exchanged_under_unchanged_words_shows_both():
    before = document(paragraph(1, ("One.", [1])), citations=[citation(1, 1)])
    after = document(paragraph(1, ("One.", [1])), citations=[citation(1, 1, article=2)])

    shown = redline(after, before).paragraphs[0]

    assert [(cited.outlet, cited.is_new) for cited in shown.runs[0].citations] == [("Gazette", True)]
    assert [cited.outlet for cited in shown.lost] == ["NorthWire"]
    assert not shown.is_same


@pytest.mark.parametrize("text", ["👩‍👩‍👧 safe.", "e\u0301cole.", "שלום עולם."])
def test_offsets_hold_in_any_script(text):
    shown = redline(document(paragraph(1, (text, [1]), ("Two.", [])), citations=[citation(1, 1)]))

    assert shown.paragraphs[0].runs[0].text == text
