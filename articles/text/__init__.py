"""Texts and places in them: canonical form, paragraphs, sentences, differences, spans carried through edits.

Offsets are half-open and counted in Unicode code points of the canonical text, everywhere in Newsroom.
Every function here takes time about proportional to the text, whatever the text is.
"""

from articles.text.alignment import Alignment, align
from articles.text.canon import LONGEST_RUN_OF_MARKS, TextRefused, canonical
from articles.text.carrying import Carried, carry, follow
from articles.text.differences import Piece, word_diff
from articles.text.edits import Edit, Edited, EditsMeet, meet, removal
from articles.text.merging import Clash, MergePiece, merge, merged_text
from articles.text.spans import Span
from articles.text.splitting import count_words, paragraphs, sentences

__all__ = [
    "Alignment",
    "Carried",
    "Clash",
    "Edit",
    "Edited",
    "EditsMeet",
    "LONGEST_RUN_OF_MARKS",
    "MergePiece",
    "Piece",
    "Span",
    "TextRefused",
    "align",
    "canonical",
    "carry",
    "count_words",
    "follow",
    "meet",
    "merge",
    "merged_text",
    "paragraphs",
    "removal",
    "sentences",
    "word_diff",
]
