"""Remarks that several articles quote, as rows: their words, and who is said to have spoken them."""

from functools import lru_cache

from articles.analysis.alignment import Group, Item, Row
from articles.analysis.context import context
from articles.analysis.dossier import Dossier
from articles.analysis.quotations import Quotation
from articles.analysis.wordings import by_speaker, remarks, same_words

# Words of a remark that name it in a row.
TITLE_WORDS = 6


@lru_cache(maxsize=4)
def remark_rows(dossier: Dossier) -> tuple[Row, ...]:
    """A row for every remark of two articles: "words:" with its first words, or "speaker:" where that is disputed (both
    where both are); items hold a Quotation."""
    rows = []
    for remark in remarks(dossier):
        if len({one.source for one in remark}) > 1:
            by_words = _by_words(remark)
            title = _title(dossier, by_words[0][0])
            rows.append(_row(dossier, f"words:{title}", by_words))
            speakers = list(by_speaker(remark).values())
            if sum(map(len, speakers)) > 1:
                rows.append(_row(dossier, f"speaker:{title}", speakers))
    return tuple(row for row in rows if len(row.sources) > 1)


def _by_words(remark: tuple[Quotation, ...]) -> list[list[Quotation]]:
    groups: list[list[Quotation]] = []
    for quotation in remark:
        home = next((group for group in groups if any(same_words(quotation, one) for one in group)), None)
        if home is None:
            groups.append([quotation])
        else:
            home.append(quotation)
    return sorted(groups, key=_voices)


def _voices(group: list[Quotation]) -> int:
    return -len({one.source for one in group})


def _row(dossier: Dossier, key: str, groups: list[list[Quotation]]) -> Row:
    return Row(key, [Group([_item(dossier, key, quotation) for quotation in group]) for group in groups])


def _item(dossier: Dossier, key: str, quotation: Quotation) -> Item:
    start, end = quotation.start, quotation.end
    if key.startswith("speaker:") and quotation.name:
        start, end = min(start, quotation.name.start), max(end, quotation.name.end)
    return Item(quotation.source, start, end, key, quotation, context(dossier.source(quotation.source), start, end))


def _title(dossier: Dossier, quotation: Quotation) -> str:
    words = dossier.source(quotation.source).text[quotation.start : quotation.end].strip('“”"').split()
    return f"“{' '.join(words[:TITLE_WORDS])}{'…' if len(words) > TITLE_WORDS else ''}”"
