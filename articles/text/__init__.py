"""Texts and places in them: canonical form, paragraphs, sentences, differences, spans carried through edits.

Offsets are half-open and counted in Unicode code points of the canonical text, everywhere in Newsroom.
Every function here takes time about proportional to the text, whatever the text is.
"""

from articles.text.canon import LONGEST_RUN_OF_MARKS, TextRefused, canonical
from articles.text.carrying import carry, follow
from articles.text.differences import Piece, word_diff
from articles.text.spans import Span
from articles.text.splitting import count_words, paragraphs, sentences

__all__ = [
    "LONGEST_RUN_OF_MARKS",
    "Piece",
    "Span",
    "TextRefused",
    "canonical",
    "carry",
    "count_words",
    "follow",
    "paragraphs",
    "sentences",
    "word_diff",
]
