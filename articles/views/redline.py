"""A revision as it is read: its words, what changed since another text, and the citations after each sentence.

Everything comes from the documents of `articles.workflow.document.document_of`; no database.
"""

from bisect import bisect_right
from difflib import SequenceMatcher
from typing import NamedTuple

from django.urls import reverse

from articles.text import Piece, count_words, word_diff

QUOTE_IN_CHIP = 300  # characters of a quote in a chip's tooltip; the whole of it stands under "Sources used"


class Cited(NamedTuple):
    """A citation as a chip: `number` within the revision, `sentence` and `url` of the exact place in the source."""

    number: int
    outlet: str
    sentence: int
    quote: str
    url: str
    is_new: bool


class Run(NamedTuple):
    """A stretch of text: `op` is "same", "removed" or "added"; the citations stand after its last character."""

    op: str
    text: str
    citations: list[Cited]


class Paragraph(NamedTuple):
    runs: list[Run]
    lost: list[Cited]  # citations that the earlier text had and this one has not
    is_moved: bool

    @property
    def is_same(self):
        return (
            not self.is_moved
            and not self.lost
            and all(run.op == "same" and not any(cited.is_new for cited in run.citations) for run in self.runs)
        )


class Redline(NamedTuple):
    headline: list[Piece]
    paragraphs: list[Paragraph]

    @property
    def is_same(self):
        return all(piece.op == "same" for piece in self.headline) and all(p.is_same for p in self.paragraphs)

    @property
    def words_out(self):
        return self._count("removed")

    @property
    def words_in(self):
        return self._count("added")

    def _count(self, op):
        pieces = [*self.headline, *(run for paragraph in self.paragraphs for run in paragraph.runs)]
        return sum(count_words(piece.text) for piece in pieces if piece.op == op)


def redline(document, earlier=None, *, starts):
    """The document as a Redline against an earlier one; without one nothing in it counts as changed.

    `starts` is {number of an article: where its sentences start, in order}.
    """
    against = earlier or document
    old = {paragraph["id"]: paragraph for paragraph in against["paragraphs"]}
    new = {paragraph["id"]: paragraph for paragraph in document["paragraphs"]}
    order, moved = _in_order(list(old), list(new))
    cited_before, cited_now = _citations(against, starts), _citations(document, starts)
    paragraphs = [
        _paragraph(old.get(key), new.get(key), cited_before.get(key, []), cited_now.get(key, []), key in moved)
        for key in order
    ]
    headline = _legible(word_diff(against["story"]["headline"], document["story"]["headline"]))
    return Redline(list(headline), paragraphs)


def source_url(slug, number, start, end):
    """The place `text[start:end]` of the story's article of that number."""
    return f"{reverse('article', args=[slug, number])}?at={start}-{end}#at"


def sentence_number(starts, article, position):
    """The number of the sentence of that article in which the position lies; `starts` as in `redline`."""
    return bisect_right(starts.get(article, ()), position) or 1


def _in_order(old, new):
    """(every paragraph in the order of `new`, with removed ones where they stood; those that changed places)."""
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    kept = {key for block in blocks for key in old[block.a : block.a + block.size]}
    order, place = list(new), 0
    for key in old:
        if key in kept:
            place = order.index(key) + 1
        elif key not in new:
            order.insert(place, key)
            place += 1
    return order, {key for key in new if key in old and key not in kept}


def _citations(document, starts):
    """The citations of each paragraph, as [(what makes two of them the same, its chip)]."""
    outlets = {article["number"]: article["outlet"] for article in document["articles"]}
    by_paragraph = {}
    for row in document["citations"]:
        key = (row["article"], row["source_start"], row["source_end"])
        url = source_url(document["story"]["slug"], *key)
        sentence = sentence_number(starts, row["article"], row["source_start"])
        quote = row["quote"][:QUOTE_IN_CHIP]
        chip = Cited(row["number"], outlets[row["article"]], sentence, quote, url, is_new=False)
        by_paragraph.setdefault(row["paragraph"], []).append((key, chip))
    return by_paragraph


def _paragraph(old, new, before, now, is_moved):
    known, kept = {key for key, _ in before}, {key for key, _ in now}
    if new is None:
        return Paragraph([Run("removed", old["text"], [])], [], is_moved=False)
    chips = {chip.number: chip._replace(is_new=old is not None and key not in known) for key, chip in now}
    lost = [chip for key, chip in before if key not in kept]
    return Paragraph(list(_runs(old["text"] if old else "", new, chips)), lost, is_moved)


def _runs(old_text, new, chips):
    """The pieces of the difference, cut where a sentence ends that has citations."""
    ends = {
        sentence["end"]: [chips[number] for number in sentence["citations"]]
        for sentence in new["sentences"]
        if sentence["citations"]
    }
    at = 0
    for op, text in _legible(word_diff(old_text, new["text"])):
        if op == "removed":
            yield Run(op, text, [])
            continue
        stop = at + len(text)
        for end in [*(end for end in ends if at < end < stop), stop]:
            yield Run(op, new["text"][at:end], ends.get(end, []))
            at = end


def _legible(pieces):
    """The difference with changes that only a space or a stop holds apart made one: phrases, not a chequerboard."""
    gone = come = ""
    for index, (op, text) in enumerate(pieces):
        joins = 0 < index < len(pieces) - 1 and not count_words(text) and (gone or come)
        if op == "removed" or (op == "same" and joins):
            gone += text
        if op == "added" or (op == "same" and joins):
            come += text
        if op == "same" and not joins:
            yield from _change(gone, come)
            yield Piece(op, text)
            gone = come = ""
    yield from _change(gone, come)


def _change(gone, come):
    return [Piece(op, text) for op, text in (("removed", gone), ("added", come)) if text]
