"""Parsed articles keep the article's own offsets and sentences, whatever the text."""

import subprocess
import sys

import pytest

from articles.analysis.dossier import Dossier, KnownPerson, Source
from articles.analysis.language import LONGEST_SENTENCE, clauses, names, parse


def article(text, key="a"):
    return Source(key, text)


def test_tokens_lie_where_the_article_has_them():
    source = article("  “We stay,” Anna Berg said.\n\nThen — in “June”…  she left.Nobody saw it.")
    for token in parse(source):
        assert len(source.text[token.idx : token.idx + len(token)]) == len(token)
        if token.is_alpha:
            assert source.text[token.idx : token.idx + len(token)] == token.text


def test_sentences_are_the_articles_own():
    source = article("“Why?” Anna Berg asked. “We stay.” Then\na headline\n\nThe U.S. Senate met.")
    assert [sentence.start_char for sentence in parse(source).sents] == [start for start, _ in source.sentences]


def test_the_model_is_not_loaded_by_importing():
    code = "import sys, articles.analysis.language; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0


def test_a_name_is_found_wherever_it_stands_and_all_sources_vote_on_its_kind():
    first = article("Anna Berg, 41, lives in Lisbon. Anna Berg said that Berg’s house is old.", "a")
    second = article("BERG LEAVES LISBON\nMayor Anna Berg left Lisbon on Friday.", "b")
    found = names(Dossier((first, second)))
    assert [(name.text, name.kind) for name in found["a"]] == [
        ("Anna Berg", "person"),
        ("Lisbon", "place"),
        ("Anna Berg", "person"),
        ("Berg", "person"),
    ]
    assert all(first.text[name.start : name.end] == name.text for name in found["a"])
    assert ("Anna Berg", "person") in [(name.text, name.kind) for name in found["b"]]


def test_a_person_whom_the_house_knows_is_a_person():
    source = article("They met in Bath on Monday. Bath did not answer.")
    found = names(Dossier((source,), people=(KnownPerson("Xu Bath", ("Bath",)),)))
    assert {name.kind for name in found["a"] if name.text == "Bath"} == {"person"}


@pytest.mark.parametrize(
    "text",
    ["", " \n ", "word " * 10_000, '"' * 50_000, "ALL CAPITALS AND NO STOP " * 100, "Это не английский текст. " * 50],
)
def test_any_text_is_parsed_whole_and_an_endless_sentence_is_left_out(text):
    source = article(text)
    assert len(parse(source).text) == len(text)
    assert all(len(sentence) < LONGEST_SENTENCE for sentence in clauses(source))
